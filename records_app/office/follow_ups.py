"""Write a letter after the request: what its form starts with, and its preview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from records_app.casework.events import FollowUp
from records_app.casework.next_steps import next_steps
from records_app.casework.people import Actor
from records_app.law.day_words import full_day
from records_app.letters.blocks import Block
from records_app.letters.compose import Letter
from records_app.letters.follow_up_form import FollowUpResult, read_follow_up
from records_app.letters.follow_up_kinds import FollowUpKind
from records_app.letters.request_form import FieldError
from records_app.office.follow_ups_drafts import bounded, kept_letter, kinds_begun
from records_app.office.follow_ups_fee_lines import (
    FeeRow,
    counted_as_typed,
    lines_to_object_to,
    rows_in,
    rows_of,
    with_lines,
)
from records_app.office.follow_ups_fields import LetterField, fields_of
from records_app.office.follow_ups_file import (
    CaseFile,
    context_of,
    kind_of_letter,
    kinds_of_letters,
    open_file,
    today_in,
)
from records_app.office.follow_ups_known import answer_about_a_fee, known_answers
from records_app.office.missouri_time import missouri_day, time_words
from records_app.store.database import Store

Raw = Mapping[str, object]
NEXT, POSSIBLE, CAN_WAIT = "Next step", "Possible now", "Can wait"


@dataclass(frozen=True, slots=True)
class FollowUpForm:
    """The form of one kind, and the letter it makes as it stands.

    ``values`` are what the fields start with: what the person has kept before, or what the log
    says. ``saved_words`` says when it was kept, empty if it was not. ``waits`` says why it may be
    too early; that is our own spacing, and nothing forbids to go on.
    """

    request_id: int
    number: str
    agency: str
    agency_slug: str
    version: int
    kind: str
    title: str
    when: str
    waits: str
    values: dict[str, str]
    fields: tuple[LetterField, ...]
    fee_rows: tuple[FeeRow, ...]
    saved_words: str
    blocks: tuple[Block, ...]
    errors: tuple[FieldError, ...]


@dataclass(frozen=True, slots=True)
class FollowUpPreview:
    """The letter so far, every error, and the version of the request it is built on."""

    version: int
    blocks: tuple[Block, ...]
    errors: tuple[FieldError, ...]


@dataclass(frozen=True, slots=True)
class LetterOffer:
    """A kind of letter to choose. ``now``: whether a next step asks for it; ``begun``: by me."""

    kind: str
    label: str
    when: str
    now: str
    begun: bool


@dataclass(frozen=True, slots=True)
class LetterOffers:
    """The kinds of letters for one request, those that a next step asks for first."""

    request_id: int
    number: str
    agency: str
    offers: tuple[LetterOffer, ...]


def letters_to_write(store: Store, actor: Actor, request_id: int, *, today: date) -> LetterOffers:
    """Every kind of letter that may follow this request."""
    file = open_file(store, actor, request_id)
    context_of(file, actor, today)
    advised = _advised(file, today)
    begun = kinds_begun(file.form, actor)
    kinds = kinds_of_letters(file)
    order = [*(kind for kind in advised if kind in kinds), *kinds]
    offers = (
        LetterOffer(name, kinds[name].label, kinds[name].when, advised.get(name, ""), name in begun)
        for name in dict.fromkeys(order)
    )
    return LetterOffers(request_id, file.number, file.agency.agency.name, tuple(offers))


def follow_up_form(
    store: Store, actor: Actor, request_id: int, kind: str, *, now: datetime
) -> FollowUpForm:
    """The form of a letter of this kind, as this person left it or filled with what the log says.

    Raises ``NotFound``, also for a draft and for a kind that this law does not have, and
    ``NotAllowed``.
    """
    file = open_file(store, actor, request_id)
    chosen = kind_of_letter(file, kind)
    kept = kept_letter(file.form, actor, chosen)
    values = kept[0] if kept else _known(file, chosen, actor, missouri_day(now))
    letter, errors = composed(file, actor, chosen, values, now)
    has_lines = any(field.shape == "fee lines" for field in chosen.fields)
    return FollowUpForm(
        request_id=request_id,
        number=file.number,
        agency=file.agency.agency.name,
        agency_slug=file.agency.agency.slug,
        version=file.version,
        kind=kind,
        title=chosen.label,
        when=chosen.when,
        waits=_waits(file, kind, today_in(now)),
        values=values,
        fields=tuple(fields_of(chosen, values, from_log=kept is None)),
        fee_rows=rows_of(values, rows_in(values)) if has_lines else (),
        saved_words=time_words(kept[1]) if kept else "",
        blocks=letter.blocks,
        errors=errors,
    )


def preview_follow_up(
    store: Store, actor: Actor, request_id: int, kind: str, raw: Raw, *, now: datetime
) -> FollowUpPreview:
    """The letter as it would be, with everything that is wrong or missing."""
    file = open_file(store, actor, request_id)
    chosen = kind_of_letter(file, kind)
    letter, errors = composed(file, actor, chosen, bounded(chosen, raw), now)
    return FollowUpPreview(file.version, letter.blocks, errors)


def composed(
    file: CaseFile, actor: Actor, kind: FollowUpKind, values: Raw, now: datetime
) -> tuple[Letter, tuple[FieldError, ...]]:
    """The letter of these values and every error in them."""
    read: FollowUpResult = read_follow_up(
        with_lines(values), kind.name, context=context_of(file, actor, today_in(now))
    )
    return file.paper.write(read.facts), counted_as_typed(read.errors, values)


def _advised(file: CaseFile, today: date) -> dict[str, str]:
    """The letters that next steps ask for, in their order, each with a word on when."""
    words: dict[str, str] = {}
    for place, step in enumerate(next_steps(file.standing, today)):
        if step.letter and step.letter not in words:
            waits = step.not_before is not None and step.not_before > today
            now = NEXT if place == 0 else POSSIBLE
            words[step.letter] = CAN_WAIT if waits else now
    return words


def _known(file: CaseFile, kind: FollowUpKind, actor: Actor, today: date) -> dict[str, str]:
    known = known_answers(file, kind.name, actor, today)
    if kind.name == FollowUp.FEE_OBJECTION:
        known |= lines_to_object_to(answer_about_a_fee(file), file.law)
    return bounded(kind, known)


def _waits(file: CaseFile, kind: str, today: date) -> str:
    for step in next_steps(file.standing, today):
        if step.letter == kind and step.not_before is not None and step.not_before > today:
            return f"This letter can wait until {full_day(step.not_before)}. {step.why}"
    return ""
