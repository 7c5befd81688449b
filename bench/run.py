"""Run every bench_*.py beside this file and print one table.

A benchmark file has ``measure() -> Iterable[Line]``, or ``main()`` when it prints by itself.
Nothing here passes or fails: the figures are for people to read, on a machine they know.
"""

from __future__ import annotations

import importlib
import platform
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Line:
    """One measured figure: what, the value with its unit, and what we hold ourselves to."""

    what: str
    value: str
    goal: str = ""


def median_seconds(work: Callable[[], object], *, runs: int = 9, loops: int = 1) -> float:
    """Median time of one call, in seconds, over several runs of ``loops`` calls each."""
    work()  # the first call pays for imports and caches
    times: list[float] = []
    for _ in range(runs):
        started = time.perf_counter()
        for _ in range(loops):
            work()
        times.append((time.perf_counter() - started) / loops)
    return statistics.median(times)


def shown(seconds: float) -> str:
    """A duration in the unit that reads best."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{seconds / size:.2f} {unit}"
    return f"{seconds / 1e-9:.0f} ns"


def main() -> int:
    """Run the benchmarks, or only those whose names are given."""
    folder = Path(__file__).parent
    names = sorted(path.stem for path in folder.glob("bench_*.py"))
    wanted = [name for name in names if not sys.argv[1:] or name[6:] in sys.argv[1:]]
    if not wanted:
        print(f"No such benchmark. There are: {', '.join(n[6:] for n in names)}", file=sys.stderr)
        return 2
    print(f"Python {platform.python_version()}, {platform.machine()}", flush=True)
    for name in wanted:
        module = importlib.import_module(f"bench.{name}")
        if not hasattr(module, "measure"):
            module.main()
            continue
        for line in module.measure():
            goal = f"  (goal: {line.goal})" if line.goal else ""
            print(f"{line.what:<58}{line.value:>14}{goal}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
