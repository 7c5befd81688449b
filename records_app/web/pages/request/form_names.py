"""Which forms the page of a request has, and what a form starts with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from records_app.office.request_view import RequestView
from records_app.web.components.whole_input import with_unfinished

FORM_OF_STEP: Mapping[str, str] = MappingProxyType(
    {
        "send": "sent",
        "confirm_receipt": "received",
        "log_answer": "answer",
        "confirm_demand": "follow_up_received",
        "pay_fee": "payment",
        "send_letter": "follow_up",
        "letter": "follow_up",
        "complain": "outside",
        "tell_prosecutor": "outside",
        "sue": "outside",
        "ask_review": "outside",
        "appeal": "outside",
        "outside": "outside",
        "log_decision": "decision",
        "ask_outside": "contact",
        "contact": "contact",
        "review_answer": "note",
        "note": "note",
        "close": "close",
        "reopen": "reopen",
    }
)
# Which letter a step speaks of where none of ours is written under the law of the request.
_LETTER_OF_STEP: Mapping[str, str] = MappingProxyType(
    {
        "remind": "reminder",
        "demand_date": "demand-date",
        "demand_grounds": "demand-grounds",
        "answer_fee": "fee-waiver",
        "object_fee": "fee-objection",
        "answer_question": "clarification",
        "answer_control": "control",
        "narrow": "narrowing",
        "withdraw": "withdrawal",
        "thank": "thanks",
    }
)
# Which step outside a next step speaks of.
_OUTSIDE_OF_STEP: Mapping[str, str] = MappingProxyType(
    {
        "complain": "complaint",
        "tell_prosecutor": "prosecutor",
        "sue": "suit",
        "ask_review": "review",
        "appeal": "appeal",
    }
)
# Once these are recorded, the step of the same name corrects what stands there.
_RECORDED_ONCE: Mapping[str, str] = MappingProxyType(
    {"send": "sent", "confirm_receipt": "received"}
)
# The fields that stand on the screen only with some kinds of answers.
_ONLY_WITH: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "promised_on": frozenset({"delayed"}),
        "fee": frozenset({"fee_asked", "fee_waived", "fee_refunded"}),
        "estimate": frozenset({"fee_asked"}),
        "severed": frozenset({"denied", "ice_control", "partly_released"}),
        "notice": frozenset({"fee_asked", "clarification"}),
        "exception": frozenset({"denied", "ice_control", "partly_released", "grounds_given"}),
    }
)
_CHANNELS = ("email", "portal", "post", "fax")
_LONGEST = 20_000


def form_for(step: object, view: RequestView) -> str:
    """The form that an address asks for with ``?step=``, if this person may use it now."""
    if not isinstance(step, str):
        return ""
    name = "follow_up" if step in _LETTER_OF_STEP else FORM_OF_STEP.get(step, "")
    return name if view.may_record and name in view.records else ""


def letter_for(step: object, view: RequestView) -> str:
    """The kind of letter that the step of an address asks for, if this person may write it now."""
    letters = {one.action: one.letter for one in view.steps if one.allowed}
    return letters.get(step, "") if isinstance(step, str) else ""


def line_for(step: object, line: object, view: RequestView) -> str:
    """The line that an address asks to correct: by its number, or as the sending or the receipt."""
    if not isinstance(step, str) or not view.may_record or "correct" not in view.records:
        return ""
    if step == "correct":
        return line[:10] if isinstance(line, str) and line else "0"
    if step == "confirm_receipt" and view.stage == "sent":
        return ""  # whatever stands there is only assumed
    kind = _RECORDED_ONCE.get(step, "")
    return next((one.correct for one in view.timeline if one.kind == kind and one.correct), "")


def first_values(step: str, view: RequestView, today: date) -> dict[str, str]:
    """What the fields hold when the form opens: today, and what the agency's contacts suggest."""
    form = FORM_OF_STEP.get(step, "")
    ways = {contact.kind: contact.value for contact in view.contacts}
    sending = view.to_send if step == "send_letter" else None
    if sending is not None and sending.to:
        ways = dict.fromkeys(_CHANNELS, sending.to)
    channel = next((way for way in _CHANNELS if way in ways), "")
    if sending is not None and sending.channel:
        channel = sending.channel
    return {
        "on": today.isoformat(),
        "today": today.isoformat(),
        "channel": channel,
        "first": channel or "email",
        "to": "" if form == "outside" else ways.get(channel, ""),
        "letter": sending.letter.kind if sending else _LETTER_OF_STEP.get(step, "reminder"),
        "number": sending.letter.number if sending else "",
        "step": _OUTSIDE_OF_STEP.get(step, ""),
        "line": "",
        "key": step,
        **{f"to_{way}": value for way, value in ways.items()},
    }


def typed(form: object) -> dict[str, str]:
    """The fields of a form as text; what a hidden field still holds is left out."""
    if not isinstance(form, dict):
        return {}
    fields: dict[str, str] = {
        name: value[:_LONGEST]
        for name, value in with_unfinished(form).items()
        if isinstance(name, str) and isinstance(value, str)
    }
    if form.get("strike") is True:  # a ticked box comes as a truth, not as its value
        fields["strike"] = "on"
    kind = fields.get("kind", "")
    hidden = {name for name, kinds in _ONLY_WITH.items() if kind not in kinds}
    if kind and kind != "fee_asked":
        hidden |= {name for name in fields if name.startswith("line_")}
    return {name: value for name, value in fields.items() if name not in hidden}


def version_of(form: Mapping[str, Any]) -> int:
    """The version that was on the screen, or 0, which is no version."""
    text = form.get("version", "")
    good = isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 10
    return int(text) if good else 0
