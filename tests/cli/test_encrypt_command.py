"""`encrypt` and `check` as a person types them, with keys in the environment."""

from __future__ import annotations

import base64
import secrets
from pathlib import Path

import pytest

from records_app.__main__ import main
from records_app.office.backup.in_use import encrypting, running
from records_app.office.files.folder import FileFolder
from records_app.store.database import open_store
from records_app.store.migrate import upgrade
from records_app.store.tables_sign_in import SecondFactor
from tests.office.backed_up import lived_in

KEYS = "RECORDS_FILES_KEY"


def new_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with an office, two files and a second factor, all plain."""
    monkeypatch.setenv("RECORDS_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("RECORDS_DATABASE_URL", raising=False)
    monkeypatch.delenv(KEYS, raising=False)
    store = open_store(f"sqlite:///{tmp_path / 'records.sqlite3'}")
    upgrade(store)
    lived_in(store, FileFolder(tmp_path / "files"))
    with store.transaction() as session:
        session.add(SecondFactor(person_id=1, secret="JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"))
    store.close()
    return tmp_path


def test_from_no_key_to_one_and_on_to_another(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = new_key(), new_key()
    monkeypatch.setenv(KEYS, first)
    assert main(["check"]) == 0
    assert "3 things lie there plain although there is a key" in capsys.readouterr().out
    with running(office):  # people go on working
        assert main(["encrypt"]) == 0
    said = capsys.readouterr().out
    assert "2 files encrypted and read back, 0 were already; 1 second factors" in said
    assert main(["check"]) == 0
    assert "plain" not in capsys.readouterr().out

    monkeypatch.setenv(KEYS, f"{second},{first}")
    assert main(["encrypt"]) == 0
    assert "needs the older key any more" in capsys.readouterr().out
    monkeypatch.setenv(KEYS, second)
    assert main(["check"]) == 0
    monkeypatch.setenv(KEYS, first)
    assert main(["check"]) == 1
    told = capsys.readouterr().out
    assert "2 files and 1 second factor are encrypted, and RECORDS_FILES_KEY holds another" in told
    monkeypatch.delenv(KEYS)
    assert main(["check"]) == 1
    assert "RECORDS_FILES_KEY is not set. Put the key back" in capsys.readouterr().out
    assert first not in told
    for path in office.rglob("*"):
        if path.is_file():
            assert b"JBSWY3DPEHPK3PXP" not in path.read_bytes(), path


def test_without_a_key_there_is_nothing_to_do_with(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["encrypt"]) == 2
    assert "RECORDS_FILES_KEY is not set" in capsys.readouterr().err


def test_with_the_wrong_key_nothing_changes_and_it_says_so(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(KEYS, new_key())
    assert main(["encrypt"]) == 0
    before = {path: path.read_bytes() for path in (office / "files").rglob("*") if path.is_file()}
    monkeypatch.setenv(KEYS, new_key())
    assert main(["encrypt"]) == 1
    assert "RECORDS_FILES_KEY holds another key" in capsys.readouterr().out
    after = {path: path.read_bytes() for path in (office / "files").rglob("*") if path.is_file()}
    assert after == before


def test_two_at_once_do_not_get_in_each_others_way(
    office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(KEYS, new_key())
    with encrypting(office):
        assert main(["encrypt"]) == 2
    assert "Another run is encrypting" in capsys.readouterr().err


@pytest.mark.parametrize("url", ["http://:much@localhost", "redis://", "much:6379"])
def test_an_address_that_is_no_redis_stops_every_command(
    url: str, office: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RECORDS_REDIS_URL", url)
    assert main(["check"]) == 2
    told = capsys.readouterr().err
    assert "RECORDS_REDIS_URL: " in told
    assert "much" not in told
