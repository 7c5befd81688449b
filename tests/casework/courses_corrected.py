"""Courses with slips in the log, each corrected. The receipt is line 3, what follows line 4 on."""

from __future__ import annotations

from tests.casework.course_of_silence import SUIT, Course
from tests.casework.story import (
    answered,
    approved,
    called,
    closed,
    corrected,
    noted,
    received,
    sent,
    wrote,
)

CORRECTED = {
    "receipt a day too late, corrected": Course(
        "12-01",
        "No answer",
        "them",
        "remind",
        {"response": "11-30", "suit": SUIT},
        before=(approved(), sent(), received("11-25")),
        after=(corrected(3, received("11-24")),),
        late=True,
    ),
    "receipt that never was, struck out: nobody is late": Course(
        "12-01",
        "Receipt not known",
        "them",
        "confirm_receipt",
        {"response": "11-27"},
        after=(corrected(3),),
    ),
    "an answer that belongs to another request, struck out": Course(
        "12-01",
        "No answer",
        "them",
        "remind",
        {"response": "11-30", "suit": SUIT},
        after=(answered("released", "11-25"), corrected(4)),
        late=True,
    ),
    "a denial was only a delay": Course(
        "11-26",
        "Promised Dec 9",
        "them",
        "log_answer",
        {"promised": "12-09"},
        after=(
            answered("denied", "11-25"),
            corrected(4, answered("delayed", "11-25", promised="12-09")),
        ),
    ),
    "a corrected line corrected again: the last word counts": Course(
        "11-30",
        "Fee asked: $40.00",
        "us",
        "answer_fee",
        {"fee": "2027-02-23"},
        after=(
            answered("fee_asked", "11-25", fee="400"),
            corrected(4, answered("fee_asked", "11-25", fee="4")),
            corrected(4, answered("fee_asked", "11-25", fee="40")),
        ),
    ),
    "a correction taken back": Course(
        "11-30",
        "Denied, no law cited",
        "us",
        "demand_grounds",
        {"suit": "2027-11-24"},
        after=(answered("denied", "11-25"), corrected(4), corrected(5)),
    ),
    "struck out, taken back, struck out again": Course(
        "11-30",
        "Waiting",
        "them",
        "log_answer",
        {"response": "11-30"},
        after=(answered("denied", "11-25"), corrected(4), corrected(5), corrected(4)),
    ),
    "closed by mistake": Course(
        "12-01",
        "No answer",
        "them",
        "remind",
        {"response": "11-30", "suit": SUIT},
        after=(closed("11-30"), corrected(4)),
        late=True,
    ),
    "a promise moved by a correction was kept": Course(
        "12-12",
        "Records released",
        "us",
        "close",
        after=(
            answered("delayed", "11-30", promised="12-09"),
            answered("released", "12-11"),
            corrected(4, answered("delayed", "11-30", promised="12-11")),
        ),
    ),
    "a demand that was never sent": Course(
        "12-09",
        "Denied, no law cited",
        "us",
        "demand_grounds",
        {"suit": "2027-11-24"},
        after=(answered("denied", "11-25"), wrote("demand-grounds", "12-01"), corrected(5)),
    ),
    "a note and a call corrected change nothing": Course(
        "11-30",
        "Waiting",
        "them",
        "log_answer",
        {"response": "11-30"},
        after=(noted("11-25"), called("11-26"), corrected(4, noted("11-26", "Called twice."))),
    ),
}
