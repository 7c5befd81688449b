"""What happened to a request, newest first: every line ever written, and which ones count."""

from __future__ import annotations

from datetime import date, timedelta

from records_app.casework.correction_problems import why_fixed
from records_app.casework.corrections import corrections_in
from records_app.casework.events import Corrected, Entry, Event, kind_of, sentence
from records_app.law.day_words import full_day
from records_app.office.event_values import form_of
from records_app.office.missouri_time import day_and_time, missouri_day
from records_app.office.request_view import TimelineEntry

Log = tuple[Entry, ...]


def timeline_of(entries: Log, *, may_correct: bool) -> tuple[TimelineEntry, ...]:
    """The lines of the log, newest first by the day on which each thing happened.

    A correction shows as the line that counts, on its own day; the line it corrects stays, with
    the words of who corrected it, when and why. Striking a line out is a line of its own.
    """
    marks = corrections_in(entries)
    shown = sorted(entries, key=lambda entry: (_event_of(entry).on, entry.seq), reverse=True)
    return tuple(_line(entry, entries, marks.get(entry.seq), may_correct) for entry in shown)


def _line(entry: Entry, log: Log, mark: Entry | None, may_correct: bool) -> TimelineEntry:
    event = _event_of(entry)
    corrected = entry.event.seq if isinstance(entry.event, Corrected) else 0
    latest = corrections_in(log).get(corrected)
    superseded = latest is not None and latest.seq != entry.seq and mark is None
    if superseded:
        mark = latest
    return TimelineEntry(
        seq=entry.seq,
        kind=kind_of(event),
        day=full_day(event.on),
        sentence=_striking_words(event, log) if isinstance(event, Corrected) else sentence(event),
        who=entry.by,
        recorded=day_and_time(entry.recorded_at),
        late_words=_correction_words(entry, log) or _late_words(entry, event.on),
        mark=_mark_words(mark) if mark is not None else "",
        correct=_correct(entry, event, mark, corrected) if may_correct else "",
        undo=_undo(mark, log) if may_correct and not superseded else "",
    )


def _correct(entry: Entry, event: Event, mark: Entry | None, corrected: int) -> str:
    if mark is not None or why_fixed(event) or not form_of(event):
        return ""
    return str(corrected or entry.seq)


def _undo(mark: Entry | None, log: Log) -> str:
    """The correction that can be taken back, if it is one that counts."""
    if mark is None or mark.seq in corrections_in(log):
        return ""
    return str(mark.seq)


def _event_of(entry: Entry) -> Event:
    """What a line tells of: a correction tells of what stands in the place of another line."""
    if isinstance(entry.event, Corrected) and entry.event.event is not None:
        return entry.event.event
    return entry.event


def _mark_words(mark: Entry) -> str:
    assert isinstance(mark.event, Corrected)  # noqa: S101 - only corrections mark a line
    done = "No longer counts: struck out" if mark.event.event is None else "Corrected"
    why = mark.event.why.strip()
    return f"{done} by {mark.by} on {full_day(missouri_day(mark.recorded_at))}: {why}"


def _striking_words(event: Corrected, log: Log) -> str:
    old = next((entry for entry in log if entry.seq == event.seq), None)
    if old is None:
        return sentence(event)
    if isinstance(old.event, Corrected):
        return f"Took back the correction of {full_day(missouri_day(old.recorded_at))}. {event.why}"
    said = sentence(old.event).split(". ", maxsplit=1)[0].rstrip(".")
    return f"Struck out the line of {full_day(old.event.on)}: {said}. {event.why}"


def _correction_words(entry: Entry, log: Log) -> str:
    if not isinstance(entry.event, Corrected) or entry.event.event is None:
        return ""
    number = entry.event.seq
    old = next((one.event for one in log if one.seq == number), None)
    was = f" of {full_day(old.on)}" if old is not None else ""
    return f"Corrects the line{was}, entered {full_day(missouri_day(entry.recorded_at))}."


def _late_words(entry: Entry, on: date) -> str:
    recorded_on = missouri_day(entry.recorded_at)
    if recorded_on <= on:
        return ""
    days = recorded_on - on
    after = "the next day" if days == timedelta(days=1) else f"{days.days} days later"
    return f"Entered {after}, on {full_day(recorded_on)}."
