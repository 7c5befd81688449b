"""The headers of every answer, and the content security policy in them."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import httpx
import pytest

from records_app.records_app import with_layers
from records_app.settings import Settings
from records_app.web.body_limit import LARGEST
from records_app.web.house import House, move_in
from records_app.web.routes import site_of
from records_app.web.security_headers import content_security_policy, inline_script_hashes
from tests.office.cast import Cast
from tests.web.conftest import ORIGIN

Browser = httpx.AsyncClient


@pytest.mark.parametrize(
    ("path", "method", "status", "cache"),
    [
        ("/", "GET", 303, "no-store"),
        ("/login/", "GET", 200, "no-store"),
        ("/login/", "POST", 400, "no-store"),
        ("/login", "GET", 308, "no-store"),
        ("/logout/", "POST", 303, "no-store"),
        ("/logout/", "GET", 405, "no-store"),
        ("/invite/x/", "GET", 404, "no-store"),
        ("/healthz", "GET", 200, "no-store"),
        ("/_upload", "GET", 404, "no-store"),
        ("/look.css", "GET", 200, "public, no-cache"),
        ("/assets/a-1234.js", "GET", 200, "public, max-age=31536000, immutable"),
        ("/assets/gone.js", "GET", 404, "no-store"),
        ("/login/", "POST", 413, "no-store"),
        ("/login/", "PUT", 403, "no-store"),
    ],
)
async def test_every_answer_has_the_headers(
    client: Browser, cast: Cast, path: str, method: str, status: int, cache: str
) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"} if status == 403 else {}
    content = b"x" * (LARGEST + 1) if status == 413 else b""
    answer = await client.request(method, path, headers=headers, content=content)
    assert answer.status_code == status
    _check_headers(answer, cache)


async def test_pages_have_them_too(signed_in: Browser) -> None:
    answer = await signed_in.get("/agencies/")
    _check_headers(answer, "no-store")
    digest = base64.b64encode(hashlib.sha256(b"let sun = 1").digest()).decode()
    policy = answer.headers["content-security-policy"]
    assert f"script-src 'self' 'sha256-{digest}';" in policy
    assert "connect-src 'self' ws://127.0.0.1:8000 ws://localhost:8000;" in policy


def _check_headers(answer: httpx.Response, cache: str) -> None:
    assert answer.headers["cache-control"] == cache
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert "strict-transport-security" not in answer.headers
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src 'unsafe-inline'" not in policy


async def test_over_tls_browsers_are_told_to_stay_there(
    house: House, settings: Settings, built: Path
) -> None:
    tls = settings.model_copy(update={"public_url": "https://desk.example.org"})
    move_in(House(tls, house.store))
    site = with_layers(site_of(), tls, built)
    async with Browser(
        transport=httpx.ASGITransport(site), base_url="https://desk.example.org"
    ) as browser:
        answer = await browser.get("/login/")
        assert answer.headers["strict-transport-security"].startswith("max-age=31536000")
        for origin, status in ((ORIGIN, 403), ("https://desk.example.org", 303)):
            posted = await browser.post("/logout/", headers={"Origin": origin})
            assert posted.status_code == status


def test_inline_scripts_are_found_exactly(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(
        b"<script>\n one ()\n</script><script src='/x.js'></script>"
        b'<script type="module" async="">two</script><script type="module" src="/y.js"></script>'
        b"<script> </script>"
    )
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.html").write_bytes(
        b'<script data-src="x">three</script><script>two</script>'
    )
    expected = {
        f"'sha256-{base64.b64encode(hashlib.sha256(text).digest()).decode()}'"
        for text in (b"\n one ()\n", b"two", b"three")
    }
    assert set(inline_script_hashes(tmp_path)) == expected
    assert inline_script_hashes(tmp_path / "none") == ()


def test_the_policy_names_sockets_of_our_own_address_only() -> None:
    policy = content_security_policy((), ("https://desk.example.org",))
    assert "connect-src 'self' wss://desk.example.org;" in policy
    assert "http:" not in policy
