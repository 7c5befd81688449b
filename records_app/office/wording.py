"""The office's own wording of letters: read it, try it, keep it as a new version, go back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.letters.blocks import Block
from records_app.letters.compose import compose
from records_app.letters.facts import LetterFacts
from records_app.letters.follow_up import FollowUpFacts
from records_app.letters.own_wording import OwnWording
from records_app.letters.own_wording_parts import parts_of
from records_app.letters.own_wording_samples import sample_facts
from records_app.letters.request_form import FieldError
from records_app.office.correspondents import sender_of
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.office.wording_comparing import difference
from records_app.office.wording_form import note_errors, read_note, read_parts
from records_app.office.wording_lines import kinds_by_law, wording_page
from records_app.office.wording_views import Difference, LawKinds, WordingPage, WordingPreview
from records_app.store.database import Store
from records_app.store.people import office_row
from records_app.store.tables_people import Office
from records_app.store.tables_wording import WordingVersion
from records_app.store.wording import letters_made_with, newest_wordings, versions_of

Raw = Mapping[str, object]


def kinds_to_word(store: Store, actor: Actor) -> tuple[LawKinds, ...]:
    """Every kind of letter of every law, with the wording in use."""
    _allow(actor)
    with store.reading() as session:
        return kinds_by_law(newest_wordings(session))


def open_wording(store: Store, actor: Actor, law: str, kind: str, *, today: date) -> WordingPage:
    """The editor of one kind of letter. Raises ``NotFound`` where the law has no such letter."""
    _allow(actor)
    with store.reading() as session:
        facts = _sample(session, actor, law, kind, today)
        versions = versions_of(session, law, kind)
        made = letters_made_with(session, law, kind)
    own = dict(versions[0].row.parts) if versions else {}
    return wording_page(facts, versions, made, blocks=_blocks(facts, own))


def try_wording(
    store: Store, actor: Actor, law: str, kind: str, raw: Raw, *, today: date
) -> WordingPreview:
    """The sample letter in these words, with every error at its line. Nothing is kept."""
    _allow(actor)
    with store.reading() as session:
        facts = _sample(session, actor, law, kind, today)
    parts, errors = read_parts(law, kind, raw)
    return WordingPreview(_blocks(facts, parts), errors)


def save_wording(
    store: Store, actor: Actor, law: str, kind: str, raw: Raw, *, version: int, now: datetime
) -> int:
    """Keep these words as a new version, which new letters use from now on; gives its number.

    ``version`` is the newest number when the person began; saving the same twice gives the same
    answer again. Raises ``Refused`` with every error, ``ChangedElsewhere``, ``NotFound``.
    """
    _allow(actor)
    parts, errors = read_parts(law, kind, raw)
    errors += note_errors(raw)
    if errors:
        raise Refused(errors)
    return _keep(store, actor, _New(law, kind, version, parts, read_note(raw)), now)


def go_back(
    store: Store, actor: Actor, law: str, kind: str, to: int, *, version: int, now: datetime
) -> int:
    """Use an older version again, as a new one; 0 is the letter as shipped."""
    _allow(actor)
    with store.reading() as session:
        parts = _parts_of_version(session, law, kind, to)
    _, errors = read_parts(law, kind, _raw_of(parts))
    if errors:
        raise Refused(errors)
    note = f"Back to version {to}." if to else "Back to the shipped words."
    return _keep(store, actor, _New(law, kind, version, parts, note), now)


def compare_wordings(
    store: Store, actor: Actor, law: str, kind: str, numbers: tuple[int, int], *, today: date
) -> Difference:
    """What the sample letter says differently in two versions; 0 is the letter as shipped."""
    one, other = numbers
    _allow(actor)
    with store.reading() as session:
        facts = _sample(session, actor, law, kind, today)
        before = _blocks(facts, _parts_of_version(session, law, kind, one))
        after = _blocks(facts, _parts_of_version(session, law, kind, other))
    return difference(before, after, one, other)


@dataclass(frozen=True, slots=True)
class _New:
    """A version to keep; ``after`` is the newest number when the person began."""

    law: str
    kind: str
    after: int
    parts: dict[str, str]
    note: str


def _keep(store: Store, actor: Actor, new: _New, now: datetime) -> int:
    law, kind, parts, version = new.law, new.kind, new.parts, new.after
    if not parts_of(law, kind):
        raise NotFound("letter")
    try:
        with store.transaction() as session:
            # Locked, so that of two who save at the same time the second is told.
            session.get(Office, 1, with_for_update=True)
            versions = versions_of(session, law, kind)
            newest = versions[0] if versions else None
            number = newest.row.number if newest else 0
            if newest and _done_before(newest.row, actor, parts, version):
                return number
            if number != version:
                by, at = (newest.made_by, newest.row.made_at) if newest else ("Somebody", now)
                raise ChangedElsewhere(by, at)
            if parts == (newest.row.parts if newest else {}):
                why = "Nothing differs from what is in use."
                raise Refused((FieldError("note", "The wording", why),))
            session.add(
                WordingVersion(
                    law=law,
                    kind=kind,
                    number=number + 1,
                    parts=parts,
                    note=new.note,
                    made_at=now,
                    made_by_id=actor.id,
                )
            )
            session.flush()
    except IntegrityError as error:
        raise ChangedElsewhere("Somebody", now) from error
    return version + 1


def _done_before(newest: WordingVersion, actor: Actor, parts: dict[str, str], version: int) -> bool:
    same = newest.number == version + 1 and newest.made_by_id == actor.id
    return same and newest.parts == parts


def _parts_of_version(session: Session, law: str, kind: str, number: int) -> dict[str, str]:
    if number == 0:
        return {}
    for each in versions_of(session, law, kind):
        if each.row.number == number:
            return dict(each.row.parts)
    raise NotFound("version")


def _raw_of(parts: Mapping[str, str]) -> dict[str, object]:
    hows = {f"{name}-how": "own" if text else "out" for name, text in parts.items()}
    return {**parts, **hows}


def _sample(
    session: Session, actor: Actor, law: str, kind: str, today: date
) -> LetterFacts | FollowUpFacts:
    facts = sample_facts(law, kind, sender_of(office_row(session), actor.name), today)
    if facts is None or not parts_of(law, kind):
        raise NotFound("letter")
    return facts


def _blocks(facts: LetterFacts | FollowUpFacts, parts: Mapping[str, str]) -> tuple[Block, ...]:
    return compose(facts, OwnWording(parts)).blocks


def _allow(actor: Actor) -> None:
    if not may(actor, Permission.WORD_LETTERS):
        raise NotAllowed(Permission.WORD_LETTERS.value)
