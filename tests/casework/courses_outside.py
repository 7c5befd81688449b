"""Courses that go outside the agency, and courses about money, in Missouri."""

from __future__ import annotations

from records_app.casework.events import Outcome
from tests.casework.course_of_silence import SUIT, Course
from tests.casework.story import (
    answered,
    called,
    closed,
    decided,
    fee_paid,
    imported,
    received,
    sent,
    went,
    wrote,
)

DENIED = (answered("denied", "11-25"), wrote("demand-grounds", "12-01"))
GROUNDS = (*DENIED, answered("grounds_given", "12-04", exception="610.021(14)"))
OUTSIDE = {
    "a request from earlier records": Course(
        "12-01",
        "No answer",
        "them",
        "remind",
        {"response": "11-30", "suit": SUIT},
        before=(imported("12-01"), sent(), received()),
        late=True,
    ),
    "a call and a visit change nothing": Course(
        "11-30",
        "Waiting",
        "them",
        "log_answer",
        {"response": "11-30"},
        after=(called("11-25"), called("11-26", "visit")),
    ),
    "silence, reminded, complained: they are still late": Course(
        "12-20",
        "No answer",
        "them",
        "remind",
        {"response": "11-30", "suit": SUIT},
        after=(wrote("reminder", "12-01"), went("complaint", "12-08", "AG-1")),
        late=True,
    ),
    "grounds given, complaint filed": Course(
        "12-20",
        "Complaint filed",
        "them",
        "log_answer",
        {"ask_again": "2027-01-26", "suit": "2027-11-24"},
        after=(*GROUNDS, went("complaint", "12-10")),
    ),
    "the summary for the Attorney General is the complaint": Course(
        "12-20",
        "Complaint filed",
        "them",
        "log_answer",
        {"ask_again": "2027-01-26", "suit": "2027-11-24"},
        after=(*GROUNDS, wrote("complaint-summary", "12-10")),
    ),
    "complaint ended without action": Course(
        "2027-02-02",
        "Complaint ended",
        "us",
        "review_answer",
        {"suit": "2027-11-24"},
        after=(*GROUNDS, went("complaint", "12-10"), decided("complaint", "2027-02-01")),
    ),
    "they answer while the complaint is pending": Course(
        "12-20",
        "Records released",
        "us",
        "close",
        after=(*GROUNDS, went("complaint", "12-10"), answered("released", "12-15")),
    ),
    "with the prosecutor": Course(
        "12-30",
        "With the prosecutor",
        "them",
        "log_answer",
        {"ask_again": "2027-02-02", "suit": "2027-11-24"},
        after=(*GROUNDS, went("complaint", "12-10"), went("prosecutor", "12-17")),
    ),
    "sued: the way to court is taken, and a fee no longer runs": Course(
        "2027-01-10",
        "Suit filed",
        "them",
        "log_answer",
        {"ask_again": "2027-02-18"},
        after=(
            answered("fee_asked", "11-25", fee="40"),
            answered("denied", "12-01"),
            answered("fee_asked", "12-03", fee="40"),
            went("suit", "2027-01-04", "26CC-1"),
        ),
    ),
    "nine months after the denial the way to court is the second step": Course(
        "2027-08-26",
        "Denied, no law cited",
        "us",
        "demand_grounds",
        {"suit": "2027-11-24"},
        after=(answered("denied", "11-25"),),
    ),
    "eleven months after the denial it is the first": Course(
        "2027-10-26",
        "Denied, no law cited",
        "us",
        "sue",
        {"suit": "2027-11-24"},
        after=(answered("denied", "11-25"),),
    ),
    "fee waived": Course(
        "12-05",
        "Fee waived",
        "them",
        "log_answer",
        {"ask_again": "12-11"},
        after=(
            answered("fee_asked", "11-25", fee="412.50"),
            wrote("fee-waiver", "12-01"),
            answered("fee_waived", "12-04"),
        ),
    ),
    "fee estimated: the clock of a demand is kept to be safe": Course(
        "11-30",
        "Fee estimated: $80.00",
        "us",
        "answer_fee",
        {"fee": "2027-02-23"},
        after=(answered("fee_asked", "11-25", fee="80", estimate=True),),
    ),
    "paid too much, some of it paid back": Course(
        "12-20",
        "Records released",
        "us",
        "close",
        after=(
            answered("fee_asked", "11-25", fee="40"),
            fee_paid("12-01", "40"),
            answered("released", "12-10"),
            answered("fee_refunded", "12-15", fee="12"),
        ),
    ),
    "withdrawn by letter, not closed yet": Course(
        "12-10",
        "Withdrawn by letter",
        "us",
        "close",
        {"suit": "2027-11-24"},
        after=(
            answered("denied", "11-25"),
            answered("fee_asked", "11-27", fee="40"),
            wrote("withdrawal", "12-09"),
        ),
    ),
    "withdrawn by letter and closed": Course(
        "12-15",
        "Closed: withdrawn",
        "nobody",
        "reopen",
        after=(
            answered("fee_asked", "11-25", fee="900"),
            wrote("withdrawal", "12-09"),
            closed("12-10", Outcome.WITHDRAWN),
        ),
    ),
    "no answer to the narrower request, reminded: not daily": Course(
        "12-17",
        "Narrowed",
        "them",
        "log_answer",
        {"ask_again": "12-23"},
        after=(
            answered("no_records", "11-25"),
            wrote("narrowing", "12-01"),
            wrote("reminder", "12-16"),
        ),
    ),
}
