"""The desk: every request in its section, with the words of its row and the lead above."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from records_app.casework.standing import standing_of
from records_app.casework.urgency import Urgency, urgency_of
from records_app.law.calendars import third_open_day_from
from records_app.office.desk_view import DeskFilter
from records_app.office.desk_words import lead_of, number_word
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.requests import days_of_agency
from tests.office.cast import Cast
from tests.office.desks import TODAY, desk_of, one_of_each, section


def test_an_empty_desk_is_friendly(store: Store, cast: Cast) -> None:
    desk = desk_of(store, cast.bob)
    assert desk.is_empty
    assert desk.sections == ()
    assert desk.lead[0].text.startswith("No requests yet. Begin with a new request")
    assert desk.day == "Monday, November 23, 2026"


def test_every_request_stands_in_its_section(store: Store, cast: Cast) -> None:
    wanted = one_of_each(store, cast)
    desk = desk_of(store, cast.bob)
    found = {row.id: one.urgency for one in desk.sections for row in one.rows}
    assert found == {key: value for key, value in wanted.items() if value is not Urgency.CLOSED}
    assert [one.urgency for one in desk.sections] == list(Urgency)[:-1]
    assert [one.count for one in desk.sections] == [3, 2, 1, 4, 1, 2]
    assert desk.closed_words == "1 request is closed."
    closed = desk_of(store, cast.bob, DeskFilter(standing="closed"))
    assert [row.id for row in section(closed, Urgency.CLOSED).rows] == [
        key for key, value in wanted.items() if value is Urgency.CLOSED
    ]


def test_the_sections_agree_with_the_log_on_any_day(store: Store, cast: Cast) -> None:
    """The queries work on columns; the rule works on the log. They must never differ."""
    ids = one_of_each(store, cast)
    with store.reading() as session:
        logs = {one: entries_of(session, one) for one in ids}
        days = days_of_agency(session, cast.riverbend)
    for ahead in range(-12, 40, 3):
        today = TODAY + timedelta(days=ahead)
        soon = third_open_day_from(today)
        desk = desk_of(store, cast.bob, today=today)
        found = {row.id: one.urgency for one in desk.sections for row in one.rows}
        for one, log in logs.items():
            standing = standing_of(log, law_code="us-mo", agency=days)
            urgency = urgency_of(standing, today, soon)
            assert found.get(one, Urgency.CLOSED) is urgency, (today, standing)


def test_the_words_of_the_rows(store: Store, cast: Cast) -> None:
    ids = {value: key for key, value in reversed(one_of_each(store, cast).items())}
    rows = {row.id: row for one in desk_of(store, cast.bob).sections for row in one.rows}
    late = rows[ids[Urgency.OVERDUE]]
    assert (late.label, late.tone, late.icon) == ("No answer", "red", "warning")
    assert (late.due, late.due_note) == ("Thu, Nov 19", "2 business days late")
    assert (late.step, late.step_label) == ("remind", "Write a reminder")
    assert late.step_is_main
    assert late.href == f"/requests/{late.id}/"
    assert late.step_href == f"/requests/{late.id}/?step=remind"
    today = rows[ids[Urgency.DUE_TODAY]]
    assert (today.due, today.due_note, today.turn) == (
        "Today",
        "by close of business",
        "Their turn",
    )
    assert not today.step_is_main
    ours = rows[ids[Urgency.OURS]]
    assert (ours.label, ours.due, ours.turn) == ("Fee asked: $40.00", "Thu, Feb 11", "Our turn")
    assert ours.due_note == "or the request may count as withdrawn"
    draft = rows[ids[Urgency.DRAFT]]
    assert (draft.number, draft.agency) == ("", "No agency yet")
    assert draft.step_href == f"/drafts/{draft.id}/"
    notes = {row.due_note for row in rows.values()}
    assert "late only after Mon, Nov 23" in notes
    assert "expected, receipt not known" in notes
    assert "promised by them" in notes
    labels = {row.label for row in rows.values()}
    assert {"Promise broken", "Receipt not known", "Promised Dec 15", "Letter ready"} <= labels


def test_the_lead_says_what_the_tables_show(store: Store, cast: Cast) -> None:
    one_of_each(store, cast)
    lead = desk_of(store, cast.bob).lead
    assert " ".join(part.text for part in lead) == (
        "Three answers are late. Two answers are due by today, one more in the next three "
        "business days. Four requests wait for us."
    )
    assert [part.strong for part in lead] == [True, False, False]


@pytest.mark.parametrize(
    ("late", "today", "soon", "ours", "words"),
    [
        (0, 0, 0, 1, "Nothing is late. Nothing is due in the next three business days. "
         "One request waits for us."),
        (1, 1, 0, 0, "One answer is late. One answer is due by today."),
        (12, 0, 2, 0, "12 answers are late. Two answers are due in the next three business days."),
        (1_001, 0, 0, 1_001, "1,000+ answers are late. Nothing is due in the next three business "
         "days. 1,000+ requests wait for us."),
    ],
)  # fmt: skip
def test_the_lead_counts_in_words(late: int, today: int, soon: int, ours: int, words: str) -> None:
    counts = dict.fromkeys(Urgency, 0) | {
        Urgency.OVERDUE: late,
        Urgency.DUE_TODAY: today,
        Urgency.DUE_SOON: soon,
        Urgency.OURS: ours,
    }
    lead = lead_of(counts, narrowed=False, empty=False)
    assert " ".join(part.text for part in lead) == words


def test_a_quiet_desk_and_a_filter_that_finds_nothing() -> None:
    nothing = dict.fromkeys(Urgency, 0)
    assert lead_of(nothing, narrowed=False, empty=False)[0].text == "Nothing is open. A quiet day."
    assert lead_of(nothing, narrowed=True, empty=False)[0].text == "Nothing matches this filter."
    assert number_word(0) == "no"


def test_the_day_is_the_day_in_missouri() -> None:
    from records_app.office.missouri_time import missouri_day

    late_evening = datetime.fromisoformat("2026-11-24T05:30:00+00:00")
    assert missouri_day(late_evening) == date(2026, 11, 23)
