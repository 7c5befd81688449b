"""What a column of a list can mean to us, and which one it probably is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from records_app.directory.search_keys import search_key
from records_app.office.importing.sheet import Cell, CellKind, Sheet, SheetRow

_LOOKED_AT = 15


@dataclass(frozen=True, slots=True)
class Field:
    """One thing we can take from a list. ``names``: headings people use for it, with semicolons."""

    name: str
    label: str
    names: str
    hint: str = ""
    needed: bool = False


FIELDS: tuple[Field, ...] = (
    Field(
        "agency",
        "Agency",
        "agency; agency name; department; public body; body; police department; custodian; "
        "recipient; organization; entity; sent to; to; jurisdiction",
        needed=True,
    ),
    Field(
        "sent_on",
        "Day it was sent",
        "date sent; sent; sent on; request date; date requested; date of request; requested; "
        "submitted; date submitted; date filed; filed; date; sent date",
        needed=True,
    ),
    Field(
        "subjects",
        "What it asks about",
        "subject; subjects; topic; records requested; request; records; description; about; "
        "what; title; category",
    ),
    Field(
        "how",
        "How it was sent",
        "how; how sent; method; channel; sent by; sent via; delivery; via; method of "
        "delivery; submission method",
    ),
    Field(
        "received_on",
        "Day they received it",
        "date received; received; received on; receipt; date of receipt; delivered",
    ),
    Field(
        "answer",
        "Their answer",
        "status; answer; response; result; reply; disposition; their answer",
    ),
    Field(
        "answered_on",
        "Day they answered",
        "date of reply; reply date; date answered; answered; response date; replied; date of "
        "response; date responded; answered on; response received; reply on",
    ),
    Field(
        "promised_on",
        "Day they promised",
        "promised; promised on; promised date; expected; expected date; eta; estimated date; "
        "estimated completion; due",
    ),
    Field(
        "fee",
        "Fee they asked for",
        "fee; fees; cost; amount; fee asked; price; charge; estimate",
    ),
    Field(
        "exception",
        "Law they cite",
        "exception; exemption; exceptions; exemptions; law cited; reason for denial; statute; "
        "grounds; citation",
    ),
    Field(
        "outcome",
        "How it ended",
        "outcome; final outcome; ended; end result",
    ),
    Field(
        "closed_on",
        "Day it was closed",
        "closed; closed on; date closed; close date; completed; date completed; closed date; "
        "completion date",
    ),
    Field(
        "notes",
        "Notes",
        "notes; note; comments; comment; remarks; details; memo",
    ),
    Field(
        "number",
        "Our number",
        "our number; number; no; our no; our reference; id; request id; case number",
        hint="Used when it is free; otherwise the request gets a number such as OLD-2024-0001.",
    ),
    Field(
        "their_number",
        "Their number",
        "their number; their no; tracking number; confirmation; confirmation number; reference; "
        "their reference; portal number; reference number; tracking",
    ),
    Field(
        "person",
        "In whose care",
        "person; assigned; assigned to; owner; in care of; staff; who; requester; requested "
        "by; contact person; responsible",
    ),
)
FIELD_OF = {field.name: field for field in FIELDS}
DAYS = ("sent_on", "received_on", "answered_on", "promised_on", "closed_on")
_KNOWN = {name: field.name for field in FIELDS for name in field.names.split("; ")}


def heading_row(sheet: Sheet) -> int:
    """The place in ``sheet.rows`` of the row with the headings: titles may stand above it."""
    best, best_score = 0, (0, 0)
    for place, row in enumerate(sheet.rows[:_LOOKED_AT]):
        texts = [c.text for c in row.cells if c.kind is CellKind.TEXT and 0 < len(c.text) < 60]
        known = sum(1 for text in texts if _meaning(text))
        score = (known, len(set(texts)) if known else 0)
        if score > best_score:
            best, best_score = place, score
    if best_score[0]:
        return best
    # No word is known: then the first row that is as wide as the list.
    usual = max(len(row.cells) for row in sheet.rows)
    return next((i for i, r in enumerate(sheet.rows) if len(r.cells) > usual / 2), 0)


def headings(sheet: Sheet, place: int) -> tuple[str, ...]:
    """What each column is called on screen: its heading, or its letter as Excel has it."""
    row = sheet.rows[place] if 0 <= place < len(sheet.rows) else SheetRow(0, ())
    named = []
    for column in range(sheet.width):
        text = " ".join(row.cell(column).text.split())[:60]
        named.append(text or f"Column {column_letter(column)}")
    return tuple(named)


def column_letter(column: int) -> str:
    """A, B, ... Z, AA for a column counted from 0."""
    first, last = divmod(column, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def guessed_columns(names: Sequence[str]) -> dict[str, int]:
    """For each of our fields the column whose heading means it; the first one wins."""
    found: dict[str, int] = {}
    for column, name in enumerate(names):
        field = _meaning(name)
        if field and field not in found:
            found[field] = column
    # A column of states often says both what they answered and that it is over.
    if (
        "answer" in found
        and "outcome" not in found
        and search_key(names[found["answer"]])
        in (
            "status",
            "result",
            "disposition",
        )
    ):
        found["outcome"] = found["answer"]
    return found


def _meaning(heading: str) -> str:
    key = search_key(heading)
    if key in _KNOWN:
        return _KNOWN[key]
    trimmed = key.removeprefix("the ").removesuffix(" name").removesuffix(" s")
    return _KNOWN.get(trimmed, "")


def samples(rows: Iterable[SheetRow], column: int, most: int = 3) -> tuple[str, ...]:
    """The first different values of a column, short, to recognize it by."""
    found: dict[str, None] = {}
    for row in rows:
        text = _short(row.cell(column))
        if text:
            found[text] = None
        if len(found) == most:
            break
    return tuple(found)


def _short(cell: Cell) -> str:
    text = " ".join("".join(c if c.isprintable() else " " for c in cell.text).split())
    return text if len(text) <= 40 else f"{text[:39]}…"
