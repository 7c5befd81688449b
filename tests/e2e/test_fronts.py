"""Behind nginx and behind Caddy, each with the configuration we ship, the app is whole and safe."""

from __future__ import annotations

import sqlite3
import ssl
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPSConnection

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.fronts import Front, NoFront, plan, standing
from tests.e2e.running import RunningApp, running_app
from tests.ports import free_port
from tests.wire.serving import PATIENCE_SECONDS

PASSWORD = "a quiet street in spring"


@dataclass(frozen=True)
class Site:
    """A front and the app behind it."""

    front: Front
    app: RunningApp

    def visitor(self) -> httpx.Client:
        """Somebody with a browser who trusts the certificate."""
        trust = ssl.create_default_context(cafile=str(self.front.certificate))
        return httpx.Client(base_url=self.front.url, verify=trust, timeout=PATIENCE_SECONDS)


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def site(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp(f"front-{request.param}")
    try:
        front = plan(request.param, folder / "front")
    except NoFront as missing:
        pytest.fail(str(missing), pytrace=False)
    port = free_port()
    settings = {
        "RECORDS_PORT": str(port),
        "RECORDS_PUBLIC_URL": front.url,
        "RECORDS_TRUSTED_PROXY_HOPS": "1",
    }
    with running_app(folder / "data", extra=settings) as app, standing(front, port):
        yield Site(front, app)
        assert "Traceback" not in app.log, app.log


@pytest.fixture(scope="module")
def ada(site: Site) -> httpx.Cookies:
    """The first admin, who came in by the one-time link with a made-up address in the header."""
    link = site.app.admin_link.removeprefix(site.front.url)
    claims = {"X-Forwarded-For": "198.51.100.66", "Origin": site.front.url}
    form = {"name": "Ada", "email": "ada@opendoors.example", "password": PASSWORD}
    with site.visitor() as visitor:
        assert visitor.get(link).status_code == 200
        answer = visitor.post(link, data=form, headers=claims)
        assert answer.status_code == 303, answer.text
        return visitor.cookies


def test_plain_http_leads_to_tls_and_to_no_other_host(site: Site) -> None:
    if site.front.name == "caddy":
        answer = httpx.get(f"http://127.0.0.1:{site.front.http}/login/", timeout=PATIENCE_SECONDS)
    else:
        headers = {"Host": "evil.example"}
        answer = httpx.get(
            f"http://127.0.0.1:{site.front.http}/login/", headers=headers, timeout=PATIENCE_SECONDS
        )
    assert answer.status_code == 308
    assert answer.headers["location"].startswith("https://127.0.0.1")


def test_pages_come_with_their_headers(site: Site) -> None:
    with site.visitor() as visitor:
        answer = visitor.get("/login/", timeout=PATIENCE_SECONDS)
    assert answer.status_code == 200
    assert "max-age=" in answer.headers["strict-transport-security"]
    assert "default-src" in answer.headers["content-security-policy"]
    assert "/1." not in answer.headers.get("server", "")


def test_the_cookie_is_secure_and_the_claimed_address_is_not_believed(
    site: Site, ada: httpx.Cookies
) -> None:
    assert "__Host-sid" in ada
    assert [name for name in ada if not name.startswith("__Host-")] == []
    with closing(sqlite3.connect(site.app.data_dir / "records.sqlite3")) as database:
        places = {row[0] for row in database.execute("SELECT DISTINCT place FROM audit")}
    assert "127.0.0.1" in places
    assert "198.51.100.66" not in places


def test_the_desk_is_alive_over_the_websocket(
    site: Site, ada: httpx.Cookies, browser: Browser
) -> None:
    context = browser.new_context(base_url=site.front.url, ignore_https_errors=True)
    host = {"url": site.front.url, "secure": True, "httpOnly": True}
    context.add_cookies([{"name": name, "value": value, **host} for name, value in ada.items()])
    page = context.new_page()
    page.goto("/people/")
    # The list comes over the websocket and nowhere else.
    expect(page.get_by_text("ada@opendoors.example").first).to_be_visible()
    context.close()


def test_a_body_beyond_every_limit_is_refused_at_once(site: Site, ada: httpx.Cookies) -> None:
    trust = ssl.create_default_context(cafile=str(site.front.certificate))
    connection = HTTPSConnection(
        "127.0.0.1", site.front.https, context=trust, timeout=PATIENCE_SECONDS
    )
    connection.putrequest("POST", "/requests/1/files")
    connection.putheader("Origin", site.front.url)
    connection.putheader("Cookie", f"__Host-sid={ada['__Host-sid']}")
    connection.putheader("Content-Type", "multipart/form-data; boundary=x")
    connection.putheader("Content-Length", str(2 * 1024**3))
    connection.endheaders(b"--x\r\n")
    # Two gigabytes were announced and a few bytes came: the answer does not wait for the rest.
    assert connection.getresponse().status == 413
    connection.close()


def test_one_time_links_do_not_stand_in_the_log(site: Site, ada: httpx.Cookies) -> None:
    with site.visitor() as visitor:
        visitor.get("/login/?seen=1")
    token = site.app.admin_link.rstrip("/").rpartition("/")[2]
    written = site.front.log.read_text("utf-8") if site.front.log.exists() else ""
    assert token not in written
