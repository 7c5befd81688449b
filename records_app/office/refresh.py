"""The columns that make lists fast, worked out from the log. The log is the truth, not they."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from sqlmodel import Session

from records_app.casework.clocks import OpenDeadline
from records_app.casework.events import Entry
from records_app.casework.next_steps import next_steps
from records_app.casework.standing import Standing, standing_of
from records_app.casework.standing_json import further_json
from records_app.law.agency_days import AgencyDays
from records_app.store.log import entries_of
from records_app.store.requests import days_of_agency, office_row
from records_app.store.tables_requests import Request


@dataclass(frozen=True, slots=True)
class Derived:
    """What the log says, as the columns of a request keep it."""

    stage: str
    outcome: str | None
    turn: str
    label: str
    clock: str | None
    due_on: date | None
    safe_on: date | None
    receipt_expected: bool
    step: str
    chased_on: date | None
    court_on: date | None
    further: dict[str, Any] | None


def derived_from(
    entries: tuple[Entry, ...], law_code: str, agency: AgencyDays, chaser_days: int
) -> Derived:
    """The derived columns of a request with this log, an agency with these days, our spacing."""
    standing = standing_of(entries, law_code=law_code, agency=agency, chaser_days=chaser_days)
    return derived_of(standing)


def derived_of(standing: Standing) -> Derived:
    """The derived columns of a standing."""
    clock = standing.deadline
    return Derived(
        stage=standing.stage.value,
        outcome=standing.outcome.value if standing.outcome else None,
        turn=standing.turn.value,
        label=standing.label,
        clock=clock.clock if clock else None,
        due_on=clock.due if clock else None,
        safe_on=clock.safe if clock else None,
        receipt_expected=bool(clock and clock.expected),
        # The step before anything is late: "today" must not matter for what is stored.
        step=next_steps(standing, date.min)[0].action.value,
        chased_on=standing.chased_on,
        court_on=min((day.safe for day in _court_days(standing)), default=None),
        further=further_json(standing),
    )


def _court_days(standing: Standing) -> Iterator[OpenDeadline]:
    """The clocks of going to court, also one that runs only if nothing changes."""
    running = (one.deadline for one in standing.clocks)
    return (clock for clock in running if clock.clock == "suit")


def stored_in(row: Request) -> Derived:
    """The derived columns as they are stored now."""
    return Derived(**{field.name: getattr(row, field.name) for field in fields(Derived)})


def derive(session: Session, row: Request, agency: AgencyDays | None = None) -> Standing:
    """Write the derived columns of a request from its log; gives its standing."""
    assert row.id is not None  # noqa: S101 - only stored requests have a log
    days = days_of_agency(session, row.agency_id) if agency is None else agency
    standing = standing_of(
        entries_of(session, row.id),
        law_code=row.law,
        agency=days,
        chaser_days=office_row(session).chaser_days,
    )
    write(row, derived_of(standing))
    return standing


def write(row: Request, derived: Derived) -> None:
    """Put derived columns into a row."""
    for field in fields(derived):
        setattr(row, field.name, getattr(derived, field.name))
