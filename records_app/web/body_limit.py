"""No request body may be larger than a form needs."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from records_app.web.client_address import header
from records_app.web.plain_answers import plain

LARGEST = 1024 * 1024
TOO_LARGE = "This is larger than 1 MiB. Nothing was saved."


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
        received, refused, started = 0, False, False

        async def counted() -> Message:
            nonlocal received, refused
            message = await receive()
            received += len(message.get("body", b""))
            if received <= self._largest:
                return message
            if not refused and not started:
                refused = True
                await plain(413, TOO_LARGE, {"connection": "close"})(scope, receive, send)
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
