"""Made-up facts, to show what a kind of letter looks like before there is one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from records_app.casework.events import Evidence
from records_app.casework.subjects import Subject
from records_app.letters.facts import Addressee, LetterFacts, Sender
from records_app.letters.follow_up import (
    FeeLine,
    FeeReason,
    FollowUpFacts,
    ForOthers,
    Happening,
    RequestSoFar,
)
from records_app.letters.follow_up_kinds import kinds_for

_AGENCY = Addressee(
    "Riverbend Police Department",
    address_lines=("100 Main Street", "Riverbend, MO 63000"),
    email="records@riverbend.example",
)
_SUBJECTS = (Subject.FUNDING, Subject.VEHICLES)
_NUMBERS = {"us-mo": "MO", "us-il": "IL", "us-ks": "KS", "us-fed": "FED"}
_REPLY = timedelta(days=9)


def sample_facts(
    law: str, kind: str, sender: Sender, today: date
) -> LetterFacts | FollowUpFacts | None:
    """Facts of a letter of this kind, dated ``today``; None where the law has no such letter.

    The request went out thirty days before, was received the same day and is late, so that every
    placeholder has something to show.
    """
    number = f"{_NUMBERS.get(law, 'MO')}-{today.year}-0047"
    if kind == "request":
        return LetterFacts(
            law=law,
            kind=kind,
            dated=today,
            to=_AGENCY,
            sender=sender,
            subjects=_SUBJECTS,
            period_from=date(today.year, 1, 1),
            fee_cap=Decimal(25),
            fee_waiver_reason="Residents can follow how their police work and what it costs.",
            number=number,
        )
    chosen = kinds_for(law).get(kind)
    if chosen is None:
        return None
    asked = today - timedelta(days=30)
    request = RequestSoFar(
        number=number,
        dated=asked,
        subjects=_SUBJECTS,
        sent_on=asked,
        received_on=asked,
        received_how=Evidence.REPLY,
        due=today - timedelta(days=24),
        safe=today - timedelta(days=24),
    )
    facts: dict[str, Any] = {
        "law": law,
        "kind": kind,
        "dated": today,
        "to": _AGENCY,
        "sender": sender,
        "request": request,
        "reply_on": today - _REPLY,
    }
    if issubclass(chosen.facts, ForOthers):
        facts |= _for_others(asked, today)
    made = chosen.facts(**facts)
    known = {name: value for name, value in _TYPED.items() if hasattr(made, name)}
    return replace(made, **known | _OF_KIND.get(kind, {}))


def _for_others(asked: date, today: date) -> dict[str, Any]:
    return {
        "to": Addressee("The office this goes to"),
        "about": _AGENCY.agency,
        "chronology": (
            Happening(asked, "I sent the request by e-mail."),
            Happening(today - _REPLY, "The agency answered."),
        ),
        "attached": ("The request", "The answer"),
    }


_TYPED: dict[str, Any] = {
    "fee": Decimal("412.50"),
    "reason": "We publish what local agencies agree with ICE.",
    "answer": "I mean every car or truck that was bought with money from ICE.",
    "items": ("The 287(g) agreement with its appendices.", "Invoices to ICE."),
    "reasons": "The records name nobody and describe no technique.",
    "lines": (FeeLine("Copies", FeeReason.PAGE_RATE, Decimal(412), Decimal("0.50"), Decimal(206)),),
}
_OF_KIND: dict[str, dict[str, Any]] = {
    "control": {"quote": "These records belong to ICE."},
    "clarification": {"quote": "Which vehicles do you mean?"},
}
