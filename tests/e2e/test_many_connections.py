"""Whoever opens very many connections and says nothing keeps nobody else from being answered."""

from __future__ import annotations

import resource
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import httpx
import pytest

from tests.e2e.running import RunningApp

SILENT = 1_500
_PATIENCE_SECONDS = 60
_HALF_A_FORM = (
    b"POST /login/ HTTP/1.1\r\nHost: localhost\r\nSec-Fetch-Site: same-origin\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\na="
)


@pytest.fixture(autouse=True)
def room_here_too() -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = max(soft, SILENT + 500)
    assert hard == resource.RLIM_INFINITY or wanted <= hard, "this machine gives too few files"
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.parametrize("said", [b"", _HALF_A_FORM], ids=["nothing", "half a form"])
def test_a_crowd_that_is_silent_stops_nobody(app: RunningApp, said: bytes) -> None:
    port = urlsplit(app.url).port
    assert port is not None
    with ExitStack() as crowd:
        for _ in range(SILENT):
            address = ("127.0.0.1", port)
            one = crowd.enter_context(socket.create_connection(address, _PATIENCE_SECONDS))
            one.sendall(said)
        for path in ("/healthz", "/login/"):
            answer = httpx.get(app.url + path, timeout=_PATIENCE_SECONDS)
            assert answer.status_code == 200
