"""Mail day in the browser: a scanner's numbers, the PDFs, and one letter after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.running import RunningApp
from tests.e2e.test_every_page import signed_in

NUMBER = "9400 1112 0108 0805 4830 16"


@pytest.fixture
def staff(browser: Browser, demo: RunningApp) -> Iterator[Page]:
    yield from signed_in(browser, demo, "staff")


def part(page: Page, title: str) -> Locator:
    return page.locator("section").filter(has=page.get_by_role("heading", name=title, exact=True))


def test_letters_by_post(staff: Page, tmp_path: Path) -> None:
    staff.goto("/letters/")
    post = part(staff, "By post")
    numbers = post.get_by_label(re.compile("Certified-mail number"))
    expect(numbers.first).to_be_visible()
    count = numbers.count()
    for name in ("Letters (PDF)", "Labels (PDF)"):
        with staff.expect_download() as waiting:
            post.get_by_role("link", name=name).click()
        waiting.value.save_as(tmp_path / name)
        assert (tmp_path / name).read_bytes().startswith(b"%PDF-")
    numbers.first.focus()
    for place in range(count):
        expect(numbers.nth(place)).to_be_focused()
        staff.keyboard.type(NUMBER if place == 0 else "")
        staff.keyboard.press("Enter")
    record = post.get_by_role("button", name=re.compile(r"Record \d+ letters? as mailed"))
    expect(record).to_be_focused()
    expect(numbers.first).to_have_value(NUMBER)
    numbers.first.fill("12345")
    numbers.first.press("Tab")
    expect(post.get_by_text("This has 5 digits;")).to_be_visible()
    expect(post.get_by_label("The numbers stand like this on the receipts")).to_be_visible()
    record.click()
    expect(staff.locator("#mail-errors")).to_be_focused()
    post.get_by_text("All certified-mail numbers at once").click()
    pasted = post.get_by_label("The numbers, one a line")
    pasted.fill("12345")
    post.get_by_role("button", name="Fill them in").click()
    expect(post.locator("#all-numbers-error")).not_to_be_empty()
    expect(pasted).to_have_value("12345")
    look_at(staff, "letters-by-post")
    pasted.fill("\n".join([NUMBER, *["-"] * (count - 1)]))
    post.get_by_role("button", name="Fill them in").click()
    expect(numbers.first).to_have_value(NUMBER.replace(" ", ""))
    record.click()
    words = "1 letter is" if count == 1 else f"{count} letters are"
    expect(staff.get_by_text(f"{words} recorded as mailed.")).to_be_visible()
    expect(numbers).to_have_count(0)


def test_one_letter_after_the_other(staff: Page) -> None:
    staff.goto("/letters/")
    mail = part(staff, "By e-mail")
    waiting = mail.get_by_role("button", name=re.compile("^Send MO-"))
    expect(waiting.first).to_be_visible()
    left = waiting.count()
    assert left > 1
    waiting.first.click()
    expect(staff.locator("#item")).to_be_focused()
    first = staff.locator("#item-title").inner_text()
    expect(staff.get_by_label("Subject")).to_have_value(re.compile("^Records request MO-"))
    staff.get_by_role("button", name="Copy address").click()
    expect(staff.locator("#item-copy-to-copied")).to_have_text(re.compile("Copied|Ctrl"))
    look_at(staff, "letters-one")
    staff.locator("#item-reference").fill("m-1")
    staff.locator("#item-on").fill("")
    staff.get_by_role("button", name="Record sending").click()
    expect(staff.locator("#item-errors")).to_be_focused()
    expect(staff.locator("#item-reference")).to_have_value("m-1")
    staff.locator("#item-on").fill(staff.locator("#item-on").get_attribute("max") or "")
    staff.get_by_role("button", name="Record sending").click()
    expect(staff.locator("#item-title")).not_to_have_text(first)
    expect(staff.locator("#item")).to_be_focused()
    expect(staff.locator("#item-reference")).to_have_value("")
    expect(waiting).to_have_count(left - 1)
