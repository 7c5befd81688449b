"""The audit puts down every change, and notices when somebody touches it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from sqlalchemy import delete, text, update
from sqlmodel import Session, select

from records_app.casework.people import Role
from records_app.office.checking import differences_in
from records_app.office.recording import add_note
from records_app.store.acting import Acting, acting_as
from records_app.store.audit_chain import broken_links
from records_app.store.database import Store
from records_app.store.tables import Agency, AuditHead, AuditRow, Person, Request
from tests.office.cast import NOW, Cast, make_office, make_person, ready_request


def rows_of(store: Store) -> list[AuditRow]:
    with store.reading() as session:
        return list(session.exec(select(AuditRow).order_by(AuditRow.id)))


def broken(store: Store) -> list[str]:
    with store.reading() as session:
        return list(broken_links(session))


@pytest.fixture
def cast(store: Store) -> Cast:
    made = make_office(store)
    for name in ("Dora", "Emil", "Fay", "Gus"):  # a row of the audit each
        make_person(store, name, Role.VIEWER)
    return made


def test_an_act_is_put_down_with_who_and_from_where(store: Store, cast: Cast) -> None:
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    before = len(rows_of(store))
    with acting_as(Acting(cast.bob.id, "Bob", "203.0.113.9")):
        add_note(store, cast.bob, request_id, version, {"text": "They called"}, now=NOW)
    (row,) = rows_of(store)[before:]
    assert (row.person_id, row.who, row.place, row.act) == (
        cast.bob.id,
        "Bob",
        "203.0.113.9",
        "changed",
    )
    changes = json.loads(row.details or "")
    assert [(table, kind) for table, _, kind, _ in changes] == [("event", "added")]
    assert "They called" in changes[0][3]["after"]["details"]
    assert broken(store) == []


def test_before_and_after(store: Store, cast: Cast) -> None:
    with store.transaction() as session:
        session.get_one(Agency, cast.riverbend).city = "Millbrook"
    change = json.loads(rows_of(store)[-1].details or "")
    assert change == [
        [
            "agency",
            str(cast.riverbend),
            "changed",
            {"before": {"city": "Riverbend"}, "after": {"city": "Millbrook"}},
        ]
    ]


def test_statements_that_name_no_row_are_put_down_row_by_row(store: Store, cast: Cast) -> None:
    with store.transaction() as session:
        session.connection().execute(
            update(Person).where(Person.role == "advocate").values(role="viewer")
        )
    with store.transaction() as session:
        session.connection().execute(delete(Person).where(Person.id == cast.vera.id))
    changed, removed = (json.loads(row.details or "") for row in rows_of(store)[-2:])
    assert sorted((table, key, kind) for table, key, kind, _ in changed) == [
        ("person", str(cast.bob.id), "changed"),
        ("person", str(cast.carl.id), "changed"),
    ]
    assert changed[0][3] == {"before": {"role": "advocate"}, "after": {"role": "viewer"}}
    assert removed[0][:3] == ["person", str(cast.vera.id), "removed"]


def test_secrets_and_contents_are_not_repeated_in_it(store: Store, cast: Cast) -> None:
    ready_request(store, cast.bob, cast.riverbend)
    with store.transaction() as session:
        session.get_one(Person, cast.bob.id).password_hash = "argon2 of something"
    written = "".join(row.details or "" for row in rows_of(store))
    assert "argon2" not in written
    assert "(not kept here)" in written


def test_what_is_typed_into_a_draft_is_not_in_it(store: Store, cast: Cast) -> None:
    with store.transaction() as session:
        draft = Request(
            author_id=cast.bob.id,
            form={"specifics": "only mine"},
            created_at=NOW,
            updated_at=NOW,
            updated_by_id=cast.bob.id,
        )
        session.add(draft)
    made = len(rows_of(store))
    with store.transaction() as session:
        session.get_one(Request, draft.id).form = {"specifics": "only mine, longer"}
    assert len(rows_of(store)) == made
    assert "only mine" not in "".join(row.details or "" for row in rows_of(store))


def test_an_act_that_fails_is_not_in_it(store: Store, cast: Cast) -> None:
    before = len(rows_of(store))

    def half_an_act() -> None:
        with store.transaction() as session:
            session.get_one(Agency, cast.riverbend).city = "Millbrook"
            session.flush()
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        half_an_act()
    assert len(rows_of(store)) == before
    assert broken(store) == []


def test_reading_and_a_transaction_without_changes_add_nothing(store: Store, cast: Cast) -> None:
    before = len(rows_of(store))
    with store.transaction() as session:
        session.get_one(Agency, cast.riverbend)
    assert len(rows_of(store)) == before


def _change(session: Session) -> None:
    session.get_one(AuditRow, 3).who = "Somebody else"


def _time(session: Session) -> None:
    session.get_one(AuditRow, 3).at = NOW


def _details(session: Session) -> None:
    session.get_one(AuditRow, 3).details = "[]"


def _remove(session: Session) -> None:
    session.delete(session.get_one(AuditRow, 3))


def _cut(session: Session) -> None:
    session.connection().execute(text("DELETE FROM audit WHERE id >= 5"))


def _all(session: Session) -> None:
    session.connection().execute(text("DELETE FROM audit"))


def _insert(session: Session) -> None:
    third = session.get_one(AuditRow, 3)
    values = {**third.model_dump(), "id": session.get_one(AuditHead, 1).rows + 1}
    session.add(AuditRow(**values))


def _swap(session: Session) -> None:
    for old, new in ((3, 9003), (4, 3), (9003, 4)):
        session.connection().execute(text(f"UPDATE audit SET id = {new} WHERE id = {old}"))


def _head(session: Session) -> None:
    session.get_one(AuditHead, 1).sealed = "0" * 64


def rename(store: Store, cast: Cast, name: str) -> None:
    with store.transaction() as session:
        session.get_one(Person, cast.vera.id).name = name


def test_an_end_that_was_cut_off_neatly_shows_by_a_seal_that_was_noted_down(
    store: Store, cast: Cast
) -> None:
    with Session(store.engine) as session:
        noted = session.get_one(AuditHead, 1).sealed
    assert list(differences_in(store, noted)) == []
    rename(store, cast, "Vera Vine")
    # It stays good however much follows.
    assert list(differences_in(store, noted)) == []
    with Session(store.engine) as session, session.begin():
        _cut(session)
        head, last = session.get_one(AuditHead, 1), session.get_one(AuditRow, 4)
        head.rows, head.sealed = 4, last.sealed
    assert list(differences_in(store)) == []
    assert any("seal that was noted down" in line for line in differences_in(store, noted))
    # Nor does it help to begin anew.
    with Session(store.engine) as session, session.begin():
        _all(session)
        session.delete(session.get_one(AuditHead, 1))
    rename(store, cast, "Vera")
    assert list(differences_in(store)) == []
    assert any("seal that was noted down" in line for line in differences_in(store, noted))


@pytest.mark.parametrize(
    ("touch", "words"),
    [
        (_change, "row 3 was changed"),
        (_time, "row 3 was changed"),
        (_details, "the details of row 3 were changed"),
        (_remove, "row 3 is missing"),
        (_cut, "the rows from 5 on are missing"),
        (_all, "the rows from 1 on are missing"),
        (_insert, "was changed, or stands in place of another"),
        (_swap, "row 3 was changed, or stands in place of another"),
        (_head, "the last seal is not that of row"),
    ],
)
def test_whoever_touches_it_is_noticed_and_told_where(
    store: Store, cast: Cast, touch: Callable[[Session], None], words: str
) -> None:
    assert broken(store) == []
    with Session(store.engine) as session, session.begin():
        touch(session)
    assert any(words in line for line in broken(store))
    assert any(words in line for line in differences_in(store))
