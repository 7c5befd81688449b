"""Bring in a list of earlier requests, step by step: the file, its columns, its words, all of it.

What is being prepared lies in a folder for a day, and belongs to the person who uploaded it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.letters.request_form import FieldError
from records_app.office.files.names import clean_name
from records_app.office.importing import plan as plans
from records_app.office.importing.bringing_in import BroughtIn, Source, bring_in
from records_app.office.importing.choosing import Form, chosen_columns, chosen_words
from records_app.office.importing.kept import ImportFolder, Kept
from records_app.office.importing.list_pages import columns_view, shape_of, words_view
from records_app.office.importing.list_preview import preview_of
from records_app.office.importing.list_views import (
    ColumnsView,
    DoneView,
    ListHead,
    PreviewView,
    WordsView,
)
from records_app.office.importing.plan import Plan
from records_app.office.importing.preparing import Task, open_desk, prepare, still_holds
from records_app.office.importing.reading import fingerprint, read_sheet
from records_app.office.importing.sheet import FileRefused, Sheet, from_json, to_json
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.importing import hold_person, last_run

_LIST = "list"
_ATTEMPTS = 3


def keep_list(
    store: Store,
    actor: Actor,
    folder: Path | ImportFolder,
    name: str,
    content: bytes,
    *,
    now: datetime,
) -> str:
    """Read a file and keep what is in it; gives the word it is found by again.

    A file that cannot be brought in is remembered too, without its content: its page says why.
    Raises ``Refused`` when there is no room for anything.
    """
    _must_record(actor)
    values: dict[str, object] = {
        "what": _LIST,
        "name": clean_name(name),
        "sha256": fingerprint(content),
        "refused": "",
    }
    try:
        sheet = read_sheet(content)
        values |= {"sheet": to_json(sheet), "plan": plans.to_json(plans.first_plan(sheet))}
    except FileRefused as refused:
        values["refused"] = str(refused)
    try:
        return ImportFolder.at(folder).keep(actor.id, values, now)
    except FileRefused as full:
        raise Refused((FieldError("file", "File", str(full)),)) from None


def list_head(
    store: Store, actor: Actor, folder: Path | ImportFolder, token: str, *, now: datetime
) -> ListHead:
    """The file and how far it is. Raises ``NotFound`` for everybody but its owner."""
    return _Opened(actor, folder, token, now).head()


def columns_page(
    store: Store, actor: Actor, folder: Path | ImportFolder, token: str, *, now: datetime
) -> ColumnsView:
    """The step that says which column is what."""
    opened = _Opened(actor, folder, token, now)
    return columns_view(opened.head(), opened.sheet, opened.plan)


def choose_columns(
    store: Store,
    actor: Actor,
    folder: Path | ImportFolder,
    token: str,
    form: Form,
    *,
    now: datetime,
) -> None:
    """Keep the chosen columns. Raises ``Refused`` when a needed one is missing."""
    opened = _Opened(actor, folder, token, now)
    plan, errors = chosen_columns(opened.plan, opened.sheet, form)
    opened.keep(plan)
    if errors:
        raise Refused(errors)


def words_page(
    store: Store, actor: Actor, folder: Path | ImportFolder, token: str, *, now: datetime
) -> WordsView:
    """The step that says what the words of the list mean."""
    opened = _Opened(actor, folder, token, now)
    with store.reading() as session:
        desk = open_desk(session, actor)
        return words_view(opened.head(), opened.sheet, opened.plan, desk)


def choose_words(
    store: Store,
    actor: Actor,
    folder: Path | ImportFolder,
    token: str,
    form: Form,
    *,
    now: datetime,
) -> None:
    """Keep what the words mean. Raises ``Refused`` while a name or a word is left without."""
    opened = _Opened(actor, folder, token, now)
    if form.get("shape") != shape_of(opened.plan):
        words = "The columns were changed in another window. Check the choices again."
        raise Refused((FieldError("words", "Words", words),))
    with store.reading() as session:
        desk = open_desk(session, actor)
    plan, errors = chosen_words(opened.plan, opened.sheet, desk, form)
    opened.keep(plan)
    if errors:
        raise Refused(errors)


def preview_page(
    store: Store,
    actor: Actor,
    folder: Path | ImportFolder,
    token: str,
    *,
    now: datetime,
    today: date,
) -> PreviewView:
    """The requests as they would become, and everything that is in the way."""
    opened = _Opened(actor, folder, token, now)
    with store.reading() as session:
        task = Task(actor, opened.sheet, opened.plan, now, today)
        prepared = prepare(session, task)
        before = last_run(session, str(opened.kept.values["sha256"]))
    return preview_of(opened.head(), task, prepared, before)


def choose_ticks(
    store: Store,
    actor: Actor,
    folder: Path | ImportFolder,
    token: str,
    form: Form,
    *,
    now: datetime,
) -> None:
    """Keep the two ticks of the preview: ``anyway`` and ``leave_out``."""
    opened = _Opened(actor, folder, token, now)
    opened.keep(replace(opened.plan, anyway="anyway" in form, leave_out="leave_out" in form))


def import_list(
    store: Store,
    actor: Actor,
    folder: Path | ImportFolder,
    token: str,
    *,
    now: datetime,
    today: date,
) -> DoneView:
    """Bring everything in, in one transaction. A second press does nothing and says the same.

    Raises ``Refused`` while a row is wrong that was not left out.
    """
    opened = _Opened(actor, folder, token, now)
    source = Source(str(opened.kept.values["name"]), str(opened.kept.values["sha256"]))
    for attempt in range(_ATTEMPTS):
        try:
            return _import(store, opened, source, today)
        except IntegrityError:
            # Two imports at once meet in the first number of a series.
            if attempt == _ATTEMPTS - 1:
                raise
    raise AssertionError("the loop returns or raises")


def _import(store: Store, opened: _Opened, source: Source, today: date) -> DoneView:
    actor = opened.actor
    task = Task(actor, opened.sheet, opened.plan, opened.now, today)
    # Thousands of rows take seconds: they are worked out before anybody has to wait for us.
    with store.reading() as session:
        if (done := _done_before(session, opened, source)) is not None:
            return done
        prepared = prepare(session, task)
    with store.transaction() as session:
        hold_person(session, actor.id)
        if (done := _done_before(session, opened, source)) is not None:
            return done
        found = last_run(session, source.sha256)
        if not still_holds(session, actor, prepared.rests_on):
            prepared = prepare(session, task)
        view = preview_of(opened.head(), task, prepared, found)
        if not view.ready:
            words = "Nothing was brought in. See what is in the way below."
            raise Refused((FieldError("rows", "Rows", words),))
        rows = [row for row in prepared.rows if row.facts.line not in prepared.wrong_lines]
        return _done(opened, bring_in(session, actor, source, rows, opened.now), again=False)


def _done_before(session: Session, opened: _Opened, source: Source) -> DoneView | None:
    """The answer of an earlier press, if this upload was brought in already."""
    mine = last_run(session, source.sha256, by=opened.actor.id)
    if mine is None or mine[0].imported_at < opened.kept.kept_at:
        return None
    return _done(opened, BroughtIn(mine[0].id or 0, mine[0].requests, 0), again=True)


def _done(opened: _Opened, brought: BroughtIn, *, again: bool) -> DoneView:
    count = brought.requests
    words = "1 request was brought in." if count == 1 else f"{count:,} requests were brought in."
    if brought.new_agencies:
        new = brought.new_agencies
        words += " 1 agency was added." if new == 1 else f" {new:,} agencies were added."
    name = str(opened.kept.values["name"])
    return DoneView(opened.kept.token, str(brought.run_id), name, count, words, again)


class _Opened:
    """A kept list of the actor's own."""

    def __init__(
        self, actor: Actor, folder: Path | ImportFolder, token: str, now: datetime
    ) -> None:
        _must_record(actor)
        self.actor, self.now = actor, now
        self._folder = ImportFolder.at(folder)
        self.kept: Kept = self._folder.find(token, actor.id, now)
        if self.kept.values.get("what") != _LIST:
            raise NotFound("list")

    @cached_property
    def sheet(self) -> Sheet:
        if self.kept.values["refused"]:
            raise NotFound("list")
        return from_json(self.kept.values["sheet"])

    @property
    def plan(self) -> Plan:
        return plans.from_json(self.kept.values["plan"])

    def head(self) -> ListHead:
        values = self.kept.values
        refused = str(values["refused"])
        sheet = None if refused else self.sheet
        rows = len(self.plan.rows(sheet)) if sheet else 0
        step = "words" if sheet and self.plan.chosen else "columns"
        remarks = sheet.remarks if sheet else ()
        return ListHead(self.kept.token, str(values["name"]), refused, remarks, rows, step)

    def keep(self, plan: Plan) -> None:
        self._folder.change(self.kept, plan=plans.to_json(plan))


def _must_record(actor: Actor) -> None:
    if not may(actor, Permission.RECORD):
        raise NotAllowed(Permission.RECORD.value)
