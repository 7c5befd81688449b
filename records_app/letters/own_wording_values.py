"""The facts that an office's own wording may name in braces, in words, for one letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from records_app.letters.facts import LetterFacts, long_date, long_day
from records_app.letters.figures import dollars
from records_app.letters.follow_up import FollowUpFacts, ForOthers
from records_app.letters.follow_up_kinds import KINDS
from records_app.letters.own_wording_parts import NOTES, PORTAL

Values = Mapping[str, str]

_EVERYWHERE = {
    "agency": "The agency that was asked for records",
    "number": "Our number of the request",
    "dated": "The date of this letter",
    "signer": "Who signs",
    "organization": "Our office",
    "contact": "Where an answer goes to",
}
_IN_A_REQUEST = {"period": "The time the items cover", "fee": "The cost we want to be asked before"}
_AFTERWARDS = {
    "asked_on": "The date of the request",
    "sent_on": "The day the request was sent",
    "received_on": "The day they received it, if known",
    "due": "The last day by our count, once it has passed",
}
_OF_A_PORTAL = {
    "items": "Every item in a few words, numbered",
    "full": "Every item in its words, numbered",
    "count": "How many items there are",
    "subjects": "The subjects",
    "period": "The time the items cover",
    "dated": "The date of the letter",
    "reply": "The sentence that says where an answer goes to",
    "signed": "Who signs, and our office",
    "copies": "How we want the records",
    "cap": "The cost we want to be asked before, as the end of a sentence",
}
_OF_A_NOTE = {
    "agency": "The agency that was asked for records",
    "number": "Our number of the request",
    "dated": "The date of the letter",
    "organization": "Our office",
}
_REPLY = {"reply_on": "The day of their message"}
_FEE = {"fee": "The sum they ask for"}


def placeholders_of(kind: str) -> Mapping[str, str]:
    """The names that a kind of letter knows, each with what it stands for."""
    if kind == PORTAL:
        return _OF_A_PORTAL
    if kind in NOTES:
        return _OF_A_NOTE
    if kind == "request":
        return _EVERYWHERE | _IN_A_REQUEST
    known = _EVERYWHERE | _AFTERWARDS
    found = KINDS.get(kind)
    fields = {field.name for field in found.fields} if found else set()
    if "reply_on" in fields:
        known |= _REPLY
    return known | _FEE if "fee" in fields else known


def values_of(facts: LetterFacts | FollowUpFacts, *, contact: str, period: str) -> Values:
    """What each placeholder stands for in this letter; empty where the fact is not known.

    ``contact`` and ``period`` are in words already. Before a letter has its number, a stand-in
    shows where it will be. A day counts as passed only where that is beyond doubt.
    """
    values = {
        "agency": facts.about if isinstance(facts, ForOthers) else facts.to.agency,
        "number": facts.number or "(number)",
        "dated": long_date(facts.dated),
        "signer": facts.sender.name,
        "organization": facts.sender.organization,
        "contact": contact,
    }
    if isinstance(facts, LetterFacts):
        values |= {"period": period, "fee": dollars(facts.fee_cap) if facts.fee_cap else ""}
    else:
        values |= _so_far(facts)
    return {name: values.get(name, "") for name in placeholders_of(facts.kind)}


def _so_far(facts: FollowUpFacts) -> Values:
    request = facts.request
    fee = getattr(facts, "fee", None)
    return {
        "asked_on": long_date(request.dated),
        "sent_on": _day(request.sent_on),
        "received_on": _day(request.received_on),
        "due": long_day(request.safe) if facts.late and request.safe else "",
        "reply_on": _day(facts.reply_on),
        "fee": "" if fee is None else dollars(fee),
    }


def _day(day: date | None) -> str:
    return "" if day is None else long_date(day)
