"""The machine's Chromium and how it is started."""

from __future__ import annotations

import subprocess

from tests.e2e.running import ROOT

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",  # root in CI has no sandbox of its own
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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
