"""The desk's sections as statements: each part runs along its own index and stops after a page.

What a desk shows takes two statements for its sections: one for the rows, one for the counts.
Building them takes longer than running them, so that they are kept and used again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Executable,
    ScalarSelect,
    Select,
    func,
    literal,
    select,
    union_all,
)
from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.standing import Stage, Turn
from records_app.casework.urgency import Urgency
from records_app.store.desk_choices import asking
from records_app.store.desk_narrowing import (
    COUNT_LIMIT,
    Narrowing,
    Whose,
    conditions_of,
    parts_of_whose,
)
from records_app.store.desk_records import IS_NO_DRAFT, DeskRecord, records_among
from records_app.store.tables_requests import Request
from records_app.store.visibility import is_visible_to
from records_app.store.watching import DueReminder, due_reminders

PAGE_SIZE = 25
MOST_REMINDERS = 25
_WANTED = PAGE_SIZE + 1
_KEPT = 128

_request: Any = Request


@dataclass(frozen=True, slots=True)
class Counts:
    """How many requests each section has and how many are whose, at most ``COUNT_LIMIT`` each."""

    sections: Mapping[Urgency, int]
    whose: Mapping[Whose, int]


@dataclass(frozen=True, slots=True)
class _Branch:
    """A condition that one index can follow, in the order of that index: by a column, then id.

    ``counted_from_the_end``: what the index has first are others, possibly very many.
    """

    where: ColumnElement[bool]
    column: str
    latest_first: bool = False
    counted_from_the_end: bool = False

    @property
    def order(self) -> tuple[Any, ...]:
        columns = [getattr(_request, name) for name in dict.fromkeys((self.column, "id"))]
        return tuple(one.desc() if self.latest_first else one for one in columns)

    def sort(self, rows: list[DeskRecord]) -> list[DeskRecord]:
        """A joined statement gives rows in any order."""
        return sorted(rows, key=attrgetter(self.column, "id"), reverse=self.latest_first)


class DeskQueries:
    """The desk of one person on one day, narrowed by a filter.

    ``soon`` is the third business day from ``today``. The sections are disjoint, and together they
    are everything the person may see; a test holds them against ``urgency_of``.
    """

    def __init__(self, actor: Actor, narrowing: Narrowing, *, today: date, soon: date) -> None:
        self._actor = actor
        self._narrowing = narrowing
        self._conditions = (is_visible_to(actor), *conditions_of(narrowing, actor))
        self._branches = _branches(actor, today, soon)
        self._reminders = due_reminders(
            actor, conditions_of(narrowing, actor), today=today, limit=MOST_REMINDERS + 1
        )
        self._rows_of = cache(self._build_rows)
        self._counts_of = cache(self._build_counts)

    def counts(self, session: Session, wanted: tuple[Urgency, ...]) -> Counts:
        """How many requests these sections have; each count stops at ``COUNT_LIMIT``."""
        keys, statement = self._counts_of(wanted)
        found = dict(zip(keys, session.connection().execute(statement).one(), strict=True))
        return Counts({one: found[one] for one in wanted}, {one: found[one] for one in Whose})

    def first_pages(
        self, session: Session, wanted: tuple[Urgency, ...]
    ) -> dict[Urgency, tuple[DeskRecord, ...]]:
        """The first ``PAGE_SIZE`` rows of these sections, and one more where there are more."""
        parts, statement = self._rows_of(wanted)
        rows = _run(session, statement)
        found: dict[Urgency, tuple[DeskRecord, ...]] = dict.fromkeys(wanted, ())
        for number, (urgency, branch) in enumerate(parts):
            found[urgency] += tuple(branch.sort(rows.get(number, [])))
        return {urgency: each[:_WANTED] for urgency, each in found.items()}

    def page(self, session: Session, urgency: Urgency, page: int) -> tuple[DeskRecord, ...]:
        """The same for one section from a page on, counted from 1."""
        skip = (page - 1) * PAGE_SIZE
        rows: list[DeskRecord] = []
        for branch in self._branches[urgency]:
            if len(rows) < _WANTED:
                ids = self._ids(branch, 0, skip, _WANTED - len(rows)).subquery()
                rows += branch.sort(_run(session, records_among(ids)).get(0, []))
            if not rows and skip:
                skip = max(0, skip - self._count_all(session, branch))
            elif rows:
                skip = 0
        return tuple(rows)

    def last_page(self, session: Session, urgency: Urgency) -> int:
        """The number of the last page of a section, at least 1. It counts every request."""
        total = sum(self._count_all(session, branch) for branch in self._branches[urgency])
        return max(1, -(-total // PAGE_SIZE))

    def reminders(self, session: Session) -> tuple[DueReminder, ...]:
        """The person's reminders that are due, and one more where there are more than shown."""
        return tuple(DueReminder(*row) for row in session.connection().execute(self._reminders))

    def _count_all(self, session: Session, branch: _Branch) -> int:
        statement = select(func.count()).select_from(self._matching(branch).subquery())
        return int(session.connection().execute(statement).scalar_one())

    def _matching(self, branch: _Branch, *, from_the_end: bool = False) -> Select[Any]:
        query = select(literal(1).label("one")).where(branch.where, *self._conditions)
        if from_the_end and branch.counted_from_the_end:
            query = query.order_by(*(column.desc() for column in branch.order))
        return query

    def _ids(self, branch: _Branch, part: int, skip: int, wanted: int) -> Select[Any]:
        return (
            select(_request.id, literal(part).label("part"))
            .where(branch.where, *self._conditions)
            .order_by(*branch.order)
            .offset(skip)
            .limit(wanted)
        )

    def _build_rows(
        self, wanted: tuple[Urgency, ...]
    ) -> tuple[list[tuple[Urgency, _Branch]], Executable]:
        parts = [(urgency, branch) for urgency in wanted for branch in self._branches[urgency]]
        pages = [
            select(self._ids(branch, number, 0, _WANTED).subquery())
            for number, (_, branch) in enumerate(parts)
        ]
        return parts, records_among(union_all(*pages).subquery())

    def _build_counts(
        self, wanted: tuple[Urgency, ...]
    ) -> tuple[tuple[Urgency | Whose, ...], Select[Any]]:
        parts: dict[Urgency | Whose, Sequence[Select[Any]]] = {
            urgency: [self._matching(branch, from_the_end=True) for branch in branches]
            for urgency, branches in self._branches.items()
            if urgency in wanted
        }
        for whose, each in parts_of_whose(self._actor, self._narrowing).items():
            parts[whose] = each
        columns: list[Any] = [_up_to_the_limit(each) for each in parts.values()]
        return tuple(parts), select(*columns)


