"""Routes that ask for a permission, and how they answer refusals."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.office.refusals import (
    ChangedElsewhere,
    LinkExpired,
    NotAllowed,
    NotFound,
    Refused,
    TooManyAttempts,
)
from records_app.web.house import House
from records_app.web.routes.permit import require
from tests.office.cast import Cast
from tests.office.signing_in import session_of
from tests.web.conftest import ORIGIN

Browser = httpx.AsyncClient


async def test_a_route_asks_for_its_permission(house: House, cast: Cast) -> None:
    @require(Permission.DRAFT)
    async def hello(request: Request, actor: Actor) -> Response:
        return PlainTextResponse(actor.name)

    for who, status in ((None, 303), (cast.vera, 403), (cast.bob, 200), (cast.ada, 200)):
        cookie = f"sid={session_of(house.store, who, datetime.now(UTC))}" if who else ""
        answer = await _ask(Route("/x.pdf", hello), cookie)
        assert answer.status_code == status
        if status == 200:
            assert answer.text == who.name


@pytest.mark.parametrize(
    ("refusal", "status"),
    [
        (NotFound("letter"), 404),
        (NotAllowed("do that"), 403),
        (LinkExpired(), 404),
        (TooManyAttempts(30), 429),
        (Refused(()), 400),
        (ChangedElsewhere("Bob", datetime.fromtimestamp(time.time(), UTC)), 409),
    ],
)
async def test_a_route_answers_refusals(
    house: House, cast: Cast, refusal: Exception, status: int
) -> None:
    @require(Permission.SEE)
    async def refuse(request: Request, actor: Actor) -> Response:
        raise refusal

    cookie = f"sid={session_of(house.store, cast.vera, datetime.now(UTC))}"
    answer = await _ask(Route("/x.pdf", refuse), cookie)
    assert answer.status_code == status
    assert answer.text.strip() == str(refusal).strip()
    assert (answer.headers.get("retry-after") == "30") is (status == 429)


async def _ask(route: Route, cookie: str) -> Any:
    async with Browser(transport=httpx.ASGITransport(route), base_url=ORIGIN) as browser:
        return await browser.get("/x.pdf", headers={"Cookie": cookie})
