"""The desk: what needs somebody today, by urgency, a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from itertools import chain

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.casework.standing import Stage
from records_app.casework.subjects import Subject
from records_app.casework.urgency import Urgency
from records_app.directory.search_keys import search_key
from records_app.law.calendars import third_open_day_from
from records_app.office.desk_people import reminder_lead, reminder_rows, whose_choices
from records_app.office.desk_rows import RowMaker
from records_app.office.desk_view import Choice, Choices, Desk, DeskFilter, LeadPart, Section
from records_app.office.desk_words import STANDINGS, TITLES, count_text, lead_of
from records_app.office.missouri_time import whole_day
from records_app.office.refusals import NotAllowed
from records_app.store.database import Store
from records_app.store.desk import MOST_REMINDERS, PAGE_SIZE, DeskQueries, desk_queries
from records_app.store.desk_choices import (
    agencies_with_requests,
    campaigns_with_requests,
    has_any,
    people_with_requests,
)
from records_app.store.desk_narrowing import Narrowing, Whose
from records_app.store.desk_records import DeskRecord
from records_app.store.requests import is_id

_KEPT = 64
_OPEN = tuple(urgency for urgency in Urgency if urgency is not Urgency.CLOSED)


def desk_page(store: Store, actor: Actor, asked: DeskFilter, *, today: date) -> Desk:
    """The desk of one person on one day in Missouri, as ``asked``.

    An unknown section, standing or page below 1 counts as not asked for; a page beyond the last
    shows the last. Closed requests are shown only when the filter asks for them.
    """
    if not may(actor, Permission.SEE):
        raise NotAllowed(Permission.SEE.value)
    wanted, page = _wanted(asked)
    with store.reading() as session:
        soon = third_open_day_from(today)
        narrowing = _narrowing(asked)
        queries = desk_queries(actor, narrowing, today=today, soon=soon)
        found, page = _pages(session, queries, wanted, page)
        counted = queries.counts(session, tuple(dict.fromkeys((*wanted, Urgency.CLOSED))))
        empty = not any(found.values()) and not has_any(session, actor)
        agencies = agencies_with_requests(session, actor)
        people = people_with_requests(session, actor)
        campaigns = campaigns_with_requests(session, actor)
        # Reminders stand above the open sections; a single section is looked at for itself.
        reminders = queries.reminders(session) if wanted == _OPEN else ()
        rows = RowMaker(session, actor, chain(*found.values()), today=today, soon=soon)
    sections = tuple(
        _section(urgency, found[urgency], counted.sections[urgency], rows, page)
        for urgency in wanted
        if found[urgency]
    )
    counts = dict.fromkeys(Urgency, 0) | {one: counted.sections[one] for one in wanted}
    closed = 0 if wanted == (Urgency.CLOSED,) else counted.sections[Urgency.CLOSED]
    return Desk(
        day=whole_day(today),
        lead=reminder_lead(reminders) + _lead(wanted, counts, asked, empty=empty),
        sections=sections,
        choices=_choices(agencies, people, campaigns),
        whose=whose_choices(counted.whose, actor),
        reminders=reminder_rows(reminders, today),
        more_reminders=len(reminders) > MOST_REMINDERS,
        closed_words=_closed_words(closed),
        is_empty=empty,
        filter=asked,
    )


@lru_cache(_KEPT)
def _choices(
    agencies: tuple[tuple[int, str, str], ...],
    people: tuple[tuple[int, str], ...],
    campaigns: tuple[tuple[int, str], ...],
) -> Choices:
    """What the filter offers; made once for everybody whose lists are the same."""
    return Choices(
        standings=tuple(Choice(stage.value, words) for stage, words in STANDINGS.items()),
        counties=tuple(Choice(name, name) for name in sorted({row[2] for row in agencies} - {""})),
        agencies=tuple(Choice(str(row[0]), row[1]) for row in agencies),
        subjects=tuple(Choice(subject.value, subject.label) for subject in Subject),
        people=tuple(Choice(str(row[0]), row[1]) for row in people),
        campaigns=tuple(Choice(str(row[0]), row[1]) for row in campaigns),
    )


def forget_choices() -> None:
    """Let go of what the filter offered before."""
    _choices.cache_clear()


def _wanted(asked: DeskFilter) -> tuple[tuple[Urgency, ...], int]:
    """The sections to show, and the page within one."""
    if asked.section in set(Urgency):
        return (Urgency(asked.section),), max(1, asked.page)
    if asked.standing == Stage.CLOSED:
        return (Urgency.CLOSED,), max(1, asked.page)
    return _OPEN, 1


def _pages(
    session: Session, queries: DeskQueries, wanted: tuple[Urgency, ...], page: int
) -> tuple[dict[Urgency, tuple[DeskRecord, ...]], int]:
    """The rows of the sections, and the page that is shown: the last when there are fewer."""
    if page == 1:
        return queries.first_pages(session, wanted), 1
    found = queries.page(session, wanted[0], page)
    if not found:
        page = queries.last_page(session, wanted[0])
        found = queries.page(session, wanted[0], page)
    return {wanted[0]: found}, page


def _narrowing(asked: DeskFilter) -> Narrowing:
    text = "".join(letter for letter in asked.text if letter.isprintable()).strip()[:100]
    return Narrowing(
        standing=asked.standing if asked.standing in set(Stage) else "",
        county=asked.county if asked.county.isprintable() else "",
        agency_id=asked.agency_id if is_id(asked.agency_id) else None,
        subject=asked.subject if asked.subject in set(Subject) else "",
        person_id=asked.person_id if is_id(asked.person_id) else None,
        campaign_id=asked.campaign_id if is_id(asked.campaign_id) else None,
        text=text,
        words=tuple(search_key(text).split()),
        whose=Whose(asked.whose) if asked.whose in set(Whose) else None,
    )


def _lead(
    wanted: tuple[Urgency, ...], counts: dict[Urgency, int], asked: DeskFilter, *, empty: bool
) -> tuple[LeadPart, ...]:
    if len(wanted) > 1 or empty or not any(counts.values()):
        return lead_of(counts, narrowed=asked.narrows or bool(asked.section), empty=empty)
    total = counts[wanted[0]]
    words = "1 request" if total == 1 else f"{count_text(total)} requests"
    return (LeadPart(f"{TITLES[wanted[0]][0]}: {words}."),)


def _closed_words(count: int) -> str:
    if count == 0:
        return ""
    return "1 request is closed." if count == 1 else f"{count_text(count)} requests are closed."


def _section(
    urgency: Urgency, records: Sequence[DeskRecord], count: int, rows: RowMaker, page: int
) -> Section:
    title, note, due_heading = TITLES[urgency]
    return Section(
        urgency=urgency,
        title=title,
        note=note,
        count=count,
        count_text=count_text(count),
        due_heading=due_heading,
        rows=tuple(rows.row(record) for record in records[:PAGE_SIZE]),
        page=page,
        has_next=len(records) > PAGE_SIZE,
    )
