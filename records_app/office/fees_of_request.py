"""What the page of a request says about its fee: the lines, what the law says, what is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from records_app.casework.events import FollowUp
from records_app.casework.fee_ledger import FeeAsked, Ledger, ledger
from records_app.casework.fee_lines import CENT, money
from records_app.casework.fees import AskedLine, Flag, audit, over_cap
from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may, may_record
from records_app.law.day_words import full_day
from records_app.letters.characters import TextRefused
from records_app.letters.figures import count
from records_app.letters.follow_up_kinds import kinds_for
from records_app.letters.form_values import read_amount
from records_app.office.refusals import NotAllowed
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.requests import find_request
from records_app.store.tables_requests import Request


@dataclass(frozen=True, slots=True)
class FlagView:
    """Something about a fee; ``is_question``: to ask for, not to object to."""

    words: str
    citation: str
    is_question: bool


@dataclass(frozen=True, slots=True)
class FeeLineView:
    """One line of their fee in words, with what the law says about it."""

    what: str
    kind: str
    numbers: str
    amount: str
    flags: tuple[FlagView, ...]


@dataclass(frozen=True, slots=True)
class SumView:
    """One sum, such as what was paid."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class FeesView:
    """The fees of one request. ``title`` and ``lines`` are those of their newest message.

    ``earlier`` are sentences on the messages before it. ``cap`` warns that they want more than our
    letter names. ``may_object``: some line or the whole gives a reason for the letter that objects,
    and this person may write it.
    """

    request_id: int
    title: str
    lines: tuple[FeeLineView, ...]
    flags: tuple[FlagView, ...]
    sums: tuple[SumView, ...]
    cap: str
    earlier: tuple[str, ...]
    may_object: bool


def fees_of(store: Store, actor: Actor, request_id: int) -> FeesView | None:
    """The fees of a request, or None while nobody spoke of a fee, or it is not theirs to see."""
    if not may(actor, Permission.SEE):
        raise NotAllowed(Permission.SEE.value)
    with store.reading() as session:
        row = find_request(session, actor, request_id)
        if row is None or row.stage == "draft":
            return None
        found = ledger(entries_of(session, request_id))
        if found.is_empty:
            return None
        may_write = may_record(actor, row.author_id, row.assigned_id)
        may_object = may_write and FollowUp.FEE_OBJECTION in kinds_for(row.law)
        return _view(found, row, may_object=may_object)


def cap_in(form: Mapping[str, Any]) -> Decimal | None:
    """The sum in a request's form from which on they are to tell us first; None if none."""
    try:
        return read_amount(form.get("fee_cap"))
    except TextRefused:
        return None


def _view(found: Ledger, row: Request, *, may_object: bool) -> FeesView:
    newest, cap = found.newest, cap_in(row.form)
    flags: tuple[Flag, ...] = ()
    if newest is not None:
        flags = audit(newest.lines, newest.total, row.law, on=newest.on)
    lines = newest.lines if newest else ()
    wanted = found.asked if found.asked is not None else found.estimated
    return FeesView(
        request_id=row.id or 0,
        title=_message(newest) if newest else "They named no fee in a message that we have.",
        lines=tuple(_line(line, place, flags) for place, line in enumerate(lines)),
        flags=tuple(_flag(flag) for flag in flags if flag.line is None),
        sums=sums_of(found),
        cap=next((flag.words for flag in over_cap(wanted, cap)), ""),
        earlier=tuple(_message(one) for one in reversed(found.messages[:-1])),
        may_object=may_object and any(flag.reason for flag in flags),
    )


def sums_of(found: Ledger) -> tuple[SumView, ...]:
    """Asked, paid, waived, refunded and open; an estimate only if there was one."""
    sums = [
        ("Estimated", found.estimated),
        ("Asked", found.asked),
        ("Paid", found.paid),
        ("Waived", found.waived),
        ("Refunded", found.refunded),
    ]
    shown = [SumView(name, money(value)) for name, value in sums if value is not None]
    still = "Not known" if found.open is None else money(found.open)
    return (*shown, SumView("Open", still))


def _message(one: FeeAsked) -> str:
    said = "estimated a fee" if one.is_estimate else "asked for a fee"
    of = f" of {money(one.total)}" if one.total is not None else " and named no sum"
    later = "; a later message took its place" if one.replaced else ""
    return f"{full_day(one.on)}: they {said}{of}{later}."


def _line(line: AskedLine, place: int, flags: tuple[Flag, ...]) -> FeeLineView:
    return FeeLineView(
        what=line.what or line.charge.label,
        kind=", ".join(part for part in (line.charge.label, line.role) if part),
        numbers=_numbers(line),
        amount=money(line.cost) if line.cost is not None else "",
        flags=tuple(_flag(flag) for flag in flags if flag.line == place),
    )


def _numbers(line: AskedLine) -> str:
    """`412 pages at $0.25`; only what they said."""
    unit = "hour" if line.charge.is_time else "page" if line.charge.value == "copies" else "unit"
    parts = []
    if line.quantity is not None:
        parts.append(f"{count(line.quantity)} {unit}{'' if line.quantity == 1 else 's'}")
    if line.rate is not None:
        parts.append(f"at {_rate(line.rate)}" if parts else f"{_rate(line.rate)} each")
    return " ".join(parts)


def _rate(rate: Decimal) -> str:
    """To the cent, or to what they wrote: half a cent a page is not nothing."""
    exact = money(rate)
    return exact if rate == rate.quantize(CENT) else f"${rate.normalize():f}"


def _flag(flag: Flag) -> FlagView:
    return FlagView(flag.words, flag.citation, flag.is_question)
