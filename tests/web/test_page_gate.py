"""Which pages and files strangers see, where addresses lead, and the health check."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from records_app.settings import Settings
from records_app.web.house import House, move_in
from records_app.web.page_gate import public_files
from tests.office.cast import Cast
from tests.web.conftest import ORIGIN

Browser = httpx.AsyncClient


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/", "/login/"),
        ("/agencies/", "/login/?next=/agencies/"),
        ("/agencies/?q=a%26b&x=%2F", "/login/?next=/agencies/%3Fq%3Da%2526b%26x%3D%252F"),
        ("/requests/new", "/login/?next=/requests/new"),
        ("/index.html", "/login/?next=/index.html"),
        ("/404.html", "/login/?next=/404.html"),
        ("/__spa-fallback.html", "/login/?next=/__spa-fallback.html"),
        ("/nowhere/", "/login/?next=/nowhere/"),
        ("/loginx/", "/login/?next=/loginx/"),
        ("/ping/x", "/login/?next=/ping/x"),
        ("/look.css/", "/login/?next=/look.css/"),
        ("//evil.example/", "/login/?next=/evil.example/"),
        ("/%5Cevil.example/", "/login/?next=/evil.example/"),
        ("/" + "x" * 3000, "/login/"),
    ],
)
async def test_strangers_see_no_page(client: Browser, path: str, location: str) -> None:
    answer = await client.get(ORIGIN + path)
    assert (answer.status_code, answer.headers["location"]) == (303, location)
    assert "secret" not in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
async def test_strangers_change_nothing(client: Browser, method: str) -> None:
    answer = await client.request(method, "/requests/1/send/?x=1")
    assert (answer.status_code, answer.headers["location"]) == (303, "/login/")


@pytest.mark.parametrize("path", ["/login/", "/look.css", "/assets/a-1234.js", "/healthz"])
async def test_what_is_public_needs_no_session(client: Browser, path: str) -> None:
    assert (await client.get(path)).status_code == 200


@pytest.mark.parametrize("path", ["/_upload", "/_upload/x", "/_all_routes", "/_health"])
async def test_doors_of_the_framework_are_closed(signed_in: Browser, path: str) -> None:
    for method in ("GET", "POST"):
        assert (await signed_in.request(method, path)).status_code == 404


async def test_people_see_pages(signed_in: Browser) -> None:
    answer = await signed_in.get("/agencies/")
    assert (answer.status_code, "secret" in answer.text) == (200, True)


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/agencies", "/agencies/"),
        ("/agencies?q=a%26b&x=", "/agencies/?q=a%26b&x="),
        ("/requests/MO-2026-0001", "/requests/MO-2026-0001/"),
        ("/login?next=/x/", "/login/?next=/x/"),
        ("//evil", "/evil/"),
        ("/%0d%0aSet-Cookie:x", "/%0D%0ASet-Cookie:x/"),
    ],
)
async def test_the_slash_comes_with_the_query(signed_in: Browser, path: str, location: str) -> None:
    answer = await signed_in.get(ORIGIN + path)
    assert (answer.status_code, answer.headers["location"]) == (308, location)


@pytest.mark.parametrize("cookie", ["sid=", "sid=x", "sid=" + "x" * 9000, "SID=1", "sid", "=;;="])
async def test_a_made_up_cookie_opens_nothing(client: Browser, cast: Cast, cookie: str) -> None:
    answer = await client.get("/", headers={"Cookie": cookie})
    assert answer.status_code == 303


async def test_health_is_the_databases(
    client: Browser, house: House, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert (await client.get("/healthz")).json() == {"database": "up"}
    from records_app.store.database import Store, open_store

    gone: Store = open_store("postgresql+psycopg://nobody@127.0.0.1:1/nothing")
    move_in(House(settings, gone))
    answer = await client.get("/healthz")
    assert (answer.status_code, answer.json()) == (503, {"database": "down"})


def test_the_assets_folder_is_public_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "look.css").touch()
    (tmp_path / "fonts" / "a.woff2").touch()
    assert public_files(tmp_path) == {"/look.css", "/fonts/a.woff2"}
