"""One signed-in tab over a real websocket, light enough for hundreds in one process."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import Self
from uuid import uuid4

from wsproto import ConnectionType, WSConnection
from wsproto.events import (
    AcceptConnection,
    CloseConnection,
    Ping,
    RejectConnection,
    Request,
    TextMessage,
)
from wsproto.events import Event as WireEvent
from wsproto.events import Message as WireMessage

NAMESPACE = "/_event"
LONGEST_WAIT = 300
"""Ends a hang, and nothing else: how long it took is measured."""
_ROOT = "reflex___state____state"
_OPEN = f"{_ROOT}.hydrate_and_load"
_GO = f"{_ROOT}.reflex___state____on_load_internal_state.on_load_internal"
_DONE = '"is_hydrated_rx_state_":true'
_WRONG = ("Something went wrong", '"not_found_rx_state_":true', '"sign_in_href_rx_state_":"/')


class TabFailed(Exception):
    """The tab did not get what it asked for; the text says what came instead."""


@dataclass
class LiveTab:
    """A tab of whoever has the session. ``took`` holds the seconds of each round trip by kind."""

    port: int
    session: str
    address: str = "127.0.0.1"
    took: dict[str, list[float]] = field(default_factory=dict)

    async def __aenter__(self) -> Self:
        self._token = str(uuid4())
        self._reader, self._writer = await asyncio.open_connection(
            "127.0.0.1", self.port, local_addr=(self.address, 0)
        )
        self._wire = WSConnection(ConnectionType.CLIENT)
        self._partial = ""
        self._heard: list[str] = []
        self._send(
            Request(
                host=f"localhost:{self.port}",
                target=f"/_event/?EIO=4&transport=websocket&token={self._token}",
                extra_headers=[
                    (b"Origin", f"http://localhost:{self.port}".encode()),
                    (b"Cookie", f"sid={self.session}".encode()),
                ],
            )
        )
        await self._until("0{")
        self._say(f"40{NAMESPACE},")
        await self._until(f"40{NAMESPACE},")
        return self

    async def __aexit__(self, *_: object) -> None:
        self._writer.close()

    async def open(self, kind: str, path: str) -> None:
        """Load a page as the browser does first."""
        await self._ask(kind, _OPEN, path)

    async def go(self, kind: str, path: str) -> None:
        """Go to another page, or to this one with another query."""
        await self._ask(kind, _GO, path)

    async def _ask(self, kind: str, name: str, address: str) -> None:
        path, _, query = address.partition("?")
        router = {
            "pathname": path,
            "asPath": address,
            "query": dict(pair.split("=", 1) for pair in query.split("&")) if query else {},
        }
        event = {"name": name, "payload": {}, "router_data": router}
        started = time.perf_counter()
        self._say(f"42{NAMESPACE}," + json.dumps(["event", event]))
        try:
            heard = await asyncio.wait_for(self._until(_DONE, anywhere=True), LONGEST_WAIT)
        except TimeoutError:
            raise TabFailed(f"{kind}: no answer in {LONGEST_WAIT} seconds") from None
        self.took.setdefault(kind, []).append(time.perf_counter() - started)
        for wrong in _WRONG:
            if any(wrong in text for text in heard):
                raise TabFailed(f"{kind} {address}: {wrong}")

    async def _until(self, wanted: str, *, anywhere: bool = False) -> list[str]:
        """Everything heard up to the text that begins so, or that has it anywhere."""
        heard: list[str] = []
        while True:
            while self._heard:
                text = self._heard.pop(0)
                heard.append(text)
                if wanted in text if anywhere else text.startswith(wanted):
                    return heard
            piece = await self._reader.read(65_536)
            if not piece:
                raise TabFailed("the server hung up")
            self._wire.receive_data(piece)
            for event in self._wire.events():
                self._take(event)

    def _take(self, event: WireEvent) -> None:
        if isinstance(event, TextMessage):
            self._partial += event.data
            if event.message_finished:
                text, self._partial = self._partial, ""
                if text == "2":
                    self._say("3")
                else:
                    self._heard.append(text)
        elif isinstance(event, Ping):
            self._send(event.response())
        elif isinstance(event, RejectConnection):
            raise TabFailed(f"the socket was refused: {event.status_code}")
        elif isinstance(event, CloseConnection):
            raise TabFailed(f"the socket was closed: {event.code}")
        else:
            assert isinstance(event, AcceptConnection | WireMessage), event

    def _say(self, text: str) -> None:
        self._send(TextMessage(text))

    def _send(self, event: WireEvent) -> None:
        self._writer.write(self._wire.send(event))
