"""Measure the sign-in page and the desk of the demo office with Lighthouse 12.

``make lighthouse`` runs it: mobile defaults, production build, the median of three runs.
Lighthouse comes from the npm registry into build/lighthouse and needs Node 18.20 or newer.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from tests.e2e.browser import CHROMIUM_ARGUMENTS, NoBrowser, chromium_path
from tests.e2e.running import ROOT, RunningApp, running_app

LIGHTHOUSE = "lighthouse@12.8.2"
FOLDER = ROOT / "build" / "lighthouse"
PROGRAM = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices")
RUNS = 3
SIGN_IN, DESK = "/sign-in/", "/desk/"
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


def sign_in(app: RunningApp, chromium: str) -> str:
    """Sign in as a person would and return the cookie header of that session."""
    with sync_playwright() as playwright:
        window = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        page = window.new_page(base_url=app.url)
        page.goto(SIGN_IN)
        page.locator("input[type=email]").fill(WHO)
        page.locator("input[type=password]").fill(PASSWORD)
        page.locator("form:has(input[type=password]) button[type=submit]").click()
        page.wait_for_url(lambda url: SIGN_IN not in url)
        cookies = page.context.cookies()
        window.close()
    return "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in cookies)


def measure_once(url: str, chromium: str, cookie: str) -> dict[str, Any]:
    """One Lighthouse report."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        headers = Path(folder) / "headers.json"
        headers.write_text(json.dumps({"Cookie": cookie} if cookie else {}), encoding="utf-8")
        flags = " ".join(["--headless=new", *CHROMIUM_ARGUMENTS])
        done = subprocess.run(
            [
                *("node", str(PROGRAM), url, "--quiet", "--no-enable-error-reporting"),
                *("--output=json", f"--output-path={report}", f"--chrome-flags={flags}"),
                *(f"--only-categories={','.join(CATEGORIES)}", f"--extra-headers={headers}"),
            ],
            env={**os.environ, "CHROME_PATH": chromium},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise CannotMeasure(f"{done.stderr}\nLighthouse failed on {url}.")
        read: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
        return read


def measure(name: str, url: str, chromium: str, cookie: str) -> Figures:
    """The medians of several reports on one page."""
    reports = [measure_once(url, chromium, cookie) for _ in range(RUNS)]
    landed = {report["finalDisplayedUrl"] for report in reports}
    if landed != {url}:
        raise CannotMeasure(f"{url} led to {landed}: the figures would be another page's.")
    median = {
        category: statistics.median(
            report["categories"][category]["score"] or 0 for report in reports
        )
        for category in CATEGORIES
    }
    audits = reports[0]["audits"]
    below = {
        reference["id"]
        for category in CATEGORIES[1:]
        for reference in reports[0]["categories"][category]["auditRefs"]
        if reference["weight"]
    }
    faults = tuple(
        f"{audit['id']}: {audit['title']}"
        for audit in audits.values()
        if audit["id"] in below and audit["score"] not in (None, 1)
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
            with running_app(Path(folder) / "data", "--demo", extra=extra) as app:
                cookie = sign_in(app, chromium)
                figures = [
                    measure("sign-in", app.url + SIGN_IN, chromium, ""),
                    measure("desk", app.url + DESK, chromium, cookie),
                ]
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
