"""The office's own wording of letters: read it, try it, keep it as a new version, go back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.letters.blocks import Block
from records_app.letters.own_wording_parts import parts_of
from records_app.letters.own_wording_shown import Sample, does_not_fit, sample_of
from records_app.letters.request_form import FieldError
from records_app.office.correspondents import sender_of
from records_app.office.missouri_time import missouri_day
from records_app.office.refusals import NotFound, Refused
from records_app.office.wording_comparing import difference
from records_app.office.wording_form import note_errors, read_note, read_parts
from records_app.office.wording_items_lines import lists_by_scope
from records_app.office.wording_lines import kinds_by_law, wording_page
from records_app.office.wording_versions import (
    NewVersion,
    back_note,
    keep_version,
    must_word,
    parts_of_number,
)
from records_app.office.wording_views import Difference, LawKinds, WordingPage, WordingPreview
from records_app.store.database import Store
from records_app.store.people import office_row
from records_app.store.wording import letters_made_with, newest_wordings, versions_of

Raw = Mapping[str, object]


def kinds_to_word(store: Store, actor: Actor) -> tuple[LawKinds, ...]:
    """The lists of what we ask for, and every kind of letter of every law, with what is in use."""
    must_word(actor)
    with store.reading() as session:
        newest = newest_wordings(session)
    return (*lists_by_scope(newest), *kinds_by_law(newest))


def open_wording(store: Store, actor: Actor, law: str, kind: str, *, today: date) -> WordingPage:
    """The editor of one kind of letter. Raises ``NotFound`` where the law has no such letter."""
    must_word(actor)
    with store.reading() as session:
        sample = _sample(session, actor, law, kind, today)
        versions = versions_of(session, law, kind)
        made = letters_made_with(session, law, kind)
    own = dict(versions[0].row.parts) if versions else {}
    return wording_page(law, kind, sample.shipped, versions, made=made, blocks=sample.in_words(own))


def try_wording(
    store: Store, actor: Actor, law: str, kind: str, raw: Raw, *, today: date
) -> WordingPreview:
    """The sample letter in these words, with every error at its line. Nothing is kept."""
    must_word(actor)
    with store.reading() as session:
        sample = _sample(session, actor, law, kind, today)
    parts, errors = read_parts(law, kind, raw)
    blocks = sample.in_words(parts)
    return WordingPreview(blocks, (*errors, *_too_long(law, kind, blocks)))


def save_wording(
    store: Store, actor: Actor, law: str, kind: str, raw: Raw, *, version: int, now: datetime
) -> int:
    """Keep these words as a new version, which new letters use from now on; gives its number.

    ``version`` is the newest number when the person began; saving the same twice gives the same
    answer again. Raises ``Refused`` with every error, ``ChangedElsewhere``, ``NotFound``.
    """
    must_word(actor)
    parts, errors = read_parts(law, kind, raw)
    errors += note_errors(raw)
    with store.reading() as session:
        sample = _sample(session, actor, law, kind, missouri_day(now))
    errors += _too_long(law, kind, sample.in_words(parts))
    if errors:
        raise Refused(errors)
    new = NewVersion(law, kind, version, parts, read_note(raw))
    return keep_version(store, actor, new, now)


def go_back(
    store: Store, actor: Actor, law: str, kind: str, to: int, *, version: int, now: datetime
) -> int:
    """Use an older version again, as a new one; 0 is the letter as shipped."""
    must_word(actor)
    with store.reading() as session:
        parts = parts_of_number(session, law, kind, to)
    _, errors = read_parts(law, kind, _raw_of(parts))
    if errors:
        raise Refused(errors)
    _known(law, kind)
    return keep_version(store, actor, NewVersion(law, kind, version, parts, back_note(to)), now)


def compare_wordings(
    store: Store, actor: Actor, law: str, kind: str, numbers: tuple[int, int], *, today: date
) -> Difference:
    """What the sample letter says differently in two versions; 0 is the letter as shipped."""
    one, other = numbers
    must_word(actor)
    with store.reading() as session:
        sample = _sample(session, actor, law, kind, today)
        before = sample.in_words(parts_of_number(session, law, kind, one))
        after = sample.in_words(parts_of_number(session, law, kind, other))
    return difference(before, after, one, other)


def _too_long(law: str, kind: str, blocks: Sequence[Block]) -> tuple[FieldError, ...]:
    why = does_not_fit(law, kind, blocks)
    if not why:
        return ()
    last = parts_of(law, kind)[-1]
    return (FieldError(last.name, last.label, why),)


def _known(law: str, kind: str) -> None:
    if not parts_of(law, kind):
        raise NotFound("letter")


def _raw_of(parts: Mapping[str, str]) -> dict[str, object]:
    hows = {f"{name}-how": "own" if text else "out" for name, text in parts.items()}
    return {**parts, **hows}


def _sample(session: Session, actor: Actor, law: str, kind: str, today: date) -> Sample:
    sample = sample_of(law, kind, sender_of(office_row(session), actor.name), today)
    if sample is None:
        raise NotFound("letter")
    return sample
