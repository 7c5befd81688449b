"""The tab of somebody of the office, and what stands on top of its page."""

from __future__ import annotations

from records_app.casework.people import Actor
from records_app.web.house import House
from records_app.web.session_state import SessionState
from tests.office.signing_in import session_of
from tests.web.tabs import Tab


def become(tab: Tab, house: House, actor: Actor, path: str) -> Tab:
    """Sign the tab in and lead it to an address."""
    tab.belongs_to(session_of(house.store, actor))
    tab.path = path
    return tab


async def flash_of(tab: Tab) -> str:
    """The message on top of the page."""
    return (await tab.state(SessionState)).flash
