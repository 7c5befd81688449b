"""What cannot be asked is not answered with no: one line and exit code 2, never a stack trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from records_app.__main__ import main

COMMANDS = [["check"], ["requests"], ["agencies"], ["user", "disable", "ana@office.example"]]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize(
    ("setting", "value", "says"),
    [
        ("RECORDS_PORT", "ten", "RECORDS_PORT is 'ten'"),
        ("RECORDS_DATABASE_URL", "garbage", "RECORDS_DATABASE_URL"),
        ("RECORDS_DATABASE_URL", "mystery://somewhere", "RECORDS_DATABASE_URL"),
        ("RECORDS_DATABASE_URL", "postgresql://ana:secret@127.0.0.1:1/x", "cannot be used"),
    ],
)
def test_a_wrong_setting_is_one_line(
    command: list[str],
    setting: str,
    value: str,
    says: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("RECORDS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv(setting, value)
    assert main(command) == 2
    said = capsys.readouterr().err
    assert says in said
    assert "secret" not in said
    assert len(said.splitlines()) == 1


def test_a_data_folder_that_is_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").write_text("")
    monkeypatch.setenv("RECORDS_DATA_DIR", str(tmp_path / "data"))
    assert main(["check"]) == 2
    said = capsys.readouterr().err
    assert str(tmp_path / "data") in said
    assert len(said.splitlines()) == 1


def test_a_file_that_is_no_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "records.sqlite3").write_text("this is a letter to my aunt" * 100)
    monkeypatch.setenv("RECORDS_DATA_DIR", str(tmp_path))
    assert main(["check"]) == 2
    assert "not a database" in capsys.readouterr().err
