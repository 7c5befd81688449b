"""Writes backups by the clock while the server runs, in a process of its own."""

from __future__ import annotations

import asyncio
import fcntl
import logging
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path

from records_app.office.backup.schedule import Plan
from records_app.settings import Settings
from records_app.web.house import clock

_LOOK_AGAIN_SECONDS = 300
_log = logging.getLogger(__name__)


@asynccontextmanager
async def backups_by_the_clock(settings: Settings) -> AsyncIterator[None]:
    """While the server runs: a backup whenever one is due, if a folder for them is set."""
    if not settings.backup_dir:
        yield
        return
    plan = Plan(Path(settings.backup_dir).resolve(), settings.backup_hours, settings.backup_keep)
    task = asyncio.create_task(_keep_writing(plan))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep_writing(plan: Plan) -> None:
    while True:
        try:
            await write_if_due(plan)
        except OSError as error:
            _log.error("no backup was written: %s", error)
        await asyncio.sleep(_LOOK_AGAIN_SECONDS)


async def write_if_due(plan: Plan) -> bool:
    """Write a backup if it is time and nobody else does; gives whether one was written."""
    plan.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _only_one(plan) as mine:
        now = clock()[0]
        if not mine or not plan.is_due(now):
            return False
        plan.clear_unfinished()
        target = plan.next_name(now)
        # The same command that a person types; it reads everything back before the name appears.
        program = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "records_app", "backup", str(target)),
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            _, said = await program.communicate()
        except asyncio.CancelledError:
            program.kill()
            await program.wait()
            raise
        if program.returncode != 0:
            _log.error("no backup was written: %s", said.decode(errors="replace").strip())
            return False
        plan.rotate(now)
        return True


@contextmanager
def _only_one(plan: Plan) -> Iterator[bool]:
    """Of several server processes one writes; the system takes the lock back from a dead one."""
    descriptor = os.open(plan.folder / ".writing.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(descriptor)
