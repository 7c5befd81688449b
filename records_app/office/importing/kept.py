"""What somebody is about to bring in, kept for a day in a folder, for that person alone."""

from __future__ import annotations

import io
import json
import os
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from records_app.office.files.file_key import FileKey
from records_app.office.files.sealing import Sealer, opened
from records_app.office.importing.sheet import FileRefused
from records_app.office.refusals import NotFound

KEPT_FOR = timedelta(hours=24)
_MOST_FOR_ONE = 20
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_NO_ROOM = "There is no room to keep the file. Nothing was saved; ask your admin."


@dataclass(frozen=True, slots=True)
class Kept:
    """A thing that was kept: whose it is, since when (UTC), and plain values."""

    token: str
    owner_id: int
    kept_at: datetime
    values: Mapping[str, Any]


class ImportFolder:
    """The folder. Names in it are random words of ours, never those that people give.

    The first of the ``keys`` encrypts what is kept, all of them open it; without keys it is plain.
    """

    def __init__(self, folder: Path, keys: Sequence[FileKey] = ()) -> None:
        self._folder = folder
        self._keys = keys

    @classmethod
    def at(cls, place: Path | ImportFolder) -> ImportFolder:
        """The folder that is meant; behind a bare path things are kept plain."""
        return cls(place) if isinstance(place, Path) else place

    def keep(
        self,
        owner_id: int,
        values: Mapping[str, Any],
        now: datetime,
        contents: Mapping[str, bytes] | None = None,
    ) -> str:
        """Keep values, and files by a short name; gives the word they are found by again.

        Whatever is older than a day goes. Raises ``FileRefused`` when the disk is full.
        """
        token = secrets.token_urlsafe(24)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.clean(now)
            self._make_room(owner_id)
            for name, content in (contents or {}).items():
                self._write(f"{token}.{name}", content, now)
            self._write_values(token, owner_id, now, values)
        except OSError:
            self.drop(token)
            raise FileRefused(_NO_ROOM) from None
        return token

    def find(self, token: str, owner_id: int, now: datetime) -> Kept:
        """What was kept. Raises ``NotFound``, also for another person's and after a day."""
        if not _TOKEN.fullmatch(token):
            raise NotFound("list")
        try:
            raw = json.loads(self._read(f"{token}.json"))
            kept_at = datetime.fromisoformat(raw["kept_at"])
        except (OSError, ValueError, KeyError):
            raise NotFound("list") from None
        if raw["owner_id"] != owner_id or now - kept_at > KEPT_FOR:
            raise NotFound("list")
        return Kept(token, owner_id, kept_at, raw["values"])

    def content(self, kept: Kept, name: str) -> bytes:
        """One of the files that were kept with it."""
        if not re.fullmatch(r"[a-z0-9-]{1,40}", name):
            raise NotFound("list")
        try:
            return self._read(f"{kept.token}.{name}")
        except OSError:
            raise NotFound("list") from None

    def change(self, kept: Kept, **values: Any) -> None:
        """Replace some of the values; it does not live longer by that."""
        self._write_values(kept.token, kept.owner_id, kept.kept_at, {**kept.values, **values})

    def drop(self, token: str) -> None:
        """Remove everything that was kept under a word."""
        for path in self._folder.glob(f"{token}.*"):
            path.unlink(missing_ok=True)

    def clean(self, now: datetime) -> None:
        """Remove what is older than a day, and what a crash left behind."""
        oldest = (now - KEPT_FOR).timestamp()
        for path in self._folder.glob("*.*"):
            if not _TOKEN.fullmatch(path.name.partition(".")[0]):
                continue  # not one of ours
            try:
                if path.stat().st_mtime < oldest:
                    path.unlink(missing_ok=True)
            except FileNotFoundError:
                continue

    def _make_room(self, owner_id: int) -> None:
        """Nobody fills the disk by uploading all day: the oldest of one person go."""
        mine = []
        for path in self._folder.glob("*.mine-" + str(owner_id)):
            mine.append((path.stat().st_mtime, path.name.split(".")[0]))
        for _, token in sorted(mine)[: -(_MOST_FOR_ONE - 1)]:
            self.drop(token)

    def _write_values(
        self, token: str, owner_id: int, kept_at: datetime, values: Mapping[str, Any]
    ) -> None:
        raw = {"owner_id": owner_id, "kept_at": kept_at.isoformat(), "values": values}
        self._write(f"{token}.mine-{owner_id}", b"", kept_at)
        self._write(f"{token}.json", json.dumps(raw).encode(), kept_at)

    def _read(self, name: str) -> bytes:
        # Raises ``OSError``, also for what was encrypted with a key that is gone.
        with opened((self._folder / name).open("rb"), self._keys, name) as stream:
            return stream.read()

    def _write(self, name: str, content: bytes, kept_at: datetime) -> None:
        if self._keys and content:
            box = io.BytesIO()
            sealer = Sealer(box, self._keys[0], name)
            sealer.write(content)
            sealer.finish()
            content = box.getvalue()
        part = self._folder / f"{name}.part"
        try:
            with open(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
            # Cleaning goes by this time, so it is the one of the office's clock.
            os.utime(part, (kept_at.timestamp(), kept_at.timestamp()))
            part.replace(self._folder / name)
        except OSError:
            part.unlink(missing_ok=True)
            raise
