"""Runs the program that opens files from strangers, and never waits for it longer than it may."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, BinaryIO

from records_app.office.files.sealing import with_descriptor

_PROGRAM = Path(__file__).with_name("inside.py")
_SECONDS = 25
# Two at a time: a small machine must still answer everybody else.
_places = BoundedSemaphore(2)
_log = logging.getLogger(__name__)


class Unreadable(Exception):
    """The program gave up on this file, or was ended because it took too long or too much."""


def look_inside(stream: BinaryIO, kind: str) -> dict[str, Any]:
    """What the file holds: pages and remarks. ``kind`` is pdf, picture or zip."""
    found = json.loads(_run(stream, "look", kind))
    if not isinstance(found, dict):
        raise Unreadable
    return found


def text_inside(stream: BinaryIO, kind: str) -> list[str]:
    """The text page by page. ``kind`` is pdf, docx, email or plain."""
    return [str(page) for page in json.loads(_run(stream, "text", kind))]


def page_as_png(stream: BinaryIO, kind: str, number: int) -> bytes:
    """One page, counted from 1, as a picture. ``kind`` is pdf or picture."""
    return _run(stream, "page", kind, str(number))


def _run(stream: BinaryIO, *task: str) -> bytes:
    # Isolated and without our environment: no settings, no secrets, no modules from elsewhere.
    command = [sys.executable, "-I", str(_PROGRAM), *task]
    with _places:
        given = with_descriptor(stream)
        try:
            done = subprocess.run(  # noqa: S603 - our own program
                command,
                stdin=given,
                capture_output=True,
                timeout=_SECONDS,
                env={"LANG": "C.UTF-8", "PYTHONMALLOC": "malloc"},
                cwd="/",
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise Unreadable from late
        finally:
            if given is not stream:
                given.close()
    if done.returncode != 0:
        _log.info("a file could not be read (%s): exit %s", " ".join(task), done.returncode)
        raise Unreadable
    return done.stdout
