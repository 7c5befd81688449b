"""A record of the desk as a row of words, worked out once for everybody who sees the same."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlmodel import Session

from records_app.casework.next_steps import next_steps
from records_app.casework.people import Actor
from records_app.casework.permissions import may_draft_on, may_record
from records_app.casework.standing import Stage, Turn
from records_app.casework.urgency import Urgency, label_on, urgency_of
from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.office.desk_people import care_words
from records_app.office.desk_view import DeskRow, draft_href, request_href
from records_app.office.desk_words import due_words, look_of
from records_app.office.standing_in_row import standing_in
from records_app.store.desk_records import DeskRecord
from records_app.store.requests import days_of_agencies, office_row, subjects_of

_TURNS = {Turn.THEM: "Their turn", Turn.US: "Our turn", Turn.NOBODY: "Done"}
# A row and its record are about 2 KiB.
_KEPT = 2_048


@dataclass(frozen=True, slots=True)
class DeskDay:
    """The day of a desk, the third business day from it, and the spacing of reminders."""

    today: date
    soon: date
    spacing: int


class RowMaker:
    """Turns records into rows; loads once what all of them need besides their columns."""

    def __init__(
        self,
        session: Session,
        actor: Actor,
        records: Iterable[DeskRecord],
        *,
        today: date,
        soon: date,
    ) -> None:
        shown = tuple(records)
        late = {r.agency_id for r in shown if r.agency_id and r.safe_on and r.safe_on < today}
        self._actor = actor
        self._subjects = subjects_of(session, [record.id for record in shown])
        self._days = days_of_agencies(session, late)
        self._day = DeskDay(today, soon, office_row(session).chaser_days)

    def row(self, record: DeskRecord) -> DeskRow:
        """One row, as this person may use it."""
        if record.stage == Stage.DRAFT:
            is_shared = record.shared_at is not None
            mine = may_draft_on(self._actor, record.author_id, is_shared=is_shared)
        else:
            mine = may_record(self._actor, record.author_id, record.assigned_id)
        return _row(
            record,
            self._subjects.get(record.id, ()),
            self._days.get(record.agency_id or 0, STANDARD_DAYS),
            self._day,
            care=care_words(record, self._actor),
            mine=mine,
        )


@lru_cache(_KEPT)
def _row(
    record: DeskRecord,
    subjects: tuple[str, ...],
    agency: AgencyDays,
    day: DeskDay,
    *,
    care: str,
    mine: bool,
) -> DeskRow:
    """Everything that the row says is in the arguments, so that equal ones give the same row."""
    standing = standing_in(record, day.spacing)
    urgency = urgency_of(standing, day.today, day.soon)
    step = next_steps(standing, day.today)[0]
    tone, icon = look_of(standing, urgency)
    due, note = due_words(record, urgency, day.today, agency)
    is_draft = standing.stage is Stage.DRAFT
    href = draft_href(record.id) if is_draft else request_href(record.id)
    return DeskRow(
        id=record.id,
        number=record.number or "",
        agency=record.agency or "No agency yet",
        subjects=", ".join(subjects),
        label=label_on(standing, day.today),
        tone=tone,
        icon=icon,
        due=due,
        due_note=note,
        turn=_TURNS[standing.turn],
        care=care,
        step=step.action.value,
        step_label=("Go on writing" if is_draft else step.label) if mine else "Look",
        step_is_main=mine and urgency in (Urgency.OVERDUE, Urgency.OURS),
        href=href,
        step_href=href if is_draft or not mine else f"{href}?step={step.action.value}",
    )


def forget_rows() -> None:
    """Let go of the rows that were worked out before."""
    _row.cache_clear()
