"""One course in the browser: silence, a reminder, a denial, a demand for grounds, and a fee."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.running import RunningApp
from tests.e2e.test_every_page import signed_in


def clock(page: Page, name: str) -> str:
    """The words beside the name of a clock."""
    clocks = page.locator("section.card", has=page.get_by_role("heading", name="Clocks"))
    words = clocks.locator("dt", has_text=name).locator("xpath=following-sibling::dd[1]")
    return words.first.inner_text()


def log_an_answer(page: Page, kind: str) -> None:
    page.get_by_role("link", name="Log an answer").first.click()
    page.get_by_role("radio", name=kind).check()
    page.get_by_role("button", name="Log an answer").click()
    expect(page.get_by_text("The answer is recorded.")).to_be_visible()


def test_from_silence_to_grounds_and_a_fee(browser: Browser, demo: RunningApp) -> None:
    for page in signed_in(browser, demo, "staff"):
        page.goto("/")
        page.get_by_role("link", name="Write a reminder").first.click()
        expect(page.get_by_role("heading", name="Record a letter that we sent")).to_be_visible()
        expect(page.get_by_label("Which letter?")).to_have_value("reminder")
        look_at(page, "follow-up-form")
        page.get_by_role("button", name="Record the letter").click()
        expect(page.get_by_text("The letter is recorded.")).to_be_visible()
        expect(page.get_by_text("Reminder sent", exact=False).first).to_be_visible()
        assert "(passed)" in clock(page, "Answer")
        assert "act by" in clock(page, "Going to court")
        # We wrote today, so the next reminder waits and the first step is another.
        expect(page.get_by_role("heading", name="Next step: log an answer")).to_be_visible()
        log_an_answer(page, "They deny it")
        page.get_by_role("link", name="Ask for the grounds").click()
        expect(page.get_by_label("Which letter?")).to_have_value("demand-grounds")
        page.get_by_role("button", name="Record the letter").click()
        expect(page.get_by_role("heading", name="may be expected by")).to_be_visible()
        page.get_by_role("link", name="Confirm their receipt").click()
        page.get_by_role("radio", name="By phone").check()
        page.get_by_role("button", name="Record receipt").click()
        expect(page.get_by_role("heading", name="The written grounds are due by")).to_be_visible()
        look_at(page, "follow-up-grounds")
        log_an_answer(page, "They ask for a fee")
        expect(page.get_by_role("heading", name="Pay or settle the fee by")).to_be_visible()
        look_at(page, "follow-up-fee")
        page.get_by_role("link", name="Record a payment").click()
        page.get_by_label("How much?").fill("40.50")
        page.get_by_role("button", name="Record the payment").click()
        expect(page.get_by_text("We paid the fee of $40.50.")).to_be_visible()
        assert "our own date" in clock(page, "Ask again")
