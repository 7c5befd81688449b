"""Many tabs work through the desk at once; what they waited for, and what went wrong."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tests.load.tab import LiveTab, TabFailed

# A new websocket counts by address, so that the tabs come from many, as people do.
_TABS_FOR_EACH_ADDRESS = 40


@dataclass(frozen=True)
class Office:
    """What there is to work through: the port, sessions of people, ids of requests, counties."""

    port: int
    sessions: Sequence[str]
    requests: Sequence[int]
    counties: Sequence[str]
    pause: tuple[float, float] = (1.0, 3.0)


@dataclass(frozen=True)
class Figures:
    """Seconds of every round trip by kind, the errors, and the memory of the server in MiB."""

    took: dict[str, list[float]]
    errors: list[str]
    memory: float

    @property
    def all(self) -> list[float]:
        return sorted(seconds for kind in self.took.values() for seconds in kind)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of them lies; 0 when there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def work_through(office: Office, tabs: int, seconds: float, server: int) -> Figures:
    """Let so many tabs work for so long. ``server`` is the process whose memory is measured."""
    return asyncio.run(_work(office, tabs, seconds, server))


async def _work(office: Office, tabs: int, seconds: float, server: int) -> Figures:
    took: dict[str, list[float]] = {}
    errors: list[str] = []
    until = time.monotonic() + seconds
    peak = asyncio.create_task(_peak_memory(server, until))
    await asyncio.gather(
        *(_one_tab(office, number, tabs, until, took, errors) for number in range(tabs))
    )
    return Figures(took, errors, await peak)


async def _one_tab(
    office: Office,
    number: int,
    tabs: int,
    until: float,
    took: dict[str, list[float]],
    errors: list[str],
) -> None:
    choice = random.Random(number)
    session = office.sessions[number % len(office.sessions)]
    address = f"127.0.1.{1 + number // _TABS_FOR_EACH_ADDRESS}"
    # People do not all come in the same second.
    await asyncio.sleep(choice.uniform(0, min(10.0, tabs / 20)))
    try:
        async with LiveTab(office.port, session, address, took) as tab:
            await tab.open("open the desk", "/")
            while time.monotonic() < until:
                for kind, page in (
                    ("a request", f"/requests/{choice.choice(office.requests)}/"),
                    ("the desk", "/"),
                    ("a filter", f"/?county={choice.choice(office.counties)}"),
                    ("a request", f"/requests/{choice.choice(office.requests)}/"),
                    ("the agencies", "/agencies/"),
                ):
                    await asyncio.sleep(choice.uniform(*office.pause))
                    if time.monotonic() >= until:
                        return
                    await tab.go(kind, page)
    except (TabFailed, OSError) as error:
        errors.append(str(error))


async def _peak_memory(process: int, until: float) -> float:
    """The largest resident memory of the process and its children seen until then, in MiB."""
    peak = 0.0
    while time.monotonic() < until:
        peak = max(peak, resident(process))
        await asyncio.sleep(1)
    return peak


def resident(process: int) -> float:
    """Resident memory of a process with its children, in MiB."""
    mib = 0.0
    with suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                mib += int(line.split()[1]) / 1024
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        mib += sum(resident(int(child)) for child in children)
    return mib
