"""Keep strangers from filling the log, and cookies out of it."""

from __future__ import annotations

import logging
import re
import secrets

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from records_app.web.run import log_failure

_QUEUE_LOGGER = "reflex_base.event.processor.event_processor"
_STATE_LOGGER = "reflex_base.event.processor.base_state_processor"
_SOCKET_LOGGERS = ("reflex.app", "engineio.server", "socketio.server")
_NAME = re.compile(r"name='([^']{0,200})'")
_LONGEST = 300


TRACEBACKS_A_MINUTE = 20
LINES_A_MINUTE = 200
_TRACEBACKS = RateLimitItemPerMinute(TRACEBACKS_A_MINUTE)
_LINES = RateLimitItemPerMinute(LINES_A_MINUTE)
_LAST_LINE = RateLimitItemPerMinute(1)
_budget = MovingWindowRateLimiter(MemoryStorage())


def has_room() -> bool:
    """Whether one more line that a stranger caused goes into the log in this minute."""
    if _budget.hit(_LINES, "lines"):
        return True
    if _budget.hit(_LAST_LINE, "last line"):
        logging.getLogger("records_app.web").warning("more like these are not written for a while")
    return False


class CalmEvents(logging.Filter):
    """One short line for an event that cannot be processed, without its traceback, and not many.

    Reflex writes the whole event, which holds the request's cookie and whatever the sender put
    into it, and some 25 lines of traceback for each unknown name.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Shorten the record; keep it as long as there is room."""
        message = record.getMessage()
        if message.startswith("Error processing event queue entry"):
            found = _NAME.search(message)
            name = found.group(1) if found else "?"
            record.levelno, record.levelname = logging.WARNING, "WARNING"
            message = f"refused an event that no page has: {_printable(name)}"
            record.exc_info = record.exc_text = None
        elif record.exc_info and record.name in _SOCKET_LOGGERS:
            kind = record.exc_info[0]
            message = f"a message could not be read: {kind.__name__ if kind else message}"
            record.exc_info = record.exc_text = None
        record.msg, record.args = _printable(message)[:_LONGEST], ()
        return has_room()


def _printable(text: str) -> str:
    return "".join(character if character.isprintable() else "·" for character in text)


def calm_the_log() -> None:
    """Put the filter on the loggers that repeat what a browser sent."""
    for name in (_QUEUE_LOGGER, _STATE_LOGGER, *_SOCKET_LOGGERS):
        logger = logging.getLogger(name)
        if not any(isinstance(existing, CalmEvents) for existing in logger.filters):
            logger.addFilter(CalmEvents())


def unexpected(exception: Exception, where: str = "an event") -> str:
    """Log what went wrong outside of our own handlers; gives a reference that may be shown.

    Strangers can make the framework's handlers fail with junk: only some get their traceback.
    """
    if _budget.hit(_TRACEBACKS, "unexpected"):
        return log_failure(exception, where)
    reference = secrets.token_hex(4)
    if has_room():
        kind = type(exception).__name__
        logging.getLogger("records_app.web").warning("failure %s: %s", reference, kind)
    return reference


def escaped(exception: Exception) -> None:
    """The same for the framework, which shows nothing to anybody."""
    unexpected(exception)
