"""What is for others, and a link that has ended, make the work that nothing at all makes.

Not the time is compared, but what takes it: the questions put to the database.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import event
from sqlmodel import select

from records_app.office.invites import invite
from records_app.store.database import Store
from records_app.store.tables import Invite
from records_app.web.house import House
from tests.office.kept_from_others import Kept, cookie_of, keep_from_others
from tests.web.reaching import targets
from tests.web.tabs import Tab

NOWHERE = 99_983


@pytest.fixture
def kept(house: House) -> Kept:
    return keep_from_others(house.store, house.files)


@contextmanager
def statements_of(store: Store) -> Iterator[list[str]]:
    """Collects what the database is asked."""
    found: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        found.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    yield found
    event.remove(store.engine, "before_cursor_execute", note)


async def asked(
    client: httpx.AsyncClient, store: Store, method: str, path: str, form: Any = None
) -> tuple[int, str, list[str]]:
    """Status and words without the path's own, and every question, in order."""
    with statements_of(store) as found:
        answer = await client.request(method, path, data=form)
    own = path.strip("/").split("/")[1].partition(".")[0]
    return answer.status_code, answer.text.replace(own, "~"), found


@pytest.mark.asyncio
@pytest.mark.parametrize("who", ["bob", "vera", "alice"])
async def test_what_is_for_others_asks_the_same_as_what_is_not_there(
    client: httpx.AsyncClient, house: House, kept: Kept, who: str
) -> None:
    client.cookies.set("sid", cookie_of(house.store, kept, who))
    await client.get(f"/letters/{NOWHERE}.pdf")  # their session has been seen
    walked = 0
    for method, path, about in targets(kept):
        if not about:
            continue
        nowhere = re.sub(r"(?<=/)\d+", str(NOWHERE), path)
        there = await asked(client, house.store, method, path)
        gone = await asked(client, house.store, method, nowhere)
        assert there == gone, path
        assert there[0] in (403, 404), path
        assert there[2], path
        walked += 1
    assert walked > 15


@pytest.mark.asyncio
@pytest.mark.parametrize("address", ["/requests/{}/", "/drafts/{}/", "/requests/{}/letter/"])
async def test_a_page_of_others_asks_the_same_as_one_that_is_not_there(
    tab: Tab, house: House, kept: Kept, address: str
) -> None:
    tab.belongs_to(cookie_of(house.store, kept, "bob"))
    asked_for = []
    for number in (NOWHERE, kept.office.kept, NOWHERE):
        tab.path = address.format(number)
        with statements_of(house.store) as found:
            await tab.open()
        asked_for.append(found)
    assert asked_for[1]
    assert asked_for[1] == asked_for[2]


@pytest.mark.asyncio
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_link_that_was_one_asks_the_same_as_one_that_never_was(
    client: httpx.AsyncClient, house: House, kept: Kept, method: str
) -> None:
    ada, now = kept.actor("ada"), datetime.now(UTC)
    links = {"made up": "x" * 43}
    for name in ("used", "expired", "revoked"):
        email = f"{name}@opendoors.example"
        links[name] = invite(house.store, ada, email, name, "viewer", now=now)
        with house.store.transaction() as session:
            row = session.exec(select(Invite).where(Invite.email == email)).one()
            row.used_at = now if name == "used" else None
            row.revoked_at = now if name == "revoked" else None
            row.expires_at = now + timedelta(days=-1 if name == "expired" else 7)
    form = {"name": "N", "email": "n@opendoors.example", "password": "four words of mine"}
    data = form if method == "POST" else None
    found = {
        name: await asked(client, house.store, method, f"/invite/{link}/", data)
        for name, link in links.items()
    }
    assert found["made up"][0] == 404
    assert found["made up"][2]
    assert found == dict.fromkeys(links, found["made up"])
