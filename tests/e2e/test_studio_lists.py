"""Staff change one item and add another, see both in a new request, and go back to what was."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.e2e.looking import look_at
from tests.e2e.running import RunningApp
from tests.e2e.test_every_page import signed_in

WORDS = "Every message between your agency and ICE that names a payment."
MORE = "The group chats in which your officers speak with ICE."


def test_what_is_asked_for_follows_the_offices_own_list(browser: Browser, demo: RunningApp) -> None:
    for page in signed_in(browser, demo, "staff"):
        page.goto("/studio/")
        page.get_by_role("link", name="Communications").first.click()
        expect(page.get_by_role("heading", name="Items: Communications")).to_be_visible()
        letter, items = page.locator("#letter"), page.locator("#list > li")
        count = items.count()
        shipped = items.first.locator("p").first.inner_text().removeprefix("Item 1. ")
        expect(letter).to_contain_text(shipped)

        items.first.get_by_text("Change the words").press("Enter")
        items.first.get_by_label("What we ask for").fill(WORDS)
        expect(letter).to_contain_text(WORDS)
        page.get_by_role("button", name="Add an item").press("Enter")
        new = items.nth(count)
        expect(new.get_by_label("What we ask for")).to_be_focused()
        new.get_by_label("What we ask for").fill(MORE)
        page.get_by_role("button", name="Save as a new version").click()
        expect(page.get_by_role("heading", name="Before the list can be saved")).to_be_visible()
        expect(new).to_contain_text("Say why we ask")
        look_at(page, "studio-list-refused")
        new.get_by_label("In a few words").fill("group chats")
        new.get_by_label("Why we ask").fill("Much is said there and nowhere else.")
        up = new.get_by_role("button", name="Move up")
        up.press("Enter")
        expect(items.nth(count - 1)).to_contain_text(MORE)
        page.get_by_label("Note").fill("Payments and chats")
        page.get_by_role("button", name="Save as a new version").click()
        expect(page.get_by_text("Version 1 is saved.")).to_be_visible()
        look_at(page, "studio-list")

        page.goto("/drafts/new/")
        page.get_by_role("checkbox", name="Communications").press("Space")
        expect(page.locator("#letter")).to_contain_text(WORDS)
        expect(page.locator("#letter")).to_contain_text(MORE)

        page.goto("/studio/lists/shared/communications/")
        page.get_by_role("button", name="Go back to The standard list").click()
        page.get_by_role("button", name="Yes, go back").click()
        expect(page.get_by_text("New letters use this list from now on.")).to_be_visible()
        expect(letter).to_contain_text(shipped)
        expect(letter).not_to_contain_text(MORE)
        expect(page.get_by_role("heading", name="Not asked for")).to_be_visible()