def _up_to_the_limit(parts: Sequence[Select[Any]]) -> ScalarSelect[int]:
    """How many rows the parts have together; it stops at ``COUNT_LIMIT``."""
    rows = union_all(*(select(part.limit(COUNT_LIMIT).subquery()) for part in parts))
    limited = rows.limit(COUNT_LIMIT).subquery()
    return select(func.count()).select_from(limited).scalar_subquery()


def desk_queries(actor: Actor, narrowing: Narrowing, *, today: date, soon: date) -> DeskQueries:
    """The statements of a desk. They hold no rows, only what makes up the question."""
    return _kept(asking(actor), narrowing, today, soon)


@lru_cache(_KEPT)
def _kept(actor: Actor, narrowing: Narrowing, today: date, soon: date) -> DeskQueries:
    return DeskQueries(actor, narrowing, today=today, soon=soon)


def forget_questions() -> None:
    """Let go of statements: what somebody searched for stands in them."""
    _kept.cache_clear()


def _run(session: Session, statement: Executable) -> dict[int, list[DeskRecord]]:
    """The records of a statement, by its column ``part``."""
    found: dict[int, list[DeskRecord]] = {}
    for row in session.connection().execute(statement).all():
        found.setdefault(row[-1], []).append(DeskRecord(*row[:-1]))
    return found


def _branches(actor: Actor, today: date, soon: date) -> dict[Urgency, tuple[_Branch, ...]]:
    """Every section in parts that are disjoint."""
    theirs = _request.turn == Turn.THEM.value
    ours = _request.turn == Turn.US.value
    expected, known = _request.receipt_expected.is_(True), _request.receipt_expected.is_(False)
    due, safe = _request.due_on, _request.safe_on
    is_closed = _request.stage == Stage.CLOSED.value
    return {
        Urgency.OVERDUE: (_Branch(theirs & known & (safe < today), "safe_on"),),
        Urgency.DUE_TODAY: (
            _Branch(theirs & (due <= today) & (safe >= today), "due_on", counted_from_the_end=True),
        ),
        Urgency.DUE_SOON: (_Branch(theirs & (due > today) & (due <= soon), "due_on"),),
        Urgency.OURS: (
            _Branch(ours & IS_NO_DRAFT, "updated_at"),
            _Branch(theirs & expected & (safe < today), "safe_on"),
            _Branch(theirs & due.is_(None) & safe.is_(None), "id"),
        ),
        Urgency.DRAFT: (
            _Branch(
                (_request.author_id == actor.id) & (_request.stage == Stage.DRAFT.value),
                "updated_at",
                latest_first=True,
            ),
            _Branch(
                (_request.author_id != actor.id)
                & (_request.stage == Stage.DRAFT.value)
                & _request.shared_at.is_not(None),
                "updated_at",
                latest_first=True,
            ),
        ),
        Urgency.REST: (_Branch(theirs & (due > soon), "due_on"),),
        Urgency.CLOSED: (_Branch(is_closed, "updated_at", latest_first=True),),
    }
