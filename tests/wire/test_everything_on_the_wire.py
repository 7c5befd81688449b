"""Every page, handler and route there is, tried by a stranger and a viewer with forged numbers.

Nothing is listed by hand: a page, a handler or a route that is added later is walked too.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from itertools import cycle, islice, product
from typing import Any

import httpx
import pytest

from records_app.records_app import app
from records_app.web.routes import PRIVATE, PUBLIC
from tests.wire.calm import beginning
from tests.wire.conftest import Desk
from tests.wire.secrets_of_the_office import MARK, Laid, lay_out
from tests.wire.stranger import SENT_AWAY, Stranger
from tests.wire.test_stranger import handler_names, secrets_of

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "JUNK")
BODIES: tuple[tuple[str, bytes], ...] = (
    ("", b""),
    ("application/json", b'{"form": {"version": 1}, "id": [null]}'),
    ("application/x-www-form-urlencoded", b"email=a&password=b&name=%00&version=1&redacted=yes"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="file"'),
)
# What the audit, the sign-ins and their watch over themselves write down is their very job.
BOOKKEEPING = frozenset({"audit", "audit_head", "sign_in"})
# Everybody may keep an eye on what they see, and have a calendar of their own.
OF_ONESELF = frozenset({"watch", "remind_me", "calendar_address"})


@pytest.fixture(scope="module")
def laid(desk: Desk) -> Laid:
    return lay_out(desk)


def addresses(laid: Laid, numbers: tuple[int, ...]) -> Iterator[str]:
    """Every page, with every one of the numbers in the places of the address."""
    for route in app._unevaluated_pages:
        path = "/" if route == "index" else f"/{route}/"
        places = re.findall(r"\[[^]]*\]", path)
        for values in product(*(_values(place, numbers) for place in places)):
            address = path
            for place, value in zip(places, values, strict=True):
                address = address.replace(place, value)
            yield address
    yield from (f"/import/?list={laid.list}", f"/import/mail/?list={laid.mails}")
    yield from (f"/requests/{laid.request}/?step={step}&line=1" for step in ("correct", "send"))


def _values(place: str, numbers: tuple[int, ...]) -> tuple[str, ...]:
    if place == "[letter_kind]":
        return ("thanks", "no-such")
    if place == "[slug]":
        return ("riverbend-police-department", "nowhere")
    return tuple(map(str, numbers))


def payloads(laid: Laid) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every handler, called with what it would like to get, and numbers of others in it.

    It begins anew when it is through, and each time the numbers fall differently.
    """
    numbers = cycle((*laid.ids(), 0, -1, 2**40))
    words = cycle(("admin", "x" * 5_000, "../../etc/passwd", "\x00\u202e", laid.list, "2026-11-30"))
    kinds = app._registration_context.event_handlers
    for name in cycle(handler_names()):
        number = next(numbers)
        form = {
            **{key: str(number) for key in ("request", "request_id", "person", "id", "line")},
            **{key: str(number) for key in ("care_to", "contact", "agency", "reminder")},
            **{key: next(words) for key in ("what", "value", "text", "detail", "why", "name")},
            **{"version": "1", "role": "admin", "email": "x@evil.example", "kind": "denied"},
            **{"on": "2026-11-20", "strike": "on", "list": laid.list, "reason": "moved"},
            **{"remind_on": "2027-01-04", "days": "9", "chaser_days": "9"},
        }
        by_kind = {"int": number, "str": next(words), "bool": True, "float": 1.5}
        asked = inspect.signature(kinds[name].handler.fn).parameters
        yield (
            name,
            {
                key: by_kind.get(str(one.annotation), form)
                for key, one in asked.items()
                if key != "self"
            },
        )


def strays(desk: Desk, before: dict[str, Any], own: frozenset[str] = frozenset()) -> list[str]:
    """Tables that changed and had no business to."""
    after = desk.rows()
    return [name for name in after if name not in BOOKKEEPING | own and after[name] != before[name]]


def walk(desk: Desk, laid: Laid, cookie: str, *numbers: int) -> str:
    """Open every page in one tab and call every handler there; gives all that was heard."""
    heard: list[str] = []
    calls, everything = payloads(laid), len(handler_names())
    for address in addresses(laid, numbers):
        with Stranger(desk.port, cookie=cookie) as tab:
            tab.load(address)
            for name, payload in islice(calls, everything):
                tab.call(name, payload, path=address)
            heard.append(tab.settle())
    return "\n".join(heard)


