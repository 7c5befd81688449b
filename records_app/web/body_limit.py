"""No request body may be larger than a form needs."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from records_app.web.client_address import header
from records_app.web.plain_answers import plain

LARGEST = 1024 * 1024
TOO_LARGE = "This is larger than 1 MiB. Nothing was saved."


class _TooLarge(Exception):
    """The body went on after the limit."""


class BodyLimit:
    """Answers 413 by the announced length, and by counting when none was announced."""

    def __init__(self, app: ASGIApp, largest: int = LARGEST) -> None:
        self._app = app
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a counter on its body."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        announced = header(scope, b"content-length")
        if announced and (not announced.isdecimal() or int(announced) > self._largest):
            await plain(413, TOO_LARGE, {"connection": "close"})(scope, receive, send)
            return
        received, started = 0, False

        async def counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._largest:
                raise _TooLarge
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, counted, watched)
        except _TooLarge:
            if not started:
                await plain(413, TOO_LARGE, {"connection": "close"})(scope, receive, send)
