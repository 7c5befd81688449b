"""Whatever changes something must come from one of our own pages."""

from __future__ import annotations

from collections.abc import Collection

from starlette.types import ASGIApp, Receive, Scope, Send

from records_app.web.client_address import header
from records_app.web.plain_answers import plain

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
REFUSAL = "This did not come from a page of ours, so nothing was done. Go back and try again."


class SameOrigin:
    """Refuses unsafe methods from elsewhere, by the headers that only browsers set.

    Sec-Fetch-Site decides where the browser sends it (over TLS and on this machine); otherwise
    the Origin must be one of ours. A request with neither is refused too.
    """

    def __init__(self, app: ASGIApp, origins: Collection[str]) -> None:
        self._app = app
        self._origins = frozenset(origins)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 403, or pass the request on."""
        if scope["type"] == "http" and scope["method"] not in _SAFE and not self._is_ours(scope):
            await plain(403, REFUSAL)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_ours(self, scope: Scope) -> bool:
        site = header(scope, b"sec-fetch-site")
        if site:
            return site in {"same-origin", "none"}
        return header(scope, b"origin").lower() in self._origins
