"""Drafting and approving without a mouse."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.e2e.running import RunningApp
from tests.e2e.test_every_page import signed_in


def tab_to(page: Page, name: str, role: str) -> None:
    """Press Tab until the control with this name has the focus, as a person would."""
    wanted = page.get_by_role(role, name=name, exact=True)  # type: ignore[arg-type]
    for _ in range(80):
        if wanted.count() and wanted.first.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reached the {role} “{name}”")


def test_a_letter_is_written_and_approved_by_keyboard_alone(
    browser: Browser, demo: RunningApp
) -> None:
    for page in signed_in(browser, demo, "advocate"):
        page.goto("/")
        expect(page.get_by_role("heading", name="Late")).to_be_visible()
        tab_to(page, "New request", "link")
        page.keyboard.press("Enter")
        expect(page.get_by_label("Which agency?")).to_be_visible()
        tab_to(page, "Which agency?", "searchbox")
        page.keyboard.type("harlow jail", delay=20)
        expect(page.get_by_role("button", name=re.compile("Harlow County Jail"))).to_be_visible()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("#letter")).to_contain_text("Harlow County Jail")
        tab_to(page, "Funding agreements", "checkbox")
        page.keyboard.press("Space")
        expect(page.locator("#letter")).to_contain_text("Funding agreements")
        tab_to(page, "Anything specific? (optional)", "textbox")
        page.keyboard.type("Minutes of the board in May.")
        expect(page.locator("#letter")).to_contain_text("Minutes of the board in May.")
        tab_to(page, "Approve the letter", "button")
        page.keyboard.press("Enter")
        tab_to(page, "Yes, approve it", "button")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/requests/\d+/"))
        expect(page.get_by_text("Letter ready").first).to_be_visible()
