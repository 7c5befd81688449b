"""The page of one request: its dates with reasons, its log, and who sees it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.agency_closures import add_closure
from records_app.office.desk import desk_page
from records_app.office.desk_view import DeskFilter
from records_app.office.drafting import new_draft
from records_app.office.recording import (
    add_note,
    close_request,
    record_answer,
    record_received,
    record_sent,
)
from records_app.office.refusals import NotFound
from records_app.office.request_page import request_view
from records_app.office.request_view import RequestView
from records_app.store.database import Store
from records_app.store.tables import Contact
from tests.office.cast import NOW, Cast, ready_request

TODAY = NOW.date()
TUESDAY = {"on": "2026-11-24"}
LATER = NOW + timedelta(days=2)


def view_of(store: Store, actor: Actor, request_id: int, days: int = 2) -> RequestView:
    return request_view(store, actor, request_id, today=TODAY + timedelta(days=days))


def sent_request(store: Store, cast: Cast, **raw: str) -> tuple[int, int]:
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    form = {**TUESDAY, "channel": "portal", "reference": "P046120", **raw}
    return request_id, record_sent(store, cast.bob, request_id, version, form, now=LATER).version


def received_request(store: Store, cast: Cast, **raw: str) -> tuple[int, int]:
    request_id, version = sent_request(store, cast)
    form = {**TUESDAY, "evidence": "portal", **raw}
    return request_id, record_received(
        store, cast.bob, request_id, version, form, now=LATER
    ).version


def test_a_letter_that_is_ready(store: Store, cast: Cast) -> None:
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    view = view_of(store, cast.bob, request_id, days=0)
    assert (view.number, view.label, view.turn) == ("MO-2026-0001", "Letter ready", "Our turn")
    assert view.agency == "Riverbend Police Department"
    assert view.place == "Riverbend, Harlow County"
    assert view.subjects == ("Funding agreements", "Vehicle grants")
    assert view.deadline is None
    assert view.clocks == ()
    assert view.steps[0].action == "send"
    assert view.letter is not None
    assert (view.letter.name, view.letter.pages_words) == ("MO-2026-0001.pdf", "2 pages")
    assert len(view.letter.sha256) == 64
    assert "MO-2026-0001" in view.letter.text
    assert [(line.label, line.value, line.href) for line in view.contacts] == [
        ("E-mail", "records@riverbend.example", "mailto:records@riverbend.example"),
        ("Phone", "(314) 555-0142", "tel:+13145550142"),
    ]
    assert view.contacts[0].checked == "not checked yet"
    assert view.records == ("sent", "note", "contact", "close", "correct")
    assert [entry.kind for entry in view.timeline] == ["approved"]


def test_the_strip_with_a_holiday_and_a_closure(store: Store, cast: Cast) -> None:
    request_id, _ = received_request(store, cast)
    add_closure(
        store,
        cast.alice,
        agency_id=cast.riverbend,
        on="2026-11-27",
        is_open=False,
        reason="Day after Thanksgiving",
        now=LATER,
    )
    card = view_of(store, cast.bob, request_id).deadline
    assert card is not None
    assert card.title == "An answer is due by Mon, Nov 30"
    assert [(day.weekday, day.day, day.kind) for day in card.days] == [
        ("Tue", "Nov 24", "start"),
        ("Wed", "Nov 25", "day"),
        ("Thu", "Nov 26", "skip"),
        ("Fri", "Nov 27", "day"),
        ("Sat", "Nov 28", "skip"),
        ("Sun", "Nov 29", "skip"),
        ("Mon", "Nov 30", "end"),
        ("Tue", "Dec 1", "safe"),
    ]
    assert card.days[3].label == "day 2, or closed"
    assert [day.counts for day in card.days].count(True) == 3
    assert "§ 610.023.3, RSMo" in card.why
    assert "Tue, Dec 1" in card.why
    assert "Day after Thanksgiving" in card.why
    assert card.readings
    assert card.calendar
    assert not card.expected


def test_while_receipt_is_not_known_the_page_says_so(store: Store, cast: Cast) -> None:
    request_id, _ = sent_request(store, cast, channel="post")
    view = view_of(store, cast.bob, request_id)
    assert (view.label, view.turn) == ("Receipt not known", "Their turn")
    card = view.deadline
    assert card is not None
    assert card.expected
    assert card.title == "An answer may be expected by Thu, Dec 3"
    assert "We expect it on Mon, Nov 30: 3 open days after posting, our estimate." in (
        card.expected_words
    )
    assert card.days[0].label == "expected"
    assert view.steps[0].action == "confirm_receipt"
    assert view.clocks[0].words.endswith("(expected)")


def test_sent_after_hours_is_expected_with_its_time(store: Store, cast: Cast) -> None:
    request_id, _ = sent_request(store, cast, channel="email", at="18:30")
    card = view_of(store, cast.bob, request_id).deadline
    assert card is not None
    assert "the day of sending" in card.expected_words
    assert (card.due, card.safe) == ("Mon, Nov 30", "Tue, Dec 1")
    assert card.days[-1].kind == "safe"


def test_an_assumed_receipt_says_so(store: Store, cast: Cast) -> None:
    request_id, version = sent_request(store, cast)
    raw = {**TUESDAY, "at": "19:00", "evidence": "assumed"}
    record_received(store, cast.bob, request_id, version, raw, now=LATER)
    card = view_of(store, cast.bob, request_id).deadline
    assert card is not None
    assert "nobody has confirmed it" in card.expected_words
    assert card.days[-1].day == "Dec 1"


def test_a_promise_has_a_strip_of_its_own(store: Store, cast: Cast) -> None:
    request_id, version = received_request(store, cast)
    raw = {"on": "2026-11-25", "kind": "delayed", "promised_on": "2026-12-05"}
    record_answer(store, cast.bob, request_id, version, raw, now=LATER)
    view = view_of(store, cast.bob, request_id)
    card = view.deadline
    assert card is not None
    assert card.title == "They promised an answer by Sat, Dec 5"
    assert "We say" not in card.rule
    assert (card.days[0].kind, card.days[0].label) == ("start", "they wrote")
    assert [(day.day, day.kind) for day in card.days[-3:]] == [
        ("Dec 5", "end"),
        ("Dec 6", "skip"),
        ("Dec 7", "safe"),
    ]
    assert view.clocks[0].name == "Promised"


def test_a_far_promise_has_no_strip(store: Store, cast: Cast) -> None:
    request_id, version = received_request(store, cast)
    raw = {"on": "2026-11-25", "kind": "delayed", "promised_on": "2027-06-01"}
    record_answer(store, cast.bob, request_id, version, raw, now=LATER)
    card = view_of(store, cast.bob, request_id).deadline
    assert card is not None
    assert card.days == ()


def test_late_is_said_and_counted(store: Store, cast: Cast) -> None:
    request_id, _ = received_request(store, cast)
    view = view_of(store, cast.bob, request_id, days=10)
    assert (view.label, view.tone) == ("No answer", "red")
    assert view.deadline is not None
    assert view.deadline.title == "3 business days late: due Mon, Nov 30"
    assert view.steps[0].action == "remind"
    assert view.steps[0].not_before == ""
    before = view_of(store, cast.bob, request_id)
    remind = next(step for step in before.steps if step.action == "remind")
    assert remind.not_before == "Tue, Dec 1"


def test_the_timeline_is_newest_first_and_says_late_entries(store: Store, cast: Cast) -> None:
    request_id, version = received_request(store, cast)
    version = add_note(
        store, cast.alice, request_id, version, {"text": "Called."}, now=LATER
    ).version
    raw = {"on": "2026-11-24", "kind": "acknowledged"}
    record_answer(store, cast.alice, request_id, version, raw, now=LATER + timedelta(days=4))
    timeline = view_of(store, cast.bob, request_id).timeline
    assert [entry.kind for entry in timeline] == [
        "noted",
        "answered",
        "received",
        "sent",
        "approved",
    ]
    assert timeline[0].late_words == ""
    assert timeline[1].late_words == "Entered 5 days later, on Sun, Nov 29, 2026."
    assert timeline[1].who == "Alice"
    assert timeline[2].late_words == "Entered the next day, on Wed, Nov 25, 2026."
    assert timeline[3].sentence == ("Sent through the agency’s portal. Confirmation P046120.")
    assert timeline[3].recorded == "Wed, Nov 25, 2026, 10:00 AM"


@pytest.mark.parametrize(
    ("who", "records"),
    [("bob", True), ("alice", True), ("ada", True), ("carl", False), ("vera", False)],
)
def test_what_each_may_do(store: Store, cast: Cast, who: str, records: bool) -> None:
    request_id, _ = received_request(store, cast)
    view = view_of(store, getattr(cast, who), request_id)
    assert (view.may_record, bool(view.records)) == (records, records)
    assert all(step.allowed is records for step in view.steps)


@pytest.mark.parametrize("request_id", [0, -1, 77, 2**63])
def test_an_id_that_is_none(store: Store, cast: Cast, request_id: int) -> None:
    with pytest.raises(NotFound):
        view_of(store, cast.alice, request_id)


def test_a_draft_has_another_page(store: Store, cast: Cast) -> None:
    draft_id = new_draft(store, cast.bob, now=NOW, agency_id=cast.riverbend)
    for actor in (cast.bob, cast.alice, cast.vera):
        with pytest.raises(NotFound):
            view_of(store, actor, draft_id)


def test_this_body_so_far(store: Store, cast: Cast) -> None:
    request_id, version = received_request(store, cast)
    raw = {"on": "2026-11-25", "kind": "released"}
    record_answer(store, cast.bob, request_id, version, raw, now=LATER)
    other, version = ready_request(store, cast.carl, cast.riverbend)
    close_request(store, cast.carl, other, version, {"outcome": "withdrawn"}, now=LATER)
    ready_request(store, cast.carl, cast.fenwick)
    new_draft(store, cast.bob, now=NOW, agency_id=cast.riverbend)
    so_far = view_of(store, cast.vera, request_id).so_far
    assert (so_far.requests, so_far.answered, so_far.open) == (2, 1, 1)


def test_the_page_and_the_desk_say_the_same(store: Store, cast: Cast) -> None:
    for make in (sent_request, received_request):
        make(store, cast)
    today = TODAY + timedelta(days=30)
    desk = desk_page(store, cast.bob, DeskFilter(), today=today)
    rows = [row for section in desk.sections for row in section.rows]
    assert len(rows) == 2
    for row in rows:
        view = request_view(store, cast.bob, row.id, today=today)
        assert (view.label, view.tone, view.icon) == (row.label, row.tone, row.icon)
        assert (view.turn, view.steps[0].label) == (row.turn, row.step_label)


def test_the_age_of_a_contact_is_written_out(store: Store, cast: Cast) -> None:
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    with store.transaction() as session:
        for contact in session.exec(select(Contact).where(Contact.agency_id == cast.riverbend)):
            contact.as_of = "2018-07-30"
    view = view_of(store, cast.vera, request_id)
    assert {line.checked for line in view.contacts} == {"as of Jul 30, 2018, not checked since"}
