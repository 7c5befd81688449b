"""The text for a portal beside a draft: it follows what is written, with a counter."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.running import RunningApp
from tests.e2e.test_every_page import signed_in


@pytest.fixture
def advocate(browser: Browser, demo: RunningApp) -> Iterator[Page]:
    yield from signed_in(browser, demo, "advocate")


def test_the_text_for_a_portal_follows_the_draft(advocate: Page) -> None:
    page = advocate
    page.goto("/drafts/new/")
    page.get_by_label("Which agency?").fill("Harlow County Jail")
    page.get_by_role("button", name=re.compile("Harlow County Jail")).click()
    page.get_by_label("Vehicle grants").check()
    page.get_by_role("link", name="The text for it").click()
    page.get_by_role("button", name="Write the text").click()
    short = page.get_by_label("Shortened text")
    expect(short).to_have_value(re.compile("Missouri Sunshine Law"))
    expect(page.locator("#portal-short-count")).to_have_text(
        re.compile(r"^\d+ of at most 470 characters$")
    )
    page.get_by_label("Anything specific?").fill("The contract for the annex")
    expect(page.get_by_label("Full text")).to_have_value(re.compile("contract for the annex"))
    page.get_by_label("How many characters does the portal take?").fill("many")
    page.get_by_role("button", name="Write the text").click()
    expect(page.locator("#portal-limit-error")).to_have_text(re.compile("Write a number"))
    look_at(page, "draft-portal")
    page.get_by_role("button", name="Discard draft").click()
    page.get_by_role("button", name="Yes, discard it").click()
