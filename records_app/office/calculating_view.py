"""What the calculator shows: plain values, ready for the screen."""

from __future__ import annotations

from dataclasses import dataclass

from records_app.letters.request_form import FieldError
from records_app.office.desk_view import Choice
from records_app.office.request_view import ReadingLine, StripDay


@dataclass(frozen=True, slots=True)
class Needs:
    """Which fields a clock has a use for. ``extension`` is the legal maximum in words, or empty.

    ``pauses`` are the reasons for which the law itself stops the clock, with any other last;
    empty when pauses make no sense for it.
    """

    at: bool = False
    promised_on: bool = False
    fee: bool = False
    extension: str = ""
    violated_on: bool = False
    asked_on: bool = False
    pauses: tuple[Choice, ...] = ()
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class ResultDay:
    """A day that counts, large, with what it means. ``look`` is end or safe."""

    day: str
    words: str
    look: str


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to one question, forwards or backwards.

    ``days`` is the strip of a short clock; a long one has ``runs`` in its place: lines such as
    "Wed, Nov 25, 2026 to Thu, Jan 21, 2027: days 1 to 58". ``doubts`` say why the dates differ,
    ``cautions`` what nobody has checked about the calendars.
    """

    title: str
    about: str
    spoken: str
    results: tuple[ResultDay, ...]
    passed: str
    strip_words: str
    days: tuple[StripDay, ...]
    runs: tuple[str, ...]
    doubts: str
    rule: str
    missed: str
    citation: str
    source: str
    checked: str
    calendar: str
    readings: tuple[ReadingLine, ...]
    cautions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HintView:
    """What is said about a State whose dates nobody computes here."""

    state: str
    sentence: str
    appeal: str
    residency: str
    confidence: str
    source: str


@dataclass(frozen=True, slots=True)
class Calculation:
    """The whole answer: what was asked, what is wrong with it, and the dates or the hint.

    ``fields`` has every field of the form as text; ``rows`` is how many pauses to offer.
    """

    law: str
    clock: str
    clocks: tuple[Choice, ...]
    needs: Needs
    start_hint: str
    time_hint: str
    fields: dict[str, str]
    rows: int
    errors: tuple[FieldError, ...] = ()
    result: Result | None = None
    hint: HintView | None = None
    remarks: tuple[str, ...] = ()
