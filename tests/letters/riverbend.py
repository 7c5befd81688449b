"""A made-up agency, a made-up office, and the raw form that asks for everything."""

from __future__ import annotations

from datetime import date
from typing import Any

from records_app.letters.facts import Addressee, LetterFacts, Sender
from records_app.letters.request_form import FormResult, read_form

DATED = date(2026, 11, 23)
TO = Addressee(
    agency="Riverbend Police Department",
    address_lines=("100 Main Street", "Riverbend, MO 63000"),
    email="records@riverbend.example",
)
OFFICE = Sender(
    name="",
    organization="Open Records Group",
    address_lines=("1 Oak Avenue", "St. Louis, MO 63101"),
    email="ana@openrecords.example",
    phone="314-555-0101",
)
RAW: dict[str, object] = {
    "agency": "17",
    "subjects": ["funding", "vehicles", "training"],
    "period_from": "2025-01-01",
    "period_to": "",
    "specifics": "",
    "fee_cap": "25",
    "fee_waiver_reason": "We publish what local agencies agree with ICE.",
    "format": "electronic",
    "signer_name": "Ana Ruiz",
    "signer_title": "Coordinator",
}


def read(to: Addressee | None = TO, sender: Sender = OFFICE, **changes: object) -> FormResult:
    """The form with some raw values changed."""
    return read_form({**RAW, **changes}, to=to, sender=sender, dated=DATED)


def facts(to: Addressee | None = TO, sender: Sender = OFFICE, **changes: Any) -> LetterFacts:
    """The facts of a form that is right."""
    result = read(to, sender, **changes)
    assert result.errors == ()
    assert result.facts is not None
    return result.facts


def messages(**changes: object) -> dict[str, str]:
    """What the form says is wrong, by field."""
    return {error.field: error.message for error in read(**changes).errors}
