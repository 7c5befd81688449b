"""What is said about the other States: a hint with its confidence, never a date.

The table (jurisdictions.csv) was gathered from secondary sources of varying age. It holds facts
only. Nothing here computes with it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib import resources
from io import StringIO
from types import MappingProxyType

from records_app.law.errors import LawError, shown

COMPUTED = MappingProxyType(
    {"Missouri": "us-mo", "Illinois": "us-il", "Kansas": "us-ks", "Federal": "us-fed"}
)
# Postal codes, in the order of the States' names.
_CODES = (
    "AL", "AK", "AZ", "AR", "CA", "CO", "CT", "DE", "DC", "FL", "GA", "HI", "ID",
    "IL", "IN", "IA", "KS", "KY", "LA", "ME", "MD", "MA", "MI", "MN", "MS", "MO",
    "MT", "NE", "NV", "NH", "NJ", "NM", "NY", "NC", "ND", "OH", "OK", "OR", "PA",
    "RI", "SC", "SD", "TN", "TX", "UT", "VT", "VA", "WA", "WV", "WI", "WY",
)  # fmt: skip


class Level(StrEnum):
    """How well a hint is known, from best to worst."""

    VERIFIED = "verified"
    CROSS_CHECKED = "cross-checked"
    SECONDARY = "secondary"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class Hint:
    """What we have heard about the law of a State. `days` is None where none are fixed.

    `confidence` are the table's own words about how far each part was checked, `level` the first
    of them.
    """

    code: str
    state: str
    law_name: str
    citation: str
    days: int | None
    counted: str
    appeal: str
    residency: str
    source: str
    level: Level
    confidence: str

    def sentence(self) -> str:
        """One sentence for the screen, with how well it is known."""
        limit = f"{self.days} days ({self.counted})" if self.days else self.counted
        how = f"a hint only, confidence: {self.level}; no date is computed"
        return f"{self.law_name}, {self.citation}: {limit} ({how})."


@cache
def hints() -> tuple[Hint, ...]:
    """The hints for every State and D.C. whose dates we do not compute, by name."""
    return tuple(hint for hint in _all() if hint.state not in COMPUTED)


def hint_for(state: str) -> Hint:
    """The hint for a State by name or postal code, such as `Iowa`, `IA` or `us-ia`.

    Raises LawError with the field `state` for an unknown State and for one whose law we compute.
    """
    wanted = state.strip().casefold().removeprefix("us-")
    for hint in _all():
        if wanted in (hint.state.casefold(), hint.code.casefold()):
            if hint.state in COMPUTED:
                message = f"{hint.state} is computed as {COMPUTED[hint.state]}, not hinted at"
                raise LawError("state", message)
            return hint
    raise LawError("state", f"{shown(state)} is not a State or D.C.")


@cache
def _all() -> tuple[Hint, ...]:
    file = resources.files("records_app.law") / "jurisdictions.csv"
    lines = StringIO(file.read_text(encoding="utf-8"), newline="")
    rows = [row for row in csv.DictReader(lines) if row["state"] != "Federal"]
    codes = dict(zip(sorted(row["state"] for row in rows), _CODES, strict=True))
    return tuple(
        Hint(
            code=codes[row["state"]],
            state=row["state"],
            law_name=row["law_name"],
            citation=row["citation"],
            days=int(row["deadline_days"]) if row["deadline_days"] else None,
            counted=row["deadline_type"],
            appeal=row["appeal"],
            residency=row["residency_required"],
            source=row["source"],
            level=_level(row["confidence"]),
            confidence=row["confidence"],
        )
        for row in rows
    )


def _level(words: str) -> Level:
    return next(level for level in Level if words.casefold().startswith(level.value))
