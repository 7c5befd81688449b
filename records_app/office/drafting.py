"""Drafts: begin one, open it, save it as it is, give it up, begin one like an older request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may, may_draft_on, may_share
from records_app.letters.compose import Letter
from records_app.letters.facts import LetterFacts
from records_app.letters.request_form import FieldError, read_form
from records_app.office.changed_elsewhere import changed_elsewhere
from records_app.office.correspondents import (
    addressee_of,
    agreements_of,
    choice_of,
    sender_of,
    ways_to_send,
)
from records_app.office.draft_form import RawForm, agency_id_in, bounded, starting_form
from records_app.office.draft_items import item_lists
from records_app.office.draft_view import AgencyChoice, DraftView
from records_app.office.missouri_time import missouri_day, time_words
from records_app.office.refusals import NotAllowed, NotFound
from records_app.office.wording_paper import PLAIN, Paper, paper_of
from records_app.store.database import Store
from records_app.store.requests import (
    AgencyFile,
    agency_file,
    find_request,
    lock_request,
    office_row,
    replace_subjects,
)
from records_app.store.tables_people import Office
from records_app.store.tables_requests import Request

HOME_LAW = "us-mo"


def new_draft(store: Store, actor: Actor, *, now: datetime, agency_id: int | None = None) -> int:
    """Begin a draft with sensible values in it; gives its id."""
    with store.transaction() as session:
        known = agency_file(session, agency_id)
        form = starting_form(actor.name, missouri_day(now), agency_id if known else None)
        return add_draft(session, actor, form, known, now)


def blank_draft(
    store: Store, actor: Actor, *, now: datetime, agency_id: int | None = None
) -> DraftView:
    """What a new draft starts with. Nothing is kept yet: id and version are 0."""
    with store.reading() as session:
        file = agency_file(session, agency_id)
        office = office_row(session)
        paper = paper_of(session, law_of(file))
    form = starting_form(actor.name, missouri_day(now), agency_id if file else None)
    return _view(
        form,
        file,
        office,
        paper,
        draft_id=0,
        version=0,
        begun_at=now,
        saved_at=now,
        actor=actor,
        now=now,
    )


def open_draft(store: Store, actor: Actor, draft_id: int, *, now: datetime) -> DraftView:
    """A draft as it was left, with the letter so far: the actor's own, or a shared one."""
    with store.reading() as session:
        row = draft_for(find_request(session, actor, draft_id), actor)
        file = agency_file(session, row.agency_id)
        office = office_row(session)
        paper = paper_of(session, law_of(file))
    return _view(
        bounded(row.form),
        file,
        office,
        paper,
        draft_id=draft_id,
        version=row.version,
        begun_at=row.created_at,
        saved_at=row.updated_at,
        actor=actor,
        now=now,
    )


def _view(
    form: RawForm,
    file: AgencyFile | None,
    office: Office,
    paper: Paper,
    *,
    draft_id: int,
    version: int,
    begun_at: datetime,
    saved_at: datetime,
    actor: Actor,
    now: datetime,
) -> DraftView:
    preview = preview_of(form, file, office, actor, now, paper=paper)
    return DraftView(
        id=draft_id,
        version=version,
        form=form,
        agency=preview.agency,
        saved_words=time_words(saved_at),
        errors=preview.errors,
        title=preview.letter.title if preview.letter else "",
        blocks=preview.letter.blocks if preview.letter else (),
        agency_has_address=bool(file and addressee_of(file).address_lines),
        ways_to_send=ways_to_send(file) if file else (),
        items=item_lists(form, law_of(file), paper.lists, paper.news_since(begun_at)),
        lists=paper.lists,
    )


