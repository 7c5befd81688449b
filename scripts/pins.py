"""Rewrite the second part of requirements*.txt from what is installed in this environment.

The packages we chose stand above the line MARK, with their versions. Everything they need is
looked up in the installed packages and written below it, so that an installation next year
gets the same set. Run it with ``make pins`` after changing a version and installing it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
MARK = "# Needed by the packages above."
PLATFORM_WORDS = re.compile(r"sys_platform|platform_system|platform_machine|os_name")


def canonical(name: str) -> str:
    """One spelling for a package name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def chosen(path: Path) -> tuple[str, list[Requirement]]:
    """The hand-written head of a requirements file and the packages it names."""
    head = path.read_text(encoding="utf-8").split(MARK)[0]
    lines = (line.split("#")[0].strip() for line in head.splitlines())
    return head, [Requirement(line) for line in lines if line and not line.startswith("-")]


def needed_by(requirement: Requirement) -> Iterator[tuple[Requirement, str]]:
    """Direct needs of one installed package that apply here, with their platform marker."""
    environment = {str(key): str(value) for key, value in default_environment().items()}
    for text in distribution(requirement.name).requires or []:
        need = Requirement(text)
        if need.marker is None:
            yield need, ""
            continue
        if any(
            need.marker.evaluate({**environment, "extra": extra})
            for extra in ("", *requirement.extras)
        ):
            marker = str(need.marker)
            only_platform = PLATFORM_WORDS.search(marker) and "extra" not in marker
            yield need, marker if only_platform else ""


def everything_below(roots: list[Requirement]) -> dict[str, tuple[str, str]]:
    """Canonical name -> (pin, marker) of all that the given packages need, without them."""
    found: dict[str, tuple[str, str]] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = list(roots)
    while waiting:
        current = waiting.pop()
        key = (canonical(current.name), frozenset(current.extras))
        if key in seen:
            continue
        seen.add(key)
        for need, marker in needed_by(current):
            package = distribution(need.name)
            pin = f"{package.metadata['Name']}=={package.version}"
            name = canonical(need.name)
            # A package that anything needs on every platform is pinned on every platform.
            kept = "" if name in found and not found[name][1] else marker
            found[name] = (pin, kept)
            waiting.append(need)
    for root in roots:
        found.pop(canonical(root.name), None)
    return found


def rewrite(path: Path, without: set[str]) -> set[str]:
    """Write the second part of one file; return the names it pins."""
    head, roots = chosen(path)
    below = everything_below(roots)
    lines = [
        f"{pin}; {marker}" if marker else pin
        for name, (pin, marker) in sorted(below.items())
        if name not in without
    ]
    path.write_text(head + MARK + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return {canonical(root.name) for root in roots} | set(below)


def main() -> int:
    """Rewrite both files."""
    try:
        runtime = rewrite(ROOT / "requirements.txt", set())
        rewrite(ROOT / "requirements-dev.txt", runtime)
    except PackageNotFoundError as missing:
        print(f"{missing.name} is not installed. Run: make install", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
