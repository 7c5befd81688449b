"""What an open tab shows goes when its session ends, wherever that happened.

Somebody signs out in one window, or an admin disables them, or the session runs out: other tabs
would go on showing families' names until something is pressed there. One query every few seconds
finds the sessions that ended, and their tabs are wiped and told where to sign in.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Collection, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any, Protocol
from urllib.parse import quote

from reflex.istate.manager.token import BaseStateToken
from reflex.state import BaseState, State

from records_app.office.sign_in import ended_sessions
from records_app.web.house import clock, house
from records_app.web.left_tabs import LeftTabs
from records_app.web.run import log_failure, page_path
from records_app.web.session_state import SessionState

_EVERY_SECONDS = 2.0


class Door(Protocol):
    """What of the framework's app is needed: the tabs that are connected, and their states."""

    event_namespace: Any
    state_manager: Any

    def modify_state(self, token: BaseStateToken) -> AbstractAsyncContextManager[BaseState]:
        """Change a tab's state from outside; the tab hears of it."""


class OpenTabs:
    """Which session each open tab belongs to. Filled by the guard, in this process only."""

    def __init__(self) -> None:
        self._sessions: dict[str, str] = {}

    def note(self, tab: str, session_key: str) -> None:
        """Remember whose a tab is; with an empty key it is nobody's."""
        if session_key:
            self._sessions[tab] = session_key
        else:
            self._sessions.pop(tab, None)

    def keep_only(self, connected: Collection[str]) -> Mapping[str, str]:
        """Forget the tabs that were closed; gives the others with their sessions."""
        for tab in [tab for tab in self._sessions if tab not in connected]:
            del self._sessions[tab]
        return dict(self._sessions)


open_tabs = OpenTabs()


async def close_ended(door: Door) -> int:
    """Wipe the tabs of sessions that ended since; gives how many there were."""
    tabs = open_tabs.keep_only(door.event_namespace.token_to_sid)
    if not tabs:
        return 0
    now, _ = clock()
    ended = await asyncio.to_thread(ended_sessions, house().store, set(tabs.values()), now)
    left = [tab for tab, key in tabs.items() if key in ended]
    for tab in left:
        async with door.modify_state(BaseStateToken(ident=tab, cls=State)) as state:
            session = await state.get_state(SessionState)
            await leave(state, session)
        open_tabs.note(tab, "")
    return len(left)


async def leave(state: BaseState, session: SessionState) -> None:
    """Take everything out of a tab; what stays is the way to sign in and come back."""
    href = way_back(state)
    state._get_root_state().reset()
    session.sign_in_href = href


def way_back(state: BaseState) -> str:
    """Where to sign in so that one is on this page again afterwards."""
    url = state.router.url
    path = page_path(url.path)
    return "/login/?next=" + quote(f"{path}?{url.query}" if url.query else path, safe="/")


@asynccontextmanager
async def watching_sessions(app: Door) -> AsyncIterator[None]:
    """Look every few seconds while the server runs. Reflex fills in ``app`` by its name."""
    task = asyncio.create_task(_watch(app))
    yield
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task


async def _watch(door: Door) -> None:
    left = LeftTabs()
    while True:
        await asyncio.sleep(_EVERY_SECONDS)
        try:
            await close_ended(door)
            left.forget(door.state_manager, door.event_namespace.token_to_sid, time.monotonic())
        except Exception as error:
            log_failure(error, "tabs whose session ended")
