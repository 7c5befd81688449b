"""The desk's sections as queries: each runs along its own index and stops after one page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal, select
from sqlalchemy.orm import aliased
from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.standing import Stage, Turn
from records_app.casework.urgency import Urgency
from records_app.store.desk_narrowing import COUNT_LIMIT, Narrowing, conditions_of
from records_app.store.tables_agencies import Agency
from records_app.store.tables_campaigns import Campaign, CampaignAgency
from records_app.store.tables_people import Person
from records_app.store.tables_requests import Request
from records_app.store.visibility import is_campaign_visible_to, is_visible_to
from records_app.store.watching import can_care

PAGE_SIZE = 25

_request: Any = Request
_agency: Any = Agency
_person: Any = Person
_campaign: Any = Campaign
_member: Any = CampaignAgency
_carer: Any = aliased(Person)

# Written into the statement, not bound: SQLite uses a partial index only if it can see the value.
_IS_NO_DRAFT = _request.stage != literal(Stage.DRAFT.value, literal_execute=True)


@dataclass(frozen=True, slots=True)
class DeskRecord:
    """One request as the desk's queries give it; ``in_care_of`` is None for nobody's."""

    id: int
    number: str | None
    law: str
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
    further: Mapping[str, Any] | None
    updated_at: datetime
    author_id: int
    agency_id: int | None
    agency: str | None
    city: str | None
    county: str | None
    author: str | None
    assigned_id: int | None
    in_care_of: str | None
    shared_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """One page of a section: its rows, how many there are at most ``COUNT_LIMIT``, and the rest."""

    rows: tuple[DeskRecord, ...]
    count: int
    has_next: bool


@dataclass(frozen=True, slots=True)
class _Branch:
    """A condition that one index can follow, with the order of that index."""

    where: ColumnElement[bool]
    order: tuple[Any, ...]


class DeskQueries:
    """The desk of one person on one day, narrowed by a filter.

    ``soon`` is the third business day from ``today``. The sections are disjoint, and together they
    are everything the person may see; a test holds them against ``urgency_of``.
    """

    def __init__(
        self, session: Session, actor: Actor, narrowing: Narrowing, *, today: date, soon: date
    ) -> None:
        self._session = session
        self._actor = actor
        self._conditions = (is_visible_to(actor), *conditions_of(narrowing, actor))
        self._branches = _branches(actor, today, soon)

    def count(self, urgency: Urgency) -> int:
        """How many requests a section has; stops at ``COUNT_LIMIT``."""
        total = 0
        for branch in self._branches[urgency]:
            if total < COUNT_LIMIT:
                total += self._count(branch, COUNT_LIMIT - total)
        return total

    def page(self, urgency: Urgency, page: int = 1) -> Found:
        """One page of a section, ``PAGE_SIZE`` rows, counted from 1."""
        skip = (page - 1) * PAGE_SIZE
        wanted = PAGE_SIZE + 1
        rows: list[DeskRecord] = []
        for branch in self._branches[urgency]:
            if len(rows) < wanted:
                rows += self._rows(branch, skip, wanted - len(rows))
            if not rows and skip:
                skip = max(0, skip - self._count(branch, None))
            elif rows:
                skip = 0
        return Found(tuple(rows[:PAGE_SIZE]), self.count(urgency), len(rows) > PAGE_SIZE)

    def last_page(self, urgency: Urgency) -> int:
        """The number of the last page of a section, at least 1. It counts every request."""
        total = sum(self._count(branch, None) for branch in self._branches[urgency])
        return max(1, -(-total // PAGE_SIZE))

    def _count(self, branch: _Branch, limit: int | None) -> int:
        matching = select(literal(1).label("one")).where(branch.where, *self._conditions)
        limited = matching.limit(limit).subquery()
        counted = self._session.execute(select(func.count()).select_from(limited))
        return int(counted.scalar_one())

    def _rows(self, branch: _Branch, skip: int, wanted: int) -> list[DeskRecord]:
        # The page is cut first and joined after: the joins then touch 26 rows, not the table.
        ids = (
            select(_request.id)
            .where(branch.where, *self._conditions)
            .order_by(*branch.order)
            .offset(skip)
            .limit(wanted)
            .subquery()
        )
        query = (
            _record_columns()
            .join(ids, ids.c.id == _request.id)
            .outerjoin(_agency, _agency.id == _request.agency_id)
            .outerjoin(_person, _person.id == _request.author_id)
            .outerjoin(_carer, _cares())
            .order_by(*branch.order)
        )
        return [DeskRecord(*row) for row in self._session.execute(query)]


def every_record(
    session: Session, actor: Actor, *, overdue_on: date | None = None
) -> Iterator[DeskRecord]:
    """Every request the actor may see that is no draft, by number; or those overdue that day."""
    query = _record_columns().where(is_visible_to(actor), _IS_NO_DRAFT)
    query = query.outerjoin(_agency, _agency.id == _request.agency_id)
    query = query.outerjoin(_person, _person.id == _request.author_id)
    query = query.outerjoin(_carer, _cares())
    if overdue_on is not None:
        query = query.where(
            _request.turn == Turn.THEM.value,
            _request.receipt_expected.is_(False),
            _request.safe_on < overdue_on,
        )
    for row in session.execute(query.order_by(_request.id).execution_options(yield_per=500)):
        yield DeskRecord(*row)


def _record_columns() -> Select[Any]:
    return select(
        _request.id,
        _request.number,
        _request.law,
        _request.stage,
        _request.outcome,
        _request.turn,
        _request.label,
        _request.clock,
        _request.due_on,
        _request.safe_on,
        _request.receipt_expected,
        _request.step,
        _request.chased_on,
        _request.further,
        _request.updated_at,
        _request.author_id,
        _request.agency_id,
        _agency.name,
        _agency.city,
        _agency.county,
        _person.name,
        _request.assigned_id,
        _carer.name,
        _request.shared_at,
    ).select_from(_request)


def _cares() -> ColumnElement[bool]:
    return and_(_carer.id == _request.assigned_id, can_care(_carer))


def _branches(actor: Actor, today: date, soon: date) -> dict[Urgency, tuple[_Branch, ...]]:
    """Every section in parts that are disjoint."""
    theirs = _request.turn == Turn.THEM.value
    ours = _request.turn == Turn.US.value
    expected, known = _request.receipt_expected.is_(True), _request.receipt_expected.is_(False)
    due, safe, number = _request.due_on, _request.safe_on, _request.id
    latest = (_request.updated_at.desc(), number.desc())
    is_closed = _request.stage == Stage.CLOSED.value
    return {
        Urgency.OVERDUE: (_Branch(theirs & known & (safe < today), (safe, number)),),
        Urgency.DUE_TODAY: (_Branch(theirs & (due <= today) & (safe >= today), (due, number)),),
        Urgency.DUE_SOON: (_Branch(theirs & (due > today) & (due <= soon), (due, number)),),
        Urgency.OURS: (
            _Branch(ours & _IS_NO_DRAFT, (_request.updated_at, number)),
            _Branch(theirs & expected & (safe < today), (safe, number)),
            _Branch(theirs & safe.is_(None), (number,)),
        ),
        Urgency.DRAFT: (
            _Branch(
                (_request.author_id == actor.id) & (_request.stage == Stage.DRAFT.value), latest
            ),
            _Branch(
                (_request.author_id != actor.id)
                & (_request.stage == Stage.DRAFT.value)
                & _request.shared_at.is_not(None),
                latest,
            ),
        ),
        Urgency.REST: (_Branch(theirs & (due > soon), (due, number)),),
        Urgency.CLOSED: (_Branch(is_closed, latest),),
    }


def agencies_with_requests(session: Session, actor: Actor) -> Sequence[tuple[int, str, str]]:
    """Id, name and county of every agency that has a request the actor may see, by name."""
    has_one = (
        select(literal(1))
        .where(_request.agency_id == _agency.id, is_visible_to(actor))
        .correlate(_agency)
        .exists()
    )
    query = select(_agency.id, _agency.name, _agency.county).where(has_one)
    return [tuple(row) for row in session.execute(query.order_by(_agency.name))]


def people_with_requests(session: Session, actor: Actor) -> Sequence[tuple[int, str]]:
    """Id and name of everybody who wrote a request the actor may see, by name."""
    has_one = (
        select(literal(1))
        .where(_request.author_id == _person.id, is_visible_to(actor))
        .correlate(_person)
        .exists()
    )
    query = select(_person.id, _person.name).where(has_one)
    return [tuple(row) for row in session.execute(query.order_by(_person.name))]


def campaigns_with_requests(session: Session, actor: Actor) -> Sequence[tuple[int, str]]:
    """Id and name of every campaign the actor sees that has such a request, newest first."""
    has_one = (
        select(literal(1))
        .where(
            _member.campaign_id == _campaign.id,
            _request.id == _member.request_id,
            is_visible_to(actor),
        )
        .correlate(_campaign)
        .exists()
    )
    query = select(_campaign.id, _campaign.name).where(is_campaign_visible_to(actor), has_one)
    return [tuple(row) for row in session.execute(query.order_by(_campaign.id.desc()))]


def has_any(session: Session, actor: Actor) -> bool:
    """Whether there is any request the actor may see."""
    one = select(literal(1)).where(is_visible_to(actor)).limit(1)
    return session.execute(one).first() is not None
