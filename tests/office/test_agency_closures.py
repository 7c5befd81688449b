"""Closures move deadlines at once, in the transaction that enters them."""

from datetime import date, time, timedelta

import pytest
from sqlmodel import select

from records_app.casework.events import Approved, Channel, Evidence, Received, Sent
from records_app.office.agencies import add_closure, agency_page, remove_closure
from records_app.office.refresh import derive
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.log import append_event
from records_app.store.tables import Closure, Request
from tests.office.cast import NOW

MONDAY = date(2026, 11, 2)
WEDNESDAY = date(2026, 11, 4)


@pytest.fixture
def waiting(store, cast):
    """Bob's request, received Monday morning, November 2, 2026."""
    events = (
        Approved(MONDAY, "MO-2026-0001", "0" * 64, 2),
        Sent(MONDAY, time(9, 0), Channel.EMAIL, "", "records@riverbend.example"),
        Received(MONDAY, time(9, 5), Evidence.REPLY, ""),
    )
    with store.transaction() as session:
        row = Request(
            agency_id=cast.riverbend,
            author_id=cast.bob.id,
            number="MO-2026-0001",
            created_at=NOW,
            updated_at=NOW,
            updated_by_id=cast.bob.id,
        )
        session.add(row)
        session.flush()
        for event in events:
            append_event(session, row.id, event, cast.bob, NOW)
        derive(session, row)
        return row.id


def dates(store, request_id):
    with store.reading() as session:
        row = session.get(Request, request_id)
        return row.due_on, row.safe_on


def close(store, actor, cast, on=WEDNESDAY, *, is_open=False, reason="Flood", agency=None):
    return add_closure(
        store,
        actor,
        agency_id=cast.riverbend if agency is None else agency,
        on=on,
        is_open=is_open,
        reason=reason,
        now=NOW,
    )


def test_a_closure_moves_the_safe_day_of_open_requests_and_back(store, cast, waiting):
    due, safe = dates(store, waiting)
    closure = close(store, cast.alice, cast)
    assert dates(store, waiting)[0] == due
    assert dates(store, waiting)[1] > safe
    remove_closure(
        store, cast.alice, agency_id=cast.riverbend, closure_id=closure, reason="A slip", now=NOW
    )
    assert dates(store, waiting) == (due, safe)


def test_another_agencys_closure_moves_nothing(store, cast, waiting):
    before = dates(store, waiting)
    close(store, cast.alice, cast, agency=cast.fenwick)
    assert dates(store, waiting) == before


def test_the_page_shows_the_closure_with_who_entered_it(store, cast):
    close(store, cast.alice, cast)
    close(store, cast.ada, cast, date(2026, 11, 11), is_open=True, reason="They said so by phone")
    open_day, closed = agency_page(store, cast.vera, cast.riverbend, MONDAY).closures
    assert closed.words == "Closed on Wed, Nov 4, 2026"
    assert (closed.reason, closed.who) == ("Flood", "Alice, Mon, Nov 23, 2026, 10:00 AM")
    assert open_day.words == "Open on Wed, Nov 11, 2026"


@pytest.mark.parametrize("who", ["vera", "bob"])
def test_only_staff_may(store, cast, who):
    actor = getattr(cast, who)
    with pytest.raises(NotAllowed):
        close(store, actor, cast)
    closure = close(store, cast.alice, cast)
    with pytest.raises(NotAllowed):
        remove_closure(
            store, actor, agency_id=cast.riverbend, closure_id=closure, reason="A slip", now=NOW
        )


@pytest.mark.parametrize(
    ("on", "reason", "field"),
    [
        ("2026-02-30", "Flood", "on"),
        ("", "Flood", "on"),
        ("x" * 10_000, "Flood", "on"),
        (date(1, 1, 1), "Flood", "on"),
        (date(2999, 1, 1), "Flood", "on"),
        (WEDNESDAY, "  ", "reason"),
        (WEDNESDAY, "x" * 201, "reason"),
        (WEDNESDAY, "\u202eevil", "reason"),
    ],
)
def test_wrong_input_is_refused_at_its_field(store, cast, on, reason, field):
    with pytest.raises(Refused) as refused:
        close(store, cast.alice, cast, on, reason=reason)
    assert [error.field for error in refused.value.errors] == [field]
    with store.reading() as session:
        assert session.exec(select(Closure)).all() == []


def test_a_day_written_as_text_is_read(store, cast):
    close(store, cast.alice, cast, " 2026-11-04 ")
    [closure] = agency_page(store, cast.vera, cast.riverbend, MONDAY).closures
    assert closure.on == WEDNESDAY


def test_the_same_day_twice_is_refused(store, cast):
    close(store, cast.alice, cast)
    with pytest.raises(Refused, match="entered already"):
        close(store, cast.alice, cast, is_open=True)


def test_wrong_ids_are_not_found(store, cast):
    closure = close(store, cast.alice, cast)
    with pytest.raises(NotFound):
        close(store, cast.alice, cast, agency=999_999)
    with pytest.raises(NotFound):
        remove_closure(
            store, cast.alice, agency_id=cast.fenwick, closure_id=closure, reason="A slip", now=NOW
        )
    with pytest.raises(NotFound):
        remove_closure(
            store, cast.alice, agency_id=cast.riverbend, closure_id=2**40, reason="A slip", now=NOW
        )


def test_an_agency_cannot_be_closed_for_a_whole_year(store, cast):
    first = date(2026, 1, 1)
    days = [first + timedelta(days=n) for n in range(1, 500)]
    with store.transaction() as session:
        session.add_all(
            Closure(
                agency_id=cast.riverbend,
                on=day,
                reason="Closed",
                added_at=NOW,
                added_by_id=cast.alice.id,
            )
            for day in days
            if day != date(2026, 6, 3)
        )
    with pytest.raises(Refused, match="closed for a whole year"):
        add_closure(
            store,
            cast.alice,
            agency_id=cast.riverbend,
            on="2026-06-03",
            is_open=False,
            reason="Closed",
            now=NOW,
        )
    with store.reading() as session:
        known = session.exec(select(Closure).where(Closure.on == date(2026, 6, 3))).all()
    assert known == []
