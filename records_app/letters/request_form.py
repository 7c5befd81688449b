"""The request form: raw values from a browser or a file in, facts and every error out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from records_app.casework.subjects import Subject
from records_app.letters import form_values as values
from records_app.letters.characters import TextRefused
from records_app.letters.facts import (
    Addressee,
    ChosenItem,
    Delivery,
    Format,
    LetterFacts,
    Sender,
)
from records_app.letters.item_choices import read_items
from records_app.letters.own_items import NO_LISTS, Lists
from records_app.letters.parties import MOST_NAME, check_addressee, check_sender

T = TypeVar("T")

LABELS: Mapping[str, str] = {
    "agency": "Which agency?",
    "subjects": "What do you want to see?",
    "items": "Items",
    "period_from": "From",
    "period_to": "Until",
    "specifics": "Anything specific?",
    "fee_cap": "Tell us before it costs more than",
    "fee_waiver_reason": "Why is this in the public interest?",
    "format": "How do you want the records?",
    "signer_name": "Who signs?",
    "signer_title": "Title of the person who signs",
    "sender": "Letterhead",
}
FIELDS: tuple[str, ...] = tuple(name for name in LABELS if name != "sender")

_NO_AGENCY = Addressee(agency="(agency not chosen yet)")
_NO_SIGNER = "(name of the person who signs)"


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing that is wrong: the raw field name, its label on screen, and the reason."""

    field: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class FormResult:
    """Facts for a preview, and every error. Approve a letter only when ``errors`` is empty.

    With errors, ``facts`` leaves wrong fields out or says in brackets what is still missing.
    """

    facts: LetterFacts | None
    errors: tuple[FieldError, ...]


def read_form(
    raw: Mapping[str, object],
    *,
    to: Addressee | None,
    sender: Sender,
    dated: date,
    law: str = "us-mo",
    delivery: Delivery | None = None,
    number: str = "",
    agreements: tuple[str, ...] = (),
    lists: Lists = NO_LISTS,
) -> FormResult:
    """Read the form. Values may come from a hostile client: any type is refused, none crashes.

    ``to`` is the agency that ``raw["agency"]`` names, None when nothing or nothing known is chosen.
    ``sender`` is the letterhead; the name and title of the person who signs come from the form.
    ``dated`` is the date of the letter. ``delivery`` defaults to the best way the agency has.
    ``lists`` are the office's own lists of items.
    """
    no_subjects: tuple[Subject, ...] = ()
    no_specifics: tuple[str, ...] = ()
    electronic: Format = "electronic"
    form = _Form(raw)
    addressee = form.addressee(to)
    subjects = form.read("subjects", values.read_subjects, no_subjects)
    items = form.items(subjects, law, lists)
    period_from, period_to = form.period(dated)
    specifics = form.read("specifics", values.read_specifics, no_specifics)
    fee_cap = form.read("fee_cap", values.read_amount, None)
    reason = form.read("fee_waiver_reason", values.read_reason, "")
    chosen = form.read("format", values.read_format, electronic)
    name = form.read("signer_name", _signer, _NO_SIGNER)
    title = form.read("signer_title", _title, "")
    facts = LetterFacts(
        law=law,
        kind="request",
        dated=dated,
        to=addressee,
        sender=form.sender(replace(sender, name=name, title=title), chosen),
        subjects=subjects,
        period_from=period_from,
        period_to=period_to,
        specifics=specifics,
        fee_cap=fee_cap,
        fee_waiver_reason=reason,
        format=chosen,
        delivery=delivery or _best_delivery(addressee),
        number=number,
        agreements=agreements,
        items=items,
    )
    return FormResult(facts, form.all_errors())


def part_of(field: str) -> str:
    """The label under which a field stands: that of an item is one of ``items``."""
    return "items" if field.startswith(("item-", "items-")) else field


class _Form:
    """Reads the fields of one form and gathers what is wrong with them."""

    def __init__(self, raw: Mapping[str, object]) -> None:
        self._raw = raw
        self._errors: list[FieldError] = []

    def read(self, field: str, reader: Callable[[object], T], otherwise: T) -> T:
        try:
            return reader(self._raw.get(field))
        except TextRefused as refused:
            self._refuse(field, refused.reason)
            return otherwise

    def addressee(self, to: Addressee | None) -> Addressee:
        if to is None:
            self._refuse("agency", "Choose an agency from the list.")
            return _NO_AGENCY
        try:
            return check_addressee(to)
        except TextRefused as refused:
            self._refuse("agency", str(refused))
            return _NO_AGENCY

    def sender(self, sender: Sender, chosen: Format) -> Sender:
        try:
            tidy = check_sender(sender)
        except TextRefused as refused:
            self._refuse("sender", str(refused))
            return Sender(sender.name, title=sender.title)
        if chosen == "paper" and not tidy.address_lines:
            self._refuse("format", "Paper copies need our postal address in the letterhead.")
        return tidy

    def items(
        self, subjects: tuple[Subject, ...], law: str, lists: Lists
    ) -> tuple[ChosenItem, ...]:
        chosen, problems = read_items(self._raw.get("items"), subjects, law, lists)
        self._errors += [FieldError(*problem) for problem in problems]
        return chosen

    def period(self, dated: date) -> tuple[date | None, date | None]:
        def first(value: object) -> date:
            day = values.read_day(value, last_year=dated.year + 1)
            if day is None:
                raise TextRefused("", "Write the first day, such as 2025-01-31.")
            if day > dated:
                raise TextRefused("", f"{day} is in the future: choose {dated} or an earlier day.")
            return day

        def last(value: object) -> date | None:
            day = values.read_day(value, last_year=dated.year + 1)
            if day is not None and start is not None and day < start:
                raise TextRefused("", f"{day} is before the first day, {start}.")
            return day

        start: date | None = self.read("period_from", first, None)
        return start, self.read("period_to", last, None)

    def all_errors(self) -> tuple[FieldError, ...]:
        order = list(LABELS)
        return tuple(sorted(self._errors, key=lambda error: order.index(part_of(error.field))))

    def _refuse(self, field: str, message: str) -> None:
        self._errors.append(FieldError(field, LABELS[field], message))


def _signer(value: object) -> str:
    name = values.read_text(value, MOST_NAME)
    if not name:
        raise TextRefused("", "Write the name of the person who signs.")
    return name


def _title(value: object) -> str:
    return values.read_text(value, MOST_NAME)


def _best_delivery(to: Addressee) -> Delivery:
    if to.email:
        return "email"
    return "portal" if to.portal else "post"
