"""Requests as a plain list, for the terminal and for other programs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from records_app.casework.next_steps import next_steps
from records_app.casework.people import Actor, Role
from records_app.casework.urgency import is_overdue, label_on
from records_app.office.standing_in_row import standing_in
from records_app.store.database import Store
from records_app.store.desk_records import every_record
from records_app.store.requests import office_row, subjects_of

# Whoever has a terminal on the server can read the database anyway; drafts stay private here too.
_AT_THE_TERMINAL = Actor(0, "The terminal", "", Role.ADMIN)
_BATCH = 500


@dataclass(frozen=True, slots=True)
class ListedRequest:
    """One request. ``due`` and ``safe`` are those of the clock that runs, if any."""

    id: int
    number: str
    agency: str
    county: str
    subjects: tuple[str, ...]
    stage: str
    outcome: str | None
    label: str
    turn: str
    due: date | None
    safe: date | None
    receipt_expected: bool
    overdue: bool
    next_step: str
    author: str


def list_requests(
    store: Store, *, today: date, only_overdue: bool = False
) -> tuple[ListedRequest, ...]:
    """Every approved request by number, or only those that are overdue on ``today``."""
    with store.reading() as session:
        overdue_on = today if only_overdue else None
        records = tuple(every_record(session, _AT_THE_TERMINAL, overdue_on=overdue_on))
        spacing = office_row(session).chaser_days
        subjects: dict[int, tuple[str, ...]] = {}
        for start in range(0, len(records), _BATCH):
            ids = [record.id for record in records[start : start + _BATCH]]
            subjects |= subjects_of(session, ids)
    found = []
    for record in records:
        standing = standing_in(record, spacing)
        found.append(
            ListedRequest(
                id=record.id,
                number=record.number or "",
                agency=record.agency or "",
                county=record.county or "",
                subjects=subjects.get(record.id, ()),
                stage=record.stage,
                outcome=record.outcome,
                label=label_on(standing, today),
                turn=record.turn,
                due=record.due_on,
                safe=record.safe_on,
                receipt_expected=record.receipt_expected,
                overdue=is_overdue(standing, today),
                next_step=next_steps(standing, today)[0].action.value,
                author=record.author or "",
            )
        )
    return tuple(found)
