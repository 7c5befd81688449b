"""Files in a real browser: dropped in with progress, looked at page by page, and found again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.browser import visit_until
from tests.e2e.looking import look_at
from tests.e2e.running import RunningApp
from tests.e2e.test_every_page import signed_in
from tests.office.made_files import PROGRAM, pdf_of, pdf_with_script


@pytest.fixture
def staff(browser: Browser, demo: RunningApp) -> Iterator[Page]:
    yield from signed_in(browser, demo, "staff")


@pytest.fixture
def waiting(staff: Page) -> Page:
    """The page of a request that waits for an answer, with the form for files open."""
    staff.goto("/?standing=waiting")
    staff.get_by_role("rowheader").first.get_by_role("link").click()
    staff.get_by_text("Add files", exact=True).click()
    expect(staff.get_by_role("form", name="Add files")).to_be_visible()
    return staff


def sent(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_files_are_added_with_a_word_on_each(waiting: Page, tmp_path: Path) -> None:
    content = pdf_of("The invoices of the walrus van", "Nothing else")
    form = waiting.get_by_role("form", name="Add files")
    form.get_by_label("What did they come with?").select_option(index=1)
    waiting.set_input_files(
        "#files-new-picker",
        [sent("Walrus.pdf", content), sent("tool.pdf", PROGRAM), sent("empty.txt", b"")],
    )
    form.get_by_role("button", name="Add the files").click()
    expect(form.get_by_role("status")).to_have_text("1 file added, 2 files not. See why above.")
    lines = form.get_by_role("list").get_by_role("listitem")
    expect(lines.nth(0)).to_contain_text("Kept: PDF.")
    expect(lines.nth(1)).to_contain_text("Its name says PDF, but this is a program")
    expect(lines.nth(2)).to_contain_text("It is empty.")
    link = waiting.get_by_role("link", name="Walrus.pdf", exact=True)
    expect(link).to_be_visible()
    look_at(waiting, "request-files")
    with waiting.expect_download() as taken:
        waiting.get_by_role("link", name="Save Walrus.pdf").click()
    target = tmp_path / "taken.pdf"
    taken.value.save_as(target)
    assert hashlib.sha256(target.read_bytes()).digest() == hashlib.sha256(content).digest()
    link.click()
    expect(waiting.get_by_role("heading", level=1, name="Walrus.pdf")).to_be_visible()
    page = waiting.get_by_role("img", name="Page 1 of 2")
    expect(page).to_be_visible()
    expect(page).to_have_js_property("complete", True)
    assert page.evaluate("(one) => one.naturalWidth") > 500


def test_found_by_its_words_and_shown_without_its_scripts(waiting: Page) -> None:
    form = waiting.get_by_role("form", name="Add files")
    waiting.set_input_files("#files-new-picker", [sent("Script.pdf", pdf_with_script())])
    form.get_by_role("button", name="Add the files").click()
    expect(form.get_by_role("listitem")).to_contain_text("Contains scripts")
    expect(waiting.get_by_role("link", name="Script.pdf", exact=True)).to_be_visible()
    visit_until(waiting, "/files/?words=look+at+me", waiting.locator("mark"))
    expect(waiting.locator("mark").first).to_have_text("Look")
    look_at(waiting, "files-search")
    waiting.get_by_role("link", name="Script.pdf").first.click()
    expect(waiting.get_by_text("Contains scripts.")).to_be_visible()
    expect(waiting.get_by_role("img", name="Page 1 of 1")).to_be_visible()
    look_at(waiting, "file")


def test_files_dropped_onto_the_form_wait_for_the_button(waiting: Page) -> None:
    transfer = waiting.evaluate_handle(
        """() => { const carried = new DataTransfer();
        carried.items.add(new File(['dropped words'], 'dropped.txt')); return carried; }"""
    )
    form = waiting.get_by_role("form", name="Add files")
    form.dispatch_event("drop", {"dataTransfer": transfer})
    expect(form.get_by_role("status")).to_have_text("1 file ready. Press the button to add.")
    form.get_by_role("button", name="Add the files").press("Enter")
    expect(form.get_by_role("status")).to_have_text("1 file added.")
    expect(waiting.get_by_role("link", name="dropped.txt", exact=True)).to_be_visible()


def test_a_redacted_copy_stands_beside_the_file(waiting: Page) -> None:
    waiting.set_input_files("#files-new-picker", [sent("List.pdf", pdf_of("A list of names"))])
    waiting.get_by_role("button", name="Add the files").click()
    waiting.get_by_role("link", name="List.pdf", exact=True).click()
    expect(waiting.get_by_role("heading", name="Add a redacted copy")).to_be_visible()
    waiting.set_input_files("#copies-new-picker", [sent("Black.pdf", pdf_of("A list of X"))])
    waiting.get_by_role("button", name="Add the files").click()
    waiting.get_by_role("link", name="Black.pdf").click()
    expect(waiting.get_by_role("heading", level=1, name="Black.pdf")).to_be_visible()
    expect(waiting.get_by_role("link", name="List.pdf")).to_be_visible()
    expect(waiting.get_by_role("heading", name="Add a redacted copy")).to_have_count(0)
