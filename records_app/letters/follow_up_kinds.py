"""The kinds of letters after a request, and what a person fills in for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from records_app.letters.follow_up import (
    Clarification,
    Control,
    DateDemand,
    FeeObjection,
    FeeWaiver,
    FollowUpFacts,
    ForOthers,
    GroundsDemand,
    Narrowing,
    Withdrawal,
)
from records_app.letters.follow_up_fields import (
    CHRONOLOGY,
    CLOSED,
    FEE,
    QUOTE,
    RECIPIENT_ADDRESS,
    REPLY_ON,
    Field,
)
from records_app.letters.follow_up_kind import FollowUpKind, kind
from records_app.letters.follow_up_kinds_elsewhere import ELSEWHERE

__all__ = ["KINDS", "Field", "FollowUpKind", "kinds_for"]


_ALL = (
    kind(
        "reminder",
        "Reminder",
        "Reminder of a records request",
        "Nobody answered, and the last day by our count has passed.",
        FollowUpFacts,
        replace(
            REPLY_ON,
            label="Date of their acknowledgment, if any",
            hint="Only if they said that they have it, and nothing more.",
            missing="",
        ),
    ),
    kind(
        "demand-date",
        "Ask for the cause, the place and the date",
        "Request for the cause of delay, place and date",
        "They wrote that it takes longer, and named no day; or the day they named has passed.",
        DateDemand,
        REPLY_ON,
        QUOTE,
        Field("promised_on", "The day they named, if it has passed", "day"),
    ),
    kind(
        "demand-grounds",
        "Ask for the grounds of a denial",
        "Request for the grounds of a denial",
        "They denied all or a part, or sent records with parts blacked out.",
        GroundsDemand,
        REPLY_ON,
        CLOSED,
        QUOTE,
        Field(
            "cited",
            "Which provision of law do they name?",
            "line",
            hint="Such as § 610.021(14). Leave it empty if they name none.",
        ),
    ),
    kind(
        "fee-waiver",
        "Ask for a waiver and an itemized estimate",
        "Request for a fee waiver and an itemized estimate",
        "They asked for money, or said that they will.",
        FeeWaiver,
        replace(REPLY_ON, label="Date of their fee letter, if any", missing=""),
        replace(FEE, hint="Leave it empty if they named no sum."),
        Field(
            "reason",
            "How will the public learn what is in the records?",
            "text",
            missing="Say how you share what you learn, and with whom.",
            blank="(how you share what you learn)",
            most=2000,
        ),
    ),
    kind(
        "fee-objection",
        "Object to a fee",
        "Objection to fees",
        "They asked for a fee with lines that the law does not allow.",
        FeeObjection,
        replace(REPLY_ON, label="Date of their fee letter"),
        FEE,
        Field(
            "lines",
            "The lines you object to",
            "fee lines",
            missing="Add at least one line of their fee.",
        ),
    ),
    kind(
        "clarification",
        "Answer their question",
        "Answer to a question about a records request",
        "They asked what the request means. Answer before 90 days have passed.",
        Clarification,
        replace(
            REPLY_ON,
            label="Date they sent the question",
            missing="Write the date of the question.",
        ),
        replace(QUOTE, label="Their question"),
        Field(
            "answer",
            "Your answer",
            "text",
            missing="Write your answer.",
            blank="(your answer)",
            most=4000,
        ),
    ),
    kind(
        "narrowing",
        "Narrow the request",
        "Narrower records request",
        "They say that it is too much, or too dear.",
        Narrowing,
        replace(REPLY_ON, label="Date of their reply, if any", missing=""),
        Field(
            "items",
            "What do you ask for now?",
            "lines",
            hint="One item a line.",
            missing="Write at least one item.",
            most=4000,
        ),
        Field("period_from", "From", "day"),
        Field("period_to", "Until", "day"),
        Field(
            "rest",
            "And everything else you asked for?",
            "choice",
            choices=(("open", "It stays open for later"), ("dropped", "I no longer ask for it")),
        ),
    ),
    kind(
        "control",
        "Answer “ICE controls these records”",
        "Records of the agency and records of ICE",
        "They say that ICE, or the 287(g) agreement, forbids it.",
        Control,
        REPLY_ON,
        replace(
            QUOTE, missing="Write the sentence about ICE in their words.", blank="(their words)"
        ),
        Field(
            "model",
            "Which 287(g) agreement do they have?",
            "choice",
            choices=(
                ("unknown", "I do not know"),
                ("task_force", "Task Force Model"),
                ("jail", "Jail Enforcement Model"),
                ("warrant", "Warrant Service Officer"),
            ),
        ),
        Field("signed_on", "When did they sign it?", "day"),
    ),
    kind(
        "complaint-summary",
        "Summary for the Attorney General",
        "Summary of facts for a Sunshine Law complaint",
        "To go with the complaint form of the Attorney General.",
        ForOthers,
        *CHRONOLOGY,
    ),
    kind(
        "prosecutor-note",
        "Note to the prosecuting attorney",
        "Note to the prosecuting attorney",
        "To tell the prosecuting attorney of the county.",
        ForOthers,
        Field(
            "recipient",
            "Which office?",
            "line",
            hint="Such as Prosecuting Attorney of Riverbend County.",
            missing="Write the name of the office.",
            blank="(office of the prosecuting attorney)",
        ),
        Field("recipient_name", "Name of the person, if known", "line", most=120),
        RECIPIENT_ADDRESS,
        *CHRONOLOGY,
    ),
    kind(
        "withdrawal",
        "Withdraw the request",
        "Withdrawal of a records request",
        "You no longer need the records, or a part of them.",
        Withdrawal,
        Field(
            "part",
            "Which part?",
            "line",
            hint="Such as items 4 and 5. Leave it empty to withdraw everything.",
        ),
    ),
    kind(
        "thanks",
        "Thank them",
        "Thanks for records",
        "The records have come and nothing is missing.",
        FollowUpFacts,
        replace(
            REPLY_ON,
            label="When did the records come?",
            missing="Write the date, such as 2025-01-31.",
        ),
    ),
)

KINDS: Mapping[str, FollowUpKind] = {each.name: each for each in (*_ALL, *ELSEWHERE)}

_EVERYWHERE = ("us-mo", "us-il", "us-ks", "us-fed")
# A kind that is not named here is a letter under Missouri law alone.
_LAWS: Mapping[str, tuple[str, ...]] = {
    "reminder": _EVERYWHERE,
    "demand-date": ("us-mo", "us-ks"),
    "demand-grounds": ("us-mo", "us-ks"),
    "cost-answer": ("us-ks",),
    "narrowing": _EVERYWHERE,
    "review": ("us-il",),
    "appeal": ("us-fed",),
    "withdrawal": _EVERYWHERE,
    "thanks": _EVERYWHERE,
}
# What a hint says instead under another law.
_HINTS: Mapping[tuple[str, str], str] = {
    ("us-ks", "cited"): "Such as K.S.A. 45-221(a)(1). Leave it empty if they name none.",
}


@cache
def kinds_for(law: str) -> Mapping[str, FollowUpKind]:
    """The kinds of letters that may follow a request under this law; none where none is written."""
    return {
        each.name: _under(law, each)
        for each in KINDS.values()
        if law in _LAWS.get(each.name, ("us-mo",))
    }


def _under(law: str, each: FollowUpKind) -> FollowUpKind:
    fields = (
        replace(field, hint=_HINTS.get((law, field.name), field.hint)) for field in each.fields
    )
    return replace(each, fields=tuple(fields))