def save_draft(
    store: Store,
    actor: Actor,
    draft_id: int,
    version: int,
    form: Mapping[str, object],
    *,
    now: datetime,
) -> DraftView:
    """Keep the form as it is, right or wrong, and say what is wrong.

    Raises ``Refused`` only for what cannot be kept at all, ``ChangedElsewhere`` if another window
    saved a newer version, ``NotFound`` for a draft of somebody else that is not shared.
    """
    raw = bounded(form)
    with store.transaction() as session:
        row = lock_request(session, actor, draft_id)
        row = changeable(session, row, actor, version)
        file = agency_file(session, agency_id_in(raw))
        office = office_row(session)
        paper = paper_of(session, law_of(file))
        subjects_changed = row.form.get("subjects") != raw["subjects"]
        row.form = dict(raw)
        row.agency_id = file.agency.id if file else None
        row.law = law_of(file)
        _touch(row, actor, now)
        if subjects_changed:
            replace_subjects(session, draft_id, raw["subjects"])
        new_version, begun = row.version, row.created_at
    return _view(
        raw,
        file,
        office,
        paper,
        draft_id=draft_id,
        version=new_version,
        begun_at=begun,
        saved_at=now,
        actor=actor,
        now=now,
    )


def discard_draft(
    store: Store, actor: Actor, draft_id: int, version: int, *, now: datetime
) -> None:
    """Give a draft up. It is no longer shown to anybody. Only its author does that."""
    with store.transaction() as session:
        row = changeable(session, lock_request(session, actor, draft_id), actor, version)
        if not may_share(actor, row.author_id):
            raise NotAllowed("give up a draft of somebody else")
        row.discarded_at = now
        _touch(row, actor, now)


class Preview(NamedTuple):
    """A form read against what the database knows about its agency."""

    facts: LetterFacts | None
    errors: tuple[FieldError, ...]
    letter: Letter | None
    agency: AgencyChoice | None


def preview_of(
    form: RawForm,
    file: AgencyFile | None,
    office: Office,
    actor: Actor,
    now: datetime,
    *,
    number: str = "",
    paper: Paper = PLAIN,
) -> Preview:
    """Read the form and compose the letter as far as it goes. Touches no database."""
    ways = ways_to_send(file) if file else ()
    result = read_form(
        form,
        to=addressee_of(file) if file else None,
        sender=sender_of(office, actor.name),
        dated=missouri_day(now),
        law=law_of(file),
        delivery=ways[0] if ways else None,
        number=number,
        agreements=agreements_of(file) if file else (),
        lists=paper.lists,
    )
    return Preview(
        facts=result.facts,
        errors=(*not_for(file, actor), *result.errors),
        letter=paper.write(result.facts) if result.facts else None,
        agency=choice_of(file.agency) if file else None,
    )


def law_of(file: AgencyFile | None) -> str:
    """The law a request is made under: that of its agency, or of Missouri before one is chosen."""
    return file.agency.law if file else HOME_LAW


def draft_for(row: Request | None, actor: Actor) -> Request:
    """The row, if it is a draft that the actor may write on; else NotFound."""
    if row is None or row.stage != "draft" or not _may_write(row, actor):
        raise NotFound("draft")
    return row


def changeable(session: Session, row: Request | None, actor: Actor, version: int) -> Request:
    """The row, if it is a draft the actor may write on, in exactly this version."""
    if row is None or not _may_write(row, actor):
        raise NotFound("draft")
    if row.version != version or row.stage != "draft":
        raise changed_elsewhere(session, row, actor)
    return row


def _may_write(row: Request, actor: Actor) -> bool:
    return may_draft_on(actor, row.author_id, is_shared=row.shared_at is not None)


def not_for(file: AgencyFile | None, actor: Actor) -> tuple[FieldError, ...]:
    """The error of a letter to an agency that is for a group the actor is not in."""
    if file is None or file.limit is None or file.limit.lets(actor.id):
        return ()
    why = f"Requests to this agency are only for the group {file.limit.group}. Ask an admin."
    return (FieldError("agency", "Agency", why),)


def add_draft(
    session: Session, actor: Actor, form: RawForm, file: AgencyFile | None, now: datetime
) -> int:
    """Begin a draft in a transaction under way; gives its id."""
    if not may(actor, Permission.DRAFT):
        raise NotAllowed(Permission.DRAFT.value)
    row = Request(
        agency_id=file.agency.id if file else None,
        law=law_of(file),
        author_id=actor.id,
        form=dict(form),
        created_at=now,
        updated_at=now,
        updated_by_id=actor.id,
    )
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101 - the flush has given it one
    replace_subjects(session, row.id, form["subjects"])
    return row.id


def _touch(row: Request, actor: Actor, now: datetime) -> None:
    row.version += 1
    row.updated_at = now
    row.updated_by_id = actor.id
