"""The SHA-256 of every pinned file that pip would fetch here: keep them, and compare with today's.

``python scripts/hashes.py`` (part of `make pins`) writes requirements.sha256, in the form that
``sha256sum -c`` reads. Lines for other platforms stay while their version is pinned; run it there
to add them. `make audit` compares what the index offers today.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "requirements.sha256"
SECONDS = 900
_PIP = (sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--quiet")
_WHAT = ("--dry-run", "--ignore-installed", "--no-deps", "--report", "-")
_FILES = ("-r", "requirements.txt", "-r", "requirements-dev.txt")


def report_of_index() -> dict[str, Any] | None:
    """What pip would fetch for the pins, on this platform; None when the index does not answer."""
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            [*_PIP, *_WHAT, *_FILES],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=SECONDS,
            check=False,
        )
        found = json.loads(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    return found if isinstance(found, dict) else None


def offered(report: Mapping[str, Any]) -> dict[str, str]:
    """The SHA-256 of each file in pip's report, by its name."""
    found = {}
    for one in report.get("install", ()):
        fetched = one["download_info"]
        name = Path(unquote(urlsplit(fetched["url"]).path)).name
        found[name] = fetched.get("archive_info", {}).get("hashes", {}).get("sha256", "")
    return found


def kept(text: str) -> dict[str, str]:
    """The lines of requirements.sha256, by the name of the file."""
    pairs = (line.split(maxsplit=1) for line in text.splitlines() if line.strip())
    return {name.strip(): sha256 for sha256, name in pairs}


def compared(report: Mapping[str, Any], pinned: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Files that are not what they were, and files of which we know no SHA-256; a sentence each."""
    wrong, unknown = [], []
    for name, sha256 in sorted(offered(report).items()):
        if name not in pinned:
            unknown.append(f"requirements.sha256 has no line for {name}. Type: make pins")
        elif sha256 != pinned[name]:
            wrong.append(f"{name} is not the file that was pinned: its SHA-256 is {sha256 or '?'}.")
    return wrong, unknown


def renewed(report: Mapping[str, Any], pinned: Mapping[str, str]) -> str:
    """The text of requirements.sha256 after this report: lines of versions that are gone go."""
    today = offered(report)
    versions = {name_and_version(name) for name in today}
    lines = {name: one for name, one in pinned.items() if name_and_version(name) in versions}
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted({**lines, **today}.items()))


def name_and_version(file: str) -> tuple[str, str]:
    """The package and version that the name of a file speaks of."""
    if file.endswith(".whl"):
        name, version = file.split("-")[:2]
    else:
        name, _, version = file.removesuffix(".tar.gz").removesuffix(".zip").rpartition("-")
    return re.sub(r"[-_.]+", "-", name).lower(), version


def main() -> int:
    """Write the file anew."""
    report = report_of_index()
    if report is None:
        print("The package index does not answer; requirements.sha256 stays.", file=sys.stderr)
        return 2
    pinned = kept(KEPT.read_text("utf-8")) if KEPT.exists() else {}
    KEPT.write_text(renewed(report, pinned), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
