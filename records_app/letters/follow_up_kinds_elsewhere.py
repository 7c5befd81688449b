"""Kinds of letters that only the laws of Illinois, Kansas and the federal government have."""

from __future__ import annotations

from dataclasses import replace

from records_app.letters.follow_up import Appeal, CostAnswer, Review
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

ELSEWHERE: tuple[FollowUpKind, ...] = (
    kind(
        "review",
        "Ask the Public Access Counselor for a review",
        "Request for review",
        "They denied all or a part, or never answered. It must arrive within 60 days.",
        Review,
        replace(
            REPLY_ON,
            label="Date of the denial",
            hint="Leave it empty if they never answered.",
            missing="",
        ),
        CLOSED,
        QUOTE,
        RECIPIENT_ADDRESS,
        *CHRONOLOGY,
    ),
    kind(
        "appeal",
        "Appeal within the agency",
        "Appeal of a denial",
        "They denied all or a part. Appeal within 90 days of the date of their response.",
        Appeal,
        replace(REPLY_ON, label="Date of their response"),
        CLOSED,
        QUOTE,
        Field(
            "cited",
            "Which exemption do they name?",
            "line",
            hint="Such as 5 U.S.C. § 552(b)(7). Leave it empty if they name none.",
        ),
        Field(
            "reasons",
            "Why should they decide otherwise?",
            "text",
            hint="One paragraph a line.",
            missing="Write why the records should be released.",
            blank="(why the records should be released)",
            most=4000,
        ),
    ),
    kind(
        "cost-answer",
        "Answer about the cost",
        "Answer about the cost of a records request",
        "They wrote about the cost. Without an answer in three business days it is withdrawn.",
        CostAnswer,
        replace(REPLY_ON, label="Date of their message"),
        FEE,
        Field(
            "wish",
            "What do you want?",
            "choice",
            choices=(
                ("go-on", "Please go on"),
                ("itemize", "First show what the cost is made of"),
            ),
        ),
        Field("most", "Ask me before it costs more than", "amount", hint="In dollars, or empty."),
    ),
)
