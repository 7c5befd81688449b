"""The web room against a real store: routes over ASGI, and tabs without a browser."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
import time_machine
from reflex_base.registry import RegistrationContext
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route

from records_app.records_app import app as desk_app
from records_app.records_app import with_layers
from records_app.settings import Settings
from records_app.store.database import Store
from records_app.store.tables import Closure
from records_app.web.house import House, move_in
from records_app.web.routes import site_of
from tests.kept_letters import letters_are_kept  # noqa: F401 - pytest finds it here
from tests.office.cast import NOW, Cast, make_office
from tests.office.signing_in import session_of
from tests.web.tabs import Tab, open_tab

ORIGIN = "http://localhost:8000"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path, public_url="", port=8000, trusted_proxy_hops=0)


@pytest.fixture
def house(sqlite_store: Store, settings: Settings) -> House:
    """A house of this test's own."""
    mine = House(settings, sqlite_store)
    move_in(mine)
    return mine


@pytest.fixture
def cast(house: House) -> Cast:
    return make_office(house.store)


@pytest.fixture
def at_a_known_time() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder like that of the built pages."""
    folder = tmp_path / "client"
    folder.mkdir()
    (folder / "index.html").write_text("<html><script>let sun = 1</script><p>desk</p></html>")
    return folder


async def _page(request: Request) -> Response:
    return HTMLResponse("<h1>A page with its secret</h1>")


async def _script(request: Request) -> Response:
    name = request.path_params["name"]
    return PlainTextResponse("gone" if "gone" in name else "script", 404 if "gone" in name else 200)


async def _echo(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


@pytest_asyncio.fixture
async def client(house: House, settings: Settings, built: Path) -> AsyncIterator[httpx.AsyncClient]:
    """Our routes and layers around stand-ins for the built pages."""
    pages = Starlette(
        routes=[
            Route("/assets/{name:path}", _script),
            Route("/look.css", _page),
            Route("/echo/", _echo, methods=["POST"]),
            Route("/{path:path}", _page),
        ]
    )
    site = with_layers(site_of(Mount("", pages)), settings, built)
    transport = httpx.ASGITransport(app=site, client=("192.0.2.7", 4711))
    async with httpx.AsyncClient(
        transport=transport, base_url=ORIGIN, headers={"Origin": ORIGIN}
    ) as browser:
        yield browser


@pytest.fixture
def signed_in(client: httpx.AsyncClient, cast: Cast, house: House) -> httpx.AsyncClient:
    """A browser with the cookie of somebody who may look."""
    client.cookies.set("sid", session_of(house.store, cast.vera, datetime.now(UTC)))
    return client


@pytest.fixture
def registry() -> Iterator[RegistrationContext]:
    """Every handler of the whole product."""
    token = RegistrationContext.set(desk_app._registration_context)
    yield desk_app._registration_context
    RegistrationContext.reset(token)


@pytest_asyncio.fixture
async def tab(house: House) -> AsyncIterator[Tab]:
    """A browser tab of nobody; give it a cookie to make it somebody's."""
    async with open_tab(desk_app) as opened:
        yield opened


@pytest_asyncio.fixture
async def vera(tab: Tab, house: House, cast: Cast) -> Tab:
    """The tab of somebody who may only look."""
    tab.belongs_to(session_of(house.store, cast.vera))
    return tab


@pytest.fixture
def closed_friday(house: House, cast: Cast) -> int:
    """Riverbend closes on the Friday after Thanksgiving."""
    with house.store.transaction() as session:
        session.add(
            Closure(
                agency_id=cast.riverbend,
                on=date(2026, 11, 27),
                reason="A quiet Friday",
                added_at=NOW,
            )
        )
    return cast.riverbend
