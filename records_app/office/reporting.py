"""What every report shares: who may see it, what it is narrowed to, a page of a long list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.office.desk_view import Choice
from records_app.office.refusals import NotAllowed
from records_app.office.report_views import ReportChoices, ReportFilter
from records_app.store.desk_choices import agencies_with_requests
from records_app.store.requests import is_id

PAGE_SIZE = 50
T = TypeVar("T")


def require_seeing(actor: Actor) -> None:
    """Raise ``NotAllowed`` unless this person may see reports."""
    if not may(actor, Permission.SEE):
        raise NotAllowed(Permission.SEE.value)


def agency_in(asked: ReportFilter) -> int | None:
    """The agency that is asked for, if the number can be one."""
    return asked.agency_id if is_id(asked.agency_id) else None


def choices(session: Session, actor: Actor, years: Iterable[int]) -> ReportChoices:
    """The agencies with requests of ours, by name, and the years, newest first."""
    agencies = agencies_with_requests(session, actor)
    return ReportChoices(
        agencies=tuple(Choice(str(row[0]), row[1]) for row in agencies),
        years=tuple(Choice(str(year), str(year)) for year in sorted(set(years), reverse=True)),
    )


def page_of(rows: Sequence[T], asked: ReportFilter) -> tuple[Sequence[T], int, int]:
    """One page of a list, its number and how many there are; a page too far shows the last."""
    pages = max(1, -(-len(rows) // PAGE_SIZE))
    page = min(max(asked.page, 1), pages)
    return rows[(page - 1) * PAGE_SIZE : page * PAGE_SIZE], page, pages
