"""Build the pages for production, unless the build at hand was made from the same files.

``python scripts/frontend.py`` builds when needed; ``--force`` always builds.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WEB = ROOT / ".web"
STAMP = WEB / "built-from"
LOCK = ROOT / "build" / "frontend.lock"
BUILT_PAGE = WEB / "build" / "client" / "index.html"
# The machine's Node is looked at but not used: bunfig.toml lets Bun run the build.
NOT_ABOUT_US = "of Node.js is out of date"


class BuildFailed(Exception):
    """The pages could not be built; the text is the end of what the build said."""


def reflex_environment() -> dict[str, str]:
    """The environment for Reflex: our tools first on the path, nothing sent anywhere."""
    return {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "REFLEX_USE_SYSTEM_BUN": "1",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "COLUMNS": "200",
    }


def sources() -> Iterator[Path]:
    """Every file that can change the built pages: any room's words may stand on a page."""
    for name in ("rxconfig.py", "requirements.txt", "bunfig.toml", "scripts/frontend.py"):
        yield ROOT / name
    words = [
        path for kind in ("*.py", "*.toml", "*.csv") for path in ROOT.glob(f"records_app/**/{kind}")
    ]
    yield from sorted(words)
    yield from sorted(path for path in (ROOT / "assets").rglob("*") if path.is_file())


def fingerprint() -> str:
    """SHA-256 over the names and contents of the sources."""
    digest = hashlib.sha256()
    for path in sources():
        if "migrations" in path.parts:
            continue
        digest.update(f"{path.relative_to(ROOT)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current(wanted: str) -> bool:
    """Whether the build at hand was made from these sources."""
    return BUILT_PAGE.exists() and STAMP.exists() and STAMP.read_text() == wanted


def run_build() -> None:
    """Let Reflex compile the pages and Bun bundle them."""
    STAMP.unlink(missing_ok=True)
    ours, copied = ROOT / "bunfig.toml", WEB / "bunfig.toml"
    if copied.exists() and copied.read_bytes() != ours.read_bytes():
        shutil.rmtree(WEB)  # Reflex copies the file only into a new folder
    command = [sys.executable, "-m", "reflex", "export", "--no-zip", "--frontend-only"]
    done = subprocess.run(  # noqa: S603 - our own command, no outside text in it
        command,
        cwd=ROOT,
        env=reflex_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0 or not BUILT_PAGE.exists():
        raise BuildFailed("\n".join(done.stdout.splitlines()[-40:]))
    for line in done.stdout.splitlines():
        if re.search("warning|deprecat", line, re.IGNORECASE) and NOT_ABOUT_US not in line:
            print(f"  {line.strip()}")


def settle_lock() -> None:
    """Give the pinned package.json one layout; Reflex and Bun write it differently."""
    path = ROOT / "reflex.lock" / "package.json"
    text = json.dumps(json.loads(path.read_text(encoding="utf-8")), indent=2) + "\n"
    path.write_text(text, encoding="utf-8")


def ensure_built(*, force: bool = False) -> None:
    """Build the pages if they are missing or out of date; one process at a time."""
    if not force and is_current(fingerprint()):
        return  # A service may run where it can write nothing but its data.
    LOCK.parent.mkdir(exist_ok=True)
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = fingerprint()
        if is_current(wanted) and not force:
            return
        print("Building the pages", flush=True)
        started = time.monotonic()
        run_build()
        settle_lock()
        STAMP.write_text(wanted)
        print(f"Built the pages in {time.monotonic() - started:.0f} seconds", flush=True)


def main() -> int:
    """Build from the command line."""
    try:
        ensure_built(force="--force" in sys.argv[1:])
    except BuildFailed as failure:
        print(failure, file=sys.stderr)
        print("The pages could not be built; the end of the output is above.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
