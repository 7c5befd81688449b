"""A browser tab without a browser: events go through the real guard to the real handlers."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from reflex.istate.manager.memory import StateManagerMemory
from reflex.istate.manager.token import BaseStateToken
from reflex.state import State
from reflex.utils.format import format_event_handler, json_dumps
from reflex_base.event import Event
from reflex_base.event.processor import BaseStateEventProcessor
from reflex_base.registry import RegistrationContext


class Wire:
    """Stands in for the socket: keeps everything that would go to the browser."""

    def __init__(self) -> None:
        self.updates: list[Any] = []

    async def emit_update(self, update: Any, token: str) -> None:
        self.updates.append(update)

    def text(self) -> str:
        """All of it as the browser would get it."""
        return json.dumps([json.loads(json_dumps(update)) for update in self.updates])


@dataclass
class Tab:
    """One tab: a token of its own, the cookie of its browser, the page it shows."""

    processor: BaseStateEventProcessor
    manager: StateManagerMemory
    wire: Wire
    cookie: str = ""
    path: str = "/"
    query: dict[str, str] = field(default_factory=dict)
    token: str = field(default_factory=lambda: str(uuid4()))

    def belongs_to(self, session_token: str) -> None:
        """Give the browser the cookie of a session."""
        self.cookie = f"theme=dark; sid={session_token}"

    async def send(self, handler: Any, **payload: Any) -> None:
        """Send one event and wait for it and for everything it started."""
        name = handler if isinstance(handler, str) else format_event_handler(handler)
        address = self.path + ("?" + "&".join(f"{k}={v}" for k, v in self.query.items()))
        router = {
            "pathname": self.path,
            "asPath": address.rstrip("?"),
            "query": self.query,
            "token": self.token,
            "sid": "socket",
            "ip": "192.0.2.7",
            "headers": {"origin": "http://localhost:8000", "cookie": self.cookie},
        }
        event = Event(name=name, payload=payload, router_data=router)
        future = await self.processor.enqueue(self.token, event)
        await future.wait_all()

    async def open(self) -> None:
        """What the browser sends when a page is loaded."""
        await self.send(State.event_handlers["hydrate_and_load"])

    async def state(self, cls: type[Any]) -> Any:
        """The server's side of the tab."""
        root = await self.manager.get_state(BaseStateToken(ident=self.token, cls=cls))
        return await root.get_state(cls)


@asynccontextmanager
async def open_tab(app: Any) -> AsyncIterator[Tab]:
    """A tab on the given app; fails when anything escaped our own handlers."""
    token = RegistrationContext.set(app._registration_context)
    escaped: list[Exception] = []
    wire, manager = Wire(), StateManagerMemory()
    processor = BaseStateEventProcessor(
        middleware=app, backend_exception_handler=escaped.append, graceful_shutdown_timeout=1
    )
    processor.configure(state_manager=manager, event_namespace=wire)
    async with processor:
        yield Tab(processor, manager, wire)
    await manager.close()
    RegistrationContext.reset(token)
    assert not escaped
