"""Who may open the websocket, how often, and how large one message may be."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Collection

from limits import RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from records_app.casework.people import Actor
from records_app.office.attempts import network_of
from records_app.office.counters import Counters, counters_in
from records_app.web.calm_log import has_room
from records_app.web.client_address import client_address, header
from records_app.web.open_sockets import OpenSockets
from records_app.web.page_gate import actor_in
from records_app.web.socket_pace import SocketPace

logger = logging.getLogger("records_app.web")

PER_ADDRESS = RateLimitItemPerMinute(120)
PER_ACCOUNT = RateLimitItemPerMinute(240)
LARGEST_MESSAGE = 256 * 1024
_REFUSED = 1008
# How Socket.IO begins a conversation. Every one more would get a tab token, and with it a state.
_CONNECT = "40"
_TOO_LARGE = 1009


class SocketLimits:
    """Refuses a websocket whose Origin is not exactly ours, missing ones too.

    Every browser sends an Origin; Reflex itself needs no websocket without one. Strangers are
    counted by network address. Whoever is signed in is counted by account alone: what strangers
    do behind the same address does not keep them out. So many may be opened in a minute, and so
    many be open at once. One socket is one tab: browsers begin one conversation on it, and a
    second one ends it.
    """

    def __init__(
        self,
        app: ASGIApp,
        origins: Collection[str],
        trusted_proxy_hops: int,
        *,
        per_address: RateLimitItemPerMinute = PER_ADDRESS,
        counters: Counters | None = None,
        most_of_strangers: int = 300,
    ) -> None:
        self._app = app
        self._origins = frozenset(origins)
        self._hops = trusted_proxy_hops
        self._per_address = per_address
        self._limiter = MovingWindowRateLimiter(counters or counters_in(""))
        self._open = OpenSockets(most_of_strangers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Close before accepting (the browser sees 403), or pass on with a cap on messages."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        found = await self._whose(scope)
        if found is None:
            await send({"type": "websocket.close", "code": _REFUSED})
            return
        whose, stranger = found
        with self._open.place(whose, stranger=stranger) as has_place:
            if has_place:
                await self._talk(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": _REFUSED})

    async def _talk(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun, pace = 0, SocketPace(time.monotonic())

        async def capped() -> Message:
            nonlocal begun
            message = await receive()
            text, data = message.get("text") or "", message.get("bytes") or b""
            begun += text.startswith(_CONNECT)
            code = 0
            if len(data) > LARGEST_MESSAGE or len(text) > LARGEST_MESSAGE:
                code = _TOO_LARGE
            elif begun > 1:
                code = _REFUSED
            if code:
                await send({"type": "websocket.close", "code": code})
                return {"type": "websocket.disconnect", "code": code}
            if wait := pace.wait_after(len(text) + len(data), time.monotonic()):
                await asyncio.sleep(wait)
            return message

        try:
            await self._app(scope, capped, send)
        except Exception as error:
            # What cannot be read as a message is a stranger's: one line, not a traceback.
            if has_room():
                logger.warning("a websocket ended: %s", type(error).__name__)

    async def _whose(self, scope: Scope) -> tuple[str, bool] | None:
        """For whom it counts, and whether that is a stranger; None for one that may not open."""
        if header(scope, b"origin").lower() not in self._origins:
            return None
        actor = await _who(scope)
        if actor is not None:
            may_open = self._limiter.hit(PER_ACCOUNT, "socket of", str(actor.id))
            return (f"account {actor.id}", False) if may_open else None
        address = network_of(client_address(scope, self._hops))
        may_open = self._limiter.hit(self._per_address, "socket from", address)
        return (address, True) if may_open else None


async def _who(scope: Scope) -> Actor | None:
    if not header(scope, b"cookie"):
        return None
    try:
        return await actor_in(scope)
    except Exception as error:
        # Without the database nobody gets anything anyway; the page says so over this socket.
        if has_room():
            logger.warning("who opens a websocket is not known: %s", type(error).__name__)
        return None
