"""One deadline in words for a terminal."""

from __future__ import annotations

from records_app.law.day_words import full_day
from records_app.law.explanations import Explanation
from records_app.law.rules import Confidence, Side

# A longer way is told in runs of days alike, one line each.
_DAY_BY_DAY = 21


def as_text(explained: Explanation, *, readings: bool = False) -> str:
    """The two dates, every day or run of days, and what they rest on."""
    found, rule = explained.deadline, explained.clock
    names = ("Last day:", "Act by:  ") if rule.side is Side.US else ("Due: ", "Safe:")
    lines = [f"{names[0]} {full_day(found.due)}", f"{names[1]} {full_day(found.safe)}", ""]
    if len(explained.steps) <= _DAY_BY_DAY:
        lines += [f"  {'*' if step.counts else ' '} {step.why}" for step in explained.steps]
    else:
        lines += [f"  {'*' if run.counted else ' '} {run.why}" for run in explained.runs()]
    lines += ["", f"{explained.rule} {explained.citation}", f"Calendar: {explained.calendar}"]
    lines += [f"Two dates, because {doubt}." for doubt in explained.doubts]
    lines += [f"Not verified: {caution}" for caution in explained.cautions]
    if readings:
        lines += ["", "Readings:"]
        lines += [
            f"  {full_day(reading.due)}: {reading.name}. {reading.why}"
            for reading in explained.readings
        ]
    lines.append(f"After that: {rule.missed}")
    read = "its text was read" if rule.basis.confidence is Confidence.STATUTE else "second source"
    lines.append(f"Source: {rule.basis.source} ({read}, {rule.basis.verified_on.isoformat()}).")
    lines.append("Computed, not legal advice.")
    return "\n".join(lines)
