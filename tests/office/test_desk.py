"""The desk: every request in its section, for the right eyes, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event

from records_app.casework.people import Actor
from records_app.casework.standing import standing_of
from records_app.casework.urgency import Urgency, urgency_of
from records_app.law.calendars import third_open_day_from
from records_app.office.desk import desk_page
from records_app.office.desk_view import Desk, DeskFilter, Section
from records_app.office.desk_words import lead_of, number_word
from records_app.office.drafting import discard_draft, new_draft, save_draft
from records_app.office.recording import (
    close_request,
    record_answer,
    record_received,
    record_sent,
    reopen_request,
)
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.requests import days_of_agency
from records_app.store.tables import Request
from tests.office.cast import NOW, Cast, filled_form, make_office, ready_request

EARLIER = NOW - timedelta(days=30)
TODAY = NOW.date()


@pytest.fixture
def cast(store: Store) -> Cast:
    return make_office(store)


def desk_of(store: Store, actor: Actor, asked: DeskFilter | None = None, **days: date) -> Desk:
    return desk_page(store, actor, asked or DeskFilter(), today=days.get("today", TODAY))


def section(desk: Desk, urgency: Urgency) -> Section:
    found = [one for one in desk.sections if one.urgency is urgency]
    assert len(found) == 1, [one.urgency for one in desk.sections]
    return found[0]


def waiting_since(store: Store, actor: Actor, agency_id: int, received: str, **more: object) -> int:
    """A request received on that day, with the response clock running."""
    subjects = more.pop("subjects", ("funding",))
    request_id, version = ready_request(
        store,
        actor,
        agency_id,
        subjects=subjects,
        now=EARLIER,  # type: ignore[arg-type]
    )
    sent = {"on": received, "channel": "email"}
    version = record_sent(store, actor, request_id, version, sent, now=NOW).version
    raw = {"on": received, "evidence": "reply", **more}
    record_received(store, actor, request_id, version, raw, now=NOW)
    return request_id


def version_of(store: Store, request_id: int) -> int:
    with store.reading() as session:
        row = session.get(Request, request_id)
        assert row is not None
        return row.version


def one_of_each(store: Store, cast: Cast) -> dict[int, Urgency]:
    """A request of Bob in every standing, with the section it belongs to on Monday, Nov 23."""
    bob, agency = cast.bob, cast.riverbend
    late = waiting_since(store, bob, agency, "2026-11-16")
    today = waiting_since(store, bob, agency, "2026-11-18")
    in_doubt = waiting_since(store, bob, agency, "2026-11-17", at="18:00")
    soon = waiting_since(store, bob, agency, "2026-11-19")
    fee = waiting_since(store, bob, agency, "2026-11-10")
    raw = {"on": "2026-11-13", "kind": "fee_asked", "fee": "40"}
    record_answer(store, bob, fee, version_of(store, fee), raw, now=NOW)
    promised = waiting_since(store, bob, agency, "2026-11-10")
    raw = {"on": "2026-11-13", "kind": "delayed", "promised_on": "2026-12-15"}
    record_answer(store, bob, promised, version_of(store, promised), raw, now=NOW)
    broken = waiting_since(store, bob, agency, "2026-11-04")
    raw = {"on": "2026-11-06", "kind": "delayed", "promised_on": "2026-11-18"}
    record_answer(store, bob, broken, version_of(store, broken), raw, now=NOW)
    dateless = waiting_since(store, bob, agency, "2026-11-09")
    raw = {"on": "2026-11-12", "kind": "delayed"}
    record_answer(store, bob, dateless, version_of(store, dateless), raw, now=NOW)
    ready, _ = ready_request(store, bob, agency, now=EARLIER)
    unknown, version = ready_request(store, bob, agency, now=EARLIER)
    record_sent(store, bob, unknown, version, {"on": "2026-11-20", "channel": "post"}, now=NOW)
    expired, version = ready_request(store, bob, agency, now=EARLIER)
    record_sent(store, bob, expired, version, {"on": "2026-11-02", "channel": "post"}, now=NOW)
    closed, version = ready_request(store, bob, agency, now=EARLIER)
    close_request(store, bob, closed, version, {"outcome": "withdrawn"}, now=NOW)
    reopened, version = ready_request(store, bob, agency, now=EARLIER)
    version = close_request(
        store, bob, reopened, version, {"outcome": "withdrawn"}, now=NOW
    ).version
    reopen_request(store, bob, reopened, version, {}, now=NOW)
    draft = new_draft(store, bob, now=NOW)
    return {
        late: Urgency.OVERDUE,
        broken: Urgency.OVERDUE,
        dateless: Urgency.OVERDUE,
        today: Urgency.DUE_TODAY,
        in_doubt: Urgency.DUE_TODAY,
        soon: Urgency.DUE_SOON,
        fee: Urgency.OURS,
        ready: Urgency.OURS,
        expired: Urgency.OURS,
        reopened: Urgency.OURS,
        promised: Urgency.REST,
        unknown: Urgency.REST,
        draft: Urgency.DRAFT,
        closed: Urgency.CLOSED,
    }


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
    assert (late.step, late.step_label) == ("remind", "Note a reminder")
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
    assert (ours.label, ours.due, ours.turn) == ("Fee asked: $40.00", "Any time", "Our turn")
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
        "Three answers are late. Two answers are due today, one more in the next three business "
        "days. Four requests wait for us."
    )
    assert [part.strong for part in lead] == [True, False, False]


@pytest.mark.parametrize(
    ("late", "today", "soon", "ours", "words"),
    [
        (0, 0, 0, 1, "Nothing is late. Nothing is due in the next three business days. "
         "One request waits for us."),
        (1, 1, 0, 0, "One answer is late. One answer is due today."),
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


def test_drafts_are_seen_by_their_author_alone(store: Store, cast: Cast) -> None:
    mine = new_draft(store, cast.bob, now=NOW)
    gone = new_draft(store, cast.bob, now=NOW)
    discard_draft(store, cast.bob, gone, 1, now=NOW)
    assert [row.id for row in section(desk_of(store, cast.bob), Urgency.DRAFT).rows] == [mine]
    for other in (cast.alice, cast.carl, cast.vera, cast.ada):
        assert desk_of(store, other).is_empty
        for asked in (
            DeskFilter(standing="draft"),
            DeskFilter(section="draft"),
            DeskFilter(person_id=cast.bob.id),
            DeskFilter(agency_id=cast.riverbend),
        ):
            desk = desk_of(store, other, asked)
            assert desk.sections == ()
            assert desk.people == ()
            assert desk.agencies == ()


def test_a_viewer_and_a_colleague_look_and_others_act(store: Store, cast: Cast) -> None:
    waiting_since(store, cast.bob, cast.riverbend, "2026-11-16")
    labels = {
        actor.name: section(desk_of(store, actor), Urgency.OVERDUE).rows[0].step_label
        for actor in (cast.bob, cast.alice, cast.ada, cast.carl, cast.vera)
    }
    assert labels == {
        "Bob": "Note a reminder",
        "Alice": "Note a reminder",
        "Ada": "Note a reminder",
        "Carl": "Look",
        "Vera": "Look",
    }


def test_filters(store: Store, cast: Cast) -> None:
    bobs = waiting_since(store, cast.bob, cast.riverbend, "2026-11-16")
    carls = waiting_since(store, cast.carl, cast.fenwick, "2026-11-18", subjects=("training",))
    ready, _ = ready_request(store, cast.alice, cast.maple)

    def ids(**asked: object) -> set[int]:
        desk = desk_of(store, cast.alice, DeskFilter(**asked))  # type: ignore[arg-type]
        return {row.id for one in desk.sections for row in one.rows}

    assert ids() == {bobs, carls, ready}
    assert ids(county="Harlow County") == {bobs}
    assert ids(county="Fenwick County") == {carls, ready}
    assert ids(agency_id=cast.fenwick) == {carls}
    assert ids(subject="training") == {carls}
    assert ids(subject="vehicles") == {ready}
    assert ids(person_id=cast.carl.id) == {carls}
    assert ids(standing="ready") == {ready}
    assert ids(standing="waiting", county="Fenwick County") == {carls}
    assert ids(text="riverbend police") == {bobs}
    assert ids(text="Fenwick") == {carls, ready}
    assert ids(text="mo-2026-0003") == {ready}
    assert ids(text="100%") == set()
    assert ids(text="_") == set()
    assert ids(standing="nonsense", subject="nonsense", section="nonsense") == {bobs, carls, ready}
    assert ids(agency_id=2**70) == {bobs, carls, ready}
    assert ids(county="no\x00where", text="\x00\ud800") == {bobs, carls, ready}
    nothing = desk_of(store, cast.alice, DeskFilter(county="Nowhere"))
    assert nothing.lead[0].text == "Nothing matches this filter."
    assert not nothing.is_empty


def test_choices_name_only_what_is_used(store: Store, cast: Cast) -> None:
    ready_request(store, cast.bob, cast.fenwick)
    desk = desk_of(store, cast.vera)
    assert [choice.label for choice in desk.counties] == ["Fenwick County"]
    assert [choice.label for choice in desk.agencies] == ["Fenwick County Sheriff's Office"]
    assert [choice.label for choice in desk.people] == ["Bob"]
    assert "closed" in {choice.value for choice in desk.standings}


def many_ready(store: Store, cast: Cast, count: int) -> None:
    """Copies of one row: only lists look at them."""
    ready_request(store, cast.bob, cast.riverbend)
    with store.transaction() as session:
        row = session.get(Request, 1)
        assert row is not None
        values = row.model_dump(exclude={"id", "number", "updated_at"})
        session.add_all(
            Request(**values, number=f"MO-2025-{n:04}", updated_at=NOW + timedelta(seconds=n))
            for n in range(2, count + 1)
        )


def test_pages_within_a_section(store: Store, cast: Cast) -> None:
    many_ready(store, cast, 60)
    first = section(desk_of(store, cast.alice), Urgency.OURS)
    assert (len(first.rows), first.count, first.count_text, first.has_next) == (25, 60, "60", True)
    seen = [row.number for row in first.rows]
    for page, size, more in ((2, 25, True), (3, 10, False)):
        desk = desk_of(store, cast.alice, DeskFilter(section="ours", page=page))
        found = section(desk, Urgency.OURS)
        assert (len(found.rows), found.page, found.has_next) == (size, page, more)
        assert desk.lead[0].text == "Waiting for us: 60 requests."
        seen += [row.number for row in found.rows]
    assert seen == ["MO-2026-0001", *(f"MO-2025-{n:04}" for n in range(2, 61))]
    beyond = desk_of(store, cast.alice, DeskFilter(section="ours", page=9))
    assert beyond.sections == ()
    assert not beyond.is_empty


def test_pages_go_on_from_one_part_of_a_section_to_the_next(store: Store, cast: Cast) -> None:
    """Requests whose expected receipt has passed follow those that are ours in their own right."""
    many_ready(store, cast, 24)
    expired = []
    for _ in range(3):
        request_id, version = ready_request(store, cast.bob, cast.fenwick, now=EARLIER)
        raw = {"on": "2026-11-02", "channel": "post"}
        record_sent(store, cast.bob, request_id, version, raw, now=NOW)
        expired.append(request_id)
    pages = [
        section(desk_of(store, cast.alice, DeskFilter(section="ours", page=page)), Urgency.OURS)
        for page in (1, 2)
    ]
    assert [row.id for row in pages[0].rows][24:] == expired[:1]
    assert [row.id for row in pages[1].rows] == expired[1:]
    assert pages[0].count == 27


def test_counting_stops_at_a_thousand(store: Store, cast: Cast) -> None:
    many_ready(store, cast, 1_030)
    found = section(desk_of(store, cast.alice), Urgency.OURS)
    assert (found.count, found.count_text) == (1_001, "1,000+")
    last = section(desk_of(store, cast.alice, DeskFilter(section="ours", page=42)), Urgency.OURS)
    assert (len(last.rows), last.has_next) == (5, False)


def test_the_number_of_queries_does_not_grow_with_the_rows(store: Store, cast: Cast) -> None:
    one_of_each(store, cast)
    with counted_queries(store) as few:
        desk_of(store, cast.bob)
    many_ready_ids = [waiting_since(store, cast.bob, cast.fenwick, "2026-11-16") for _ in range(4)]
    save_draft(store, cast.bob, new_draft(store, cast.bob, now=NOW), 1, filled_form(1), now=NOW)
    with counted_queries(store) as many:
        desk_of(store, cast.bob)
    assert len(many_ready_ids) == 4
    assert len(many) == len(few) <= 25


@contextmanager
def counted_queries(store: Store) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(store.engine, "before_cursor_execute", note)


def test_the_filter_comes_back_as_it_was_asked(store: Store, cast: Cast) -> None:
    asked = DeskFilter(county="Harlow County", text="river", page=3)
    assert desk_of(store, cast.bob, asked).filter == asked
    assert asked.narrows
    assert not replace(asked, county="", text="").narrows


def test_the_day_is_the_day_in_missouri() -> None:
    from records_app.office.missouri_time import missouri_day

    late_evening = datetime.fromisoformat("2026-11-24T05:30:00+00:00")
    assert missouri_day(late_evening) == date(2026, 11, 23)
