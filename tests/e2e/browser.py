"""The machine's Chromium and how it is started."""

from __future__ import annotations

import subprocess
from contextlib import suppress

from playwright.sync_api import Locator, Page, TimeoutError

from tests.e2e.running import ROOT

PATIENCE_MS = 60_000
"""How long a page may take for what a test waits for; it ends a hang and nothing else."""

VISITS, A_VISIT_MS = 30, 5_000

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # root in CI has no sandbox of its own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def visit_until(page: Page, address: str, wanted: Locator) -> None:
    """Open a page anew until something is on it that the server still has to do."""
    for _ in range(VISITS):
        page.goto(address)
        with suppress(TimeoutError):
            wanted.first.wait_for(timeout=A_VISIT_MS)
            return
    raise AssertionError(f"nothing of it came on {address}")


class NoBrowser(Exception):
    """No Chromium was found; the text is one sentence on how to get it."""


def chromium_path() -> str:
    """Path of the Chromium that scripts/browser.sh finds."""
    found = subprocess.run(
        [ROOT / "scripts" / "browser.sh"], capture_output=True, text=True, check=False
    )
    if found.returncode != 0:
        raise NoBrowser(found.stderr.strip())
    return found.stdout.strip()
