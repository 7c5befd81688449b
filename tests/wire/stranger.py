"""Speaks the socket's language by hand, as anybody with twenty lines of Python can."""

from __future__ import annotations

import itertools
import json
import time
from contextlib import suppress
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from simple_websocket import Client, ConnectionClosed

from tests.wire.serving import PATIENCE_SECONDS

NAMESPACE = "/_event"
HYDRATE = "reflex___state____state.hydrate_and_load"
HYDRATED = '"is_hydrated_rx_state_":true'
"""The last that is heard of a page that is loaded."""

SENT_AWAY = '"sign_in_href_rx_state_":"/login/'
"""What a page tells whoever has no session."""

_marks = itertools.count(1)


class Stranger:
    """One websocket to the product, with whatever origin, cookie and tab token one likes."""

    def __init__(
        self,
        port: int,
        *,
        origin: str | None = "",
        cookie: str = "",
        token: str = "",
        behind: str = "",
    ) -> None:
        self.token = token or str(uuid4())
        address = f"ws://127.0.0.1:{port}/_event/?EIO=4&transport=websocket&token={self.token}"
        headers = {"Cookie": cookie} if cookie else {}
        if origin is not None:
            headers["Origin"] = origin or f"http://localhost:{port}"
        if behind:  # where a proxy says that it comes from
            headers["X-Forwarded-For"] = behind
        self.heard: list[str] = []
        self._is_closed = False
        self._socket = Client(address, headers=headers)
        # Sent before the greeting is read: this client overlooks a first message that arrives
        # together with the handshake, until more arrives.
        self._socket.send(f"40{NAMESPACE},")
        self.until("0{")
        # A tab that somebody else had is given a token of its own before it is welcomed.
        self.until(f"40{NAMESPACE},")
        self.heard.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with suppress(ConnectionClosed, OSError):
            self._socket.close()

    def raw(self, text: str) -> None:
        """Send anything at all; the server may have hung up before."""
        with suppress(ConnectionClosed, OSError):
            self._socket.send(text)

    def call(self, name: Any, payload: Any = None, path: str = "/") -> None:
        """Send one event to a handler."""
        event = {
            "name": name,
            "payload": {} if payload is None else payload,
            "router_data": {"pathname": path, "asPath": path, "query": {}},
        }
        self.raw(f"42{NAMESPACE}," + json.dumps(["event", event]))

    def load(self, path: str = "/") -> str:
        """Load a page as browsers do, and wait until all of it is there; everything heard."""
        self.call(HYDRATE, path=path)
        return self.until(HYDRATED)

    def settle(self) -> str:
        """Wait until all that was asked before is answered; everything heard.

        A tab is answered in the order in which it asks: this asks for one page more.
        """
        mark = f"/login/?asked={next(_marks)}"
        self.call(HYDRATE, path=mark)
        self.until(mark)
        return self.until(HYDRATED)

    def until(self, *words: str) -> str:
        """Listen until each of the words came; everything heard."""
        missing, ends = set(words), time.monotonic() + PATIENCE_SECONDS
        while missing:
            text = self._receive(max(0.0, ends - time.monotonic()))
            assert text, f"no {missing} in {PATIENCE_SECONDS} seconds, or the server hung up"
            missing = {word for word in missing if word not in text}
        return "\n".join(self.heard)

    def until_closed(self) -> str:
        """Listen until the server hangs up; everything heard."""
        while self._receive(PATIENCE_SECONDS):
            pass
        assert self._is_closed, f"the server did not hang up in {PATIENCE_SECONDS} seconds"
        return "\n".join(self.heard)

    def listen(self, seconds: float) -> None:
        """Hear what comes by itself, until it is quiet for so long."""
        while self._receive(seconds):
            pass

    def _receive(self, seconds: float) -> str:
        """The next message that is kept; "" when there is none in time or the server hung up."""
        try:
            text = str(self._socket.receive(timeout=seconds) or "")
        except ConnectionClosed:
            self._is_closed = True
            return ""
        if text == "2":  # the server asks whether anybody is there
            self.raw("3")
        elif text:
            self.heard.append(text)
        return text
