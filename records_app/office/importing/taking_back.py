"""Take a list back that was brought in: all of it, while nobody has worked with it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, select

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may, may_record
from records_app.letters.request_form import FieldError
from records_app.office.agency_words import day_words
from records_app.office.follow_ups_drafts import has_unfinished
from records_app.office.forgetting import forget_what_is_kept
from records_app.office.missouri_time import missouri_day
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.audit_chain import add_purge
from records_app.store.changes import left_unsaid
from records_app.store.database import Store
from records_app.store.erasing import empty_audit_of, remove
from records_app.store.requests import is_id
from records_app.store.retention import remove_empty_imports
from records_app.store.tables import Agency, Person, Request
from records_app.store.tables_files import ImportRun
from records_app.store.taking_back import (
    agencies_only_of,
    in_parts,
    requests_of_run,
    runs_there_are,
    touched_since,
    without_use,
)

_MOST_RUNS = 20
_MOST_LINES = 10
_WHY = {
    "line": "Something was recorded.",
    "letter": "It has a letter.",
    "file": "It has a file.",
    "watch": "Somebody watches it.",
    "reminder": "Somebody wants to be reminded of it.",
    "changed": "Somebody changed it.",
    "words": "Somebody began a letter.",
}


@dataclass(frozen=True, slots=True)
class ImportLine:
    """A list that was brought in, in words."""

    run_id: str
    name: str
    brought: str
    requests: str


@dataclass(frozen=True, slots=True)
class TouchedLine:
    """A request that stands in the way, and why."""

    number: str
    address: str
    why: str


@dataclass(frozen=True, slots=True)
class TakeBackView:
    """What would go, or what stands in the way; then ``button`` is empty."""

    line: ImportLine
    goes: tuple[str, ...]
    touched: tuple[TouchedLine, ...]
    more_touched: str
    button: str


def lists_brought_in(store: Store, actor: Actor) -> tuple[ImportLine, ...]:
    """The newest lists that the actor may take back, as far as nothing stands in the way."""
    _must_record(actor)
    everybody = may_record(actor, author_id=0)
    with store.reading() as session:
        runs = runs_there_are(session, _MOST_RUNS, None if everybody else actor.id)
        return tuple(_line(run, name, run.requests) for run, name in runs)


def take_back_page(store: Store, actor: Actor, run_id: int) -> TakeBackView:
    """What taking a list back would remove. Raises ``NotFound`` and ``NotAllowed``."""
    with store.reading() as session:
        return _Opened(session, actor, run_id).view()


def take_back(store: Store, actor: Actor, run_id: int) -> str:
    """Remove every request of a list and the agencies it added; gives what happened, in words.

    All in one transaction. The audit keeps that it was done and the numbers; what it said of the
    requests goes with them. Raises ``Refused`` when somebody has worked with one of them since,
    ``NotFound`` and ``NotAllowed``.
    """
    with store.transaction() as session:
        opened = _Opened(session, actor, run_id, held=True)
        view = opened.view()
        if not view.button:
            words = "Nothing was taken back. See what stands in the way."
            raise Refused((FieldError("requests", "Requests", words),))
        agencies = opened.remove()
    forget_what_is_kept(store)
    words = f"{_requests(len(opened.rows))} of {opened.run.name} {_were(len(opened.rows))}"
    return f"{words} taken back.{_also_gone(agencies)}"


class _Opened:
    """An import that the actor may take back, with its requests."""

    def __init__(self, session: Session, actor: Actor, run_id: int, *, held: bool = False) -> None:
        _must_record(actor)
        run = session.get(ImportRun, run_id) if is_id(run_id) else None
        if run is None:
            raise NotFound("list")
        if not may_record(actor, run.imported_by_id):
            raise NotAllowed(Permission.RECORD.value)
        rows = requests_of_run(session, actor, run_id, held=held)
        if rows is None:
            raise NotFound("list")
        self._session, self.run, self.rows = session, run, rows

    def view(self) -> TakeBackView:
        touched = self._touched()
        shown, left = touched[:_MOST_LINES], len(touched) - _MOST_LINES
        count = len(self.rows)
        name = self._session.exec(
            select(Person.name).where(Person.id == self.run.imported_by_id)
        ).one()
        return TakeBackView(
            line=_line(self.run, name, count),
            goes=tuple(self._goes()),
            touched=shown,
            more_touched=f"{left} more are not shown here." if left > 0 else "",
            button="" if touched or not count else f"Take back {_requests(count)}",
        )

    def remove(self) -> int:
        """Remove everything; gives how many agencies went too."""
        session, numbers = self._session, [row.number or "" for row in self.rows]
        ids = [row.id or 0 for row in self.rows]
        name, added = self.run.name, self._agencies()
        gone: set[tuple[str, str]] = set()
        for part in in_parts(ids):
            gone |= remove(session, Request, part)
        agencies = without_use(session, added)
        gone |= remove(session, Agency, agencies)
        with left_unsaid(session):
            gone |= remove_empty_imports(session, {self.run.id or 0})
        about = f"the list {name}, taken back: {_requests(len(ids))}"
        emptied = empty_audit_of(session, gone)
        add_purge(session, about, emptied, numbers, requests=len(ids), agencies=len(agencies))
        return len(agencies)

    def _goes(self) -> list[str]:
        numbers = sorted(row.number or "" for row in self.rows)
        if not numbers:
            return []
        span = numbers[0] if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"
        said = [f"{_requests(len(numbers))}, {span}, each with all that the list said of it."]
        added = len(self._agencies())
        if added:
            which = "1 agency" if added == 1 else f"{added:,} agencies"
            said.append(f"{which} that the list added, unless something else belongs to it by now.")
        return said

    def _agencies(self) -> list[int]:
        wanted = {row.agency_id or 0 for row in self.rows}
        return agencies_only_of(self._session, self.run, wanted)

    def _touched(self) -> tuple[TouchedLine, ...]:
        found = touched_since(self._session, self.run.id or 0, self.run.imported_at)
        for row in self.rows:
            if row.version != 1:
                found.setdefault(row.id or 0, "changed")
            if has_unfinished(row.form):
                found.setdefault(row.id or 0, "words")
        return tuple(
            TouchedLine(row.number or "", f"/requests/{row.id}/", _WHY[found[row.id or 0]])
            for row in self.rows
            if row.id in found
        )


def _line(run: ImportRun, name: str, requests: int) -> ImportLine:
    day = day_words(missouri_day(run.imported_at))
    return ImportLine(str(run.id), run.name, f"{day}, by {name}", _requests(requests))


def _requests(count: int) -> str:
    return "1 request" if count == 1 else f"{count:,} requests"


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def _also_gone(agencies: int) -> str:
    if not agencies:
        return ""
    return " 1 agency went too." if agencies == 1 else f" {agencies:,} agencies went too."


def _must_record(actor: Actor) -> None:
    if not may(actor, Permission.RECORD):
        raise NotAllowed(Permission.RECORD.value)
