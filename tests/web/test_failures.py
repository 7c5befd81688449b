"""What fails unexpectedly leaves its kind and place in the log, and nothing that anybody wrote."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from sqlalchemy import text
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send

from records_app.office.refusals import NotFound
from records_app.records_app import with_layers
from records_app.settings import Settings
from records_app.web import calm_log
from records_app.web.failures import Failures, place_of
from records_app.web.house import House
from records_app.web.routes import site_of
from records_app.web.run import SOMETHING_WENT_WRONG
from tests.office.cast import Cast
from tests.office.signing_in import session_of

MARK = "Zebrafinch"
ORIGIN = "http://localhost:8000"


async def _broken(request: Request) -> Response:
    try:
        int(f"{MARK} was moved")
    except ValueError as error:
        raise RuntimeError(f"{MARK} cannot be read") from error
    raise NotFound(MARK)


@pytest.fixture(autouse=True)
def room_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calm_log, "_budget", MovingWindowRateLimiter(MemoryStorage()))


def ours(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [one for one in caplog.records if one.name.startswith("records_app")]


@pytest_asyncio.fixture
async def visitor(
    house: House, settings: Settings, built: Path
) -> AsyncIterator[httpx.AsyncClient]:
    """The layers around a page that fails. Whatever gets out of them fails the test."""
    site = with_layers(site_of(Route("/requests/{name}/", _broken)), settings, built)
    transport = httpx.ASGITransport(site, client=("192.0.2.1", 4711))
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        yield client


async def test_a_route_that_fails_answers_in_a_sentence_and_logs_no_words(
    visitor: httpx.AsyncClient, house: House, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    visitor.cookies.set("sid", session_of(house.store, cast.bob))
    answer = await visitor.get(f"/requests/{MARK}/")
    assert (answer.status_code, answer.headers["x-frame-options"]) == (500, "DENY")
    assert answer.text.startswith(f"{SOMETHING_WENT_WRONG} (Reference ")
    reference = answer.text.split()[-1].rstrip(")")
    assert [one.getMessage() for one in ours(caplog)] == [f"failure {reference} at /requests/"]
    assert "in _broken" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "ValueError" in caplog.text
    assert MARK not in "".join(logging.Formatter().format(one) for one in ours(caplog))


async def test_a_database_that_is_gone_is_said_to_be(
    visitor: httpx.AsyncClient, house: House, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    visitor.cookies.set("sid", session_of(house.store, cast.bob))
    with house.store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE sign_in RENAME TO away"))
    answer = await visitor.get("/requests/1/")
    assert (answer.status_code, answer.headers["x-content-type-options"]) == (500, "nosniff")
    assert "OperationalError: no such table: sign_in" in caplog.text
    with house.store.engine.begin() as connection:
        connection.execute(text("ALTER TABLE invite RENAME TO gone"))
    assert (await visitor.get("/invite/the-secret-of-a-link/")).status_code == 500
    assert "the-secret-of-a-link" not in "".join(one.getMessage() for one in ours(caplog))


@pytest.mark.parametrize("begun", [True, False])
async def test_each_failure_is_put_down_once_and_goes_no_further(
    begun: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async def breaks(scope: Scope, receive: Receive, send: Send) -> None:
        if begun:
            await PlainTextResponse("half an answer")(scope, receive, send)
        raise RuntimeError(MARK)

    answer = await _ask(breaks)
    assert answer.status_code == (200 if begun else 500)
    (record,) = ours(caplog)
    assert MARK not in logging.Formatter().format(record)


@pytest.mark.parametrize("begun", [True, False])
async def test_who_leaves_in_the_middle_is_no_failure(
    begun: bool, caplog: pytest.LogCaptureFixture
) -> None:
    async def left(scope: Scope, receive: Receive, send: Send) -> None:
        if begun:
            await PlainTextResponse("")(scope, receive, send)
        raise ClientDisconnect

    await _ask(left)
    assert ours(caplog) == []


async def test_a_form_that_is_never_sent_whole_is_no_failure(
    house: House, settings: Settings, built: Path, caplog: pytest.LogCaptureFixture
) -> None:
    site, sent = with_layers(site_of(), settings, built), []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = {"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"}
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/login/",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": ("192.0.2.1", 4711),
    }
    await site(scope, receive, send)
    assert sent[0]["status"] == 400
    assert ours(caplog) == []


async def _ask(app: Callable[..., object]) -> httpx.Response:
    transport = httpx.ASGITransport(Failures(app))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN) as client:
        return await client.get("/")


def test_a_failure_that_leads_in_a_circle_has_an_end() -> None:
    one, other = ValueError(MARK), KeyError(MARK)
    one.__cause__, other.__cause__ = other, one
    assert place_of(one) == "ValueError\nbecause of\nKeyError"
    assert place_of(OSError(28, "No space left on device", MARK)) == (
        "OSError: No space left on device"
    )
