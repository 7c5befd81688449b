"""One course in the browser: silence, a reminder, a denial, a demand for grounds, and a fee."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.next_step import take_step
from tests.e2e.running import RunningApp
from tests.e2e.test_every_page import signed_in


def clock(page: Page, name: str) -> str:
    """The words beside the name of a clock."""
    clocks = page.locator("section.card", has=page.get_by_role("heading", name="Clocks"))
    words = clocks.locator("dt", has_text=name).locator("xpath=following-sibling::dd[1]")
    return words.first.inner_text()


def log_an_answer(page: Page, kind: str) -> None:
    take_step(page, "Log an answer")
    page.get_by_role("radio", name=kind).check()
    page.get_by_role("button", name="Log an answer").click()
    expect(page.get_by_text("The answer is recorded.")).to_be_visible()


def approve(page: Page, place: int) -> str:
    """Approve the letter on the screen; gives its number."""
    page.get_by_role("button", name="Approve the letter").click()
    page.get_by_role("button", name="Yes, approve it").click()
    said = page.get_by_text(re.compile(r"The letter is final\. Its number is"))
    expect(said).to_be_visible()
    found = re.search(r"MO-\d{4}-\d{4}-(\d+)", said.inner_text())
    assert found
    assert int(found[1]) == place
    return found[0]


def take(page: Page, number: str, folder: Path) -> None:
    """Download the letter, and compare it with the hash on the page."""
    letters = page.locator("section", has=page.get_by_role("heading", name="Letters"))
    with page.expect_download() as waiting:
        letters.get_by_role("link", name=f"{number}.pdf").click()
    pdf = folder / f"{number}.pdf"
    waiting.value.save_as(pdf)
    assert pdf.read_bytes().startswith(b"%PDF-")
    assert hashlib.sha256(pdf.read_bytes()).hexdigest() in (letters.text_content() or "")
    with page.expect_download() as waiting:
        letters.locator("summary", has_text="Copy as plain text").first.click()
        letters.get_by_role("link", name="Save as a file (.txt)").first.click()
    text = folder / f"{number}.txt"
    waiting.value.save_as(text)
    expect(letters.locator("textarea").first).to_have_value(text.read_text("utf-8"))


def send(page: Page, number: str) -> None:
    """Record that the letter went out, with its number in the form already."""
    page.get_by_role("link", name="Record sending").click()
    expect(page.get_by_role("heading", name="Send it, then record how")).to_be_visible()
    expect(page.locator("form").get_by_role("link", name=f"{number}.pdf")).to_be_visible()
    expect(page.locator("input[name=number]")).to_have_value(number)
    page.get_by_role("button", name="Record sending").click()
    expect(page.get_by_text("The letter is recorded.")).to_be_visible()


def remind(page: Page, folder: Path) -> None:
    """A reminder from the desk: written, approved, downloaded, sent."""
    page.goto("/")
    page.get_by_role("link", name="Write a reminder").first.click()
    expect(page.get_by_role("heading", level=1, name="Reminder")).to_be_visible()
    letter = page.locator("#letter")
    expect(letter).to_contain_text("Custodian of Records")
    page.get_by_label("Anything to add?").fill("Please call <b>us</b> {{ 7 * 7 }} 🚓 警察")
    expect(letter).to_contain_text("Please call <b>us</b> {{ 7 * 7 }} 🚓 警察")
    page.get_by_label("Who signs?").fill("")
    expect(page.locator("#signer_name-error")).to_contain_text("Write the name")
    page.get_by_role("button", name="Approve the letter").click()
    expect(page.locator(".summary")).to_contain_text("Who signs?")
    look_at(page, "letter-after-error")
    page.goto(page.url)  # the laptop was closed
    expect(page.get_by_label("Anything to add?")).to_have_value(re.compile("警察"))
    page.get_by_label("Who signs?").fill("Sofia Marsh")
    expect(letter).to_contain_text("Sofia Marsh")
    expect(page.get_by_text(re.compile("^Draft saved"))).to_be_visible()
    number = approve(page, 2)
    expect(page.get_by_role("heading", name="Next step: record sending")).to_be_visible()
    look_at(page, "letter-after-approved")
    take(page, number, folder)
    page.get_by_role("link", name="Record sending").click()
    expect(page.get_by_role("heading", name="Send it, then record how")).to_be_visible()
    look_at(page, "letter-after-sending")
    page.get_by_role("link", name="Cancel").click()
    send(page, number)


def test_from_silence_to_grounds_and_a_fee(
    browser: Browser, demo: RunningApp, tmp_path: Path
) -> None:
    for page in signed_in(browser, demo, "staff"):
        remind(page, tmp_path)
        expect(page.get_by_text("Reminder sent", exact=False).first).to_be_visible()
        assert "(passed)" in clock(page, "Answer")
        assert "act by" in clock(page, "Going to court")
        # We wrote today, so the next reminder waits and the first step is another.
        expect(page.get_by_role("heading", name="Next step: log an answer")).to_be_visible()
        log_an_answer(page, "They deny it")
        page.get_by_role("link", name="Ask for the grounds", exact=True).click()
        expect(page.locator("#letter")).to_contain_text("610.023.4")
        page.get_by_label("What did they close?").select_option("part")
        page.get_by_label("Which provision of law do they name?").fill("§ 610.021(14)")
        expect(page.locator("#letter")).to_contain_text("610.021(14)")
        look_at(page, "letter-after-grounds")
        send(page, approve(page, 3))
        expect(page.get_by_role("heading", name="may be expected by")).to_be_visible()
        take_step(page, "Confirm their receipt")
        page.get_by_role("radio", name="By phone").check()
        page.get_by_role("button", name="Record receipt").click()
        expect(page.get_by_role("heading", name="The written grounds are due by")).to_be_visible()
        look_at(page, "follow-up-grounds")
        log_an_answer(page, "They ask for a fee")
        expect(page.get_by_role("heading", name="Pay or settle the fee by")).to_be_visible()
        look_at(page, "follow-up-fee")
        take_step(page, "Record a payment")
        page.get_by_label("How much?").fill("40.50")
        page.get_by_role("button", name="Record the payment").click()
        expect(page.get_by_text("We paid the fee of $40.50.")).to_be_visible()
        assert "our own date" in clock(page, "Ask again")
        take_step(page, "Record a letter written elsewhere")
        expect(page.get_by_label("Which letter?")).to_have_value("reminder")
        look_at(page, "follow-up-form")
        page.get_by_label("Which letter?").select_option("thanks")
        page.get_by_role("button", name="Record the letter").click()
        expect(page.get_by_text("Letter of thanks sent", exact=False).first).to_be_visible()
