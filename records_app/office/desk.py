"""The desk: what needs somebody today, by urgency, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sqlmodel import Session

from records_app.casework.next_steps import next_steps
from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may, may_draft_on, may_record
from records_app.casework.standing import Stage, Turn
from records_app.casework.subjects import Subject
from records_app.casework.urgency import Urgency, label_on, urgency_of
from records_app.directory.search_keys import search_key
from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.law.calendars import third_open_day_from
from records_app.office.correspondents import place_of
from records_app.office.desk_people import (
    MOST_REMINDERS,
    care_words,
    reminder_lead,
    reminder_rows,
    whose_choices,
)
from records_app.office.desk_view import (
    Choice,
    Desk,
    DeskFilter,
    DeskRow,
    LeadPart,
    Section,
    draft_href,
    request_href,
)
from records_app.office.desk_words import (
    STANDINGS,
    TITLES,
    count_text,
    due_words,
    lead_of,
    look_of,
)
from records_app.office.missouri_time import whole_day
from records_app.office.refusals import NotAllowed
from records_app.office.standing_in_row import standing_in
from records_app.store.database import Store
from records_app.store.desk import (
    DeskQueries,
    DeskRecord,
    Found,
    agencies_with_requests,
    campaigns_with_requests,
    has_any,
    people_with_requests,
)
from records_app.store.desk_narrowing import Narrowing, Whose, conditions_of, counts_of_whose
from records_app.store.requests import days_of_agencies, is_id, office_row, subjects_of
from records_app.store.watching import DueReminder, due_reminders

_OPEN = tuple(urgency for urgency in Urgency if urgency is not Urgency.CLOSED)
_TURNS = {Turn.THEM: "Their turn", Turn.US: "Our turn", Turn.NOBODY: "Done"}


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
        queries = DeskQueries(session, actor, narrowing, today=today, soon=soon)
        found = {urgency: queries.page(urgency, page) for urgency in wanted}
        if page > 1 and not found[wanted[0]].rows:
            page = queries.last_page(wanted[0])
            found = {wanted[0]: queries.page(wanted[0], page)}
        closed = 0 if wanted == (Urgency.CLOSED,) else queries.count(Urgency.CLOSED)
        empty = not any(one.rows for one in found.values()) and not has_any(session, actor)
        agencies = agencies_with_requests(session, actor)
        people = people_with_requests(session, actor)
        campaigns = campaigns_with_requests(session, actor)
        whose = counts_of_whose(session, actor, narrowing)
        reminders = _reminders(session, actor, narrowing, wanted, today)
        rows = _RowMaker(session, actor, found.values(), today=today, soon=soon)
    sections = tuple(
        _section(urgency, found[urgency], rows, page) for urgency in wanted if found[urgency].rows
    )
    counts = dict.fromkeys(Urgency, 0) | {u: one.count for u, one in found.items()}
    return Desk(
        day=whole_day(today),
        lead=reminder_lead(reminders) + _lead(wanted, counts, asked, empty=empty),
        sections=sections,
        standings=tuple(Choice(stage.value, words) for stage, words in STANDINGS.items()),
        counties=tuple(Choice(name, name) for name in sorted({row[2] for row in agencies} - {""})),
        agencies=tuple(Choice(str(row[0]), row[1]) for row in agencies),
        subjects=tuple(Choice(subject.value, subject.label) for subject in Subject),
        people=tuple(Choice(str(row[0]), row[1]) for row in people),
        campaigns=tuple(Choice(str(row[0]), row[1]) for row in campaigns),
        whose=whose_choices(whose, actor),
        reminders=reminder_rows(reminders, today),
        more_reminders=len(reminders) > MOST_REMINDERS,
        closed_words=_closed_words(closed),
        is_empty=empty,
        filter=asked,
    )


def _wanted(asked: DeskFilter) -> tuple[tuple[Urgency, ...], int]:
    """The sections to show, and the page within one."""
    if asked.section in set(Urgency):
        return (Urgency(asked.section),), max(1, asked.page)
    if asked.standing == Stage.CLOSED:
        return (Urgency.CLOSED,), max(1, asked.page)
    return _OPEN, 1


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


def _reminders(
    session: Session,
    actor: Actor,
    narrowing: Narrowing,
    wanted: tuple[Urgency, ...],
    today: date,
) -> Sequence[DueReminder]:
    """Reminders stand above the open sections; a single section is looked at for itself."""
    if wanted != _OPEN:
        return ()
    conditions = conditions_of(narrowing, actor)
    return due_reminders(session, actor, conditions, today=today, limit=MOST_REMINDERS + 1)


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


def _section(urgency: Urgency, found: Found, rows: _RowMaker, page: int) -> Section:
    title, note, due_heading = TITLES[urgency]
    return Section(
        urgency=urgency,
        title=title,
        note=note,
        count=found.count,
        count_text=count_text(found.count),
        due_heading=due_heading,
        rows=tuple(rows.row(record) for record in found.rows),
        page=page,
        has_next=found.has_next,
    )


class _RowMaker:
    """Turns records into rows; loads once what all of them need besides their columns."""

    def __init__(
        self,
        session: Session,
        actor: Actor,
        found: Iterable[Found],
        *,
        today: date,
        soon: date,
    ) -> None:
        records = [record for one in found for record in one.rows]
        late = {r.agency_id for r in records if r.agency_id and r.safe_on and r.safe_on < today}
        self._actor, self._today, self._soon = actor, today, soon
        self._subjects = subjects_of(session, [record.id for record in records])
        self._days = days_of_agencies(session, late)
        self._spacing = office_row(session).chaser_days

    def row(self, record: DeskRecord) -> DeskRow:
        standing = standing_in(record, self._spacing)
        urgency = urgency_of(standing, self._today, self._soon)
        step = next_steps(standing, self._today)[0]
        tone, icon = look_of(standing, urgency)
        due, note = due_words(record, urgency, self._today, self._days_of(record))
        is_draft = standing.stage is Stage.DRAFT
        href = draft_href(record.id) if is_draft else request_href(record.id)
        mine = (
            may_draft_on(self._actor, record.author_id, is_shared=record.shared_at is not None)
            if is_draft
            else may_record(self._actor, record.author_id, record.assigned_id)
        )
        return DeskRow(
            id=record.id,
            number=record.number or "",
            agency=record.agency or "No agency yet",
            place=place_of(record.city or "", record.county or ""),
            subjects=", ".join(self._subjects.get(record.id, ())),
            label=label_on(standing, self._today),
            tone=tone,
            icon=icon,
            due=due,
            due_note=note,
            turn=_TURNS[standing.turn],
            care=care_words(record, self._actor),
            step=step.action.value,
            step_label=("Go on writing" if is_draft else step.label) if mine else "Look",
            step_is_main=mine and urgency in (Urgency.OVERDUE, Urgency.OURS),
            href=href,
            step_href=href if is_draft or not mine else f"{href}?step={step.action.value}",
            author=record.author or "",
        )

    def _days_of(self, record: DeskRecord) -> AgencyDays:
        return self._days.get(record.agency_id or 0, STANDARD_DAYS)
