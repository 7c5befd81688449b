"""What the page of one request shows: plain values, ready for the screen."""

from __future__ import annotations

from dataclasses import dataclass

from records_app.office.desk_view import Icon, Tone
from records_app.office.letter_lines import LetterLine, LetterToSend


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day of the strip. ``kind`` is its look: start, day, skip, end or safe."""

    on: str
    weekday: str
    day: str
    label: str
    why: str
    counts: bool
    kind: str
    spoken: str


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """One way to read the law, the day it leads to, and why."""

    name: str
    due: str
    why: str


@dataclass(frozen=True, slots=True)
class DeadlineCard:
    """The clock that runs, with its reasons. ``expected``: counted from an expected receipt."""

    title: str
    why: str
    rule: str
    citation: str
    calendar: str
    due: str
    safe: str
    expected: bool
    expected_words: str
    days: tuple[StripDay, ...]
    readings: tuple[ReadingLine, ...]


@dataclass(frozen=True, slots=True)
class StepView:
    """Something that may be done now. ``not_before`` is a day in words, or empty.

    ``letter`` is the kind of letter that does it, or empty.
    """

    action: str
    label: str
    why: str
    not_before: str
    allowed: bool
    letter: str


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event, newest first. ``late_words`` says so when it was entered on a later day.

    ``mark`` says who corrected the line, when and why, if it no longer counts. ``correct`` is the
    line to correct and ``undo`` the correction to take back, as numbers; empty where none may be.
    """

    seq: int
    kind: str
    day: str
    sentence: str
    who: str
    recorded: str
    late_words: str
    mark: str = ""
    correct: str = ""
    undo: str = ""


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A way to reach the custodian, with when it was last checked. ``href`` opens it, or is ""."""

    kind: str
    label: str
    value: str
    checked: str
    href: str


@dataclass(frozen=True, slots=True)
class ClockLine:
    """One clock in a few words, such as "Answer: Mon, Nov 30, late only after Tue, Dec 1".

    ``why`` is the law's rule with every doubt; empty where no law stands behind it.
    """

    name: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class BodySoFar:
    """How many letters of ours this agency got, and how many of them it has answered."""

    requests: int
    answered: int
    open: int
    g287: str


@dataclass(frozen=True, slots=True)
class RequestView:
    """Everything on the page. ``version`` goes back with whatever the person records."""

    id: int
    number: str
    version: int
    is_draft: bool
    agency_id: int
    agency: str
    place: str
    agency_slug: str
    subjects: tuple[str, ...]
    author: str
    stage: str
    outcome: str
    label: str
    tone: Tone
    icon: Icon
    turn: str
    deadline: DeadlineCard | None
    steps: tuple[StepView, ...]
    timeline: tuple[TimelineEntry, ...]
    letter: LetterLine | None
    letters: tuple[LetterLine, ...]
    to_send: LetterToSend | None
    contacts: tuple[ContactLine, ...]
    clocks: tuple[ClockLine, ...]
    so_far: BodySoFar
    may_record: bool
    records: tuple[str, ...]
