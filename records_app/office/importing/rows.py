"""One row of a list, read: what it says about a request, or what is wrong with it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from records_app.casework.events import AnswerKind, Channel, Outcome, money
from records_app.law.day_words import full_day
from records_app.office.importing.columns import FIELD_OF
from records_app.office.importing.days import DayOrder, NoDay, day_in
from records_app.office.importing.plan import Plan
from records_app.office.importing.sheet import CellKind, SheetRow
from records_app.office.importing.words import NOTHING, amount_in, subjects_in

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_ANSWER_OF = {
    Outcome.RELEASED: AnswerKind.RELEASED,
    Outcome.PARTLY_RELEASED: AnswerKind.PARTLY_RELEASED,
    Outcome.DENIED: AnswerKind.DENIED,
    Outcome.NO_RECORDS: AnswerKind.NO_RECORDS,
}
_OUTCOME_OF = {answer: outcome for outcome, answer in _ANSWER_OF.items()}


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with a row: its number in the file, the column's name, and a sentence."""

    line: int
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class RowFacts:
    """What a row says. ``remarks`` are sentences with what no event of ours has a place for."""

    line: int
    agency: str
    sent_on: date
    way: Channel
    subjects: tuple[str, ...] = ()
    number: str = ""
    their_number: str = ""
    received_on: date | None = None
    answer: AnswerKind | None = None
    answered_on: date | None = None
    promised_on: date | None = None
    fee: Decimal | None = None
    exception: str = ""
    outcome: Outcome | None = None
    closed_on: date | None = None
    person: str = ""
    remarks: tuple[str, ...] = ()


class RowReader:
    """Reads the rows of one list as a plan says."""

    def __init__(
        self, plan: Plan, names: tuple[str, ...], order: DayOrder, *, from_1904: bool
    ) -> None:
        self._plan, self._names = plan, names
        self._order, self._from_1904 = order, from_1904

    def read(self, row: SheetRow) -> RowFacts | tuple[RowError, ...]:
        """What a row says, or every error of it."""
        reading = _Reading(self, row)
        facts = reading.facts()
        return tuple(reading.errors) if reading.errors or facts is None else facts

    def column_name(self, field: str) -> str:
        """What the column of a field is called in the list; our own word when it has none."""
        column = self._plan.columns.get(field)
        return FIELD_OF[field].label if column is None else self._names[column]

    def text(self, row: SheetRow, field: str) -> tuple[str, bool]:
        """The tidy text of a field, and whether the cell holds an error."""
        column = self._plan.columns.get(field)
        if column is None:
            return "", False
        cell = row.cell(column)
        return tidy_text(cell.text), cell.kind is CellKind.ERROR

    def day(self, row: SheetRow, field: str) -> date | None:
        """The day of a field. Raises ``NoDay``."""
        column = self._plan.columns.get(field)
        if column is None:
            return None
        return day_in(row.cell(column), self._order, from_1904=self._from_1904)

    def meaning(self, field: str, text: str) -> str:
        """What a word means by the plan."""
        return self._plan.meaning(field, text)

    @property
    def way(self) -> str:
        """How requests were sent where the list does not say."""
        return self._plan.way


