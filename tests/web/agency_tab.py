"""A tab on the page of an agency, and what the database holds of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlmodel import select

from records_app.store.tables import Closure, Contact, ContactChange
from records_app.web.house import House
from records_app.web.pages.agency import AgencyState
from records_app.web.session_state import SessionState
from tests.office.signing_in import session_of
from tests.web.tabs import Tab

RIVERBEND = "/agencies/riverbend-police-department/"


def become(tab: Tab, house: House, actor: Any, path: str = RIVERBEND) -> Tab:
    """Sign the tab in and lead it to an address."""
    tab.belongs_to(session_of(house.store, actor))
    tab.path = path
    return tab


async def show(tab: Tab, **query: str) -> AgencyState:
    """Load the page with this query."""
    tab.query = query
    await tab.send(AgencyState.load)
    return await tab.state(AgencyState)


async def flash_of(tab: Tab) -> str:
    """The message on top of the page."""
    return (await tab.state(SessionState)).flash


def contacts(house: House, agency_id: int) -> dict[str, str]:
    """The kinds of contact that an agency has, with their values."""
    with house.store.reading() as session:
        rows = session.exec(select(Contact).where(Contact.agency_id == agency_id))
        return {row.kind: row.value for row in rows if row.removed_at is None}


def changes(house: House) -> list[tuple[str, str]]:
    """What was done to contacts, and why."""
    with house.store.reading() as session:
        return [(row.action, row.reason) for row in session.exec(select(ContactChange))]


def closures(house: House) -> list[tuple[date, bool, str]]:
    """The days on which an agency is closed or open, and why."""
    with house.store.reading() as session:
        return [(row.on, row.is_open, row.reason) for row in session.exec(select(Closure))]
