"""The log as it stands once its corrections are applied. Nothing is edited away: both stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from records_app.casework.event_types import Corrected, Entry


def effective(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The lines that count, in the order of the log, each in the place of the line it corrects.

    A struck line is left out, and so are the corrections themselves. Of several corrections of
    one line the last counts; striking a correction brings back what it corrected.
    """
    log = sorted(entries, key=lambda entry: entry.seq)
    latest = corrections_in(log)
    found = []
    for entry in log:
        correction = latest.get(entry.seq)
        if isinstance(entry.event, Corrected):
            continue
        if correction is None:
            found.append(entry)
        elif isinstance(correction.event, Corrected) and correction.event.event is not None:
            found.append(replace(entry, event=correction.event.event))
    return tuple(found)


def corrections_in(entries: Iterable[Entry]) -> Mapping[int, Entry]:
    """For each corrected line, by its place in the log, the correction of it that counts."""
    latest: dict[int, Entry] = {}
    for entry in sorted(entries, key=lambda entry: entry.seq, reverse=True):
        # The later line decides, so a correction that was struck is known to be when it is met.
        if isinstance(entry.event, Corrected) and entry.seq not in latest:
            latest.setdefault(entry.event.seq, entry)
    return latest
