"""Takes the files of one posted form: each is kept or refused on its own, with a clear word."""

from __future__ import annotations

import asyncio
import errno
import logging
from dataclasses import dataclass, field
from typing import NamedTuple

from starlette.requests import Request

from records_app.casework.people import Actor
from records_app.office.files.adding import Arrived, CameWith, add_file, may_add_files
from records_app.office.files.folder import MIB, FileFolder, Incoming, TooLarge
from records_app.office.files.names import clean_name
from records_app.office.refusals import OfficeRefusal, Refused
from records_app.web.apart import apart
from records_app.web.house import clock, house
from records_app.web.run import run_as
from records_app.web.upload_stream import FormUnreadable, PartBegins, PartData, parts_of

FILE_FIELD = "files"
DISK_FULL = "The disk of this machine is full, so nothing of it was kept. Tell an admin."
_BROKEN_OFF = "The upload broke off, so nothing of it was kept. Add it again."
_LONGEST_FIELD = 40
_MOST_FIELDS = 20
# Pieces of the network are small; the disk gets them together.
_TOGETHER = MIB
_log = logging.getLogger(__name__)


class Outcome(NamedTuple):
    """What became of one file; ``kept`` or not, and why."""

    name: str
    kept: bool
    words: str
    id: int = 0


@dataclass
class Taking:
    """One form on its way in. ``outcomes`` grows file by file."""

    actor: Actor
    request_id: int
    folder: FileFolder
    outcomes: list[Outcome] = field(default_factory=list)
    _fields: dict[str, str] = field(default_factory=dict)
    _field: str = ""
    _name: str = ""
    _incoming: Incoming | None = None
    _waiting: bytearray = field(default_factory=bytearray)
    _trouble: str = ""
    _files: int = 0
    _in_file: bool = False

    async def take(self, request: Request) -> None:
        """Read the whole form. What came before it broke off stays, and is told."""
        try:
            async for event in parts_of(request):
                if isinstance(event, PartBegins):
                    await self._begin(event)
                elif isinstance(event, PartData):
                    await self._more(event.piece)
                else:
                    await self._end()
        except FormUnreadable as error:
            if self._in_file:
                self.outcomes.append(Outcome(clean_name(self._name), False, _BROKEN_OFF))
            elif not self.outcomes:
                self.outcomes.append(Outcome("", False, f"Nothing was kept: {error}."))
        finally:
            self._drop()

    async def _begin(self, part: PartBegins) -> None:
        self._field, self._trouble, self._in_file = part.field, "", False
        if part.file_name is None or part.field != FILE_FIELD:
            return
        self._in_file, self._name = True, part.file_name
        self._files += 1
        if self._files > house().settings.max_files:
            self._trouble = f"Only {house().settings.max_files} files fit into one form."
            return
        try:
            await run_as(self.actor, may_add_files, self.request_id, self._came_with())
            self._incoming = await asyncio.to_thread(self.folder.incoming)
        except OfficeRefusal as refusal:
            self._trouble = _words(refusal)
        except OSError as error:
            self._trouble = _disk_words(error)

    async def _more(self, piece: bytes) -> None:
        if not self._in_file:
            kept = self._fields.get(self._field, "")
            if len(self._fields) < _MOST_FIELDS and len(kept) < _LONGEST_FIELD:
                text = piece[:_LONGEST_FIELD].decode("ascii", "ignore")
                self._fields[self._field] = (kept + text)[:_LONGEST_FIELD]
            return
        self._waiting += piece
        if len(self._waiting) >= _TOGETHER:
            await self._write()

    async def _write(self) -> None:
        piece, self._waiting = bytes(self._waiting), bytearray()
        if self._incoming is None or not piece:
            return
        try:
            await asyncio.to_thread(self._incoming.write, piece)
        except TooLarge:
            largest = self.folder.largest // MIB
            self._trouble = f"It is larger than {largest} MB, so nothing of it was kept."
            self._drop()
        except OSError as error:
            self._trouble = _disk_words(error)
            self._drop()

    async def _end(self) -> None:
        if not self._in_file:
            return
        await self._write()
        self._in_file = False
        name = clean_name(self._name)
        incoming, self._incoming = self._incoming, None
        if incoming is not None and not self._name and not incoming.size:
            await asyncio.to_thread(incoming.discard)  # no file was chosen
            self._files -= 1
        elif incoming is None:
            self.outcomes.append(Outcome(name, False, self._trouble))
        else:
            self.outcomes.append(await self._keep(incoming, name))

    async def _keep(self, incoming: Incoming, name: str) -> Outcome:
        arrived = Arrived(incoming, self._name, self._came_with())
        try:
            added = await apart(
                add_file,
                house().store,
                self.actor,
                self.request_id,
                self.folder,
                arrived,
                now=clock()[0],
            )
        except OfficeRefusal as refusal:
            return Outcome(name, False, _words(refusal))
        except OSError as error:
            return Outcome(name, False, _disk_words(error))
        words = f"Kept. {added.note}" if added.note else f"Kept: {added.kind}."
        return Outcome(added.name, True, words, added.id)

    def _came_with(self) -> CameWith:
        return CameWith(
            self._fields.get("purpose", "reply"),
            _number(self._fields.get("event_seq", "")),
            _number(self._fields.get("redacts_id", "")),
        )

    def _drop(self) -> None:
        if self._incoming is not None:
            self._incoming.discard()
        self._incoming, self._waiting = None, bytearray()


def _number(text: str) -> int | None:
    """A number of a list; what is none is no number of ours."""
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _words(refusal: OfficeRefusal) -> str:
    return refusal.errors[0].message if isinstance(refusal, Refused) else str(refusal)


def _disk_words(error: OSError) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return DISK_FULL
    _log.error("a file could not be written", exc_info=error)
    return "This machine could not write it, so nothing of it was kept. Tell an admin."
