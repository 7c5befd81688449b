"""The bundle of a request: gather what may be shown, have it made, hand out the finished file."""

from __future__ import annotations

import hashlib
import logging
import math
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Literal

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from records_app.casework.events import Noted
from records_app.casework.people import Actor
from records_app.casework.standing import standing_of
from records_app.casework.subjects import Subject
from records_app.casework.urgency import label_on
from records_app.law.statute import law
from records_app.letters.bundle.facts import BundleFacts, Job
from records_app.letters.bundle.making import BundleNotMade, make
from records_app.letters.pdf import PdfNotPossible
from records_app.office.bundles_chronology import chronology_csv, chronology_lines
from records_app.office.bundles_clocks import deadline_sheets
from records_app.office.bundles_items import BundleTooLarge, gather
from records_app.office.correspondents import place_of
from records_app.office.files.folder import FileFolder
from records_app.office.files.opening import FileDamaged
from records_app.office.missouri_time import missouri_day
from records_app.office.refusals import NotFound, OfficeRefusal, TooManyAttempts
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.requests import (
    agency_file,
    days_of_agency,
    find_request,
    office_row,
    subjects_of,
)

__all__ = [
    "Bundle",
    "BundleLimit",
    "BundleNotPossible",
    "BundleTooLarge",
    "Choices",
    "FileDamaged",
    "Form",
    "bundle",
]

Form = Literal["pdf", "zip"]
PER_PERSON = RateLimitItemPerMinute(12, 10)
_PIECE = 1 << 20
_MEDIA_TYPES: dict[Form, str] = {"pdf": "application/pdf", "zip": "application/zip"}
_log = logging.getLogger(__name__)
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - the names in it are random and ours alone


class BundleNotPossible(OfficeRefusal):
    """The bundle could not be made; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person chose: redacted copies for originals, and no notes of the office."""

    redacted: bool = True
    notes: bool = False


@dataclass(frozen=True, slots=True)
class Bundle:
    """A finished bundle. ``stream`` is the only way to it: nothing of it stays on the disk."""

    name: str
    media_type: str
    size: int
    sha256: str
    stream: BinaryIO

    def pieces(self) -> Iterator[bytes]:
        """The bytes in pieces that fit into memory; the stream is closed at the end."""
        with self.stream:
            while piece := self.stream.read(_PIECE):
                yield piece


class BundleLimit:
    """How often a person may have bundles made; in memory, for this process."""

    def __init__(self, per_person: RateLimitItemPerMinute = PER_PERSON) -> None:
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._per_person = per_person

    def count(self, person_id: int) -> None:
        """Count one more; raise ``TooManyAttempts`` when the limit is reached."""
        if not self._limiter.hit(self._per_person, "bundle", str(person_id)):
            stats = self._limiter.get_window_stats(self._per_person, "bundle", str(person_id))
            raise TooManyAttempts(max(1, math.ceil(stats.reset_time - time.time())))


def bundle(
    store: Store,
    actor: Actor,
    request_id: int,
    form: Form,
    choices: Choices,
    *,
    folder: FileFolder,
    limit: BundleLimit,
    now: datetime,
) -> Bundle:
    """Make the bundle of a request; the same log, files and day give the same bytes.

    Raises ``NotFound``, also for a draft; ``TooManyAttempts``; ``LetterDamaged``, ``FileDamaged``,
    ``BundleTooLarge`` and ``BundleNotPossible``.
    """
    _refuse_unless_seen(store, actor, request_id)
    limit.count(actor.id)
    scratch = _scratch(folder)
    try:
        facts, table = _facts(
            store, actor, request_id, choices, folder=folder, scratch=scratch, now=now
        )
        return _made(facts, table, form, scratch)
    except OSError as error:
        _log.exception("a bundle could not be made")
        raise BundleNotPossible(
            "The disk did not take the bundle; it may be full. Tell an admin."
        ) from error
    finally:
        # The finished file is open: it lives until it is closed, and nothing stays behind.
        shutil.rmtree(scratch, ignore_errors=True)


