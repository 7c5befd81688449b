"""Ports for the servers that tests start, so that no two of one run are given the same."""

from __future__ import annotations

import itertools
import os
import socket
from contextlib import suppress

_WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
_ports = itertools.count(20_000 + 1000 * _WORKER + os.getpid() % 500)


def free_port() -> int:
    """A port that nothing listens on right now, and that no other worker of this run is given.

    Below 32768, where Linux takes the ports from that are nobody's choice.
    """
    for port in _ports:
        with socket.socket() as probe, suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("ports never end")
