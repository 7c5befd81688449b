"""Measure the sign-in page and the desk of the demo office with Lighthouse 12.

``make lighthouse`` runs it: mobile defaults, production build, the median of three runs.
Lighthouse comes from the npm registry into build/lighthouse and needs Node 18.20 or newer.
"""

from __future__ import annotations

import json
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.e2e.browser import CHROMIUM_ARGUMENTS, NoBrowser, chromium_path
from tests.e2e.running import ROOT, running_app
from tests.ports import free_port

LIGHTHOUSE = "lighthouse@12.8.2"
FOLDER = ROOT / "build" / "lighthouse"
PROGRAM = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices")
RUNS = 3
SIGN_IN, DESK = "/login/", "/"
WHO, PASSWORD = "staff@example.org", "measured with lighthouse"


class CannotMeasure(Exception):
    """What is missing, in one sentence."""


@dataclass(frozen=True)
class Figures:
    """One page's median scores (0 to 1) and first-load transfer in KiB."""

    page: str
    scores: dict[str, float]
    transfer_kib: float
    faults: tuple[str, ...]

    def line(self) -> str:
        """One line of the printed table."""
        scores = "".join(f"{self.scores[name]:>16.2f}" for name in CATEGORIES)
        return f"{self.page:<12}{scores}{self.transfer_kib:>16.0f}"


def install() -> None:
    """Fetch Lighthouse once."""
    if not shutil.which("node") or not shutil.which("npm"):
        raise CannotMeasure("Lighthouse needs Node and npm. Type: sudo apt-get install nodejs npm")
    if PROGRAM.exists():
        return
    FOLDER.mkdir(parents=True, exist_ok=True)
    print(f"Installing {LIGHTHOUSE}", flush=True)
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", LIGHTHOUSE]
    done = subprocess.run(
        [*command, "--prefix", str(FOLDER)], capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise CannotMeasure(f"{done.stderr}\n{LIGHTHOUSE} could not be installed from npm.")


@contextmanager
def open_browser(chromium: str, folder: Path) -> Iterator[int]:
    """A headless browser with a new profile; yields the port that others drive it through."""
    port = free_port()
    command = [chromium, "--headless=new", *CHROMIUM_ARGUMENTS, "about:blank"]
    command[1:1] = [f"--remote-debugging-port={port}", f"--user-data-dir={folder}"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        else:
            raise CannotMeasure(f"{chromium} did not start.")
        yield port
    finally:
        process.terminate()
        process.wait(timeout=15)


def sign_in(url: str, port: int) -> None:
    """Sign in as a person would; the browser keeps the cookie, for the websocket too."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
        page = browser.contexts[0].new_page()
        page.goto(url + SIGN_IN)
        page.locator("input[name=email]").fill(WHO)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("form:has(input[name=password]) button[type=submit]").click()
        page.wait_for_url(lambda now: SIGN_IN not in now)
        page.close()


def measure_once(url: str, port: int) -> dict[str, Any]:
    """One Lighthouse report."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        done = subprocess.run(
            [
                *("node", str(PROGRAM), url, "--quiet", "--no-enable-error-reporting"),
                *("--output=json", f"--output-path={report}", f"--port={port}"),
                f"--only-categories={','.join(CATEGORIES)}",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise CannotMeasure(f"{done.stderr}\nLighthouse failed on {url}.")
        read: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return read


def measure(name: str, url: str, port: int) -> Figures:
    """The medians of several reports on one page."""
    reports = [measure_once(url, port) for _ in range(RUNS)]
    landed = {report["finalDisplayedUrl"].split("?")[0] for report in reports}
    if landed != {url}:
        raise CannotMeasure(f"{url} led to {landed}: the figures would be another page's.")
    median = {
        category: statistics.median(
            report["categories"][category]["score"] or 0 for report in reports
        )
        for category in CATEGORIES
    }
    audits = reports[0]["audits"]
    weighed = {
        reference["id"]
        for category in CATEGORIES[1:]
        for reference in reports[0]["categories"][category]["auditRefs"]
        if reference["weight"]
    }
    faults = tuple(
        f"{audit['id']}: {audit['title']}"
        for audit in audits.values()
        if audit["id"] in weighed and audit["score"] not in (None, 1)
    )
    weight = statistics.median(
        report["audits"]["total-byte-weight"]["numericValue"] for report in reports
    )
    return Figures(name, median, weight / 1024, faults)


def main() -> int:
    """Measure both pages and print a table."""
    try:
        install()
        chromium = chromium_path()
        with tempfile.TemporaryDirectory() as folder:
            extra = {"RECORDS_DEMO_PASSWORD": PASSWORD}
            profile = Path(folder) / "profile"
            with (
                running_app(Path(folder) / "data", "--demo", extra=extra) as app,
                open_browser(chromium, profile) as port,
            ):
                figures = [measure("sign-in", app.url + SIGN_IN, port)]
                sign_in(app.url, port)
                figures.append(measure("desk", app.url + DESK, port))
    except (CannotMeasure, NoBrowser) as reason:
        print(reason, file=sys.stderr)
        return 1
    print(f"{'page':<12}" + "".join(f"{name:>16}" for name in (*CATEGORIES, "transfer KiB")))
    for page in figures:
        print(page.line())
        for fault in page.faults:
            print(f"  {fault}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
