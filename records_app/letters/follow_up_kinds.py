"""The kinds of letters after a request, and what a person fills in for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

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
    FEE,
    PARAGRAPH,
    QUOTE,
    REPLY_ON,
    SIGNER,
    Field,
)

__all__ = ["KINDS", "Field", "FollowUpKind", "kinds_for"]


@dataclass(frozen=True, slots=True)
class FollowUpKind:
    """``label`` names it in a list, ``title`` begins the PDF's title, ``when`` says its use."""

    name: str
    label: str
    title: str
    when: str
    facts: type[FollowUpFacts]
    fields: tuple[Field, ...]


def _kind(
    name: str,
    label: str,
    title: str,
    when: str,
    facts: type[FollowUpFacts],
    *fields: Field,
) -> FollowUpKind:
    return FollowUpKind(name, label, title, when, facts, (*fields, PARAGRAPH, *SIGNER))


_ALL = (
    _kind(
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
    _kind(
        "demand-date",
        "Ask for the cause, the place and the date",
        "Request for the cause of delay, place and date",
        "They wrote that it takes longer, and named no day; or the day they named has passed.",
        DateDemand,
        REPLY_ON,
        QUOTE,
        Field("promised_on", "The day they named, if it has passed", "day"),
    ),
    _kind(
        "demand-grounds",
        "Ask for the grounds of a denial",
        "Request for the grounds of a denial",
        "They denied all or a part, or sent records with parts blacked out.",
        GroundsDemand,
        REPLY_ON,
        Field(
            "closed",
            "What did they close?",
            "choice",
            choices=(
                ("all", "The whole request"),
                ("part", "A part of it"),
                ("redacted", "Parts of records, blacked out"),
            ),
        ),
        QUOTE,
        Field(
            "cited",
            "Which provision of law do they name?",
            "line",
            hint="Such as § 610.021(14). Leave it empty if they name none.",
        ),
    ),
    _kind(
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
    _kind(
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
    _kind(
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
    _kind(
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
    _kind(
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
    _kind(
        "complaint-summary",
        "Summary for the Attorney General",
        "Summary of facts for a Sunshine Law complaint",
        "To go with the complaint form of the Attorney General.",
        ForOthers,
        *CHRONOLOGY,
    ),
    _kind(
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
        Field("recipient_address", "Its address", "lines", hint="At most 6 lines.", most=800),
        *CHRONOLOGY,
    ),
    _kind(
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
    _kind(
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

KINDS: Mapping[str, FollowUpKind] = {kind.name: kind for kind in _ALL}


def kinds_for(law: str) -> Mapping[str, FollowUpKind]:
    """The kinds of letters that may follow a request under this law; none where none is written."""
    return KINDS if law == "us-mo" else {}
