"""No request body may be larger than a form needs, or take for ever to come.

A few addresses take files as well, from people who are signed in. The server answers so many
requests at once: strangers who begin forms and never end them would use all of those up.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from records_app.web.client_address import header
from records_app.web.plain_answers import plain

MIB = 1024 * 1024
LARGEST = MIB
PATIENCE_SECONDS = 60.0
TOO_SLOW = "This took too long to arrive. Nothing was saved. Try again."
# More digits than any length has; of endless ones Python makes no number.
_MOST_DIGITS = 18


class BodyLimit:
    """Answers 413 by the announced length, and by counting when none was announced; 408 in the end.

    ``larger``: patterns of whole addresses that may be posted more to, with how many bytes. Those
    may take as long as they need; any other body has ``patience`` seconds from its first byte on.
    """

    def __init__(
        self,
        app: ASGIApp,
        largest: int = LARGEST,
        larger: Mapping[str, int] | None = None,
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        self._app = app
        self._largest = largest
        self._patience = patience
        self._larger = tuple((re.compile(path), size) for path, size in (larger or {}).items())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a counter on its body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        largest = self._largest_at(scope)
        too_large = plain(413, too_large_words(largest), {"connection": "close"})
        announced = header(scope, b"content-length")
        if announced and not _fits(announced, largest):
            await too_large(scope, receive, send)
            return
        received, refused, started = 0, False, False
        until: float | None = None
        ended = largest != self._largest

        async def counted() -> Message:
            nonlocal received, refused, until, ended
            until = until or asyncio.get_running_loop().time() + self._patience
            answer = too_large
            try:
                # After its last piece one waits here for the visitor to leave: as long as it takes.
                async with asyncio.timeout_at(None if ended else until):
                    message = await receive()
                ended = ended or not message.get("more_body", False)
                received += len(message.get("body", b""))
                if received <= largest:
                    return message
            except TimeoutError:
                answer = plain(408, TOO_SLOW, {"connection": "close"})
            if not refused and not started:
                refused = True
                await answer(scope, receive, send)
            return {"type": "http.disconnect"}

        async def unless_refused(message: Message) -> None:
            nonlocal started
            if not refused:
                started = True
                await send(message)

        try:
            await self._app(scope, counted, unless_refused)
        except Exception:
            if not refused:  # what came of our cutting the body off is no news
                raise

    def _largest_at(self, scope: Scope) -> int:
        if scope["method"] == "POST":
            for path, size in self._larger:
                if path.fullmatch(scope["path"]):
                    return size
        return self._largest


def _fits(announced: str, largest: int) -> bool:
    short = announced.isdecimal() and len(announced) <= _MOST_DIGITS
    return short and int(announced) <= largest


def too_large_words(largest: int) -> str:
    """What is said about a body that is larger than it may be."""
    return f"This is larger than {largest // MIB:,} MiB. Nothing was saved."
