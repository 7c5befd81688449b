"""Courses of silence and of promises, as they happen in real life.

Tuesday, Nov 24, 2026 is the receipt; due and safe are Mon, Nov 30 (Thanksgiving between).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from records_app.casework.events import Channel
from tests.casework.story import answered, approved, noted, ready, received, sent, wrote


@dataclass(frozen=True)
class Course:
    """`clocks`: name to the safe day on `today`; `after` are the events after the receipt."""

    today: str
    label: str
    turn: str
    first: str
    clocks: dict[str, str] = field(default_factory=dict)
    after: tuple = ()
    before: tuple = (approved(), sent(), received())
    broken: int = 0
    late: bool = False
    law: str = "us-mo"

    @property
    def events(self) -> tuple:
        return (*self.before, *self.after)


SUIT = "2027-11-30"
THEIR_SILENCE = {
    "letter ready": Course("11-23", "Letter ready", "us", "send", before=(approved(),)),
    "sent, nobody knows whether it came": Course(
        "11-24",
        "Receipt not known",
        "them",
        "confirm_receipt",
        {"response": "11-27"},
        before=(approved(), sent()),
    ),
    "sent by post, silence, receipt never confirmed": Course(
        "12-20",
        "Receipt not known",
        "them",
        "confirm_receipt",
        {"response": "12-02"},
        before=(approved(), sent(channel=Channel.POST)),
    ),
    "waiting": Course("11-30", "Waiting", "them", "log_answer", {"response": "11-30"}),
    "silence": Course(
        "12-01",
        "No answer",
        "them",
        "remind",
        {"response": "11-30", "suit": SUIT},
        late=True,
    ),
    "silence, reminded, too early to write again": Course(
        "12-04",
        "No answer",
        "them",
        "log_answer",
        {"response": "11-30", "suit": SUIT},
        after=(wrote("reminder", "12-01"),),
        late=True,
    ),
    "silence, reminded, five open days later": Course(
        "12-08",
        "No answer",
        "them",
        "remind",
        {"response": "11-30", "suit": SUIT},
        after=(wrote("reminder", "12-01"),),
        late=True,
    ),
    "reminder written, not sent": Course(
        "12-01",
        "No answer",
        "them",
        "send_letter",
        {"response": "11-30", "suit": SUIT},
        after=(ready("reminder", "12-01"),),
        late=True,
    ),
    "a call in between changes nothing": Course(
        "11-30", "Waiting", "them", "log_answer", {"response": "11-30"}, after=(noted("11-25"),)
    ),
    "acknowledged and then silence": Course(
        "12-02",
        "No answer",
        "them",
        "remind",
        {"response": "11-30", "suit": SUIT},
        after=(answered("acknowledged", "11-25"),),
        late=True,
    ),
    "answered in time": Course(
        "12-02",
        "Records released",
        "us",
        "close",
        after=(answered("released", "11-30"),),
    ),
    "released late": Course(
        "12-10", "Records released", "us", "close", after=(answered("released", "12-09"),)
    ),
    "promise kept": Course(
        "12-10",
        "Records released",
        "us",
        "close",
        after=(answered("delayed", "11-30", promised="12-09"), answered("released", "12-09")),
    ),
    "promise running": Course(
        "12-09",
        "Promised Dec 9",
        "them",
        "log_answer",
        {"promised": "12-09"},
        after=(answered("delayed", "11-30", promised="12-09"),),
    ),
    "promise broken": Course(
        "12-10",
        "Promise broken",
        "them",
        "demand_date",
        {"promised": "12-09", "suit": "2027-12-09"},
        after=(answered("delayed", "11-30", promised="12-09"),),
        broken=1,
        late=True,
    ),
    "promise broken twice": Course(
        "12-22",
        "Promise broken",
        "them",
        "demand_date",
        {"promised": "12-18", "suit": "2027-12-09"},
        after=(
            answered("delayed", "11-30", promised="12-09"),
            answered("delayed", "12-11", promised="12-18"),
        ),
        broken=2,
        late=True,
    ),
    "a new date before the old one passed": Course(
        "12-11",
        "Promised Dec 18",
        "them",
        "log_answer",
        {"promised": "12-18"},
        after=(
            answered("delayed", "11-30", promised="12-09"),
            answered("delayed", "12-08", promised="12-18"),
        ),
    ),
    "delayed without a date": Course(
        "11-26",
        "Delayed, no date",
        "them",
        "demand_date",
        {"response": "11-30"},
        after=(answered("delayed", "11-25"),),
    ),
    "delayed without a date, the date demanded": Course(
        "11-30",
        "Date demanded",
        "them",
        "log_answer",
        {"response": "11-30"},
        after=(answered("delayed", "11-25"), wrote("demand-date", "11-26")),
    ),
}
