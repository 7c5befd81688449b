"""The lines of a fee on the form of an objection: each is a few fields of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from records_app.casework.events import Answered
from records_app.casework.fee_lines import CENT
from records_app.casework.fees import AskedLine, Charge, audit
from records_app.letters.follow_up import FeeReason
from records_app.letters.request_form import FieldError
from records_app.office.follow_ups_fields import LetterChoice, LetterField

MOST_ROWS = 40
FIRST_ROWS = 1
FIELD = "lines"
_REASONS = (
    LetterChoice("", "Choose"),
    *(LetterChoice(reason.value, reason.label) for reason in FeeReason),
)
_PARTS = (
    LetterField("what", "What they charge for", "line", hint="In their words."),
    LetterField("quantity", "Pages or hours", "amount"),
    LetterField("rate", "Dollars for each", "amount"),
    LetterField("amount", "Dollars in all", "amount"),
    LetterField("reason", "Why do you object?", "choice", choices=_REASONS),
)
_ASKED_IN_THE_LETTER = frozenset({FeeReason.CLERICAL_RATE, FeeReason.NOT_ITEMIZED})
_NUMBERED = re.compile(r"Line ([0-9]+):")
_ROW = re.compile(rf"{FIELD}-([0-9]{{1,2}})-(?:{'|'.join(part.name for part in _PARTS)})")

Raw = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class FeeRow:
    """The fields of one line; their names begin with ``lines-1-``."""

    title: str
    fields: tuple[LetterField, ...]


def rows_of(values: Raw, count: int) -> tuple[FeeRow, ...]:
    """The first ``count`` lines with what is typed into them."""
    return tuple(_row(at, values) for at in range(1, count + 1))


def rows_in(values: Raw) -> int:
    """How many lines the values fill, at least one and at most ``MOST_ROWS``."""
    filled = [at for name, value in values.items() if value and (at := _place(name))]
    return min(max([FIRST_ROWS, *filled]), MOST_ROWS)


def is_part(name: str) -> bool:
    """Whether this is the name of a field of a line."""
    return 0 < _place(name) <= MOST_ROWS


def with_lines(values: Raw) -> dict[str, object]:
    """The values with ``lines`` as the letter reads them; lines without a word are left out."""
    return {**values, FIELD: [line for _, line in _filled(values)]}


def counted_as_typed(errors: tuple[FieldError, ...], values: Raw) -> tuple[FieldError, ...]:
    """The errors with the numbers that the lines have on the form."""
    places = [at for at, _ in _filled(values)]

    def name(found: re.Match[str]) -> str:
        place = int(found[1])
        return f"Line {places[place - 1]}:" if place <= len(places) else found[0]

    def told(error: FieldError) -> FieldError:
        words = _NUMBERED.sub(name, error.message)
        before, unnamed, _ = words.partition(" reason: ")
        return replace(error, message=f"{before} Choose why you object." if unnamed else words)

    return tuple(told(error) if error.field == FIELD else error for error in errors)


def lines_to_object_to(answer: Answered | None, law: str) -> dict[str, str]:
    """The lines of their fee that the law does not allow, as values of the form.

    A question that somebody should ask first is no reason yet, but for the pay of clerks and for
    what is not itemized: there the letter itself asks.
    """
    if answer is None:
        return {}
    reasons: dict[int | None, str] = {}
    for flag in audit(answer.lines, answer.fee, law, on=answer.on):
        if flag.reason and (not flag.is_question or flag.reason in _ASKED_IN_THE_LETTER):
            reasons.setdefault(flag.line, flag.reason)
    values: dict[str, str] = {}
    lines = [(line, reasons[place]) for place, line in enumerate(answer.lines) if place in reasons]
    for at, (line, reason) in enumerate(lines, 1):
        values |= _values(at, line, reason)
    if not lines and None in reasons:
        whole = AskedLine("The whole fee", Charge.OTHER, None, None, answer.fee, "")
        values |= _values(1, whole, reasons[None])
    return values


def _values(at: int, line: AskedLine, reason: str) -> dict[str, str]:
    found = {
        "what": line.what or line.charge.label,
        "quantity": _plain(line.quantity),
        "rate": _plain(line.each),
        "amount": _plain(line.amount),
        "reason": reason,
    }
    return {f"{FIELD}-{at}-{part}": value for part, value in found.items() if value}


def _plain(number: Decimal | None) -> str:
    """As a person writes it: 412, 3.5, 0.25. More than cents nobody charges."""
    if number is None:
        return ""
    return f"{number.quantize(CENT, ROUND_HALF_UP):f}".removesuffix(".00")


def _row(at: int, values: Raw) -> FeeRow:
    fields = []
    for part in _PARTS:
        name = f"{FIELD}-{at}-{part.name}"
        fields.append(replace(part, name=name, value=str(values.get(name, ""))))
    return FeeRow(f"Line {at}", tuple(fields))


def _filled(values: Raw) -> Iterator[tuple[int, dict[str, object]]]:
    for at in range(1, MOST_ROWS + 1):
        line = {part.name: values.get(f"{FIELD}-{at}-{part.name}", "") for part in _PARTS}
        if any(str(value).strip() for name, value in line.items() if name != "reason"):
            yield at, line


def _place(name: str) -> int:
    found = _ROW.fullmatch(name)
    return int(found[1]) if found else 0
