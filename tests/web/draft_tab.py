"""A tab on the form of a new request, and the drafts that the database holds."""

from __future__ import annotations

import json
from typing import Any

from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.drafting import new_draft, save_draft
from records_app.store.tables import Request
from records_app.web.house import House
from records_app.web.pages.new_request import DraftState
from tests.office.cast import NOW, Cast, filled_form
from tests.office.signing_in import session_of
from tests.web.tabs import Tab


async def visit(
    tab: Tab, house: House, actor: Actor, draft: object = "new", agency: str = ""
) -> DraftState:
    """Open a draft as this person; without one, the empty form."""
    tab.belongs_to(session_of(house.store, actor))
    tab.path = f"/drafts/{draft}/"
    tab.query = {"agency": agency} if agency else {}
    await tab.open()
    await tab.send(DraftState.load)
    await tab.send(DraftState.mounted)
    return await tab.state(DraftState)


async def type_into(tab: Tab, **fields: str) -> None:
    """Type into fields, one after the other."""
    for field, value in fields.items():
        await tab.send(DraftState.typed, field=field, value=value)


def begun(house: House, cast: Cast, **changes: object) -> int:
    """A draft of Bob's with nothing wrong in it but the changes."""
    draft_id = new_draft(house.store, cast.bob, now=NOW)
    form = filled_form(cast.riverbend, **changes)
    save_draft(house.store, cast.bob, draft_id, 1, form, now=NOW)
    return draft_id


def kept(house: House) -> list[dict[str, Any]]:
    """The forms of all drafts that are kept."""
    with house.store.reading() as session:
        return [row.form for row in session.exec(select(Request))]


def redirects(tab: Tab) -> list[str]:
    """Where the tab was sent, in order."""
    updates = json.loads(tab.wire.text())
    events = [event for update in updates for event in update.get("events", [])]
    return [event["payload"]["path"] for event in events if event["name"] == "_redirect"]
