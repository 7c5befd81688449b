"""The log as one JSON object a line, for programs that collect logs."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """Time (UTC), level, logger, message; with a failure its kind and where it happened.

    The message of an exception may quote what a person typed, so only its kind is written.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line without line breaks."""
        entry = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            entry["failure"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])[-8:]
            entry["where"] = " < ".join(f"{one.name}:{one.lineno}" for one in reversed(frames))
        return json.dumps(entry, ensure_ascii=True)


def write_json_lines() -> None:
    """Let every logger of this process write JSON lines to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        if logger.handlers:
            logger.handlers.clear()
            logger.propagate = True
