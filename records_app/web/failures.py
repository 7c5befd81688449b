"""What goes wrong unexpectedly: where, for the log, without anybody's words; a plain answer."""

from __future__ import annotations

import logging
import traceback
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from records_app.store.database import trouble_of
from records_app.web.calm_log import unexpected
from records_app.web.plain_answers import plain
from records_app.web.run import SOMETHING_WENT_WRONG

_KNOWN = "desk.failure is known"
_make_record = logging.getLogRecordFactory()


class Failures:
    """Answers 500 where something below failed, and puts it down once: the server writes nothing.

    The server would write down the words of the exception, which may quote what a person typed.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            answer = _answer(scope, error)
            if not started:
                await answer(scope, receive, send)


async def failed(request: Request, error: Exception) -> Response:
    """The answer to a failure in one of our routes."""
    return _answer(request.scope, error)


def _answer(scope: Scope, error: Exception) -> Response:
    if isinstance(error, ClientDisconnect):
        return plain(400, "")  # nobody is there to hear anything, and strangers leave as they like
    return plain(500, f"{SOMETHING_WENT_WRONG} (Reference {_put_down(scope, error)})")


def _put_down(scope: Scope, error: Exception) -> str:
    """Once for each request: who answers a failure and who is told of it later are two."""
    if _KNOWN not in scope:
        # No more of the address: what follows may be the secret of a link.
        scope[_KNOWN] = unexpected(error, f"/{scope['path'].strip('/').partition('/')[0][:40]}/")
    known: str = scope[_KNOWN]
    return known


def place_of(error: BaseException) -> str:
    """Where a failure and what caused it happened, and of what kind they were. No messages."""
    parts, seen = [], set[int]()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        parts.append("".join(traceback.format_tb(at.__traceback__)) + _kind_of(at))
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "\nbecause of\n".join(parts)


def _kind_of(error: BaseException) -> str:
    # What speaks of the machine is told: a full disk, a database that is locked or gone.
    said = error.strerror if isinstance(error, OSError) else trouble_of(error)
    return f"{type(error).__name__}: {said}" if said else type(error).__name__


def _record_without_words(*values: Any, **named: Any) -> logging.LogRecord:
    record = _make_record(*values, **named)
    if record.exc_info and record.exc_info[1] is not None:
        # A formatter takes this where it stands, and would write down the message otherwise.
        record.exc_text = place_of(record.exc_info[1])
    return record


def keep_words_out_of_the_log() -> None:
    """From now on every failure is logged by its kind and place, whoever logs it."""
    logging.setLogRecordFactory(_record_without_words)
