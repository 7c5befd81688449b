"""Everybody against every handler, every page and every route: who reaches what, and who never.

Pages, handlers and routes are walked as they are registered: a new one is covered by being there.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from records_app.records_app import app
from records_app.store.database import Store
from records_app.store.tables import (
    Campaign,
    EventRow,
    FileRow,
    FileText,
    LetterRow,
    LimitedCampaign,
    Request,
    RequestSubject,
    Watch,
)
from records_app.web.house import House
from records_app.web.routes import PRIVATE
from tests.office.cast import NOW
from tests.office.grouped import Grouped, grouped_office
from tests.office.signing_in import session_of
from tests.web.tabs import Tab

OF_THE_GROUP = ("MO-2026-0001", "MO-2026-0003", "kept-secret", "hush words", "Fall of the group")
PRIVATE_DRAFT, SHARED_DRAFT = "Private words", "Shared words"
NEVER = {
    "stranger": (*OF_THE_GROUP, PRIVATE_DRAFT, SHARED_DRAFT, "MO-2026-0002", "Alice", "Carl"),
    "vera": (*OF_THE_GROUP, PRIVATE_DRAFT, SHARED_DRAFT),
    "bob": (*OF_THE_GROUP, PRIVATE_DRAFT),
    "alice": (*OF_THE_GROUP, PRIVATE_DRAFT),
    "ada": (PRIVATE_DRAFT,),
}
REACHED = {
    "vera": ("MO-2026-0002",),
    "bob": ("MO-2026-0002", SHARED_DRAFT),
    "alice": ("MO-2026-0002", SHARED_DRAFT),
    "ada": (*OF_THE_GROUP[:4], SHARED_DRAFT),
    "carl": (*OF_THE_GROUP[:4], PRIVATE_DRAFT, SHARED_DRAFT),
}


@dataclass(frozen=True)
class Kept:
    """The numbers of what only the group may have: its request, letter, file and campaign."""

    office: Grouped
    letter: int
    file: int
    campaign: int


@pytest.fixture
def kept(house: House) -> Kept:
    office = grouped_office(house.store)
    with house.store.transaction() as session:
        letter = session.execute(
            select(LetterRow).where(LetterRow.request_id == office.kept)
        ).scalar_one()
        file = FileRow(
            request_id=office.kept,
            name="kept-secret.txt",
            media_type="text/plain",
            size=10,
            sha256="0" * 64,
            stored_as="kept",
            text_state="done",
            added_at=NOW,
            added_by_id=office.cast.carl.id,
        )
        campaign = Campaign(
            name="Fall of the group",
            author_id=office.cast.carl.id,
            stage="done",
            created_at=NOW,
            updated_at=NOW,
        )
        session.add_all([file, campaign])
        session.flush()
        page = FileText(file_id=file.id or 0, page=1, text="hush words", words="hush words")
        limit = LimitedCampaign(campaign_id=campaign.id or 0, group_id=office.group)
        session.add_all([page, limit])
        return Kept(office, letter.id or 0, file.id or 0, campaign.id or 0)


def cookie_of(house: House, kept: Kept, who: str) -> str:
    if who == "stranger":
        return ""
    return session_of(house.store, getattr(kept.office.cast, who))


def rows_of(store: Store, ids: tuple[int, ...]) -> dict[str, list[Any]]:
    """Everything that is stored of some requests."""
    found: dict[str, list[Any]] = {}
    with store.reading() as session:
        for table in (EventRow, LetterRow, FileRow, RequestSubject, Watch):
            query = table.__table__.select().where(table.__table__.c.request_id.in_(ids))  # type: ignore[attr-defined]
            found[table.__name__] = [tuple(row) for row in session.connection().execute(query)]
        query = Request.__table__.select().where(Request.__table__.c.id.in_(ids))  # type: ignore[attr-defined]
        found["Request"] = [tuple(row) for row in session.connection().execute(query)]
    return found


def guarded(kept: Kept, who: str) -> tuple[int, ...]:
    """The requests that this person may not change in any way."""
    if who == "ada":
        return (kept.office.private,)
    ids = (kept.office.kept, kept.office.private)
    return (*ids, kept.office.shared) if who in ("vera", "stranger") else ids


def addresses(kept: Kept) -> Iterator[str]:
    """Every page, at the addresses of what belongs to the group, of the drafts and of the rest."""
    office = kept.office
    numbers = (office.kept, office.open, office.private, office.shared, kept.file, kept.campaign)
    for route in app._unevaluated_pages:
        path = "/" + route.removeprefix("index").strip("/")
        if "[slug]" in path:
            yield path.replace("[slug]", "riverbend-police-department") + "/"
        elif "[" not in path:
            yield path.rstrip("/") + "/"
        else:
            for number in dict.fromkeys(numbers):
                filled = path.replace("[letter_kind]", "reminder")
                yield (
                    filled[: filled.index("[")]
                    + str(number)
                    + filled[filled.index("]") + 1 :]
                    + "/"
                )


def payload_of(function: Any, number: int, kept: Kept) -> dict[str, Any]:
    """Values of the right kind for each parameter; every number is that of a request."""
    found: dict[str, Any] = {}
    hints = typing.get_type_hints(function)
    for name in list(inspect.signature(function).parameters)[1:]:
        kind = hints.get(name, str)
        if kind is bool:
            found[name] = True
        elif kind is int:
            found[name] = number
        elif kind is str:
            found[name] = str(number)
        else:
            found[name] = form_about(number, kept)
    return found


def form_about(number: int, kept: Kept) -> dict[str, str]:
    """A form that tries to be about a request, whatever the handler calls its fields."""
    names = ("request", "draft", "id", "version", "campaign", "file", "group", "person", "line")
    form = dict.fromkeys(names, str(number))
    return form | {
        "version": "4",
        "on": "2026-11-23",
        "text": "MO-2026 hush kept",
        "find": "hush",
        "detail": "tried",
        "kind": "denied",
        "outcome": "released",
        "care_to": str(kept.office.cast.bob.id),
    }


def handlers() -> list[tuple[str, Any]]:
    found = app._registration_context.event_handlers
    return [
        (name, one.handler.fn)
        for name, one in found.items()
        if one.handler.fn.__module__.startswith("records_app.") and not name.endswith(".setvar")
    ]


async def open_every_page(tab: Tab, kept: Kept) -> None:
    for address in addresses(kept):
        tab.path = address
        tab.query = {"q": "hush"} if address == "/files/" else {}
        await tab.open()


@pytest.mark.asyncio
@pytest.mark.parametrize("who", NEVER)
async def test_no_page_and_no_handler_lets_out_what_is_not_theirs(
    tab: Tab, house: House, kept: Kept, who: str
) -> None:
    before = rows_of(house.store, guarded(kept, who))
    cookie = cookie_of(house, kept, who)
    tab.belongs_to(cookie) if cookie else None
    await open_every_page(tab, kept)
    known = handlers()
    assert len(known) > 100
    for number, page in ((kept.office.kept, "requests"), (kept.office.private, "drafts")):
        tab.path = f"/{page}/{number}/"
        for name, function in known:
            await tab.send(name, **payload_of(function, number, kept))
    said = tab.wire.text()
    assert [word for word in NEVER[who] if word in said] == []
    assert [word for word in REACHED.get(who, ()) if word not in said] == []
    assert rows_of(house.store, guarded(kept, who)) == before


@pytest.mark.asyncio
async def test_the_owner_reaches_all_of_it(tab: Tab, house: House, kept: Kept) -> None:
    tab.belongs_to(cookie_of(house, kept, "carl"))
    await open_every_page(tab, kept)
    said = tab.wire.text()
    assert [word for word in REACHED["carl"] if word not in said] == []


def targets(kept: Kept) -> Iterator[tuple[str, str, int]]:
    """Every private route: method, address, and the request it is about (0: about them all)."""
    for route in PRIVATE:
        about_all = "{" not in route.path
        for request_id in (kept.office.kept, kept.office.private):
            path = route.path.replace("{page:int}", "1").replace("{language}", "es")
            values = {
                "{request_id:int}": request_id,
                "{file_id:int}": kept.file,
                "{letter_id:int}": kept.letter,
                "{campaign_id:int}": kept.campaign,
            }
            for name, value in values.items():
                path = path.replace(name, str(value))
            about = 0 if about_all else kept.office.kept
            if "{request_id" in route.path:
                about = request_id
            assert "{" not in path, f"this test does not know how to fill {path}"
            for method in sorted((route.methods or set()) - {"HEAD"}):
                yield method, path, about
            if about_all:
                break


@pytest.mark.asyncio
@pytest.mark.parametrize("who", NEVER)
async def test_no_route_lets_out_what_is_not_theirs(
    client: httpx.AsyncClient, house: House, kept: Kept, who: str
) -> None:
    before = rows_of(house.store, guarded(kept, who))
    found = list(targets(kept))
    assert len(found) > 25
    for method, path, about in found:
        if who == "ada" and about == kept.office.kept:
            continue  # an admin is let in there; no bytes lie behind the file of this test
        cookie = cookie_of(house, kept, who)
        client.cookies.clear()
        if cookie:
            client.cookies.set("sid", cookie)
        answer = await client.request(method, path, params={"ids": kept.office.kept})
        assert answer.status_code < 500, (path, answer.text)
        assert [word for word in NEVER[who] if word in answer.text] == [], path
        if who == "stranger":
            assert answer.status_code == 303, path
            assert answer.headers["location"].startswith("/login/")
        elif about and who != "ada":
            assert answer.status_code in (303, 400, 403, 404), path
    assert rows_of(house.store, guarded(kept, who)) == before


@pytest.mark.asyncio
async def test_the_owner_gets_the_letter_over_its_route(
    client: httpx.AsyncClient, house: House, kept: Kept
) -> None:
    client.cookies.set("sid", cookie_of(house, kept, "carl"))
    answer = await client.get(f"/letters/{kept.office.kept}.txt")
    assert answer.status_code == 200
    assert "MO-2026-0001" in answer.text
    listed = await client.get("/reports/closed-records.csv")
    assert "MO-2026-0001" in listed.text
