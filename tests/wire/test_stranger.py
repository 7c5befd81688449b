"""A stranger with a websocket calls everything there is, with junk: nothing happens."""

from __future__ import annotations

import json
from typing import Any

import pytest
from simple_websocket import ConnectionError as Refused

from records_app.records_app import app
from records_app.web.socket_limits import LARGEST_MESSAGE
from tests.wire.conftest import Desk
from tests.wire.stranger import NAMESPACE, Stranger

ROOT_STATE = "reflex___state____state"
JUNK: list[Any] = [
    {},
    {"form": {"agency": "1", "specifics": "x" * 10_000}, "value": 1, "number": "MO-2026-0001"},
    {"form": [], "value": {"a": [1, {"b": None}]}, "form_data": None, "id": -1},
    {"id": 2**70, "person_id": 1, "role": "admin", "version": "1", "page": 1e308, "what": "\x00"},
    {"vars": {f"{ROOT_STATE}.is_hydrated": "x"}, "info": 1, "component_stack": [], "value": "{{}}"},
    {"var_name": "person_role", "value": "admin", "self": 1, "state": "x", "_": "'; DROP TABLE"},
]
NOT_EVENTS: list[str] = [
    "42",
    "42[]",
    f"42{NAMESPACE},",
    f"42{NAMESPACE},[]",
    f"42{NAMESPACE},{{}}",
    f"42{NAMESPACE},[1,2]",
    f'42{NAMESPACE},["event"]',
    f'42{NAMESPACE},["event",7]',
    f'42{NAMESPACE},["event","not json"]',
    f'42{NAMESPACE},["event",{{"name":{{}}}}]',
    f'42{NAMESPACE},["client_error",{{"message":"x"}}]',
    f'42{NAMESPACE},["link_token_to_sid","other"]',
    f'42{NAMESPACE},["emit_update",{{}},"x"]',
    "45-1[]",
    "451-" + NAMESPACE,
    "4",
    "9",
    "41" + NAMESPACE + ",",
    "x" * 1000,
]


def handler_names() -> list[str]:
    """Every name that the socket knows, of our pages and of the framework."""
    names = app._registration_context.event_handlers
    return [name for name in names if "tests___" not in name]


def secrets_of(desk: Desk) -> list[str]:
    people = [getattr(desk.cast, who) for who in ("alice", "bob", "carl", "vera", "ada")]
    words = [person.email for person in people] + [f'"{person.name}"' for person in people]
    return [*words, "Riverbend", "Cedar", "Maple", "Secret draft", "Open Doors"]


def test_a_stranger_calls_everything_and_gets_nothing(desk: Desk) -> None:
    before = desk.rows()
    names = handler_names()
    assert len(names) > 15
    with Stranger(desk.port) as stranger:
        stranger.load()
        for name in names:
            for payload in JUNK:
                stranger.call(name, payload)
        heard = stranger.settle()
    assert heard
    assert [word for word in secrets_of(desk) if word in heard] == []
    assert desk.rows() == before
    assert desk.is_alive()


def test_what_is_no_event_ends_at_most_its_own_socket(desk: Desk) -> None:
    start = desk.log.stat().st_size
    for message in NOT_EVENTS:
        with Stranger(desk.port) as stranger:
            stranger.raw(message)
            stranger.listen(0.05)
    assert desk.is_alive()
    assert "Traceback" not in _written(desk, start)


def test_a_viewer_with_junk_changes_nothing_and_breaks_nothing(desk: Desk) -> None:
    session = desk.session_of(desk.cast.vera)
    before = desk.rows()
    with Stranger(desk.port, cookie=f"sid={session}") as vera:
        vera.load()
        for name in handler_names():
            for payload in JUNK:
                vera.call(name, payload, path="/requests/MO-2026-0001/")
        heard = vera.settle()
    assert "Vera" in heard
    assert "Secret draft" not in heard
    assert session not in heard
    after = desk.rows()
    assert after == before
    assert desk.is_alive()


def test_somebody_else_with_the_tabs_token_gets_nothing(desk: Desk) -> None:
    with Stranger(desk.port, cookie=f"sid={desk.session_of(desk.cast.ada)}") as ada:
        assert '"person_name_rx_state_":"Ada"' in ada.load()
    with Stranger(desk.port, token=ada.token) as thief:
        heard = thief.load()
    assert heard
    assert [word for word in secrets_of(desk) if word in heard] == []


@pytest.mark.parametrize(
    "origin", [None, "https://evil.example", "null", "http://localhost", "http://localhost:3000"]
)
def test_pages_of_others_cannot_open_the_socket(desk: Desk, origin: str | None) -> None:
    with pytest.raises(Refused):
        Stranger(desk.port, origin=origin)


def test_both_names_of_this_machine_open_it(desk: Desk) -> None:
    for host in ("localhost", "127.0.0.1"):
        with Stranger(desk.port, origin=f"http://{host}:{desk.port}") as tab:
            assert tab.load()


def test_a_giant_message_ends_the_socket_and_nothing_else(desk: Desk) -> None:
    with Stranger(desk.port) as stranger:
        stranger.call(f"{ROOT_STATE}.hydrate", {"x": "y" * LARGEST_MESSAGE})
        stranger.until_closed()
    assert desk.is_alive()


def test_unknown_names_leave_one_short_line_without_the_cookie(desk: Desk) -> None:
    session = desk.session_of(desk.cast.vera)
    start = desk.log.stat().st_size
    with Stranger(desk.port, cookie=f"sid={session}") as vera:
        for number in range(20):
            vera.call(f"no.such.handler{number}", {"text": "x" * 500})
        vera.call("line\nbreak\x1b[31m")
        vera.settle()
    written = _written(desk, start)
    assert "no.such.handler7" in written
    assert "Traceback" not in written
    assert "\x1b[31m" not in written
    assert session not in desk.log.read_text()
    assert len(written.splitlines()) <= 25
    assert max(map(len, written.splitlines())) < 500


def test_an_update_says_who_is_here_and_holds_no_cookie(desk: Desk) -> None:
    session = desk.session_of(desk.cast.alice)
    with Stranger(desk.port, cookie=f"a=b; sid={session}; c=d") as alice:
        heard = alice.load()
    assert desk.cast.alice.name in heard
    assert session not in heard
    updates = [json.loads(line.partition(",")[2]) for line in alice.heard if line[:2] == "42"]
    assert updates


def _written(desk: Desk, start: int) -> str:
    """What came into the log since it was so long."""
    return desk.log.read_bytes()[start:].decode()
