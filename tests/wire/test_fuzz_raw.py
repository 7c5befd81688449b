"""Requests that no browser sends, byte by byte to the real server: it refuses and lives on."""

from __future__ import annotations

import re
import socket
from contextlib import suppress

import pytest

from tests.wire.conftest import Desk
from tests.wire.hostile import MARK
from tests.wire.serving import PATIENCE_SECONDS

_FORM = "Content-Type: application/x-www-form-urlencoded"
REQUESTS = {
    "header in the address": f"GET /login/?next=/%0d%0a{MARK}:1 HTTP/1.1\r\nHost: x\r\n\r\n",
    "line break in the address": f"GET /x\r\n{MARK}: 1\r\n\r\n HTTP/1.1\r\nHost: x\r\n\r\n",
    "traversal": "GET /../../../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
    "escaped traversal": "GET /assets/%2e%2e/%2e%2e%2fetc%2fpasswd HTTP/1.1\r\nHost: x\r\n\r\n",
    "traversal twice escaped": "GET /assets/%252e%252e%252fx HTTP/1.1\r\nHost: x\r\n\r\n",
    "zero": "GET /assets/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
    "no Unicode": "GET /%ff%fe%ed%a0%80 HTTP/1.1\r\nHost: x\r\n\r\n",
    "another host": "GET //evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "whole address": "GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
    "star": "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    "no host": "GET / HTTP/1.1\r\n\r\n",
    "unknown method": "BREW /login/ HTTP/1.1\r\nHost: x\r\n\r\n",
    "huge header": "GET /login/ HTTP/1.1\r\nHost: x\r\nX: " + "y" * 900_000 + "\r\n\r\n",
    "many headers": "GET / HTTP/1.1\r\nHost: x\r\n" + "X: y\r\n" * 5000 + "\r\n",
    "two cookies": "GET / HTTP/1.1\r\nHost: x\r\nCookie: sid=a\r\nCookie: sid=b\r\n\r\n",
    "two lengths": f"POST /login/ HTTP/1.1\r\nHost: x\r\n{_FORM}\r\n"
    "Content-Length: 3\r\nContent-Length: 4\r\n\r\na=bc",
    "endless length": f"POST /login/ HTTP/1.1\r\nHost: x\r\nContent-Length: {'9' * 5000}\r\n\r\n",
    "negative length": "POST /login/ HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    "length and pieces": f"POST /login/ HTTP/1.1\r\nHost: x\r\n{_FORM}\r\nContent-Length: 4\r\n"
    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n\r\n",
    "pieces of no size": f"POST /login/ HTTP/1.1\r\nHost: x\r\n{_FORM}\r\n"
    "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
    "no version": "GET /\r\n\r\n",
    "no words": "\x00\x01\x02\r\n\r\n",
    "TLS": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
}


@pytest.mark.parametrize("request_", REQUESTS.values(), ids=REQUESTS.keys())
def test_what_no_browser_sends_is_refused(desk: Desk, request_: str) -> None:
    start = desk.log.stat().st_size
    before = desk.rows()
    head = _answer(desk.port, request_.encode("latin-1")).partition(b"\r\n\r\n")[0].decode()
    statuses = re.match(r"HTTP/1\.1 (\d{3})", head)
    assert statuses is None or int(statuses[1]) < 500
    assert not re.search(rf"(?im)^{MARK}:", head)
    assert not re.search(r"(?im)^location: *(//|\w+:)", head)
    assert desk.is_alive()
    assert desk.rows() == before
    written = desk.log.read_bytes()[start:].decode()
    assert "Traceback" not in written
    assert len(written) < 2000


def _answer(port: int, request: bytes) -> bytes:
    with (
        socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as wire,
        suppress(OSError),
    ):
        wire.sendall(request)
        wire.shutdown(socket.SHUT_WR)
        answer = b""
        while piece := wire.recv(65_536):
            answer += piece
        return answer
    return b""
