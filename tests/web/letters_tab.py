"""A tab that looks at the page of letters, and what it says."""

from __future__ import annotations

from typing import Any

from records_app.casework.events import Sent
from records_app.casework.people import Actor
from records_app.store.log import entries_of
from records_app.web.house import House
from records_app.web.pages.letters import LettersState
from records_app.web.session_state import SessionState
from tests.office.mailed import letter_row
from tests.office.signing_in import session_of
from tests.web.tabs import Tab

ON = "2026-11-23"


async def visit(tab: Tab, house: House, actor: Actor) -> LettersState:
    tab.belongs_to(session_of(house.store, actor))
    tab.path = "/letters/"
    await tab.open()
    await tab.send(LettersState.load)
    return await shown(tab)


async def shown(tab: Tab) -> LettersState:
    state: LettersState = await tab.state(LettersState)
    return state


async def said(tab: Tab) -> str:
    session: SessionState = await tab.state(SessionState)
    return session.flash


def sendings(house: House, letter_id: int) -> list[Sent]:
    with house.store.reading() as session:
        log = entries_of(session, letter_row(house.store, letter_id).request_id)
    return [entry.event for entry in log if isinstance(entry.event, Sent)]


def item(letter_id: int, **fields: Any) -> dict[str, Any]:
    """What the form of the open letter sends."""
    told = {"on": ON, "at": "", "channel": "email", "to": "x@y.example", "reference": "", **fields}
    return {"item-letter": str(letter_id), **{f"item-{name}": told[name] for name in told}}
