"""The page of a request in a tab: visiting it, and what a browser sends from its forms."""

from __future__ import annotations

import json
from typing import Any

from records_app.casework.people import Actor
from records_app.web.house import House
from records_app.web.pages.request import RequestState
from tests.office.signing_in import session_of
from tests.web.tabs import Tab


async def visit(
    tab: Tab,
    house: House,
    actor: Actor | None,
    request_id: object,
    step: str = "",
    line: str | None = None,
) -> RequestState:
    tab.cookie = ""
    if actor is not None:
        tab.belongs_to(session_of(house.store, actor))
    tab.path = f"/requests/{request_id}/"
    tab.query = {"step": step} if step else {}
    if line is not None:
        tab.query["line"] = line
    await tab.open()
    await tab.send(RequestState.load)
    return await tab.state(RequestState)


def typed(state: RequestState, **fields: Any) -> dict[str, Any]:
    """What the browser sends: the fields, and the version and id that were on the screen."""
    assert state.view is not None
    return {"version": str(state.view.version), "request": str(state.view.id), **fields}


def redirects(tab: Tab) -> list[str]:
    updates = json.loads(tab.wire.text())
    events = [event for update in updates for event in update.get("events", [])]
    return [event["payload"]["path"] for event in events if event["name"] == "_redirect"]
