"""What moves a deadline is written into the log of each request that it moves, and of no other."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlmodel import select

from records_app.casework.events import DayChangeKind, DeadlineMoved, sentence
from records_app.law.errors import DayRefused
from records_app.office import moved_deadlines
from records_app.office.agencies import (
    add_closure,
    agency_page,
    change_closing_time,
    remove_closure,
)
from records_app.office.checking import differences_in
from records_app.office.recording import add_note, close_request, record_received, record_sent
from records_app.office.refresh import derive
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.office.request_page import request_view
from records_app.store.log import entries_of
from records_app.store.requests import days_of_agency
from records_app.store.tables import Closure, DayChange, Request
from tests.office.cast import NOW, ready_request

TODAY = date(2026, 11, 23)
FRIDAY = date(2026, 11, 27)


def waiting(store, author, agency_id, *, at="", channel="email", evidence="reply"):
    """A request that was sent on Monday, and received then unless ``evidence`` is empty."""
    request_id, version = ready_request(store, author, agency_id)
    day = {"on": "2026-11-23", "at": at}
    sent = record_sent(store, author, request_id, version, {**day, "channel": channel}, now=NOW)
    if evidence:
        raw = {**day, "evidence": evidence}
        record_received(store, author, request_id, sent.version, raw, now=NOW)
    return request_id


def close_friday(store, actor, agency_id, *, on=FRIDAY, is_open=False, reason="City hall closes"):
    return add_closure(
        store, actor, agency_id=agency_id, on=on, is_open=is_open, reason=reason, now=NOW
    )


def change_hours(store, actor, agency_id, closes_at, *, closed_at="17:00", reason="Their sign"):
    change_closing_time(
        store,
        actor,
        agency_id=agency_id,
        closes_at=closes_at,
        closed_at=closed_at,
        reason=reason,
        now=NOW,
    )


def row_of(store, request_id):
    with store.reading() as session:
        return session.get_one(Request, request_id)


def moves(store, request_id):
    with store.reading() as session:
        entries = entries_of(session, request_id)
    return [entry for entry in entries if isinstance(entry.event, DeadlineMoved)]


def test_a_closure_writes_why_into_the_log(store, cast):
    request_id = waiting(store, cast.bob, cast.riverbend)
    before = row_of(store, request_id)
    close_friday(store, cast.alice, cast.riverbend)
    after = row_of(store, request_id)
    [entry] = moves(store, request_id)
    assert entry.by == "Alice"
    assert entry.event == DeadlineMoved(
        on=TODAY,
        clock="response",
        due_before=before.due_on,
        safe_before=before.safe_on,
        due=after.due_on,
        safe=after.safe_on,
        change=DayChangeKind.CLOSED,
        agency_day=FRIDAY,
        closing_before=None,
        closing=None,
        reason="City hall closes",
    )
    assert (before.safe_on, after.safe_on) == (FRIDAY, date(2026, 11, 30))
    assert (after.version, after.updated_at) == (before.version, before.updated_at)
    newest = request_view(store, cast.vera, request_id, today=TODAY).timeline[0]
    assert (newest.kind, newest.who) == ("deadline_moved", "Alice")
    assert newest.sentence == (
        "The answer’s safe day moved from Fri, Nov 27 to Mon, Nov 30: the agency closes on Fri, "
        "Nov 27 (City hall closes)."
    )
    assert list(differences_in(store)) == []


def test_removing_it_moves_back_and_is_a_line_of_its_own(store, cast):
    request_id = waiting(store, cast.bob, cast.riverbend)
    closure = close_friday(store, cast.alice, cast.riverbend)
    remove_closure(
        store,
        cast.ada,
        agency_id=cast.riverbend,
        closure_id=closure,
        reason="They called back",
        now=NOW + timedelta(days=1),
    )
    there, back = (entry.event for entry in moves(store, request_id))
    assert (back.due_before, back.safe_before) == (there.due, there.safe)
    assert (back.due, back.safe) == (there.due_before, there.safe_before)
    assert (back.on, back.change) == (date(2026, 11, 24), DayChangeKind.CLOSED_REMOVED)
    assert sentence(back).endswith(
        "the agency does not close on Fri, Nov 27 after all (They called back)."
    )
    assert list(differences_in(store)) == []


def test_only_what_really_moves_is_logged(store, cast):
    touched = waiting(store, cast.bob, cast.riverbend)
    elsewhere = waiting(store, cast.bob, cast.fenwick)
    finished = waiting(store, cast.bob, cast.riverbend)
    raw = {"outcome": "withdrawn"}
    version = row_of(store, finished).version
    close_request(store, cast.bob, finished, version, raw, now=NOW)
    ready, _ = ready_request(store, cast.bob, cast.riverbend)
    close_friday(store, cast.alice, cast.riverbend)
    close_friday(store, cast.alice, cast.riverbend, on=date(2026, 11, 28))  # a Saturday
    close_friday(store, cast.alice, cast.riverbend, on=date(2027, 3, 3))  # long after
    assert len(moves(store, touched)) == 1
    assert [moves(store, other) for other in (elsewhere, finished, ready)] == [[], [], []]
    assert list(differences_in(store)) == []


def test_an_expected_receipt_moves_too(store, cast):
    request_id = waiting(store, cast.bob, cast.riverbend, channel="post", evidence="")
    close_friday(store, cast.alice, cast.riverbend, on=date(2026, 11, 25))
    [entry] = moves(store, request_id)
    assert entry.event.due > entry.event.due_before
    assert list(differences_in(store)) == []


def test_an_open_holiday_moves_the_due_day(store, cast):
    request_id = waiting(store, cast.bob, cast.riverbend)
    close_friday(store, cast.alice, cast.riverbend, on=date(2026, 11, 26), is_open=True)
    [entry] = moves(store, request_id)
    assert entry.event.due < entry.event.due_before
    assert "is open on Thu, Nov 26" in sentence(entry.event)


def test_a_note_after_the_move_is_no_difference(store, cast):
    request_id = waiting(store, cast.bob, cast.riverbend)
    version = row_of(store, request_id).version
    close_friday(store, cast.alice, cast.riverbend)
    # Nobody's form became stale: the version is the one from before the closure.
    add_note(store, cast.bob, request_id, version, {"text": "Called."}, now=NOW)
    assert list(differences_in(store)) == []


def test_check_names_a_move_that_leads_elsewhere(store, cast):
    request_id = waiting(store, cast.bob, cast.riverbend)
    close_friday(store, cast.alice, cast.riverbend)
    with store.transaction() as session:
        session.delete(session.exec(select(Closure)).one())
        session.flush()
        derive(session, session.get_one(Request, request_id))
    assert list(differences_in(store)) == [
        "MO-2026-0001: the log moved the safe day to 2026-11-30, but it is 2026-11-27"
    ]


def test_everything_or_nothing(store, cast, monkeypatch):
    request_ids = [waiting(store, cast.bob, cast.riverbend) for _ in range(3)]
    before = [row_of(store, one).safe_on for one in request_ids]
    real, calls = moved_deadlines.append_event, []

    def the_power_goes(*arguments):
        calls.append(arguments)
        if len(calls) == 3:
            raise DayRefused("on", "no such day")
        return real(*arguments)

    monkeypatch.setattr(moved_deadlines, "append_event", the_power_goes)
    with pytest.raises(Refused, match="could not be computed"):
        close_friday(store, cast.alice, cast.riverbend)
    assert [row_of(store, one).safe_on for one in request_ids] == before
    assert [moves(store, one) for one in request_ids] == [[], [], []]
    with store.reading() as session:
        assert session.exec(select(Closure)).all() == []
        assert session.exec(select(DayChange)).all() == []


def test_the_closing_time_counts_and_is_kept_in_the_history(store, cast):
    late = waiting(store, cast.bob, cast.riverbend, at="16:45")
    early = waiting(store, cast.bob, cast.riverbend, at="09:00")
    change_hours(store, cast.alice, cast.riverbend, "16:30")
    with store.reading() as session:
        assert days_of_agency(session, cast.riverbend).closes_at == time(16, 30)
        assert days_of_agency(session, cast.fenwick).closes_at == time(17)
    [entry] = moves(store, late)
    assert entry.event.safe > entry.event.safe_before
    assert sentence(entry.event).endswith(
        "the agency’s office closes at 4:30 PM instead of 5:00 PM (Their sign)."
    )
    assert moves(store, early) == []
    page = agency_page(store, cast.vera, cast.riverbend, TODAY)
    assert (page.closes, page.closes_at) == ("4:30 PM", "16:30")
    assert (page.changes[0].who, page.changes[0].reason) == ("Alice", "Their sign")
    assert page.changes[0].sentence == ("The agency’s office closes at 4:30 PM instead of 5:00 PM")
    assert list(differences_in(store)) == []


def test_the_new_closing_time_holds_for_what_is_recorded_later(store, cast):
    change_hours(store, cast.alice, cast.riverbend, "16:30")
    early, late = (waiting(store, cast.bob, cast.riverbend, at=at) for at in ("16:30", "16:31"))
    assert row_of(store, late).safe_on > row_of(store, early).safe_on
    card = request_view(store, cast.vera, late, today=TODAY).deadline
    assert card is not None
    assert len(card.readings) > 1


def test_the_history_names_days_too(store, cast):
    closure = close_friday(store, cast.alice, cast.riverbend)
    remove_closure(
        store, cast.ada, agency_id=cast.riverbend, closure_id=closure, reason="A slip", now=NOW
    )
    lines = agency_page(store, cast.vera, cast.riverbend, TODAY).changes
    assert [(line.who, line.sentence, line.reason) for line in lines] == [
        ("Ada", "The agency does not close on Fri, Nov 27, 2026 after all", "A slip"),
        ("Alice", "The agency closes on Fri, Nov 27, 2026", "City hall closes"),
    ]


@pytest.mark.parametrize("who", ["vera", "bob"])
def test_only_staff_change_the_closing_time(store, cast, who):
    with pytest.raises(NotAllowed):
        change_hours(store, getattr(cast, who), cast.riverbend, "16:30")


@pytest.mark.parametrize(
    ("closes_at", "reason", "field"),
    [
        ("", "Sign", "closes_at"),
        (None, "Sign", "closes_at"),
        ("4:30", "Sign", "closes_at"),
        ("04:30", "Sign", "closes_at"),
        ("25:00", "Sign", "closes_at"),
        ("16:30:15", "Sign", "closes_at"),
        ("16:30Z", "Sign", "closes_at"),
        ("9" * 5000, "Sign", "closes_at"),
        ("17:00", "Sign", "closes_at"),
        ("16:30", " ", "reason"),
        ("16:30", "x" * 201, "reason"),
        ("16:30", "\u202eevil", "reason"),
    ],
)
def test_a_wrong_closing_time_is_refused_at_its_field(store, cast, closes_at, reason, field):
    with pytest.raises(Refused) as refused:
        change_hours(store, cast.alice, cast.riverbend, closes_at, reason=reason)
    assert [error.field for error in refused.value.errors] == [field]
    with store.reading() as session:
        assert session.exec(select(DayChange)).all() == []


def test_of_two_who_change_it_the_second_is_told(store, cast):
    change_hours(store, cast.alice, cast.riverbend, "16:30")
    with pytest.raises(ChangedElsewhere, match="Alice"):
        change_hours(store, cast.ada, cast.riverbend, "16:00")
    with pytest.raises(NotFound):
        change_hours(store, cast.ada, 999_999, "16:00")
