"""Look at a page the way people do: light, dark, on a phone and on paper."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.running import ROOT

SCREENSHOTS = ROOT / "build" / "screenshots"
WITH_PICTURES = "RECORDS_PICTURES" in os.environ
"""A picture of every view costs a third of the browser's tests: ``make e2e PICTURES=yes``."""
EVERY_RULE: dict[str, Any] = {"resultTypes": ["violations"]}
OF_COLORS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
AT_REST = """async () => {
    await new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn)))
    const moving = document.getAnimations().filter(one => one instanceof CSSTransition)
    await Promise.all(moving.map(one => one.finished.catch(() => null)))
}"""


@dataclass(frozen=True)
class View:
    """One way of looking at a page. Width and height in CSS pixels."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"]

    @property
    def rules(self) -> dict[str, Any]:
        """What axe is to ask here. Dark differs from light by its colors, and by nothing else."""
        return EVERY_RULE | ({"runOnly": OF_COLORS} if self.scheme == "dark" else {})


VIEWS = (
    View("light", 1280, 900, "light"),
    View("dark", 1280, 900, "dark"),
    View("phone-dark", 320, 720, "dark"),
    View("phone", 320, 720, "light"),
)


def screenshot(page: Page, name: str) -> None:
    """Keep a picture of the whole page as build/screenshots/NAME.png."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def faults_of(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe finds on the page as it is, one line for each element at fault."""
    response = Axe().run(page, options=rules).response
    return [
        f"{violation['id']}: {violation['help']}: {node['target']} {node['html'][:120]}"
        for violation in response["violations"]
        for node in violation["nodes"]
    ]


def overflow_of(page: Page) -> list[str]:
    """The page's sideways overflow, which 320 pixels must not cause."""
    width, room = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    return [f"the page is {width} pixels wide in a window of {room}"] if width > room else []


def come_to_rest(page: Page) -> None:
    """Wait until the page is drawn as it is to be, and no color on it changes any more."""
    page.evaluate(AT_REST)


def look_at(page: Page, name: str) -> None:
    """Assert that the page has no accessibility fault and no sideways overflow in any view.

    Keeps a picture of each view that has one, and with ``WITH_PICTURES`` of every view and of the
    page as printed. Leaves the page as it was.
    """
    before = page.viewport_size
    found: list[str] = []
    for view in VIEWS:
        page.set_viewport_size({"width": view.width, "height": view.height})
        page.emulate_media(color_scheme=view.scheme, reduced_motion="reduce")
        come_to_rest(page)
        faults = [*faults_of(page, view.rules), *overflow_of(page)]
        if faults or WITH_PICTURES:
            screenshot(page, f"{name}-{view.name}")
        found += [f"{view.name}: {fault}" for fault in faults]
    if before:
        page.set_viewport_size(before)
    if WITH_PICTURES:
        page.emulate_media(media="print", color_scheme="light")
        screenshot(page, f"{name}-print")
    page.emulate_media(media="screen", color_scheme="light", reduced_motion="no-preference")
    assert not found, f"{name} ({page.url}):\n" + "\n".join(found)
