"""Whether the app runs on a data folder: it holds a lock there that the system takes back."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_LOCK = "running.lock"
_ENCRYPTING = "encrypting.lock"


class InUse(Exception):
    """The app runs, so nothing may be replaced under it."""

    def __init__(
        self, words: str = "Sunshine Desk is running on this data folder. Stop it first."
    ) -> None:
        super().__init__(words)


@contextmanager
def running(data_dir: Path) -> Iterator[None]:
    """While a server runs; several may at once. Raises ``InUse`` while somebody restores."""
    with _locked(data_dir, fcntl.LOCK_SH):
        yield


@contextmanager
def alone(data_dir: Path) -> Iterator[None]:
    """While everything is replaced. Raises ``InUse``."""
    with _locked(data_dir, fcntl.LOCK_EX):
        yield


@contextmanager
def encrypting(data_dir: Path) -> Iterator[None]:
    """While one process writes the files anew; nothing is restored meanwhile. Raises ``InUse``."""
    with running(data_dir):
        try:
            with _locked(data_dir, fcntl.LOCK_EX, _ENCRYPTING):
                yield
        except InUse:
            raise InUse("Another run is encrypting this data folder. Wait for its end.") from None


@contextmanager
def _locked(data_dir: Path, kind: int, name: str = _LOCK) -> Iterator[None]:
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(data_dir / name, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse from None
        yield
    finally:
        os.close(descriptor)
