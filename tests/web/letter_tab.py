"""A tab on the page of a letter after a request."""

from __future__ import annotations

import json

from records_app.casework.people import Actor
from records_app.web.house import House
from records_app.web.pages.letter_after import LetterAfterState, WhichLetterState
from tests.office.signing_in import session_of
from tests.web.tabs import Tab


async def visit(
    tab: Tab, house: House, actor: Actor | None, request_id: object, kind: str
) -> LetterAfterState:
    """Open the page as this person does."""
    tab.cookie = ""
    if actor is not None:
        tab.belongs_to(session_of(house.store, actor))
    tab.path = f"/requests/{request_id}/letter/{kind}/"
    tab.query = {}
    await tab.open()
    await tab.send(LetterAfterState.load)
    await tab.send(LetterAfterState.mounted)
    return await tab.state(LetterAfterState)


async def choose(tab: Tab, house: House, actor: Actor, request_id: object) -> WhichLetterState:
    """Open the page with all kinds of letters."""
    tab.belongs_to(session_of(house.store, actor))
    tab.path = f"/requests/{request_id}/letter/"
    await tab.open()
    await tab.send(WhichLetterState.load)
    return await tab.state(WhichLetterState)


async def type_into(tab: Tab, **fields: str) -> None:
    """Type into fields, one after the other."""
    for field, value in fields.items():
        await tab.send(LetterAfterState.typed, field=field.replace("_of_", "-"), value=value)


def sheet(state: LetterAfterState) -> str:
    """The letter on the screen."""
    return "\n".join(line.lead + line.text for line in state.lines)


def redirects(tab: Tab) -> list[str]:
    """Where the tab was sent, in order."""
    updates = json.loads(tab.wire.text())
    events = [event for update in updates for event in update.get("events", [])]
    return [event["payload"]["path"] for event in events if event["name"] == "_redirect"]
