"""Courses under the laws of Illinois, Kansas and the federation."""

from __future__ import annotations

from functools import partial

from records_app.casework.events import Outcome
from tests.casework.course_of_silence import Course
from tests.casework.story import answered, closed, decided, demand_received, fee_paid, went, wrote

_illinois = partial(Course, law="us-il")
_kansas = partial(Course, law="us-ks")
_federal = partial(Course, law="us-fed")
OTHER_LAWS = {
    "Illinois: waiting": _illinois("12-01", "Waiting", "them", "log_answer", {"response": "12-02"}),
    "Illinois: silence is a denial": _illinois(
        "12-15",
        "No answer",
        "them",
        "remind",
        {"response": "12-02", "review": "2027-01-29"},
        late=True,
    ),
    "Illinois: more time taken in time": _illinois(
        "12-03",
        "More time taken",
        "them",
        "log_answer",
        {"extension": "12-09"},
        after=(answered("delayed", "11-30"),),
    ),
    "Illinois: more time taken, and then silence": _illinois(
        "12-21",
        "No answer",
        "them",
        "remind",
        {"extension": "12-09", "review": "2027-02-05"},
        after=(answered("delayed", "11-30"),),
        late=True,
    ),
    "Illinois: more time taken too late is silence": _illinois(
        "12-15",
        "No answer",
        "them",
        "remind",
        {"response": "12-02", "review": "2027-01-29"},
        after=(answered("delayed", "12-09"),),
        late=True,
    ),
    "Illinois: they promise a day within the extension": _illinois(
        "12-03",
        "Promised Dec 4",
        "them",
        "log_answer",
        {"promised": "12-04"},
        after=(answered("delayed", "11-30", promised="12-04"),),
    ),
    "Illinois: denied": _illinois(
        "12-03",
        "Denied, law cited",
        "us",
        "ask_review",
        {"review": "2027-01-29"},
        after=(answered("denied", "12-01", exception="5 ILCS 140/7(1)(d)"),),
    ),
    "Illinois: review asked for": _illinois(
        "12-20",
        "Review asked for",
        "them",
        "log_answer",
        {"ask_again": "2027-01-26"},
        after=(answered("denied", "12-01"), went("review", "12-10")),
    ),
    "Illinois: review decided": _illinois(
        "2027-03-02",
        "Review decided",
        "us",
        "review_answer",
        after=(
            answered("denied", "12-01"),
            went("review", "12-10"),
            decided("review", "2027-03-01", "for_us"),
        ),
    ),
    "Illinois: a fee has no clock against us": _illinois(
        "12-03",
        "Fee asked: $12.00",
        "us",
        "answer_fee",
        after=(answered("fee_asked", "12-01", fee="12"),),
    ),
    "Illinois: closed as denied, the review stays in view": _illinois(
        "12-15",
        "Closed: denied",
        "nobody",
        "reopen",
        {"review": "2027-01-29"},
        after=(answered("denied", "12-01"), closed("12-10", Outcome.DENIED)),
    ),
    "Kansas: silence": _kansas(
        "12-05", "No answer", "them", "remind", {"response": "11-30"}, late=True
    ),
    "Kansas: delayed without a date": _kansas(
        "11-26",
        "Delayed, no date",
        "them",
        "demand_date",
        {"response": "11-30"},
        after=(answered("delayed", "11-25"),),
    ),
    "Kansas: they write about the cost": _kansas(
        "11-30",
        "Fee asked: $300.00",
        "us",
        "answer_fee",
        {"cost-contact": "12-03"},
        after=(answered("fee_asked", "11-30", fee="300"),),
    ),
    "Kansas: answered about the cost in time": _kansas(
        "12-02",
        "Fee disputed",
        "them",
        "log_answer",
        {"ask_again": "12-08"},
        after=(answered("fee_asked", "11-30", fee="300"), wrote("fee-objection", "12-01")),
    ),
    "Kansas: the letter about the cost is an answer": _kansas(
        "12-02",
        "Cost answered",
        "them",
        "log_answer",
        {"ask_again": "12-08"},
        after=(answered("fee_asked", "11-30", fee="300"), wrote("cost-answer", "12-01")),
    ),
    "Illinois: the letter to the Public Access Counselor is the request": _illinois(
        "12-20",
        "Review asked for",
        "them",
        "log_answer",
        {"ask_again": "2027-01-26"},
        after=(answered("denied", "12-01"), wrote("review", "12-10")),
    ),
    "Federal: the letter of appeal is the appeal": _federal(
        "12-30",
        "Appeal filed",
        "them",
        "log_answer",
        {"appeal-decision": "2027-01-21"},
        after=(answered("denied", "12-15"), wrote("appeal", "12-21")),
    ),
    "Kansas: denied, grounds demanded and never given": _kansas(
        "12-14",
        "No grounds given",
        "them",
        "remind",
        {"grounds": "12-07"},
        after=(
            answered("denied", "11-25"),
            wrote("demand-grounds", "12-01"),
            demand_received("12-02"),
        ),
        late=True,
    ),
    "Federal: waiting twenty working days": _federal(
        "12-01", "Waiting", "them", "log_answer", {"determination": "12-23"}
    ),
    "Federal: silence": _federal(
        "2027-01-15", "No answer", "them", "remind", {"determination": "12-23"}, late=True
    ),
    "Federal: unusual circumstances": _federal(
        "2027-01-05",
        "More time taken",
        "them",
        "log_answer",
        {"extension": "2027-01-08"},
        after=(answered("delayed", "12-15"),),
    ),
    "Federal: a question stops their time until we answer": _federal(
        "12-20",
        "Question answered",
        "them",
        "log_answer",
        {"determination": "12-31"},
        after=(answered("clarification", "12-01"), wrote("clarification", "12-08")),
    ),
    "Federal: a fee stops their time until it is paid": _federal(
        "12-20",
        "Fee paid",
        "them",
        "log_answer",
        {"determination": "12-29"},
        after=(answered("fee_asked", "12-01", fee="40"), fee_paid("12-04", "40")),
    ),
    "Federal: denied, appeal by the safe day": _federal(
        "12-20",
        "Denied, law cited",
        "us",
        "appeal",
        {"appeal": "2027-03-15"},
        after=(answered("denied", "12-15", exception="552(b)(7)(E)"),),
    ),
    "Federal: no records can be appealed": _federal(
        "12-20",
        "No records",
        "us",
        "review_answer",
        {"appeal": "2027-03-15"},
        after=(answered("no_records", "12-15"),),
    ),
    "Federal: appealed, receipt not known": _federal(
        "12-30",
        "Appeal filed",
        "them",
        "log_answer",
        {"appeal-decision": "2027-01-21"},
        after=(answered("denied", "12-15"), went("appeal", "12-21")),
    ),
    "Federal: appealed with a number, and silence": _federal(
        "2027-02-01",
        "No decision",
        "them",
        "ask_outside",
        {"appeal-decision": "2027-01-21"},
        after=(answered("denied", "12-15"), went("appeal", "12-21", "2027-ICAP-1")),
        late=True,
    ),
    "Federal: appeal decided": _federal(
        "2027-02-02",
        "Appeal decided",
        "us",
        "review_answer",
        after=(
            answered("denied", "12-15"),
            went("appeal", "12-21", "2027-ICAP-1"),
            decided("appeal", "2027-02-01", "against_us"),
        ),
    ),
}