def test_a_stranger_walks_every_page_and_gets_nothing(desk: Desk, laid: Laid) -> None:
    before, start = desk.rows(), beginning(desk.log)
    heard = walk(desk, laid, "", laid.request)
    assert heard.count(SENT_AWAY) > 10
    assert [word for word in (MARK, *laid.tokens, *secrets_of(desk)) if word in heard] == []
    assert strays(desk, before) == []
    start.assert_calm()
    assert desk.is_alive()


def test_a_viewer_walks_every_page_and_changes_only_what_is_theirs(desk: Desk, laid: Laid) -> None:
    session = desk.session_of(desk.cast.vera)
    before, start = desk.rows(), beginning(desk.log)
    heard = walk(desk, laid, f"sid={session}", *laid.ids())
    assert "Riverbend" in heard
    assert [word for word in (MARK, session, *laid.tokens) if word in heard] == []
    assert strays(desk, before, OF_ONESELF) == []
    after, vera = desk.rows(), desk.cast.vera.id
    for name in OF_ONESELF:
        assert [row for row in after[name] if row not in before[name] and vera not in row] == []
        assert [row for row in before[name] if row not in after[name]] == []
    start.assert_calm()
    assert desk.is_alive()


def places_of(laid: Laid) -> Iterator[str]:
    """Every plain route, with numbers and words of ours and of nobody's in its places."""
    for route in (*PRIVATE, *PUBLIC):
        for value in (*laid.ids(), 0, 2**40):
            path = re.sub(r"\{[^}:]*:int\}", str(value), route.path)
            yield re.sub(r"\{[^}]*\}", "en" if "language" in path else "x" * 40, path)
    yield from ("/_upload", "/_all_routes", "/_health", "/auth-codespace", "/..%2fdata", "//x")


def tried(desk: Desk, laid: Laid, cookie: str) -> Iterator[httpx.Response]:
    """Every route by every method, from our own page, with every body."""
    headers = {"Origin": desk.origin, "Cookie": cookie}
    with httpx.Client(base_url=desk.origin, headers=headers, timeout=30) as client:
        for path in dict.fromkeys(places_of(laid)):
            for method in METHODS:
                bodies = BODIES if method == "POST" else BODIES[:1]
                for media_type, body in bodies:
                    if path == "/logout/" and method == "POST":
                        continue  # to leave is their right; it ends the session this test needs
                    more = {"Content-Type": media_type} if media_type else {}
                    yield client.request(method, path, content=body, headers=more)


def test_a_stranger_tries_every_route_and_gets_nothing(desk: Desk, laid: Laid) -> None:
    before, start = desk.rows(), desk.log.stat().st_size
    private = [re.compile(re.sub(r"\{[^}]*\}", "[^/]+", one.path) + "$") for one in PRIVATE]
    count = 0
    for answer in tried(desk, laid, ""):
        count += 1
        path, what = answer.request.url.path, f"{answer.request.method} {answer.request.url.path}"
        assert answer.status_code < 500 or answer.status_code == 501, what
        if any(one.match(path) for one in private):
            assert answer.status_code in (303, 400, 405, 411, 413), (what, answer.status_code)
        assert MARK not in answer.text, what
        assert "sid=" not in answer.headers.get("set-cookie", ""), what
    assert count > 300
    assert strays(desk, before) == []
    assert "Traceback" not in desk.log.read_bytes()[start:].decode()
    assert desk.is_alive()


def test_a_viewer_tries_every_route_and_only_reads(desk: Desk, laid: Laid) -> None:
    before, start = desk.rows(), desk.log.stat().st_size
    seen: set[int] = set()
    for answer in tried(desk, laid, f"sid={desk.session_of(desk.cast.vera)}"):
        what = f"{answer.request.method} {answer.request.url.path}"
        assert answer.status_code < 500 or answer.status_code == 501, (what, answer.text[:300])
        assert MARK.encode() not in answer.content, what
        if answer.request.method not in ("GET", "HEAD"):
            assert answer.status_code != 200 or answer.request.url.path in ("/login/",), what
        seen.add(answer.status_code)
    assert {200, 303, 403, 404, 405} <= seen
    assert strays(desk, before) == []
    assert "Traceback" not in desk.log.read_bytes()[start:].decode()
    assert desk.is_alive()
