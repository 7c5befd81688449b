"""February 30, typed by hand: a browser calls it empty, and empty would mean something else."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.running import RunningApp
from tests.e2e.test_every_page import signed_in

NO_DAY = "not a day on the calendar"


@pytest.fixture
def staff(browser: Browser, demo: RunningApp) -> Iterator[Page]:
    yield from signed_in(browser, demo, "staff")


def type_day(page: Page, name: str, keys: str) -> None:
    page.locator(f"#{name}").click(position={"x": 12, "y": 20})
    page.keyboard.type(keys, delay=20)
    assert page.locator(f"#{name}").input_value() == "" or "30" not in keys


def test_a_note_is_not_dated_today_instead(staff: Page) -> None:
    staff.goto("/requests/21/?step=note")
    staff.get_by_label("What happened?").fill("They called back.")
    type_day(staff, "on", "02302026")
    staff.get_by_role("button", name="Keep the note").click()
    expect(staff.locator(".summary")).to_contain_text(NO_DAY)
    expect(staff.get_by_label("What happened?")).to_have_value("They called back.")


def test_a_letter_does_not_get_an_open_end_instead(staff: Page) -> None:
    staff.goto("/drafts/new/")
    expect(staff.get_by_label("Until")).to_be_visible()
    type_day(staff, "period_to", "02302026")
    staff.get_by_label("Who signs?").focus()
    expect(staff.locator("#period_to-error")).to_contain_text(NO_DAY)
    type_day(staff, "period_to", "02282026")
    staff.get_by_label("Who signs?").focus()
    expect(staff.locator("#period_to-error")).to_be_empty()
    expect(staff.locator("#letter")).to_contain_text("February 28, 2026")
