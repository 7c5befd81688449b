"""Bad sign-ins as fast as one process can, each address in its turn, until it is ended.

``python -m tests.load.flood PORT FIRST`` prints how many were answered, by status.
"""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from tests.e2e.running import ROOT

FLOODERS = 2
ADDRESSES = 20
_AT_ONCE = 32


@contextmanager
def flood(port: int) -> Iterator[list[str]]:
    """Bad sign-ins from several processes until the block ends; then what they were told."""
    command = [sys.executable, "-m", "tests.load.flood", str(port)]
    processes = [
        subprocess.Popen([*command, str(2 + n)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for n in range(FLOODERS)
    ]
    told: list[str] = []
    try:
        yield told
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        told += [process.communicate(timeout=300)[0].strip() for process in processes]


async def _try(port: int, address: str, number: int) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(address, 0))
    account = f"person{number % 500}@example.org" if number % 3 else "advocate@example.org"
    body = urlencode({"email": account, "password": f"wrong {number}"})
    writer.write(
        (
            f"POST /login/ HTTP/1.1\r\nHost: localhost:{port}\r\n"
            f"Origin: http://localhost:{port}\r\nConnection: close\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        ).encode()
    )
    try:
        line = await reader.readline()
        await reader.read()
    finally:
        writer.close()
    return int(line.split()[1]) if line else 0


async def _flood(port: int, first: int) -> Counter[int]:
    answers: Counter[int] = Counter()
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)

    async def one(start: int) -> None:
        number = start
        while not ended.is_set():
            address = f"127.0.{first}.{1 + number % ADDRESSES}"
            try:
                answers[await _try(port, address, number)] += 1
            except OSError:
                answers[0] += 1
            number += _AT_ONCE

    await asyncio.gather(*(one(start) for start in range(_AT_ONCE)))
    return answers


def main() -> None:
    """Flood until told to end."""
    answers = asyncio.run(_flood(int(sys.argv[1]), int(sys.argv[2])))
    print(" ".join(f"{status}:{count}" for status, count in sorted(answers.items())))


if __name__ == "__main__":
    main()
