"""Speaks the socket's language by hand, as anybody with twenty lines of Python can."""

from __future__ import annotations

import json
from contextlib import suppress
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

from simple_websocket import Client, ConnectionClosed

NAMESPACE = "/_event"
QUIET_SECONDS = 0.5


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
        self._socket = Client(address, headers=headers)
        # Sent before the greeting is read: this client overlooks a first message that arrives
        # together with the handshake, until more arrives.
        self._socket.send(f"40{NAMESPACE},")
        hello = self._receive(10)
        assert hello.startswith("0{"), hello
        welcome = self._receive(10)
        if welcome.startswith("42"):
            # A tab that somebody else had is given a token of its own before it is welcomed.
            welcome = self._receive(10)
        assert welcome.startswith(f"40{NAMESPACE},"), welcome

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

    def listen(self, seconds: float = QUIET_SECONDS) -> str:
        """Everything heard until it is quiet for so long."""
        while text := self._receive(seconds):
            if text == "2":
                self.raw("3")
            else:
                self.heard.append(text)
        return "\n".join(self.heard)

    def _receive(self, seconds: float) -> str:
        try:
            return str(self._socket.receive(timeout=seconds) or "")
        except ConnectionClosed:
            return ""
