"""The chronology of a request for the bundle: every line and correction, in order of days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta

from records_app.casework.corrections import corrections_in
from records_app.casework.events import (
    Answered,
    Corrected,
    Entry,
    Event,
    Noted,
    kind_of,
    sentence,
)
from records_app.casework.fee_lines import AskedLine, money
from records_app.law.day_words import full_day
from records_app.letters.bundle.facts import ChronologyLine
from records_app.office.csv_cells import csv_file
from records_app.office.missouri_time import MISSOURI, day_and_time, missouri_day

_HEADS = (
    *("line", "day", "kind", "what happened", "correction", "items of the bundle"),
    *("recorded by", "recorded at", "entered later"),
)


def chronology_lines(
    entries: Iterable[Entry], items: Mapping[int, tuple[int, ...]], *, with_notes: bool
) -> tuple[ChronologyLine, ...]:
    """The lines; ``items`` are the numbers of items by the line of the log they belong to.

    A line that was corrected stands where it stood, struck, and again on its right day.
    """
    log = list(entries)
    if not with_notes:
        notes = _notes_in(log)
        log = [entry for entry in log if entry.seq not in notes]
    corrections = corrections_in(log)
    lines = [line for entry in log for line in _lines(entry, corrections.get(entry.seq), items)]
    return tuple(sorted(lines, key=lambda line: (line.on, line.seq, not line.struck)))


def chronology_csv(lines: Iterable[ChronologyLine]) -> bytes:
    """The chronology as a table for a spreadsheet."""
    return csv_file(
        _HEADS,
        (
            (
                line.seq,
                line.on,
                line.kind,
                line.sentence,
                line.correction,
                " ".join(map(str, line.items)),
                line.by,
                line.recorded_at,
                line.late,
            )
            for line in lines
        ),
    )


def _notes_in(log: Iterable[Entry]) -> frozenset[int]:
    """The places of notes of the office, and of whatever puts one right or strikes it out."""
    found: set[int] = set()
    for entry in sorted(log, key=lambda entry: entry.seq):
        event = entry.event
        if isinstance(event, Corrected):
            is_note = event.seq in found or isinstance(event.event, Noted)
        else:
            is_note = isinstance(event, Noted)
        if is_note:
            found.add(entry.seq)
    return frozenset(found)


def _lines(
    entry: Entry, correction: Entry | None, items: Mapping[int, tuple[int, ...]]
) -> Iterator[ChronologyLine]:
    by_correction = correction.event if correction is not None else None
    if correction is None or not isinstance(by_correction, Corrected):
        yield _line(entry, entry.event, items.get(entry.seq, ()))
        return
    if by_correction.event is None:
        words = f"Struck out by line {correction.seq}: {by_correction.why}"
        yield _line(entry, entry.event, (), struck=True, correction=words)
        return
    words = f"Corrected by line {correction.seq}: {by_correction.why}"
    yield _line(entry, entry.event, (), struck=True, correction=words)
    yield _line(
        entry,
        by_correction.event,
        items.get(entry.seq, ()),
        correction=f"So it stands since line {correction.seq}, recorded by {correction.by}.",
    )


def _line(
    entry: Entry,
    event: Event,
    items: tuple[int, ...],
    *,
    struck: bool = False,
    correction: str = "",
) -> ChronologyLine:
    recorded_on = missouri_day(entry.recorded_at)
    later = recorded_on - event.on
    late = ""
    if later >= timedelta(days=1):
        after = "the next day" if later == timedelta(days=1) else f"{later.days} days later"
        late = f"Entered {after}, on {full_day(recorded_on)}."
    return ChronologyLine(
        seq=entry.seq,
        on=event.on,
        kind=kind_of(event),
        sentence=_whole(event),
        by=entry.by,
        recorded_at=entry.recorded_at.astimezone(MISSOURI).isoformat(timespec="seconds"),
        recorded=day_and_time(entry.recorded_at),
        late=late,
        struck=struck,
        correction=correction,
        items=items,
    )


def _whole(event: Event) -> str:
    """The sentence, and the lines of a fee as they asked for it: a court has no other table."""
    lines = event.lines if isinstance(event, Answered) else ()
    said = sentence(event)
    return f"{said} Line by line: {'; '.join(map(_fee_line, lines))}." if lines else said


def _fee_line(line: AskedLine) -> str:
    parts = [f"“{line.what or line.charge.label}”"]
    if line.role:
        parts.append(f"by {line.role}")
    if line.quantity is not None:
        parts.append(f"{line.quantity.normalize():f}")
    if line.rate is not None:
        parts.append(f"at {money(line.rate)}")
    if line.amount is not None:
        parts.append(f"comes to {money(line.amount)}")
    return " ".join(parts)
