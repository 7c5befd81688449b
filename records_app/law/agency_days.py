"""The days on which one agency departs from the holidays of its law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class AgencyDays:
    """What one agency closes on, or stays open on, and when its office closes.

    `closed` and `open` are pairs of a day and the reason in words (the reason may be empty).
    `closes_at` is local time in America/Chicago.
    """

    closed: tuple[tuple[date, str], ...] = ()
    open: tuple[tuple[date, str], ...] = ()
    closes_at: time = time(17, 0)


STANDARD_DAYS = AgencyDays()
