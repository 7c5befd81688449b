"""A database of an older version gets the new columns, and what belongs into them."""

from __future__ import annotations

from sqlalchemy import null, update

from records_app.office.checking import differences_in
from records_app.office.recording import record_answer, record_sent
from records_app.office.upgrading import bring_up_to_date
from records_app.store.database import Store
from records_app.store.tables import Request
from tests.office.cast import NOW, make_office, ready_request


def test_columns_that_are_new_are_filled_from_the_log(store: Store) -> None:
    cast = make_office(store)
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    fields = {"on": "2026-11-23", "channel": "email"}
    sent = record_sent(store, cast.bob, request_id, version, fields, now=NOW)
    answer = {"on": "2026-11-23", "kind": "denied"}
    record_answer(store, cast.bob, request_id, sent.version, answer, now=NOW)
    with store.transaction() as session:
        session.execute(update(Request).values(further=null(), court_on=None))
    assert list(differences_in(store)) != []

    assert bring_up_to_date(store) == 1
    assert list(differences_in(store)) == []
    assert bring_up_to_date(store) == 0
    with store.reading() as session:
        row = session.get_one(Request, request_id)
        assert row.further is not None
        assert row.further["answer"] == "denied"
        assert row.court_on is not None


def test_a_standing_that_an_older_version_worked_out_is_worked_out_anew(store: Store) -> None:
    cast = make_office(store)
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    ready_request(store, cast.bob, cast.riverbend)
    fields = {"on": "2026-11-23", "channel": "email"}
    record_sent(store, cast.bob, request_id, version, fields, now=NOW)
    older = update(Request).where(Request.id == request_id)
    with store.transaction() as session:
        session.execute(older.values(further={"answer": "denied"}, label="Denied"))

    assert bring_up_to_date(store) == 1
    assert list(differences_in(store)) == []
    assert bring_up_to_date(store) == 0
    with store.reading() as session:
        row = session.get_one(Request, request_id)
        assert row.label == "Receipt not known"
        assert row.further is not None
        assert "answer" not in row.further
