"""What stands in the calendar: open deadlines that the person may see, and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import event as sql_event
from sqlalchemy import insert

from records_app.office.agencies import add_closure
from records_app.office.assigning import assign
from records_app.office.attempts import CalendarReads
from records_app.office.calendar_addresses import make_address
from records_app.office.calendar_feed import calendar_feed
from records_app.office.drafting import new_draft, save_draft
from records_app.office.recording import (
    close_request,
    record_answer,
    record_received,
    record_sent,
    reopen_request,
)
from records_app.office.reminding import done_with_reminder, remind_me
from records_app.store.tables import Agency, EventRow, Request
from tests.office.cast import NOW, filled_form, ready_request

ORIGIN = "https://desk.example.org"
DAY = {"on": "2026-11-23"}


def sent_request(store, author, agency_id, *, is_received=True):
    request_id, version = ready_request(store, author, agency_id)
    raw = {**DAY, "channel": "email", "to": "Jane Roe"}
    found = record_sent(store, author, request_id, version, raw, now=NOW)
    if is_received:
        raw = {**DAY, "evidence": "phone", "detail": "Jane Roe said so"}
        found = record_received(store, author, request_id, found.version, raw, now=NOW)
    return request_id, found.version


def feed(store, actor, *, own_only=False, for_office=False, now=NOW):
    token = make_address(store, actor, for_office=for_office, own_only=own_only, now=now)
    reads = CalendarReads()
    return calendar_feed(store, reads, token, address="here", origin=ORIGIN, now=now)


def events(store, actor, **options):
    calendar = Calendar.from_ical(feed(store, actor, **options).content)
    assert not calendar.errors
    return sorted(calendar.walk("VEVENT"), key=lambda one: (one.decoded("DTSTART"), one["SUMMARY"]))


def summaries(store, actor, **options):
    return [str(one["SUMMARY"]) for one in events(store, actor, **options)]


def test_an_open_deadline_with_its_next_step_and_its_page(store, cast):
    request_id, _ = sent_request(store, cast.bob, cast.riverbend)
    with store.reading() as session:
        row = session.get_one(Request, request_id)
    due, remind = events(store, cast.bob)
    assert str(due["SUMMARY"]) == "Due: Riverbend Police Department (MO-2026-0001)"
    assert due.decoded("DTSTART") == row.due_on
    words = str(due["DESCRIPTION"])
    assert "Late only after Fri, Nov 27, 2026." in words
    assert "Next step: Log an answer." in words
    assert words.endswith(f"{ORIGIN}/requests/{request_id}/")
    assert due["URL"] == f"{ORIGIN}/requests/{request_id}/"
    assert str(remind["SUMMARY"]) == "If no answer: Riverbend Police Department (MO-2026-0001)"
    assert remind.decoded("DTSTART") == date(2026, 11, 30)
    assert due["UID"] != remind["UID"]


def test_a_receipt_to_confirm_is_on_the_expected_safe_day(store, cast):
    request_id, _ = sent_request(store, cast.bob, cast.riverbend, is_received=False)
    with store.reading() as session:
        row = session.get_one(Request, request_id)
    found = {str(one["SUMMARY"]).split(":")[0]: one for one in events(store, cast.bob)}
    assert set(found) == {"Expected", "Confirm receipt"}
    assert found["Confirm receipt"].decoded("DTSTART") == row.safe_on
    assert found["Expected"].decoded("DTSTART") == row.due_on


def test_no_names_of_people_are_in_it(store, cast):
    sent_request(store, cast.bob, cast.riverbend)
    content = feed(store, cast.alice).content.decode().replace("\r\n ", "")
    for name in ("Jane", "Roe", "Bob", "Alice", "riverbend.example", "opendoors"):
        assert name not in content


def test_events_keep_their_id_and_count_their_changes(store, cast):
    request_id, version = sent_request(store, cast.bob, cast.riverbend)
    before = events(store, cast.bob)[0]
    later = NOW + timedelta(hours=3)
    raw = {**DAY, "kind": "delayed", "promised_on": "2026-12-16"}
    record_answer(store, cast.bob, request_id, version, raw, now=later)
    after = events(store, cast.bob)[0]
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after.decoded("LAST-MODIFIED") == later
    assert after.decoded("DTSTART") == date(2026, 12, 16)


def test_a_closure_moves_the_event_and_counts_as_a_change(store, cast):
    sent_request(store, cast.bob, cast.riverbend)
    before = events(store, cast.bob)
    add_closure(
        store,
        cast.alice,
        agency_id=cast.riverbend,
        on="2026-11-27",
        is_open=False,
        reason="City hall closes",
        now=NOW + timedelta(hours=1),
    )
    after = events(store, cast.bob)
    assert [one["SEQUENCE"] for one in after] == [one["SEQUENCE"] + 1 for one in before]
    assert "Late only after Mon, Nov 30, 2026." in str(after[0]["DESCRIPTION"])
    assert "City hall" not in str(after[0]["DESCRIPTION"])


def test_closed_requests_vanish_and_come_back(store, cast):
    request_id, version = sent_request(store, cast.bob, cast.riverbend)
    uid = events(store, cast.bob)[0]["UID"]
    raw = {**DAY, "outcome": "withdrawn"}
    done = close_request(store, cast.bob, request_id, version, raw, now=NOW)
    assert events(store, cast.bob) == []
    reopen_request(store, cast.bob, request_id, done.version, {**DAY}, now=NOW)
    assert events(store, cast.bob)[0]["UID"] == uid


def test_of_a_closed_denial_the_way_to_court_stays(store, cast):
    request_id, version = sent_request(store, cast.bob, cast.riverbend)
    raw = {**DAY, "kind": "denied"}
    denied = record_answer(store, cast.bob, request_id, version, raw, now=NOW)
    raw = {**DAY, "outcome": "denied"}
    close_request(store, cast.bob, request_id, denied.version, raw, now=NOW)
    titles = {str(one["SUMMARY"]).partition(":")[0] for one in events(store, cast.bob)}
    assert titles == {"Last safe day to go to court", "Ask a lawyer"}


def test_what_waits_for_us_has_no_day(store, cast):
    ready_request(store, cast.bob, cast.riverbend)
    request_id, version = sent_request(store, cast.bob, cast.riverbend)
    raw = {**DAY, "kind": "released"}
    record_answer(store, cast.bob, request_id, version, raw, now=NOW)
    draft_id = new_draft(store, cast.bob, now=NOW)
    save_draft(store, cast.bob, draft_id, 1, filled_form(cast.riverbend), now=NOW)
    assert events(store, cast.bob) == []


def test_a_fee_that_waits_for_us_has_its_last_safe_day(store, cast):
    request_id, version = sent_request(store, cast.bob, cast.riverbend)
    raw = {**DAY, "kind": "fee_asked", "fee": "40"}
    record_answer(store, cast.bob, request_id, version, raw, now=NOW)
    assert [str(event["SUMMARY"]) for event in events(store, cast.bob)] == [
        "Last safe day to settle the fee: Riverbend Police Department (MO-2026-0001)"
    ]


@pytest.mark.parametrize("who", ["vera", "bob", "alice", "ada"])
def test_everybody_sees_all_or_only_their_own(store, cast, who):
    sent_request(store, cast.bob, cast.riverbend)
    sent_request(store, cast.carl, cast.fenwick)
    actor = getattr(cast, who)
    assert len(events(store, actor)) == 4
    assert len(events(store, actor, own_only=True)) == (2 if who == "bob" else 0)


def test_the_offices_shows_everything(store, cast):
    sent_request(store, cast.bob, cast.riverbend)
    sent_request(store, cast.carl, cast.fenwick)
    assert len(events(store, cast.ada, for_office=True, own_only=True)) == 4


def test_hostile_names_of_agencies_stay_inside(store, cast):
    sent_request(store, cast.bob, cast.riverbend)
    name = "Police; Dept, \\n \r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:x \u202e警察"
    with store.transaction() as session:
        session.get_one(Agency, cast.riverbend).name = name
    first, _ = summaries(store, cast.bob)
    assert first.startswith("Due: Police; Dept, ")
    assert first.endswith("警察 (MO-2026-0001)")
    assert "\u202e" not in first


def test_the_mark_changes_when_the_file_does_and_only_then(store, cast):
    request_id, version = sent_request(store, cast.bob, cast.riverbend)
    one, same = feed(store, cast.bob), feed(store, cast.bob, now=NOW + timedelta(hours=5))
    assert one == same
    # By then they are late, and the way to court is open.
    assert feed(store, cast.bob, now=NOW + timedelta(days=30)).mark != one.mark
    raw = {**DAY, "outcome": "withdrawn"}
    close_request(store, cast.bob, request_id, version, raw, now=NOW)
    assert feed(store, cast.bob).mark != one.mark


def test_five_hundred_requests_take_a_handful_of_queries(store, cast):
    due = date(2026, 12, 2)
    row = {
        "agency_id": cast.riverbend,
        "author_id": cast.bob.id,
        "form": {},
        "created_at": NOW,
        "updated_at": NOW,
        "updated_by_id": cast.bob.id,
        "stage": "waiting",
        "turn": "them",
        "clock": "response",
        "due_on": due,
        "safe_on": due,
        "receipt_expected": False,
        "step": "log_answer",
    }
    numbers = range(1, 501)
    with store.transaction() as session:
        rows = [{**row, "id": n, "number": f"MO-2026-{n:04}"} for n in numbers]
        session.execute(insert(Request), rows)
        log = {"seq": 1, "kind": "noted", "happened_on": due, "details": {}}
        log |= {"recorded_at": NOW, "recorded_by_id": cast.bob.id}
        session.execute(insert(EventRow), [{**log, "request_id": n} for n in numbers])
    token = make_address(store, cast.bob, for_office=False, own_only=False, now=NOW)
    said: list[str] = []

    def listen(_connection, _cursor, statement, *_rest):
        if not statement.upper().startswith(("BEGIN", "SELECT PG_CATALOG")):
            said.append(statement)

    sql_event.listen(store.engine, "before_cursor_execute", listen)
    try:
        reads = CalendarReads()
        found = calendar_feed(store, reads, token, address="here", origin=ORIGIN, now=NOW)
    finally:
        sql_event.remove(store.engine, "before_cursor_execute", listen)
    assert len(Calendar.from_ical(found.content).walk("VEVENT")) == 1_000
    assert 1 <= len(said) <= 6, said


def test_my_calendar_also_shows_what_is_in_my_care(store, cast):
    request_id, version = sent_request(store, cast.bob, cast.riverbend)
    assert events(store, cast.carl, own_only=True) == []
    raw = {"care_to": str(cast.carl.id)}
    assign(store, cast.alice, request_id, version, raw, now=NOW)
    assert len(events(store, cast.carl, own_only=True)) == 2
    assert len(events(store, cast.bob, own_only=True)) == 2


def test_my_reminders_stand_in_my_calendar_alone_and_without_their_note(store, cast):
    request_id, version = sent_request(store, cast.bob, cast.riverbend)
    close_request(store, cast.bob, request_id, version, {"outcome": "withdrawn"}, now=NOW)
    raw = {"remind_on": "2026-12-07", "remind_note": "Call Jane Roe"}
    first = remind_me(store, cast.bob, request_id, raw, now=NOW)
    remind_me(store, cast.ada, request_id, {"remind_on": "2026-12-08"}, now=NOW)
    (mine,) = events(store, cast.bob)
    assert str(mine["SUMMARY"]) == "My reminder: Riverbend Police Department (MO-2026-0001)"
    assert mine.decoded("DTSTART") == date(2026, 12, 7)
    assert "Jane" not in feed(store, cast.bob).content.decode()
    assert events(store, cast.ada, for_office=True) == []
    assert len(events(store, cast.ada)) == 1
    assert events(store, cast.alice) == []
    done_with_reminder(store, cast.bob, first, now=NOW)
    assert events(store, cast.bob) == []
