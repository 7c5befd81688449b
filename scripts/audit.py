"""Look after the packages. Without a word: what is installed, and nothing is asked of anybody.

``python scripts/audit.py`` says whether the environment is exactly what requirements*.txt pin and
whether every installed file is the one that was installed; `make check` runs it.

``python scripts/audit.py --ask`` also asks the package index whether a pinned version was taken
back or is another file than ours (requirements.sha256), and the advisories of PyPI and npm whether
one is known to be weak; `make audit` runs it.
Exit code 1: something is wrong. 2: somebody who was asked did not answer, unless
``--silence-is-said`` is enough, as where a machine reaches no advisories.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
FILES = ("requirements.txt", "requirements-dev.txt")
# They come with a virtual environment, or read the advisories.
TOOLS = frozenset({"pip", "setuptools"})
AGAIN = "Remove .venv and type: make install-dev"
WRONG, NO_ANSWER = 1, 2


def canonical(name: str) -> str:
    """One spelling for a package name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pins_of(texts: Iterable[str]) -> dict[str, Requirement]:
    """What the requirements files pin for this platform, by canonical name."""
    found = {}
    for text in texts:
        for raw in text.splitlines():
            line = raw.split("#")[0].strip()
            if line and not line.startswith("-"):
                pin = Requirement(line)
                if pin.marker is None or pin.marker.evaluate():
                    found[canonical(pin.name)] = pin
    return found


def strangers(pins: dict[str, Requirement], installed: Iterable[Distribution]) -> Iterator[str]:
    """Packages that are there and not pinned, pinned and not there, or of another version."""
    there = {canonical(one.name): one.version for one in installed}
    for name, version in sorted(there.items()):
        if name not in pins:
            if name not in TOOLS:
                yield (
                    f"{name} {version} is installed, but no requirements file names it. "
                    f"Type: .venv/bin/python -m pip uninstall {name}"
                )
        elif not pins[name].specifier.contains(version, prereleases=True):
            yield f"{name} {version} is installed, but {pins[name]} is pinned. {AGAIN}"
    for name in sorted(pins.keys() - there.keys()):
        yield f"{pins[name]} is pinned, but not installed. {AGAIN}"


def unmet(installed: Iterable[Distribution]) -> Iterator[str]:
    """What a package asks of another that is there in a version it does not take."""
    there = list(installed)
    versions = {canonical(one.name): one.version for one in there}
    for one in there:
        for text in one.requires or ():
            need = Requirement(text)
            version = versions.get(canonical(need.name))
            if version is None or (need.marker and not need.marker.evaluate({"extra": ""})):
                continue
            if not need.specifier.contains(version, prereleases=True):
                yield f"{one.name} {one.version} needs {need}, but {version} is installed."


def changed_files(installed: Iterable[Distribution]) -> Iterator[str]:
    """Files that are not what the list of their package says, by SHA-256."""
    for one in installed:
        for file in one.files or ():
            if file.hash is None:
                continue
            try:
                content = Path(str(file.locate())).read_bytes()
            except OSError:
                yield f"{one.name} {one.version}: {file} is gone. Install it again."
                continue
            digest = hashlib.new(file.hash.mode, content).digest()
            if base64.urlsafe_b64encode(digest).decode().rstrip("=") != file.hash.value:
                yield f"{one.name} {one.version}: {file} was changed after it was installed."


def main() -> int:
    """Print one sentence for each thing that is wrong."""
    pins = pins_of((ROOT / name).read_text("utf-8") for name in FILES)
    installed = list(distributions())
    wrong = [*strangers(pins, installed), *unmet(installed), *changed_files(installed)]
    for sentence in wrong:
        print(sentence)
    if not wrong:
        print(f"{len(pins)} packages are installed as pinned, every file as it came.")
    if "--ask" not in sys.argv[1:]:
        return WRONG if wrong else 0
    from advisories import ask  # noqa: PLC0415 - only where something outside is asked

    answers = ask(pins)
    for sentence in (*answers.wrong, *answers.unanswered):
        print(sentence)
    if wrong or answers.wrong:
        return WRONG
    enough = not answers.unanswered or "--silence-is-said" in sys.argv[1:]
    return 0 if enough else NO_ANSWER


if __name__ == "__main__":
    sys.exit(main())
