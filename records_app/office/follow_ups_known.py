"""What the log already says, as first answers to the questions of a letter after the request."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from records_app.casework.events import (
    Answered,
    AnswerKind,
    Contacted,
    Decided,
    Entry,
    Escalated,
    FeePaid,
    FollowUp,
    FollowUpReceived,
    FollowUpSent,
    Received,
    Sent,
    sentence,
)
from records_app.casework.people import Actor
from records_app.letters.facts import long_date
from records_app.letters.follow_up_kinds import KINDS
from records_app.office.follow_ups_file import CaseFile
from records_app.office.missouri_time import missouri_day

# The answers that a letter of each kind is about; any answer where nothing stands here.
_REFUSALS = (AnswerKind.DENIED, AnswerKind.ICE_CONTROL, AnswerKind.PARTLY_RELEASED)
_ABOUT: Mapping[str, tuple[AnswerKind, ...]] = {
    FollowUp.REMINDER: (AnswerKind.ACKNOWLEDGED,),
    FollowUp.DEMAND_DATE: (AnswerKind.DELAYED,),
    FollowUp.DEMAND_GROUNDS: _REFUSALS,
    "review": _REFUSALS,
    "appeal": _REFUSALS,
    "cost-answer": (AnswerKind.FEE_ASKED,),
    FollowUp.FEE_WAIVER: (AnswerKind.FEE_ASKED,),
    FollowUp.FEE_OBJECTION: (AnswerKind.FEE_ASKED,),
    FollowUp.CLARIFICATION: (AnswerKind.CLARIFICATION,),
    FollowUp.CONTROL: (
        *(AnswerKind.ICE_CONTROL, AnswerKind.DENIED, AnswerKind.OTHER, AnswerKind.NO_RECORDS),
        *(AnswerKind.PARTLY_RELEASED, AnswerKind.GROUNDS_GIVEN),
    ),
    FollowUp.THANKS: (AnswerKind.RELEASED, AnswerKind.PARTLY_RELEASED),
}
# Our own notes stay ours; that a letter was approved says nothing to others.
_FOR_OTHERS = (
    *(Sent, Received, Answered, FollowUpSent, FollowUpReceived),
    *(FeePaid, Contacted, Escalated, Decided),
)
_TO_OTHERS = (FollowUp.COMPLAINT_SUMMARY, FollowUp.PROSECUTOR_NOTE, "review")
_MODELS = (("task force", "task_force"), ("jail", "jail"), ("warrant", "warrant"))
_QUOTED = re.compile(r"“([^”]+)”|\"([^\"]+)\"")
_LONGEST_QUOTE = 800


def known_answers(file: CaseFile, kind: str, actor: Actor, today: date) -> dict[str, str]:
    """Values by the name of the field, as a person would type them; empty ones are left out.

    Fields that this kind of letter does not have may be among them.
    """
    known = dict(_signature(file, actor))
    if (answer := _answer_for(file, kind)) is not None:
        known |= _of_answer(answer, kind, today)
    if kind == FollowUp.FEE_WAIVER:
        known["reason"] = str(file.form.get("fee_waiver_reason", ""))
    if kind == FollowUp.CONTROL:
        known |= _agreement(file)
    if kind in _TO_OTHERS:
        known |= {
            "chronology": "\n".join(_chronology(file.entries)),
            "attached": "\n".join(_documents(file)),
            "recipient": _prosecutor(file),
        }
    return {name: value for name, value in known.items() if value}


def answer_about_a_fee(file: CaseFile) -> Answered | None:
    """Their last answer that asks for a fee."""
    return _answer_for(file, FollowUp.FEE_OBJECTION)


def _answer_for(file: CaseFile, kind: str) -> Answered | None:
    about = _ABOUT.get(kind, tuple(AnswerKind))
    found = [entry.event for entry in file.entries if isinstance(entry.event, Answered)]
    fitting = [answer for answer in found if answer.kind in about]
    return max(fitting, key=lambda answer: answer.on, default=None)


def _of_answer(answer: Answered, kind: str, today: date) -> dict[str, str]:
    known = {
        "reply_on": answer.on.isoformat(),
        "quote": _their_words(answer.detail),
        "cited": answer.exception,
        "closed": "part" if answer.kind is AnswerKind.PARTLY_RELEASED else "all",
        "fee": f"{answer.fee}" if answer.fee is not None else "",
    }
    if kind == FollowUp.DEMAND_DATE and answer.promised_on and answer.promised_on < today:
        known["promised_on"] = answer.promised_on.isoformat()
    return known


def _their_words(detail: str) -> str:
    """What stands between quotation marks; without any, the words may be ours, not theirs."""
    quoted = _QUOTED.search(_one_line(detail))
    return (quoted[1] or quoted[2])[:_LONGEST_QUOTE] if quoted else ""


def _signature(file: CaseFile, actor: Actor) -> Iterator[tuple[str, str]]:
    """The author signs as in the request; anybody else with their own name."""
    if actor.id == file.author_id and file.form.get("signer_name"):
        yield "signer_name", str(file.form["signer_name"])
        yield "signer_title", str(file.form.get("signer_title", ""))
    else:
        yield "signer_name", actor.name


def _agreement(file: CaseFile) -> dict[str, str]:
    signed = [one for one in file.agency.agreements if one.standing == "signed"]
    if not signed:
        return {}
    newest = signed[-1]
    model = next((value for word, value in _MODELS if word in newest.model.lower()), "unknown")
    return {
        "model": model,
        "signed_on": newest.signed_on.isoformat() if newest.signed_on else "",
    }


def _chronology(entries: tuple[Entry, ...]) -> Iterator[str]:
    told = [entry.event for entry in entries if isinstance(entry.event, _FOR_OTHERS)]
    for event in sorted(told, key=lambda event: event.on):
        yield f"{long_date(event.on)}: {_one_line(sentence(event))}"


def _documents(file: CaseFile) -> Iterator[str]:
    for letter in reversed(file.letters):
        known = KINDS.get(letter.row.kind)
        day = long_date(missouri_day(letter.row.approved_at))
        what = f"{known.title}, {day}" if known else f"Our request of {day}"
        yield f"{what}, {letter.row.name.removesuffix('.pdf')}"


def _prosecutor(file: CaseFile) -> str:
    # The City of St. Louis is no county and has another office, so a person writes its name.
    county = file.agency.agency.county
    return f"Prosecuting Attorney of {county}" if county.endswith("County") else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())
