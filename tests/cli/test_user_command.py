"""`user add`, `user password`, `user disable`."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from records_app.__main__ import main
from records_app.office.accounts import list_people
from records_app.office.devices import CameFrom
from records_app.office.invites import accept_invite, read_invite
from records_app.office.second_factor import my_factor
from records_app.office.sign_in import actor_of
from records_app.store.database import Store, open_store
from tests.office.phones import give_phone

DORA = "dora@opendoors.example"


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The database that the terminal finds by its settings. It has no tables yet."""
    monkeypatch.setenv("RECORDS_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("RECORDS_PORT", "8123")
    monkeypatch.delenv("RECORDS_DATABASE_URL", raising=False)
    monkeypatch.delenv("RECORDS_PUBLIC_URL", raising=False)
    return open_store(f"sqlite:///{tmp_path / 'records.sqlite3'}")


def link(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The token in the one line that the command prints."""
    assert main(["user", *arguments]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("http://localhost:8123/invite/")
    assert printed.count("\n") == 1
    return printed.strip().rstrip("/").rpartition("/")[2]


def accept(store: Store, token: str, password: str = "three short words") -> str:
    return accept_invite(
        store,
        token,
        name="Dora",
        email=DORA,
        password=password,
        came=CameFrom(),
        session_days=14,
        now=now(),
    ).token


def test_add_password_disable(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    token = link(capsys, "add", "Ada@OpenDoors.example", "--role", "admin")
    assert read_invite(store, token, now=now()).email == "ada@opendoors.example"
    accept(store, link(capsys, "add", DORA, "--role", "admin"))
    session = accept(store, link(capsys, "password", DORA), "other short words")
    dora = actor_of(store, session, now())
    assert dora is not None
    accept_invite(
        store,
        token,
        name="Ada",
        email="ada@opendoors.example",
        password="three short words",
        came=CameFrom(),
        session_days=14,
        now=now(),
    )
    assert main(["user", "disable", DORA]) == 0
    assert "may not sign in" in capsys.readouterr().out
    assert actor_of(store, session, now()) is None
    ada = next(card for card in list_people(store, dora) if card.name == "Ada")
    assert ada.disabled_at is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add", DORA, "--role", "owner"), "Role: Choose one of: viewer, advocate, staff, admin."),
        (("add", "dora", "--role", "staff"), "E-mail address: Write it like"),
        (("add", DORA), "--role"),
        (("disable", "nobody@opendoors.example"), "There is no such person"),
        (("password", "nobody@opendoors.example"), "There is no such person"),
        (("second-factor", DORA), "--off"),
        (("second-factor", "nobody@opendoors.example", "--off"), "There is no such person"),
    ],
)
def test_wrong_input_is_one_line_and_exit_code_2(
    store: Store, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert main(["user", *arguments]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert captured.err.count("\n") == 1


def test_the_last_admin_stays(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    accept(store, link(capsys, "add", DORA, "--role", "admin"))
    assert main(["user", "disable", DORA]) == 2
    assert "last admin" in capsys.readouterr().err


def test_a_lost_second_factor_is_taken_back(
    store: Store, capsys: pytest.CaptureFixture[str]
) -> None:
    session = accept(store, link(capsys, "add", DORA, "--role", "admin"))
    dora = actor_of(store, session, now())
    assert dora is not None
    give_phone(store, dora)
    assert main(["user", "second-factor", DORA, "--off"]) == 0
    assert "password alone" in capsys.readouterr().out
    assert my_factor(store, dora).since is None
    assert actor_of(store, session, now()) is None
    assert main(["user", "second-factor", DORA, "--off"]) == 2
    assert "no such second factor" in capsys.readouterr().err
