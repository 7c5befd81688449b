"""What is wrong with a correction: it must leave a log that would have been allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from records_app.casework.answer_problems import Problem
from records_app.casework.corrections import corrections_in, effective
from records_app.casework.events import (
    Approved,
    Corrected,
    DeadlineMoved,
    Entry,
    Event,
    FollowUpApproved,
    Imported,
    sentence,
)
from records_app.law.day_words import full_day

_LETTER = "An approved letter is final, so this line stays. Write a new letter instead."
_MOVE = "The program wrote this line when the agency’s days changed. Correct those days instead."
_FIXED: dict[type[Event], str] = {
    Approved: _LETTER,
    FollowUpApproved: _LETTER,
    DeadlineMoved: _MOVE,
    Imported: "This line came with an import. Correct the lines after it instead.",
}
Problems = Callable[..., tuple[Problem, ...]]


def why_fixed(event: Event) -> str:
    """Why a line cannot be corrected, for the person; empty when it can."""
    return _FIXED.get(type(event), "")


def problems_of_correction(
    new: Corrected, entries: Sequence[Entry], today: date, law_code: str, problems_of: Problems
) -> tuple[Problem, ...]:
    """Pairs of a field and a sentence, as `problems_of` gives them, which is passed in."""
    log = sorted(entries, key=lambda entry: entry.seq)
    found = tuple(_of_the_target(new, log, today))
    if found:
        return found
    added = Entry(log[-1].seq + 1, log[-1].recorded_at, "", new)
    before = set(_replayed(log, today, law_code, problems_of))
    after = _replayed([*log, added], today, law_code, problems_of)
    target = new.seq if new.event is not None else 0
    return tuple(
        problem for line in after if line not in before for problem in [_told(line, target, log)]
    )


def _of_the_target(new: Corrected, log: Sequence[Entry], today: date) -> Iterator[Problem]:
    old = next((entry.event for entry in log if entry.seq == new.seq), None)
    if not new.why.strip():
        yield "why", "Write why this is a correction."
    if new.on > today:
        yield "why", "The day of the correction is in the future."
    if old is None:
        yield "line", "There is no such line of this request."
    elif why_fixed(old):
        yield "line", why_fixed(old)
    elif isinstance(old, Corrected):
        latest = corrections_in(log).get(old.seq)
        if new.event is not None:
            yield "line", "A correction is not corrected itself: correct the line again instead."
        elif latest is None or latest.seq != new.seq:
            yield "line", "A later correction stands in its place."
    elif new.event is not None and type(new.event) is not type(old):
        yield "line", "A correction tells of the same kind of thing. Strike the line out instead."
    elif new.event is None and _is_struck(new.seq, log):
        yield "line", "This line is struck out already."
    elif new.event is not None and new.event == _counting(new.seq, log):
        yield "line", "Nothing is different. Change what was wrong, or cancel."


def _is_struck(seq: int, log: Sequence[Entry]) -> bool:
    latest = corrections_in(log).get(seq)
    return latest is not None and isinstance(latest.event, Corrected) and latest.event.event is None


def _counting(seq: int, log: Sequence[Entry]) -> Event | None:
    return next((entry.event for entry in effective(log) if entry.seq == seq), None)


Line = tuple[int, str, str]


def _replayed(
    log: Sequence[Entry], today: date, law_code: str, problems_of: Problems
) -> tuple[Line, ...]:
    """Every problem of the log when its lines are added one by one, each with its place."""
    lines: list[Line] = []
    counted = effective(log)
    for place, entry in enumerate(counted):
        # The program wrote those lines itself, from what the log said then.
        if not isinstance(entry.event, DeadlineMoved):
            found = problems_of(entry.event, counted[:place], today, law_code=law_code)
            lines += [(entry.seq, field, why) for field, why in found]
    return tuple(lines)


def _told(line: Line, target: int, log: Sequence[Entry]) -> Problem:
    seq, field, why = line
    if seq == target:
        return field, why
    other = next(entry.event for entry in effective(log) if entry.seq == seq)
    said = sentence(other).split(". ", maxsplit=1)[0].rstrip(".")
    return "line", f"Then this line would not fit: {said}, {full_day(other.on)}. {why}"
