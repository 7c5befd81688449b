"""What a letter is made of: plain facts, nothing about layout and nothing from the database."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, cast

from records_app.casework.subjects import Subject

Format = Literal["electronic", "paper", "inspect"]
Delivery = Literal["email", "portal", "post", "fax", "hand"]

FORMATS: tuple[Format, ...] = ("electronic", "paper", "inspect")
DELIVERIES: tuple[Delivery, ...] = ("email", "portal", "post", "fax", "hand")
# Written out here because strftime follows the computer's language and letters must not.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Addressee:
    """The agency a letter goes to; address lines as they stand on an envelope."""

    agency: str
    custodian: str = ""
    address_lines: tuple[str, ...] = ()
    email: str = ""
    portal: str = ""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who signs, and where an answer goes. ``organization`` may be empty for a single person."""

    name: str
    organization: str = ""
    address_lines: tuple[str, ...] = ()
    email: str = ""
    phone: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class ChosenItem:
    """One item that is asked for.

    ``text`` and ``short`` are the words of the writer or of the office; empty: those of the list
    that came with us.
    """

    subject: Subject
    key: str
    text: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """Everything one letter says that differs from another letter of its kind.

    ``period_to`` None means "the date of your search". ``specifics`` are extra numbered items.
    ``fee_cap`` is in US dollars; None means that no cap is named. Each of ``agreements`` is a noun
    phrase as ``agreement_phrase`` writes it. ``items`` are those chosen of the lists, in their
    order; a subject that none of them belongs to is asked for as its list stands.
    """

    law: str
    kind: str
    dated: date
    to: Addressee
    sender: Sender
    subjects: tuple[Subject, ...]
    period_from: date | None = None
    period_to: date | None = None
    specifics: tuple[str, ...] = ()
    fee_cap: Decimal | None = None
    fee_waiver_reason: str = ""
    format: Format = "electronic"
    delivery: Delivery = "email"
    number: str = ""
    agreements: tuple[str, ...] = ()
    items: tuple[ChosenItem, ...] = ()


def agreement_phrase(model: str, signed: date | None, link: str = "") -> str:
    """Name one 287(g) agreement of the agency that a letter goes to.

    Such as "Task Force Model agreement signed on March 5, 2025 (https://www.ice.gov/...)". ICE
    lists one day, which need not be the day on which the agency itself signed.
    """
    phrase = f"{model.strip()} agreement"
    if signed is not None:
        phrase += f" signed on {long_date(signed)}"
    return f"{phrase} ({link.strip()})" if link.strip() else phrase


def long_date(day: date) -> str:
    """Write a date as a US letter does: November 23, 2026."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def day_and_date(day: date) -> str:
    """Write a day of a list: Monday, November 23."""
    return f"{_WEEKDAYS[day.weekday()]}, {MONTHS[day.month - 1]} {day.day}"


def long_day(day: date) -> str:
    """Write a day that somebody must keep: Monday, November 23, 2026."""
    return f"{_WEEKDAYS[day.weekday()]}, {long_date(day)}"


def facts_to_json(facts: Any) -> str:
    """Write facts as JSON with a fixed order, so that equal facts give equal text."""
    return json.dumps(asdict(facts), default=str, ensure_ascii=False, indent=1, sort_keys=True)


def facts_from_json(text: str) -> LetterFacts:
    """Read what ``facts_to_json`` wrote."""
    raw = cast(dict[str, Any], json.loads(text))
    to, sender = raw["to"], raw["sender"]
    return LetterFacts(
        law=raw["law"],
        kind=raw["kind"],
        dated=date.fromisoformat(raw["dated"]),
        to=Addressee(**{**to, "address_lines": tuple(to["address_lines"])}),
        sender=Sender(**{**sender, "address_lines": tuple(sender["address_lines"])}),
        subjects=tuple(Subject(value) for value in raw["subjects"]),
        period_from=_day(raw["period_from"]),
        period_to=_day(raw["period_to"]),
        specifics=tuple(raw["specifics"]),
        fee_cap=None if raw["fee_cap"] is None else Decimal(raw["fee_cap"]),
        fee_waiver_reason=raw["fee_waiver_reason"],
        format=raw["format"],
        delivery=raw["delivery"],
        number=raw["number"],
        agreements=tuple(raw["agreements"]),
        items=tuple(_item(each) for each in raw.get("items", ())),  # older letters have none
    )


def _item(raw: dict[str, str]) -> ChosenItem:
    return ChosenItem(Subject(raw["subject"]), raw["key"], raw["text"], raw.get("short", ""))


def _day(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)
