"""One request as the desk and lists show it, in columns; and every request as such."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import FromClause, Select, and_, literal, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.standing import Stage, Turn
from records_app.store.kept_standing import KEPT_STANDING, KeptStanding
from records_app.store.tables_agencies import Agency
from records_app.store.tables_people import Person
from records_app.store.tables_requests import Request
from records_app.store.visibility import is_visible_to
from records_app.store.watching import can_care

_request: Any = Request
_agency: Any = Agency
_person: Any = Person
_carer: Any = aliased(Person)

# Written into the statement, not bound: SQLite uses a partial index only if it can see the value.
IS_NO_DRAFT = _request.stage != literal(Stage.DRAFT.value, literal_execute=True)


@dataclass(frozen=True, slots=True)
class DeskRecord(KeptStanding):
    """One request as the desk's queries give it; ``in_care_of`` is None for nobody's."""

    id: int
    number: str | None
    updated_at: datetime
    author_id: int
    agency_id: int | None
    agency: str | None
    county: str | None
    author: str | None
    assigned_id: int | None
    in_care_of: str | None
    shared_at: datetime | None


def every_record(
    session: Session, actor: Actor, *, overdue_on: date | None = None
) -> Iterator[DeskRecord]:
    """Every request the actor may see that is no draft, by number; or those overdue that day."""
    query = _with_names(_record_columns().where(is_visible_to(actor), IS_NO_DRAFT))
    if overdue_on is not None:
        query = query.where(
            _request.turn == Turn.THEM.value,
            _request.receipt_expected.is_(False),
            _request.safe_on < overdue_on,
        )
    for row in session.execute(query.order_by(_request.id).execution_options(yield_per=500)):
        yield DeskRecord(*row)


def records_among(ids: FromClause) -> Select[Any]:
    """The records with the ids of a subquery, and its column ``part`` last.

    The page is cut first and joined after: the joins then touch its rows, not the table.
    """
    query = _record_columns().add_columns(ids.c.part).join(ids, ids.c.id == _request.id)
    return _with_names(query)


def _record_columns() -> Select[Any]:
    return select(
        *KEPT_STANDING,
        _request.id,
        _request.number,
        _request.updated_at,
        _request.author_id,
        _request.agency_id,
        _agency.name,
        _agency.county,
        _person.name,
        _request.assigned_id,
        _carer.name,
        _request.shared_at,
    ).select_from(_request)


def _with_names(query: Select[Any]) -> Select[Any]:
    cares = and_(_carer.id == _request.assigned_id, can_care(_carer))
    return (
        query.outerjoin(_agency, _agency.id == _request.agency_id)
        .outerjoin(_person, _person.id == _request.author_id)
        .outerjoin(_carer, cares)
    )
