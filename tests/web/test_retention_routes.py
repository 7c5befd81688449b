"""The page on which admins say how long things are kept, and remove them for good."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from sqlmodel import select

from records_app.office.drafting import new_draft
from records_app.office.purging import TICKS
from records_app.store.retention import rules_of
from records_app.store.tables import Request
from records_app.web.house import House
from records_app.web.retention_task import purge_now
from tests.office.cast import Cast, ready_request
from tests.office.signing_in import PASSWORD, give_password, session_of

PAGE = "/retention/"
Browser = httpx.AsyncClient


@pytest.fixture
def ada(client: Browser, house: House, cast: Cast) -> Browser:
    """The browser of the admin."""
    give_password(house.store, cast.ada)
    client.cookies.set("sid", session_of(house.store, cast.ada, datetime.now(UTC)))
    return client


async def post(client: Browser, **form: str) -> httpx.Response:
    return await client.post(PAGE, data=form, headers={"origin": "http://localhost:8000"})


def requests_in(house: House) -> list[int | None]:
    with house.store.reading() as session:
        return sorted(session.exec(select(Request.id)))


@pytest.mark.parametrize("who", ["vera", "bob", "alice"])
async def test_nobody_else_comes_here(client: Browser, house: House, cast: Cast, who: str) -> None:
    ready_request(house.store, cast.bob, cast.riverbend)
    someone = getattr(cast, who)
    client.cookies.set("sid", session_of(house.store, someone, datetime.now(UTC)))
    assert (await client.get(PAGE)).status_code == 403
    assert (await post(client, act="rules", requests="6")).status_code == 403
    assert len(requests_in(house)) == 1
    with house.store.reading() as session:
        assert rules_of(session) == {}


async def test_a_stranger_is_led_to_the_sign_in(client: Browser, cast: Cast) -> None:
    answer = await client.get(PAGE)
    assert (answer.status_code, answer.headers["location"][:7]) == (303, "/login/")


async def test_rules_are_saved_and_turned_off(ada: Browser, house: House) -> None:
    page = await ada.get(PAGE)
    assert page.status_code == 200
    assert "No request and no file is past its time." in page.text
    answer = await post(ada, act="rules", requests="24", drafts="30")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?done=rules")
    with house.store.reading() as session:
        assert rules_of(session) == {"requests": 24, "drafts": 30}
    assert "The rules are saved." in (await ada.get(answer.headers["location"])).text
    await post(ada, act="rules", requests="", was_requests="24", was_drafts="30")
    with house.store.reading() as session:
        assert rules_of(session) == {}


async def test_what_was_typed_stays_when_it_is_refused(ada: Browser, house: House) -> None:
    answer = await post(ada, act="rules", requests="five", other_files="12")
    assert answer.status_code == 400
    assert 'value="five"' in answer.text
    assert "Choose a whole number from 6 to 600" in answer.text
    with house.store.reading() as session:
        assert rules_of(session) == {}


async def test_of_two_admins_the_second_is_told(ada: Browser, house: House) -> None:
    await post(ada, act="rules", requests="24")
    answer = await post(ada, act="rules", requests="36", was_requests="")
    assert answer.status_code == 409
    assert "Another admin changed the rules" in answer.text
    assert 'value="36"' in answer.text


async def test_one_request_is_purged_with_ticks_number_and_password(
    ada: Browser, house: House, cast: Cast
) -> None:
    request_id, _ = ready_request(house.store, cast.bob, cast.riverbend)
    with house.store.reading() as session:
        number = session.get_one(Request, request_id).number or ""
    form = {"act": "purge", "number": number, "typed": number}
    answer = await post(ada, **form)
    assert answer.status_code == 400
    assert answer.text.count("Tick it to go on.") >= 2
    assert f'value="{number}"' in answer.text
    answer = await post(ada, **form, **dict.fromkeys(TICKS, "on"), again="wrong")
    assert answer.status_code == 400
    assert "That is not your password." in answer.text
    assert requests_in(house) == [request_id]
    answer = await post(ada, **form, **dict.fromkeys(TICKS, "on"), again=PASSWORD)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{PAGE}?done=purged")
    assert requests_in(house) == []


async def test_due_requests_are_listed_and_purged_only_as_listed(
    ada: Browser, house: House, cast: Cast
) -> None:
    old, _ = ready_request(house.store, cast.bob, cast.riverbend)
    young, _ = ready_request(house.store, cast.bob, cast.fenwick)
    with house.store.transaction() as session:
        for one, days in ((old, 400), (young, 10)):
            session.get_one(Request, one).stage = "closed"
            moment = datetime.now(UTC) - timedelta(days=days)
            session.connection().exec_driver_sql(
                "UPDATE event SET recorded_at = ? WHERE request_id = ?",
                (moment.replace(tzinfo=None).isoformat(" "), one),
            )
    await post(ada, act="rules", requests="12")
    page = await ada.get(PAGE)
    assert "1 closed request" in page.text
    assert re.findall(r'name="shown" value="([0-9,]*)"', page.text) == [str(old)]
    form = {"act": "requests", "sure": "on", "again": PASSWORD}
    for shown in ("", str(young), f"{old},{young}"):
        answer = await post(ada, **form, shown=shown)
        assert answer.status_code == 400
        assert "The list has changed meanwhile." in answer.text
    answer = await post(ada, act="requests", shown=str(old))
    assert answer.status_code == 400
    answer = await post(ada, **form, shown=str(old))
    assert answer.headers["location"] == f"{PAGE}?done=purged"
    assert requests_in(house) == [young]


async def test_discarded_drafts_go_by_the_clock(ada: Browser, house: House, cast: Cast) -> None:
    old, young, kept = (ready_draft(house, cast) for _ in range(3))
    with house.store.transaction() as session:
        for one, days in ((old, 31), (young, 29)):
            row = session.get_one(Request, one)
            row.discarded_at = datetime.now(UTC) - timedelta(days=days)
    assert await purge_now() == 0
    await post(ada, act="rules", drafts="30")
    assert "1 discarded draft." in (await ada.get(PAGE)).text
    assert await purge_now() == 1
    assert await purge_now() == 0
    assert requests_in(house) == [young, kept]


def ready_draft(house: House, cast: Cast) -> int:
    return new_draft(house.store, cast.bob, now=datetime.now(UTC))


@pytest.mark.parametrize("act", ["", "drafts", "nothing", "browsers"])
async def test_an_act_that_is_none(ada: Browser, act: str) -> None:
    assert (await post(ada, act=act)).status_code == 404
