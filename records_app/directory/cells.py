"""Cleaning of single cells: what counts as empty, ZIP codes, phone numbers, dates, addresses."""

from __future__ import annotations

import re
from datetime import date

_EMPTY = frozenset(
    {"", "nan", "n/a", "na", "none", "null", "-", "-999", "not available", "unknown"}
)
_URL = re.compile(r"https?://[^\s;,)]+")
_UNIT = re.compile(r"^(suite|ste|unit|room|rm|apt|floor|#)\b|^\w+ floor$", re.IGNORECASE)
_PARENTHESIS = re.compile(r"\s*\(([^)]*)\)")


def cell(text: str | None) -> str:
    """The text with single spaces; "" for every way the sources write "nothing"."""
    joined = " ".join((text or "").split())
    return "" if joined.casefold() in _EMPTY else joined


def postal_code(text: str | None) -> str:
    """The five digits of a ZIP code, or "" when there are none.

    "63101-2044" and "63101.0" give "63101"; a leading zero lost in a spreadsheet comes back.
    """
    digits = re.match(r"\d+", cell(text))
    if digits is None:
        return ""
    found = digits.group()
    if len(found) in (5, 9):
        return found[:5]
    return found.zfill(5) if len(found) in (3, 4) else ""


def phone(text: str | None) -> str:
    """A United States number as "(314) 555-0100", an extension as " ext. 12"; else ""."""
    match = re.fullmatch(
        r"\+?1?[\s.-]*\(?(\d{3})\)?[\s.-]*(\d{3})[\s.-]*(\d{4})(?:\s*(?:x|ext\.?)\s*(\d+))?",
        cell(text),
        re.IGNORECASE,
    )
    if match is None:
        return ""
    area, exchange, line, extension = match.groups()
    number = f"({area}) {exchange}-{line}"
    return f"{number} ext. {extension}" if extension else number


def iso_date(text: str | None) -> date | None:
    """A date written YYYY-MM-DD, or None when the cell is empty. Raises ValueError otherwise."""
    written = cell(text)
    return date.fromisoformat(written) if written else None


def web_addresses(text: str | None) -> tuple[str, ...]:
    """Every http(s) address in the cell, in order."""
    return tuple(found.rstrip(".") for found in _URL.findall(text or ""))


def address_lines(text: str | None) -> tuple[str, ...]:
    """A street address as lines for an envelope: who or which building first, street last.

    A suite or a room number stays on the street line. A street in parentheses behind a post-office
    box is where the door is, not where the mail goes: it is left out.
    """
    written = cell(text)
    asides = [a for a in _PARENTHESIS.findall(written) if not a[:1].isdigit()]
    parts = [p.strip() for p in _PARENTHESIS.sub("", written).split(",") if p.strip()]
    street = next((i for i, p in enumerate(parts) if _is_street(p)), None)
    if street is None:
        return tuple([*asides, ", ".join(parts)] if parts else asides)
    units = [p for p in parts[street + 1 :] if _UNIT.match(p)]
    boxes = [p for p in parts[street + 1 :] if p.casefold().startswith("p.o.")]
    above = [p for p in parts[street + 1 :] if p not in units and p not in boxes]
    if above and units:
        above, units = [*above, *units], []
    first = [", ".join(group) for group in (parts[:street], asides, above) if group]
    return (*first, ", ".join([parts[street], *units]), *boxes)


def _is_street(part: str) -> bool:
    return part[:1].isdigit() or part.casefold().startswith("p.o. box")
