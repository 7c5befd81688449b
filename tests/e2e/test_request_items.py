"""The items of a request with the keyboard alone: left out, moved, reworded and put back."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from records_app.casework.subjects import Subject
from records_app.letters.wording import subject_wording
from tests.e2e.looking import look_at
from tests.e2e.running import RunningApp
from tests.e2e.test_every_page import signed_in


def test_items_are_left_out_moved_and_reworded_without_a_mouse(
    browser: Browser, demo: RunningApp
) -> None:
    shipped = subject_wording(Subject.VEHICLES).items[0].text
    for page in signed_in(browser, demo, "advocate"):
        page.goto("/drafts/new/")
        page.get_by_role("checkbox", name="Vehicle grants").press("Space")
        letter = page.locator("#letter")
        expect(letter).to_contain_text("Take-home, mileage and fuel totals")
        page.get_by_text("Vehicle grants: 6 of 6 items").last.press("Enter")

        page.locator("#item-vehicles-use-on").press("Space")
        expect(letter).not_to_contain_text("Take-home, mileage and fuel totals")
        expect(page.get_by_text("Vehicle grants: 5 of 6 items").last).to_be_visible()

        down = page.get_by_role("button", name="Move down: money for vehicles and equipment")
        down.press("Enter")
        expect(page.locator("#items-vehicles li").nth(1)).to_contain_text(shipped)
        expect(down).to_be_focused()

        money = page.locator("#items-vehicles li").nth(1)
        money.locator("summary").press("Enter")
        words = page.locator("#item-vehicles-money")
        words.fill("Every dollar for cars.")
        expect(letter).to_contain_text("Every dollar for cars.")
        words.fill("x" * 1001)
        expect(page.locator("#item-vehicles-money-error")).to_contain_text("at most 1,000")
        money.get_by_role("button", name="Take the words of the list again").press("Enter")
        expect(letter).to_contain_text(shipped)
        expect(page.locator("#item-vehicles-money")).to_have_value(shipped)
        look_at(page, "new-request-items")
        page.goto(page.url)
        expect(page.locator("#item-vehicles-use-on")).not_to_be_checked()
