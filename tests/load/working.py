"""Many tabs work through the desk at once; what they waited for, and what went wrong."""

from __future__ import annotations

import asyncio
import math
import random
import resource
import time
from collections.abc import Callable, Coroutine, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import quote

from tests.load.process import Watched
from tests.load.tab import LiveTab, TabFailed

# A new websocket of a stranger counts by address; people come from many.
_TABS_FOR_EACH_ADDRESS = 40


@dataclass(frozen=True)
class Office:
    """What there is to work through: the port, sessions of people, requests, counties, sections.

    ``pause`` is the mean of the seconds that somebody looks at a page, half to one and a half.
    """

    port: int
    sessions: Sequence[str]
    requests: Sequence[int]
    counties: Sequence[str]
    long_sections: Sequence[str]
    pause: float


@dataclass
class Figures:
    """Seconds of every round trip by kind, errors, and what the server and the tabs took.

    ``memory`` is MiB at most; ``server`` and ``tabs`` are seconds of a processor.
    """

    took: dict[str, list[float]] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    memory: float = 0.0
    server: float = 0.0
    tabs: float = 0.0
    seconds: float = 0.0

    @property
    def all(self) -> list[float]:
        return sorted(seconds for kind in self.took.values() for seconds in kind)

    @property
    def in_a_second(self) -> float:
        return len(self.all) / self.seconds


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which this share of them lies; 0 when there are none."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0


def work_through(
    office: Office,
    tabs: int,
    server: int,
    *,
    seconds: float = math.inf,
    steps: int | None = None,
) -> Figures:
    """Let so many tabs work for so long, or each for so many steps.

    ``server`` is the process that is watched.
    """
    until = time.monotonic() + seconds

    async def one(number: int, tab: LiveTab) -> None:
        choice = random.Random(number)
        await tab.open("open the desk", "/")
        for kind, page in islice(_walk(office, choice, number), steps):
            await asyncio.sleep(office.pause * choice.uniform(0.5, 1.5))
            if time.monotonic() >= until:
                return
            await tab.go(kind, page)

    # People do not all come in the same second; see come_at_once for the day when they do.
    return asyncio.run(_measured(office, tabs, one, server, spread=min(10.0, tabs / 20)))


def come_at_once(office: Office, tabs: int, server: int) -> Figures:
    """Let so many tabs connect in the same moment, as after a restart, and open the desk."""

    async def one(_number: int, tab: LiveTab) -> None:
        await tab.open("open the desk", "/")

    return asyncio.run(_measured(office, tabs, one, server, spread=0.0))


def _walk(office: Office, choice: random.Random, number: int) -> Iterator[tuple[str, str]]:
    """Round after round; each tab begins at another step."""
    first = _round(office, choice)
    yield from first[number % len(first) :]
    while True:
        yield from _round(office, choice)


def _round(office: Office, choice: random.Random) -> tuple[tuple[str, str], ...]:
    """What somebody does who works through the desk: each step an address to go to."""
    county, section = choice.choice(office.counties), choice.choice(office.long_sections)
    request = choice.choice(office.requests)
    return (
        ("a filter", f"/?county={quote(county)}"),
        ("the whole desk", "/"),
        ("further down", f"/?section={section}&page=2"),
        ("a request", f"/requests/{request}/"),
        ("back to the desk", "/"),
    )


async def _measured(
    office: Office,
    tabs: int,
    work: Callable[[int, LiveTab], Coroutine[Any, Any, None]],
    server: int,
    *,
    spread: float,
) -> Figures:
    figures = Figures()
    started, watched = time.monotonic(), Watched(server)
    own = resource.getrusage(resource.RUSAGE_SELF)

    async def one(number: int) -> None:
        await asyncio.sleep(random.Random(number).uniform(0, spread))
        session = office.sessions[number % len(office.sessions)]
        address = f"127.0.1.{1 + number // _TABS_FOR_EACH_ADDRESS}"
        try:
            async with LiveTab(office.port, session, address, figures.took) as tab:
                await work(number, tab)
        except (TabFailed, OSError) as error:
            figures.errors.append(str(error))

    watching = asyncio.create_task(watched.look_every_second())
    await asyncio.gather(*(one(number) for number in range(tabs)))
    watching.cancel()
    figures.seconds = time.monotonic() - started
    figures.memory, figures.server = watched.memory, watched.processor_time()
    spent = resource.getrusage(resource.RUSAGE_SELF)
    figures.tabs = spent.ru_utime + spent.ru_stime - own.ru_utime - own.ru_stime
    return figures
