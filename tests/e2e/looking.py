"""Look at a page the way people do: light, dark, on a phone and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.running import ROOT

SCREENSHOTS = ROOT / "build" / "screenshots"


@dataclass(frozen=True)
class View:
    """One way of looking at a page. Width and height in CSS pixels."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"]


VIEWS = (
    View("light", 1280, 900, "light"),
    View("dark", 1280, 900, "dark"),
    View("phone", 320, 720, "light"),
    View("phone-dark", 320, 720, "dark"),
)


def screenshot(page: Page, name: str) -> None:
    """Keep a picture of the whole page as build/screenshots/NAME.png."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def faults_of(page: Page) -> list[str]:
    """What axe finds on the page as it is, one line for each element at fault."""
    response = Axe().run(page).response
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


def look_at(page: Page, name: str) -> None:
    """Assert that the page has no accessibility fault and no sideways overflow in any view.

    Keeps a screenshot of each view and one as printed, and leaves the page as it was.
    """
    before = page.viewport_size
    found: list[str] = []
    for view in VIEWS:
        page.set_viewport_size({"width": view.width, "height": view.height})
        page.emulate_media(color_scheme=view.scheme, reduced_motion="reduce")
        page.wait_for_timeout(150)  # for the color mode's own listener
        screenshot(page, f"{name}-{view.name}")
        found += [f"{view.name}: {fault}" for fault in (*faults_of(page), *overflow_of(page))]
    if before:
        page.set_viewport_size(before)
    page.emulate_media(media="print", color_scheme="light")
    screenshot(page, f"{name}-print")
    page.emulate_media(media="screen", color_scheme="light", reduced_motion="no-preference")
    assert not found, f"{name} ({page.url}):\n" + "\n".join(found)
