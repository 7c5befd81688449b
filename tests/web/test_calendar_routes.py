"""The file over HTTP: for whoever has the address, and a plain 404 for everybody else."""

from __future__ import annotations

import httpx
import pytest
from icalendar import Calendar

from records_app.office.calendar_addresses import make_address, revoke_address
from records_app.settings import Settings
from records_app.web.house import House, move_in
from tests.office.cast import NOW, Cast
from tests.web.made_requests import waiting_request

pytestmark = pytest.mark.usefixtures("at_a_known_time")


@pytest.fixture
def path(house: House, cast: Cast) -> str:
    """Bob's address; one request is waiting."""
    waiting_request(house.store, cast.bob, cast.riverbend)
    token = make_address(house.store, cast.bob, for_office=False, own_only=False, now=NOW)
    return f"/calendar/{token}.ics"


async def test_no_session_is_needed(client: httpx.AsyncClient, path: str) -> None:
    answer = await client.get(path, headers={"Origin": "https://calendar.example"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert "sunshine-desk.ics" in answer.headers["content-disposition"]
    assert "set-cookie" not in answer.headers
    due = Calendar.from_ical(answer.content).walk("VEVENT")[0]
    assert str(due["SUMMARY"]) == "Due: Riverbend Police Department (MO-2026-0001)"
    assert str(due["URL"]) == "http://localhost:8000/requests/1/"


async def test_links_lead_to_the_address_that_people_type(
    client: httpx.AsyncClient, house: House, path: str, settings: Settings
) -> None:
    public = settings.model_copy(update={"public_url": "https://desk.example.org"})
    move_in(House(public, house.store))
    answer = await client.get(path)
    assert "URL:https://desk.example.org/requests/1/\r\n" in answer.text


async def test_head_and_an_unchanged_file(client: httpx.AsyncClient, path: str) -> None:
    full = await client.get(path)
    head = await client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(full.content))
    same = await client.get(path, headers={"If-None-Match": full.headers["etag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert same.headers["cache-control"] == "private, no-cache"
    other = await client.get(path, headers={"If-None-Match": '"something else"'})
    assert other.status_code == 200


async def test_a_revoked_address_is_like_one_that_never_was(
    client: httpx.AsyncClient, house: House, cast: Cast, path: str
) -> None:
    assert (await client.get(path)).status_code == 200
    revoke_address(house.store, cast.bob, for_office=False, now=NOW)
    revoked, unknown = await client.get(path), await client.get("/calendar/never-was.ics")
    assert revoked.status_code == unknown.status_code == 404
    assert revoked.text == unknown.text == "There is no such page.\n"
    assert dict(revoked.headers) == dict(unknown.headers)
    assert revoked.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "name",
    ["%00", "..%2f..%2fetc", "x" * 5_000, "%F0%9F%94%91", "%ff%fe", "a%0d%0ab", "' OR 1=1 --", "."],
)
async def test_junk_is_not_found(client: httpx.AsyncClient, path: str, name: str) -> None:
    answer = await client.get(f"/calendar/{name}.ics", follow_redirects=False)
    assert answer.status_code in {303, 404}  # what is no address at all asks to sign in
    assert "BEGIN:" not in answer.text


async def test_guessing_is_slowed_by_who_asks(client: httpx.AsyncClient, path: str) -> None:
    codes = [(await client.get(f"/calendar/{n}.ics")).status_code for n in range(21)]
    assert codes == [404] * 20 + [429]
    answer = await client.get("/calendar/one-more.ics")
    assert 0 < int(answer.headers["retry-after"]) <= 900


async def test_only_reading_is_possible(client: httpx.AsyncClient, path: str) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert (await client.request(method, path)).status_code == 405


async def test_the_page_itself_is_private(client: httpx.AsyncClient, cast: Cast) -> None:
    answer = await client.get("/calendar/")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login/")


async def test_an_address_that_is_almost_right_leads_nowhere(
    signed_in: httpx.AsyncClient,
) -> None:
    answer = await signed_in.get("/calendar/a%0d%0ab.ics/", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 404
    assert "location" not in answer.headers
