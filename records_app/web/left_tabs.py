"""What the server holds of a stranger's tab goes soon after the tab was closed.

The framework keeps the state of every tab for an hour, about a hundred KiB each: with one address
and patience a stranger would fill the memory. The pages without sign-in stand in their address, so
a tab that comes back after that misses nothing. Tabs of people who are signed in keep their hour.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from reflex.istate.manager.memory import StateManagerMemory

from records_app.web.session_state import SessionState

_STAYS_SECONDS = 60.0


class LeftTabs:
    """Remembers since when a stranger's tab has no socket. Used from the event loop only."""

    def __init__(self) -> None:
        self._since: dict[str, float] = {}

    def forget(self, manager: object, connected: Collection[str], now: float) -> int:
        """Let go of the tabs that are gone for a minute at ``now``; gives how many those were."""
        if not isinstance(manager, StateManagerMemory):
            return 0
        self._since = {
            tab: self._since.get(tab, now)
            for tab, root in manager.states.items()
            if tab not in connected and _is_nobodys(root)
        }
        gone = [tab for tab, since in self._since.items() if now - since >= _STAYS_SECONDS]
        return sum(self._let_go(manager, tab) for tab in gone)

    def _let_go(self, manager: StateManagerMemory, tab: str) -> bool:
        lock, known = manager._states_locks.get(tab), manager._token_expires_at.get(tab)
        if known is None or (lock is not None and lock.locked()):
            return False
        manager._purge_token(known[1])
        del self._since[tab]
        return True


def _is_nobodys(root: Any) -> bool:
    session = root.substates.get(SessionState.get_name())
    return session is None or not session.person_id
