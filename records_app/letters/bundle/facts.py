"""What a bundle is made of: plain facts and the paths of files, nothing from the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import TypeAdapter

ItemKind = Literal["letter", "proof", "reply", "other"]
KINDS: tuple[ItemKind, ...] = ("letter", "proof", "reply", "other")
KIND_TITLES: dict[ItemKind, str] = {
    "letter": "Letters",
    "proof": "Proof of sending and receipt",
    "reply": "Replies",
    "other": "Other files",
}


@dataclass(frozen=True, slots=True)
class BundleItem:
    """A letter or a file. ``path`` holds its bytes, ``sha256`` is their hash in hex.

    ``name`` is as a person gave it and may hold anything; ``remarks`` are whole sentences.
    ``kind_words`` say what the file is; ``text`` is what an e-mail or plain text says.
    """

    kind: ItemKind
    title: str
    name: str
    media_type: str
    path: Path
    size: int
    sha256: str
    on: date
    remarks: tuple[str, ...] = ()
    kind_words: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ChronologyLine:
    """One line of the log. ``items`` are numbers of items; ``recorded`` is local, ISO and words.

    ``struck``: a later line says that it was wrong. ``correction`` says what became of it.
    """

    seq: int
    on: date
    kind: str
    sentence: str
    by: str
    recorded_at: str
    recorded: str
    late: str = ""
    struck: bool = False
    correction: str = ""
    items: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class StripLine:
    """One day, or several alike, of a day strip: ``mark`` is a few words such as ``day 2``."""

    days: str
    counts: bool
    mark: str
    why: str


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One way to read the law, with the day it gives."""

    name: str
    day: str
    why: str


@dataclass(frozen=True, slots=True)
class DeadlineSheet:
    """A deadline with all its reasons. ``said`` are whole sentences about this one."""

    title: str
    runs_from: str
    due: str
    safe: str
    ours: bool
    rule: str
    citation: str
    source: str
    calendar: str
    days: tuple[StripLine, ...]
    readings: tuple[ReadingRow, ...]
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BundleFacts:
    """The whole bundle. ``items`` stand in the order of the bundle and are numbered from 1.

    ``left_out`` are whole sentences about what the person chose not to put in.
    """

    number: str
    agency: str
    place: str
    law: str
    subjects: tuple[str, ...]
    letterhead: tuple[str, ...]
    standing: str
    made_on: date
    items: tuple[BundleItem, ...]
    chronology: tuple[ChronologyLine, ...]
    deadlines: tuple[DeadlineSheet, ...]
    left_out: tuple[str, ...] = ()

    @property
    def office(self) -> str:
        """Whose record it is."""
        return self.letterhead[0] if self.letterhead else "This office"


@dataclass(frozen=True, slots=True)
class Job:
    """What the worker makes: the PDF at ``pdf``, and the ZIP at ``archive`` if that is wanted.

    ``chronology`` is the table for the ZIP. Pieces of work are put into ``scratch``.
    """

    facts: BundleFacts
    scratch: Path
    pdf: Path
    archive: Path | None = None
    chronology: Path | None = None


JOB: TypeAdapter[Job] = TypeAdapter(Job)
