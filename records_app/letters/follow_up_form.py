"""The form of a letter after the request: raw values in, facts and every error out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from records_app.law.deadlines import deadline
from records_app.law.errors import LawError
from records_app.letters import follow_up_values as follow
from records_app.letters.characters import TextRefused
from records_app.letters.facts import Addressee, Delivery, Sender
from records_app.letters.follow_up import FollowUpFacts, RequestSoFar
from records_app.letters.follow_up_checks import problems_of
from records_app.letters.follow_up_kinds import KINDS, Field, FollowUpKind
from records_app.letters.form_values import read_amount, read_day, read_text
from records_app.letters.parties import check_addressee, check_sender
from records_app.letters.request_form import FieldError

CONTEXT_LABELS: Mapping[str, str] = {
    "request": "The request",
    "agency": "The agency",
    "sender": "Letterhead",
}
ATTORNEY_GENERAL = Addressee("Missouri Attorney General")
ACCESS_COUNSELOR = "Public Access Counselor"
# Letters that say whether they are in time, with the clock that they must keep.
_KEPT_IN_TIME = {"appeal": "appeal", "cost-answer": "cost-contact"}


@dataclass(frozen=True, slots=True)
class Context:
    """What our record knows before anybody writes: the agency, our letterhead, the request."""

    to: Addressee
    sender: Sender
    dated: date
    request: RequestSoFar
    delivery: Delivery = "email"
    law: str = "us-mo"


@dataclass(frozen=True, slots=True)
class FollowUpResult:
    """Facts for a preview, and every error. Approve a letter only when ``errors`` is empty."""

    facts: FollowUpFacts
    errors: tuple[FieldError, ...]


def read_follow_up(raw: Mapping[str, object], kind: str, *, context: Context) -> FollowUpResult:
    """Read the form of one kind. Any type of value is refused, none crashes.

    The names of the fields are in ``KINDS[kind].fields``; an unknown kind is a ``KeyError``. Wrong
    or missing answers are left out of the facts or stand there in brackets.
    """
    chosen = KINDS[kind]
    form = _Form(raw, chosen, context)
    read: dict[str, Any] = {field.name: form.read(field) for field in chosen.fields}
    to, sender = form.parties(read.pop("signer_name"), read.pop("signer_title"))
    read.update(form.others(to, read))
    if chosen.name == "clarification":
        read["answer_by"] = _last_safe(context.law, "clarification", read["reply_on"])
    if clock := _KEPT_IN_TIME.get(chosen.name):
        last = _last_safe(context.law, clock, read["reply_on"])
        read["in_time"] = last is not None and context.dated <= last
    values: dict[str, Any] = {
        "law": context.law,
        "kind": chosen.name,
        "dated": context.dated,
        "to": to,
        "sender": sender,
        "request": form.request(),
        "delivery": context.delivery,
        **read,
    }
    facts: FollowUpFacts = chosen.facts(**values)
    form.add(problems_of(facts))
    return FollowUpResult(facts, form.errors())


def _last_safe(law: str, clock: str, start: object) -> date | None:
    """The last day on which this letter is surely in time."""
    try:
        return deadline(law, clock, start).safe if isinstance(start, date) else None
    except LawError:
        return None


class _Form:
    """Reads the fields of one form and gathers what is wrong with them."""

    def __init__(self, raw: Mapping[str, object], kind: FollowUpKind, context: Context) -> None:
        self._raw, self._kind, self._context = raw, kind, context
        self._found: dict[str, FieldError] = {}

    def read(self, field: Field) -> object:
        """The value of a field, or what stands for it in the preview."""
        try:
            value = self._reader(field)(self._raw.get(field.name))
        except TextRefused as refused:
            self._refuse(field.name, refused.reason)
            return self._reader(field)(None) or field.blank or self._reader(field)(None)
        if field.missing and not value:
            self._refuse(field.name, field.missing)
            return field.blank or value
        return value

    def parties(self, name: str, title: str) -> tuple[Addressee, Sender]:
        to, sender = self._context.to, self._context.sender
        try:
            to = check_addressee(to)
        except TextRefused as refused:
            self._refuse("agency", str(refused))
            to = Addressee("(agency)")
        try:
            sender = check_sender(sender)
        except TextRefused as refused:
            self._refuse("sender", str(refused))
            sender = Sender("")
        return to, replace(sender, name=name, title=title)

    def others(self, to: Addressee, read: dict[str, Any]) -> dict[str, object]:
        """For a letter about the agency: whom it is about, and who gets it instead."""
        if self._kind.name == "complaint-summary":
            return {"about": to.agency, "to": ATTORNEY_GENERAL}
        if self._kind.name not in {"prosecutor-note", "review"}:
            return {}
        name, lines = read.pop("recipient_name", ""), read.pop("recipient_address")
        recipient = Addressee(read.pop("recipient", ACCESS_COUNSELOR), name)
        try:
            recipient = check_addressee(replace(recipient, address_lines=lines))
        except TextRefused as refused:
            self._refuse("recipient_address", refused.reason)
        return {"about": to.agency, "to": recipient}

    def request(self) -> RequestSoFar:
        request = self._context.request
        try:
            return replace(
                request,
                number=read_text(request.number, 40),
                sent_reference=read_text(request.sent_reference, 120),
                days=tuple(read_text(line, 200) for line in request.days),
            )
        except TextRefused as refused:
            self._refuse("request", refused.reason)
            return replace(request, number="", sent_reference="", days=())

    def add(self, problems: Iterator[tuple[str, str]]) -> None:
        for name, message in problems:
            self._refuse(name, message)

    def errors(self) -> tuple[FieldError, ...]:
        order = [*CONTEXT_LABELS, *(field.name for field in self._kind.fields)]
        return tuple(sorted(self._found.values(), key=lambda error: order.index(error.field)))

    def _refuse(self, name: str, message: str) -> None:
        labels = {field.name: field.label for field in self._kind.fields}
        error = FieldError(name, labels.get(name) or CONTEXT_LABELS[name], message)
        self._found.setdefault(name, error)

    def _reader(self, field: Field) -> Callable[[object], object]:
        dated, most = self._context.dated, field.most
        readers: dict[str, Callable[[object], object]] = {
            "line": partial(read_text, most=most),
            "text": partial(follow.read_paragraphs, most=most),
            "day": partial(read_day, last_year=dated.year),
            "amount": read_amount,
            "choice": partial(follow.read_choice, choices=field.choices),
            "lines": partial(follow.read_lines, most=most),
            "fee lines": follow.read_fee_lines,
            "happenings": partial(follow.read_happenings, most=most, dated=dated),
        }
        return (
            partial(follow.read_quote, most=most) if field.name == "quote" else readers[field.shape]
        )
