"""How often one person uploads and lets bundles be made, and one address tries one-time links.

It stands behind the page gate, which knows who asks. Other pages and routes are not counted: who
is signed in and works is never stopped by what strangers do.
"""

from __future__ import annotations

import math
import re
import time
from collections.abc import Mapping

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from records_app.casework.people import Actor
from records_app.office.attempts import network_of
from records_app.office.counters import Counters
from records_app.office.refusals import TooManyAttempts
from records_app.web.client_address import client_address
from records_app.web.page_gate import ACTOR
from records_app.web.plain_answers import plain

# What one person may do in a window: many times what a hurried day needs.
PER_PERSON: Mapping[str, tuple[re.Pattern[str], RateLimitItem]] = {
    "upload": (re.compile(r"/requests/[0-9]{1,10}/files"), RateLimitItemPerMinute(200, 10)),
    "import": (re.compile(r"/import/(list|mails)"), RateLimitItemPerMinute(40, 10)),
}
LINK = re.compile(r"/invite/[^/]*/?")
MISSES_PER_ADDRESS = RateLimitItemPerMinute(20, 15)


class ActLimits:
    """Answers 429 with the time to wait, before the body is read."""

    def __init__(
        self,
        app: ASGIApp,
        counters: Counters,
        trusted_proxy_hops: int,
        per_person: Mapping[str, tuple[re.Pattern[str], RateLimitItem]] = PER_PERSON,
    ) -> None:
        self._app = app
        self._limiter = MovingWindowRateLimiter(counters)
        self._hops = trusted_proxy_hops
        self._per_person = per_person

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what is counted, refuse what is too much, pass on the rest."""
        if scope["type"] == "http" and LINK.fullmatch(scope["path"]):
            await self._link(scope, receive, send)
            return
        if scope["type"] == "http" and scope["method"] == "POST":
            wait = self._too_much(scope)
            if wait:
                await _refuse(wait, scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _too_much(self, scope: Scope) -> int:
        """Seconds to wait; 0 lets it through."""
        actor = scope.get(ACTOR)
        for act, (path, limit) in self._per_person.items():
            if not isinstance(actor, Actor) or not path.fullmatch(scope["path"]):
                continue
            if not self._limiter.hit(limit, act, str(actor.id)):
                return self._wait(limit, act, str(actor.id))
        return 0

    async def _link(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A one-time link: whoever keeps finding none is stopped; a right one is free."""
        address = network_of(client_address(scope, self._hops))
        if not self._limiter.test(MISSES_PER_ADDRESS, "link", address):
            wait = self._wait(MISSES_PER_ADDRESS, "link", address)
            await _refuse(wait, scope, receive, send)
            return

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 404:
                self._limiter.hit(MISSES_PER_ADDRESS, "link", address)
            await send(message)

        await self._app(scope, receive, watched)

    def _wait(self, limit: RateLimitItem, *key: str) -> int:
        reset = self._limiter.get_window_stats(limit, *key).reset_time
        return max(1, math.ceil(reset - time.time()))


async def _refuse(wait: int, scope: Scope, receive: Receive, send: Send) -> None:
    headers = {"Retry-After": str(wait), "Connection": "close"}
    await plain(429, str(TooManyAttempts(wait)), headers)(scope, receive, send)
