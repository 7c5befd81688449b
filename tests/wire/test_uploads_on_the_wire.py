"""Uploads by hand over a socket: broken off, endless, announced too large; nothing half is left."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from records_app.office.files.listing import files_of_request
from tests.office.cast import ready_request
from tests.web.uploads import BOUNDARY, form, part
from tests.wire.conftest import Desk
from tests.wire.serving import PATIENCE_SECONDS


@pytest.fixture(scope="module")
def request_id(desk: Desk) -> int:
    return ready_request(desk.store, desk.cast.bob, desk.cast.riverbend)[0]


def head(desk: Desk, request_id: int, length: int, cookie: str) -> bytes:
    lines = (
        f"POST /requests/{request_id}/files HTTP/1.1",
        f"Host: localhost:{desk.port}",
        f"Origin: {desk.origin}",
        f"Cookie: {cookie}",
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}",
        "Accept: application/json",
        f"Content-Length: {length}",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def cookie_of(desk: Desk) -> str:
    return f"sid={desk.session_of(desk.cast.bob)}"


def folder(desk: Desk) -> Path:
    return desk.log.parent / "files"


def lying(desk: Desk) -> list[str]:
    return [path.name for path in folder(desk).rglob("*") if path.is_file()]


def until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < ends, "it never happened"
        time.sleep(0.05)


def test_an_upload_that_is_broken_off_leaves_nothing(desk: Desk, request_id: int) -> None:
    with socket.create_connection(("localhost", desk.port), timeout=PATIENCE_SECONDS) as wire:
        wire.sendall(head(desk, request_id, 50_000_000, cookie_of(desk)))
        wire.sendall(part("files", b"x" * 4_000_000, "half.txt")[:-2])
        until(lambda: lying(desk) != [])
        assert [Path(name).suffix for name in lying(desk)] == [".new"]
    until(lambda: lying(desk) == [])
    assert files_of_request(desk.store, desk.cast.bob, request_id) == ()
    assert desk.is_alive()


def test_two_gigabytes_are_refused_before_they_are_sent(desk: Desk, request_id: int) -> None:
    with socket.create_connection(("localhost", desk.port), timeout=PATIENCE_SECONDS) as wire:
        wire.sendall(head(desk, request_id, 2 * 1024**3, cookie_of(desk)))
        wire.sendall(part("files", b"x" * 1000, "large.txt")[:-2])
        answer = wire.recv(4096)
    assert b" 413 " in answer.split(b"\r\n", 1)[0]
    assert lying(desk) == []
    assert desk.is_alive()


def test_a_file_goes_in_and_out_for_us_and_for_no_stranger(desk: Desk, request_id: int) -> None:
    body = form([("plan.txt", b"very secret words")])
    headers = {
        "Origin": desk.origin,
        "Accept": "application/json",
        "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
    }
    address = f"/requests/{request_id}/files"
    browser = httpx.Client(base_url=desk.origin, timeout=PATIENCE_SECONDS)
    stranger = browser.post(address, content=body, headers=headers)
    assert stranger.status_code == 303
    ours = {**headers, "Cookie": cookie_of(desk)}
    file_id = browser.post(address, content=body, headers=ours).json()["files"][0]["id"]
    mine = browser.get(f"/files/{file_id}", headers={"Cookie": cookie_of(desk)})
    assert mine.content == b"very secret words"
    for path in ("", "/view", "/pages/1.png", "/"):
        answer = browser.get(f"/files/{file_id}{path}")
        assert answer.status_code == 303, path
        assert b"secret" not in answer.content
    browser.close()
    assert "secret" not in desk.log.read_text()

    def state() -> str:
        return files_of_request(desk.store, desk.cast.bob, request_id)[0].text_state

    until(lambda: state() != "waiting")
    assert state() == "done"
