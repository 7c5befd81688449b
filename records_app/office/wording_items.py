"""The office's own list of a subject: look at it, try it, keep it as a new version, go back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.subjects import Subject
from records_app.letters.blocks import Block
from records_app.letters.compose import compose
from records_app.letters.facts import LetterFacts
from records_app.letters.item_choices import read_items
from records_app.letters.own_items import (
    OwnItem,
    OwnList,
    as_shipped,
    items_from_json,
    items_to_json,
    list_kind,
    with_those_before,
)
from records_app.letters.own_wording_samples import sample_facts
from records_app.letters.wording import SHARED
from records_app.office.correspondents import sender_of
from records_app.office.drafting import HOME_LAW
from records_app.office.refusals import NotFound, Refused
from records_app.office.wording_comparing import difference
from records_app.office.wording_form import note_errors, read_note
from records_app.office.wording_items_form import is_as_shipped, read_rows, rows_of
from records_app.office.wording_items_lines import SHIPPED_LIST, items_page
from records_app.office.wording_versions import (
    NewVersion,
    back_note,
    keep_version,
    must_word,
    parts_of_number,
)
from records_app.office.wording_views import Difference, ItemsPage, WordingPreview
from records_app.store.database import Store
from records_app.store.people import office_row
from records_app.store.wording import VersionBy, letters_made_with, versions_of

SCOPES = (SHARED, "us-fed")


def open_items(store: Store, actor: Actor, scope: str, subject: str, *, today: date) -> ItemsPage:
    """The editor of one list. Raises ``NotFound`` where there is no such list."""
    must_word(actor)
    asked = _subject(scope, subject)
    with store.reading() as session:
        facts = _sample(session, actor, scope, asked, today)
        versions = versions_of(session, scope, list_kind(asked))
        made = letters_made_with(session, scope, list_kind(asked))
    items = _newest(scope, asked, versions)
    return items_page(scope, asked, items, versions, made, blocks=_blocks(facts, items))


def try_items(
    store: Store, actor: Actor, scope: str, subject: str, rows: object, *, today: date
) -> WordingPreview:
    """The sample letter with these items, and every error. Nothing is kept."""
    must_word(actor)
    asked = _subject(scope, subject)
    with store.reading() as session:
        facts = _sample(session, actor, scope, asked, today)
    items, errors = read_rows(asked, scope, rows)
    return WordingPreview(_blocks(facts, items), errors)


def save_items(
    store: Store,
    actor: Actor,
    scope: str,
    subject: str,
    rows: object,
    *,
    note: object,
    version: int,
    now: datetime,
) -> int:
    """Keep the list as a new version, which new letters use from now on; gives its number.

    Items of the office's own that are no longer among ``rows`` are kept as taken out, so that
    drafts from before can show them. Raises ``Refused``, ``ChangedElsewhere``, ``NotFound``.
    """
    must_word(actor)
    asked = _subject(scope, subject)
    items, errors = read_rows(asked, scope, rows)
    errors += note_errors({"note": note})
    if errors:
        raise Refused(errors)
    with store.reading() as session:
        before = _newest(scope, asked, versions_of(session, scope, list_kind(asked)))
    new = _new(scope, asked, with_those_before(items, before), version, read_note({"note": note}))
    return keep_version(store, actor, new, now)


def go_back_in_items(
    store: Store, actor: Actor, scope: str, subject: str, to: int, *, version: int, now: datetime
) -> int:
    """Use an older version again, as a new one; 0 is the list as shipped."""
    must_word(actor)
    asked = _subject(scope, subject)
    with store.reading() as session:
        older = _items(scope, asked, parts_of_number(session, scope, list_kind(asked), to))
        before = _newest(scope, asked, versions_of(session, scope, list_kind(asked)))
    _, errors = read_rows(asked, scope, rows_of(asked, scope, older))
    if errors:
        raise Refused(errors)
    new = _new(scope, asked, with_those_before(older, before), version, back_note(to))
    return keep_version(store, actor, new, now)


def compare_items(
    store: Store, actor: Actor, scope: str, subject: str, numbers: tuple[int, int], *, today: date
) -> Difference:
    """What the sample letter asks differently in two versions; 0 is the list as shipped."""
    must_word(actor)
    asked = _subject(scope, subject)
    one, other = numbers
    with store.reading() as session:
        facts = _sample(session, actor, scope, asked, today)
        older, newer = (
            _blocks(
                facts,
                _items(scope, asked, parts_of_number(session, scope, list_kind(asked), number)),
            )
            for number in numbers
        )
    return difference(older, newer, one, other, shipped=SHIPPED_LIST)


def _subject(scope: str, subject: str) -> Subject:
    if scope not in SCOPES or subject not in set(Subject):
        raise NotFound("list")
    return Subject(subject)


def _newest(scope: str, subject: Subject, versions: Sequence[VersionBy]) -> tuple[OwnItem, ...]:
    return _items(scope, subject, dict(versions[0].row.parts) if versions else {})


def _items(scope: str, subject: Subject, parts: dict[str, object]) -> tuple[OwnItem, ...]:
    return items_from_json(parts) if parts else as_shipped(subject, scope)


def _new(
    scope: str, subject: Subject, items: tuple[OwnItem, ...], after: int, note: str
) -> NewVersion:
    parts = {} if is_as_shipped(subject, scope, items) else items_to_json(items)
    return NewVersion(scope, list_kind(subject), after, parts, note)


def _sample(
    session: Session, actor: Actor, scope: str, subject: Subject, today: date
) -> LetterFacts:
    law = HOME_LAW if scope == SHARED else scope
    facts = sample_facts(law, "request", sender_of(office_row(session), actor.name), today)
    if not isinstance(facts, LetterFacts):
        raise NotFound("letter")
    return replace(facts, subjects=(subject,))


def _blocks(facts: LetterFacts, items: tuple[OwnItem, ...]) -> tuple[Block, ...]:
    lists = {subject: OwnList(items) for subject in facts.subjects}
    chosen, _ = read_items(None, facts.subjects, facts.law, lists)
    return compose(replace(facts, items=chosen)).blocks
