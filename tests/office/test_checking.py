"""`check` finds whatever was changed behind the log's back, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from records_app.office.checking import differences_in
from records_app.office.drafting import new_draft
from records_app.office.recording import record_received, record_sent
from records_app.store.database import Store
from records_app.store.tables import Closure, EventRow, LetterRow, NumberCounter, Request
from tests.office.cast import NOW, make_office, ready_request


@pytest.fixture
def checked(store: Store) -> Store:
    """One letter ready, one request waiting, one draft: all of it well."""
    cast = make_office(store)
    ready_request(store, cast.bob, cast.riverbend)
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    day = {"on": "2026-11-23"}
    sent = record_sent(store, cast.bob, request_id, version, {**day, "channel": "email"}, now=NOW)
    raw = {**day, "evidence": "reply"}
    record_received(store, cast.bob, request_id, sent.version, raw, now=NOW)
    new_draft(store, cast.bob, now=NOW)
    assert list(differences_in(store)) == []
    return store


def _label(session: Session) -> None:
    session.get_one(Request, 2).label = "All good"


def _stage(session: Session) -> None:
    session.get_one(Request, 1).stage = "closed"


def _number(session: Session) -> None:
    session.get_one(Request, 1).number = "MO-2026-0009"


def _first_letter(session: Session) -> LetterRow:
    wanted: Any = LetterRow.request_id
    return session.exec(select(LetterRow).where(wanted == 1)).one()


def _bytes(session: Session) -> None:
    _first_letter(session).pdf += b" "


def _hash(session: Session) -> None:
    letter = _first_letter(session)
    letter.pdf, letter.sha256 = (
        b"",
        ("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    )


def _no_letter(session: Session) -> None:
    session.connection().execute(text("DELETE FROM letter WHERE request_id = 1"))


def _no_event(session: Session) -> None:
    session.connection().execute(text("DELETE FROM event WHERE request_id = 2 AND seq = 2"))


def _bad_event(session: Session) -> None:
    event: Any = EventRow
    row = session.exec(select(EventRow).where(event.request_id == 2, event.seq == 3)).one()
    row.details = {"on": 7}


def _counter(session: Session) -> None:
    session.get_one(NumberCounter, "MO-2026").last = 12


def _closure(session: Session) -> None:
    day = NOW.date().replace(day=27)
    session.add(Closure(agency_id=1, on=day, reason="A festival", added_at=NOW))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_label, "MO-2026-0002: label is All good, the log says Waiting"),
        (_stage, "MO-2026-0001: stage is closed, the log says ready"),
        (_number, "MO-2026-0009: the number is MO-2026-0009, the log says ['MO-2026-0001']"),
        (_bytes, "MO-2026-0001.pdf: the bytes do not match"),
        (_hash, "MO-2026-0001.pdf: no event approved a letter"),
        (_no_letter, "MO-2026-0001: the approved letter"),
        (_no_event, "MO-2026-0002: the log has gaps"),
        (_bad_event, "MO-2026-0002: an event cannot be read"),
        (_counter, "series MO-2026: the counter is 12, the last number given is 2"),
        (_closure, "MO-2026-0002: safe_on is 2026-11-27, the log says 2026-11-30"),
    ],
)
def test_every_damage_is_named(
    checked: Store, damage: Callable[[Session], None], said: str
) -> None:
    with checked.transaction() as session:
        damage(session)
    found = list(differences_in(checked))
    assert any(line.startswith(said) for line in found), found
