"""`backup` and `restore` as a person types them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from records_app.__main__ import main
from records_app.office.backup.in_use import running
from records_app.office.files.folder import FileFolder
from records_app.store.database import open_store
from records_app.store.migrate import upgrade
from tests.office.backed_up import add_bytes, everything_in, lived_in


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder that the settings name, with an office inside."""
    place = tmp_path / "office"
    monkeypatch.setenv("RECORDS_DATA_DIR", str(place))
    monkeypatch.delenv("RECORDS_DATABASE_URL", raising=False)
    store = open_store(f"sqlite:///{place / 'records.sqlite3'}")
    upgrade(store)
    lived_in(store, FileFolder(place / "files"))
    store.close()
    return place


def rows_in(place: Path) -> dict[str, list[tuple]]:
    store = open_store(f"sqlite:///{place / 'records.sqlite3'}")
    try:
        return everything_in(store)
    finally:
        store.close()


def test_there_and_back(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    target = tmp_path / "monday.backup"
    with running(office):
        assert main(["backup", str(target)]) == 0
    assert "3 requests, 2 letters, 2 files, 5 people" in capsys.readouterr().out
    rows = rows_in(office)
    monkeypatch.setenv("RECORDS_DATA_DIR", str(tmp_path / "second"))
    assert main(["restore", str(target)]) == 0
    assert "lies in" not in capsys.readouterr().out
    assert rows_in(tmp_path / "second") == rows
    assert main(["check"]) == 0


def test_force_says_where_the_office_of_before_lies(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    target = tmp_path / "monday.backup"
    assert main(["backup", str(target)]) == 0
    assert main(["restore", str(target)]) == 2
    assert "--force" in capsys.readouterr().err
    assert main(["restore", str(target), "--force"]) == 0
    assert f"lies in {office}/replaced-" in capsys.readouterr().out


def test_the_app_must_not_run(office: Path, tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    target = tmp_path / "monday.backup"
    assert main(["backup", str(target)]) == 0
    with running(office):
        assert main(["restore", str(target), "--force"]) == 2
    assert "Stop it first" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "words"), [("backup", "nowhere/x.backup"), ("restore", "nowhere/x.backup")]
)
def test_a_place_that_is_not_there(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture, command: str, words: str
) -> None:
    assert main([command, str(tmp_path / words)]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


def on_a_full_disk(largest: int, *arguments: str) -> str:
    """What a command says when the system lets no file grow beyond this, as a full disk would."""
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "largest = int(sys.argv[1]);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest));"
        "from records_app.__main__ import main; sys.exit(main(sys.argv[2:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(largest), *arguments],
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    return done.stderr


def add_large(office: Path, size: int) -> None:
    store = open_store(f"sqlite:///{office / 'records.sqlite3'}")
    add_bytes(store, FileFolder(office / "files"), 2, 2, os.urandom(size))
    store.close()


def test_a_full_disk_leaves_no_half_backup(office: Path, tmp_path: Path) -> None:
    add_large(office, 300_000)
    target = tmp_path / "monday.backup"
    assert "File too large" in on_a_full_disk(204_800, "backup", str(target))
    assert [path.name for path in tmp_path.iterdir() if "monday" in path.name] == []


@pytest.mark.parametrize("largest", [1_200_000, 100_000], ids=["files", "database"])
def test_a_full_disk_at_a_restore_leaves_the_office_as_it_was(
    office: Path, tmp_path: Path, largest: int
) -> None:
    if largest > 1_000_000:
        add_large(office, 2_000_000)
    target = tmp_path / "monday.backup"
    assert main(["backup", str(target)]) == 0
    rows = rows_in(office)
    said = on_a_full_disk(largest, "restore", str(target), "--force")
    assert said.count("\n") == 1
    assert rows_in(office) == rows
    assert {path.name for path in office.iterdir()} == {"files", "records.sqlite3", "running.lock"}
    assert main(["check"]) == 0