def _scratch(folder: FileFolder) -> Path:
    """A folder for the work; in memory where files are encrypted: no plain bytes on the disk."""
    if not folder.keys:
        return Path(tempfile.mkdtemp(prefix="bundle-"))
    if not _IN_MEMORY.is_dir():
        raise BundleNotPossible(
            f"The files are encrypted, and this machine has no {_IN_MEMORY} to put a bundle "
            "together in memory. Take the files one by one, from the request’s page."
        )
    return Path(tempfile.mkdtemp(prefix="bundle-", dir=_IN_MEMORY))


def _refuse_unless_seen(store: Store, actor: Actor, request_id: int) -> None:
    with store.reading() as session:
        row = find_request(session, actor, request_id)
        if row is None or row.stage == "draft" or row.agency_id is None:
            raise NotFound("request")


def _made(facts: BundleFacts, table: bytes, form: Form, scratch: Path) -> Bundle:
    chronology = scratch / "chronology.csv"
    chronology.write_bytes(table)
    pdf, archive = scratch / "bundle.pdf", scratch / "bundle.zip"
    job = Job(facts, scratch, pdf, archive if form == "zip" else None, chronology)
    try:
        make(job)
    except (BundleNotMade, PdfNotPossible) as error:
        _log.exception("the bundle of %s could not be made", facts.number)
        raise BundleNotPossible(str(error)) from error
    made = pdf if form == "pdf" else archive
    stream = made.open("rb")
    digest = hashlib.file_digest(stream, "sha256").hexdigest()
    stream.seek(0)
    name = f"{facts.number}-bundle-{facts.made_on.isoformat()}.{form}"
    return Bundle(name, _MEDIA_TYPES[form], made.stat().st_size, digest, stream)


def _facts(
    store: Store,
    actor: Actor,
    request_id: int,
    choices: Choices,
    *,
    folder: FileFolder,
    scratch: Path,
    now: datetime,
) -> tuple[BundleFacts, bytes]:
    made_on = missouri_day(now)
    with store.reading() as session:
        row = find_request(session, actor, request_id)
        file = agency_file(session, row.agency_id) if row is not None else None
        if row is None or file is None:
            raise NotFound("request")
        entries = entries_of(session, request_id)
        days = days_of_agency(session, row.agency_id)
        office = office_row(session)
        subjects = subjects_of(session, (request_id,)).get(request_id, ())
        gathered = gather(
            session,
            actor,
            request_id,
            entries,
            folder=folder,
            scratch=scratch,
            redacted=choices.redacted,
            with_notes=choices.notes,
        )
    lines = chronology_lines(entries, gathered.by_line, with_notes=choices.notes)
    standing = standing_of(entries, law_code=row.law, agency=days, chaser_days=office.chaser_days)
    notes = sum(isinstance(entry.event, Noted) for entry in entries)
    letterhead = (office.name, *office.address.splitlines(), office.email, office.phone)
    facts = BundleFacts(
        number=row.number or "",
        agency=file.agency.name,
        place=place_of(file.agency.city, file.agency.county),
        law=f"{law(row.law).name}, {law(row.law).citation}",
        subjects=tuple(Subject(subject).label for subject in subjects),
        letterhead=tuple(line for line in letterhead if line),
        standing=label_on(standing, made_on),
        made_on=made_on,
        items=gathered.items,
        chronology=lines,
        deadlines=deadline_sheets(entries, law_code=row.law, agency=days, made_on=made_on),
        left_out=_left_out(choices, notes, gathered.redacted),
    )
    return facts, chronology_csv(lines)


def _left_out(choices: Choices, notes: int, redacted: int) -> tuple[str, ...]:
    found = []
    if notes and not choices.notes:
        what = "One note" if notes == 1 else f"{notes} notes"
        found.append(
            f"{what} of the office about its own work {'is' if notes == 1 else 'are'} left out of "
            "the chronology; all other lines are there."
        )
    if redacted:
        what = "one item" if redacted == 1 else f"{redacted} items"
        found.append(f"For {what} a redacted copy stands in the place of the original.")
    return tuple(found)