class _Reading:
    def __init__(self, reader: RowReader, row: SheetRow) -> None:
        self._reader, self._row = reader, row
        self.errors: list[RowError] = []

    def facts(self) -> RowFacts | None:
        read = RowFacts(
            line=self._row.line,
            agency=self._line("agency"),
            sent_on=self._day("sent_on") or date.min,
            way=self._way(),
            subjects=tuple(one.value for one in subjects_in(self._text("subjects"))),
            number=self._line("number", 60),
            their_number=self._line("their_number"),
            received_on=self._day("received_on"),
            answer=self._answer(),
            answered_on=self._day("answered_on"),
            promised_on=self._day("promised_on"),
            fee=self._fee(),
            exception=self._line("exception"),
            outcome=self._outcome(),
            closed_on=self._day("closed_on"),
            person=self._line("person"),
            remarks=tuple(self._remarks()),
        )
        if not read.agency:
            self._missing("agency", "The agency is missing.")
        if read.sent_on == date.min:
            self._missing("sent_on", "The day it was sent is missing.")
        whole = self._ended(self._answered(read))
        return None if self.errors else _with_leftovers(whole)

    def _answered(self, read: RowFacts) -> RowFacts:
        """The row with an answer and its day, where the way it ended tells them."""
        answer, day = read.answer, read.answered_on
        ended = _ANSWER_OF.get(read.outcome) if read.outcome else None
        if answer is None and day is not None:
            answer = ended or AnswerKind.OTHER
        elif answer is None and read.closed_on is not None:
            answer = ended
        if answer is not None and day is None:
            day = read.closed_on
            if day is None:
                self._missing("answered_on", "They answered, but the day is missing.")
        return replace(read, answer=answer, answered_on=day)

    def _ended(self, read: RowFacts) -> RowFacts:
        """The row with an outcome and its day, where the answer tells them."""
        outcome, day = read.outcome, read.closed_on
        if day is not None and outcome is None:
            outcome = _OUTCOME_OF.get(read.answer) if read.answer else None
            if outcome is None:
                self._missing("closed_on", "It was closed, but how it ended is missing.")
        elif outcome is not None and day is None:
            day = read.answered_on
            if day is None:
                self._missing("closed_on", "It is over, but the day is missing.")
        return replace(read, outcome=outcome, closed_on=day)

    def _missing(self, field: str, words: str) -> None:
        """A wrong cell of the row explains by itself what is missing because of it."""
        beside = ("closed_on", "outcome", "answer") if field.endswith("ed_on") else ()
        if not any(self._failed(one) for one in (field, *beside)):
            self.wrong(field, words)

    def wrong(self, field: str, words: str) -> None:
        self.errors.append(RowError(self._row.line, self._reader.column_name(field), words))

    def _failed(self, field: str) -> bool:
        name = self._reader.column_name(field)
        return any(error.column == name for error in self.errors)

    def _text(self, field: str) -> str:
        text, is_error = self._reader.text(self._row, field)
        if is_error:
            if not self._failed(field):
                self.wrong(field, f"The cell holds {text}.")
            return ""
        return text

    def _line(self, field: str, most: int = 200) -> str:
        text = " ".join(self._text(field).split())
        if len(text) > most:
            self.wrong(field, f"This has {len(text):,} characters. At most {most} fit here.")
        return text

    def _day(self, field: str) -> date | None:
        try:
            return self._reader.day(self._row, field)
        except NoDay as wrong:
            self.wrong(field, str(wrong))
            return None

    def _fee(self) -> Decimal | None:
        try:
            return amount_in(self._text("fee"))
        except ValueError as wrong:
            self.wrong("fee", str(wrong))
            return None

    def _meaning(self, field: str) -> str:
        text = " ".join(self._text(field).split())
        if not text:
            return NOTHING
        meaning = self._reader.meaning(field, text)
        if not meaning:
            self.wrong(field, f"Choose what “{text[:60]}” means, one step back.")
        return meaning or NOTHING

    def _answer(self) -> AnswerKind | None:
        meaning = self._meaning("answer")
        return None if meaning == NOTHING else AnswerKind(meaning)

    def _outcome(self) -> Outcome | None:
        meaning = self._meaning("outcome")
        return None if meaning == NOTHING else Outcome(meaning)

    def _way(self) -> Channel:
        meaning = self._meaning("how")
        return Channel(self._reader.way if meaning == NOTHING else meaning)

    def _remarks(self) -> Iterator[str]:
        """The words of the list itself: what we make of them may be less than they say."""
        for field, begin in (("subjects", "Asked about"), ("answer", "Status")):
            if text := self._text(field):
                yield f"{begin}: {text}"
        if notes := self._text("notes"):
            yield f"Notes: {notes}"


def _with_leftovers(read: RowFacts) -> RowFacts:
    """The row with remarks on what its events have no place for."""
    answer, remarks = read.answer, list(read.remarks)
    if answer is AnswerKind.ACKNOWLEDGED and read.promised_on is not None:
        answer = AnswerKind.DELAYED
    if read.promised_on is not None and answer is not AnswerKind.DELAYED:
        remarks.append(f"Promised day in the list: {full_day(read.promised_on)}")
        read = replace(read, promised_on=None)
    if read.fee is not None and answer is not AnswerKind.FEE_ASKED:
        remarks.append(f"Fee in the list: {money(read.fee)}")
        read = replace(read, fee=None)
    if read.exception and answer is None:
        remarks.append(f"Law cited in the list: {read.exception}")
    return replace(read, answer=answer, remarks=tuple(remarks))


def tidy_text(text: str) -> str:
    """Text without characters that cannot be seen or that turn the text around them."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = (
        c
        for c in whole
        if c == "\n" or (c not in _TURNING and unicodedata.category(c) not in _UNSEEN)
    )
    return "".join(kept).strip()
