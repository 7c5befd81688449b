"""A list of certified-mail numbers, pasted or scanned: which letter gets which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from records_app.letters.request_form import FieldError
from records_app.office.mail_day_numbers import doubt_about, tidy_number
from records_app.office.refusals import Refused

LIST_FIELD = "all-numbers"
LIST_LABEL = "All certified-mail numbers at once"
_MOST_CHARACTERS = 20_000
_MOST_ERRORS = 10
_NONE = ("", "-", "–")


def numbers_in(text: object, letters: Sequence[tuple[int, str]]) -> dict[int, str]:
    """The number of each letter by its id, tidy; "" for none.

    ``letters`` are ids with our numbers, in the order on the screen. A line has a certified-mail
    number alone, in that order, or our number before it, in any order. Raises ``Refused`` with
    every line that is wrong, and when there are more or fewer lines than letters.
    """
    lines = _lines(text)
    ours = {number.upper(): key for key, number in letters}
    named = any(_first(line) in ours for line in lines)
    errors: list[str] = []
    found = _by_name(lines, ours, errors) if named else _in_order(lines, letters)
    seen: dict[str, int] = {}
    for at, (_, number) in found.items():
        if doubt := doubt_about(number):
            errors.append(f"Line {at}: {doubt}")
        elif number and number in seen:
            errors.append(f"Line {at}: This number stands in line {seen[number]} already.")
        seen.setdefault(number, at)
    if errors:
        rest = len(errors) - _MOST_ERRORS
        more = [f"{rest} more lines are wrong."] if rest > 0 else []
        _refuse(" ".join([*errors[:_MOST_ERRORS], *more]))
    return dict(found.values())


def _lines(text: object) -> list[str]:
    if not isinstance(text, str) or not text.strip():
        _refuse("Scan or paste the numbers, each on a line of its own.")
    if len(str(text)) > _MOST_CHARACTERS:
        _refuse("This is too long for a list of numbers.")
    return [line.strip() for line in str(text).strip().splitlines()]


def _first(line: str) -> str:
    return line.split(maxsplit=1)[0].rstrip(",;:").upper() if line else ""


def _by_name(
    lines: Sequence[str], ours: Mapping[str, int], errors: list[str]
) -> dict[int, tuple[int, str]]:
    found: dict[int, tuple[int, str]] = {}
    for at, line in enumerate(lines, 1):
        if not line:
            continue
        key = ours.get(_first(line))
        if key is None:
            errors.append(f"Line {at}: This does not begin with the number of a ticked letter.")
        elif key in {one for one, _ in found.values()}:
            errors.append(f"Line {at}: {_first(line)} stands twice.")
        else:
            rest = line[len(line.split()[0]) :].strip(" ,;:\t")
            found[at] = (key, _number(rest))
    return found


def _in_order(
    lines: Sequence[str], letters: Sequence[tuple[int, str]]
) -> dict[int, tuple[int, str]]:
    if len(lines) != len(letters):
        count = f"{len(lines):,} {'line' if len(lines) == 1 else 'lines'}"
        whom = "1 letter is" if len(letters) == 1 else f"{len(letters):,} letters are"
        _refuse(
            f"This list has {count}, but {whom} ticked. Write a dash for a letter without a "
            "number, or put our number before each, such as MO-2026-0001."
        )
    pairs = zip(letters, lines, strict=True)
    return {at: (one[0], _number(line)) for at, (one, line) in enumerate(pairs, 1)}


def _number(text: str) -> str:
    return "" if text in _NONE else tidy_number(text)


def _refuse(why: str) -> None:
    raise Refused((FieldError(LIST_FIELD, LIST_LABEL, why),))
