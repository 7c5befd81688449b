"""Every page of a busy office: nothing for axe to find in light, dark and at 320 pixels."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import DEMO_PASSWORD
from tests.e2e.looking import look_at
from tests.e2e.next_step import take_step
from tests.e2e.running import RunningApp
from tests.e2e.watching import Watch

FORMS = {
    # What is recorded already is corrected by the same form.
    "send": re.compile("Record sending|Save the correction"),
    "confirm_receipt": re.compile("Record receipt|Save the correction"),
    "log_answer": "Log an answer",
    "note": "Keep the note",
    "close": "Close the request",
}


def signed_in(browser: Browser, demo: RunningApp, role: str) -> Iterator[Page]:
    context = browser.new_context(
        base_url=demo.url,
        viewport={"width": 1280, "height": 900},
        timezone_id="America/Chicago",
    )
    page = context.new_page()
    watch = Watch(demo.url)
    watch.follow(page)
    page.goto("/login/")
    page.get_by_label("E-mail address").fill(f"{role}@example.org")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_be_visible()
    yield page
    context.close()
    assert not watch.unexpected(), "\n".join(watch.unexpected())


@pytest.fixture
def staff(browser: Browser, demo: RunningApp) -> Iterator[Page]:
    yield from signed_in(browser, demo, "staff")


@pytest.fixture
def admin(browser: Browser, demo: RunningApp) -> Iterator[Page]:
    yield from signed_in(browser, demo, "admin")


@pytest.fixture
def viewer(browser: Browser, demo: RunningApp) -> Iterator[Page]:
    yield from signed_in(browser, demo, "viewer")


def test_the_desk(staff: Page) -> None:
    staff.goto("/")
    expect(staff.get_by_role("heading", name="Late")).to_be_visible()
    look_at(staff, "desk")
    staff.get_by_text("Filter", exact=True).click()
    look_at(staff, "desk-filter")
    staff.goto("/?standing=closed")
    expect(staff.get_by_role("table").first).to_be_visible()
    look_at(staff, "desk-closed")


def open_first(staff: Page, section: str) -> None:
    """Open the first request that stands in this part of the desk."""
    staff.goto("/")
    part = staff.locator("section").filter(has=staff.get_by_role("heading", name=section))
    part.get_by_role("rowheader").first.get_by_role("link").click()
    expect(staff.locator("ol.timeline")).to_be_visible()


@pytest.mark.parametrize("section", ["Late", "Due in three business days", "Waiting for us"])
def test_a_request_of_each_urgency(staff: Page, section: str) -> None:
    open_first(staff, section)
    look_at(staff, f"request-{section.lower().replace(' ', '-')}")


def test_every_form_of_a_request(staff: Page) -> None:
    open_first(staff, "Late")
    address = staff.url.split("?", maxsplit=1)[0]
    for step, button in FORMS.items():
        staff.goto(f"{address}?step={step}")
        expect(staff.get_by_role("button", name=button)).to_be_visible()
        look_at(staff, f"request-form-{step}")


def test_a_new_request(staff: Page) -> None:
    staff.goto("/requests/new/")
    expect(staff.get_by_label("Which agency?")).to_be_visible()
    staff.get_by_label("Which agency?").press_sequentially("river", delay=20)
    expect(staff.get_by_role("button", name="Riverbend").first).to_be_visible()
    look_at(staff, "draft-choosing")
    staff.get_by_role("button", name="Riverbend").first.click()
    staff.get_by_label("Vehicle grants").check()
    expect(staff.locator("#letter")).to_contain_text("Vehicle grants")
    look_at(staff, "draft")


def test_the_letters_after_a_request(staff: Page) -> None:
    open_first(staff, "Waiting for us")
    take_step(staff, "Write another letter")
    expect(staff.get_by_role("heading", level=1, name="Which letter?")).to_be_visible()
    expect(staff.get_by_role("rowheader")).to_have_count(12)
    look_at(staff, "which-letter")
    address = staff.url
    for kind in ("fee-objection", "control", "complaint-summary"):
        staff.goto(f"{address}{kind}/")
        expect(staff.locator("#letter")).to_contain_text("Sincerely")
        look_at(staff, f"letter-after-{kind}")
    staff.goto(f"{address}no-such-letter/")
    expect(staff.get_by_role("heading", name="There is no such page")).to_be_visible()


def test_letters(staff: Page, viewer: Page) -> None:
    staff.goto("/letters/")
    expect(staff.get_by_role("button", name="Send").first).to_be_visible()
    look_at(staff, "letters")
    viewer.goto("/letters/")
    expect(viewer.get_by_text("Your role is to look.")).to_be_visible()
    look_at(viewer, "letters-viewer")


def test_agencies(staff: Page) -> None:
    staff.goto("/agencies/")
    expect(staff.get_by_role("table")).to_be_visible()
    look_at(staff, "agencies")
    staff.get_by_role("rowheader").first.get_by_role("link").click()
    expect(staff.get_by_role("heading", name="How to reach them")).to_be_visible()
    look_at(staff, "agency")


def test_files(staff: Page) -> None:
    staff.goto("/files/")
    expect(staff.get_by_role("search", name="Search files")).to_be_visible()
    look_at(staff, "files")
    staff.get_by_label("Words").fill("log")
    staff.get_by_role("button", name="Search").click()
    expect(staff.locator("main li h2").first).to_be_visible()
    staff.locator("main li h2 a").first.click()
    expect(staff.get_by_role("heading", name="This file")).to_be_visible()
    expect(staff.get_by_role("img", name="Page 1").first).to_be_visible()
    look_at(staff, "file-of-the-demo")
    staff.goto("/files/?words=zebra")
    expect(staff.get_by_role("heading", name="No file has these words")).to_be_visible()


@pytest.mark.parametrize("place", ["reports", "reports/fees"])
def test_reports(staff: Page, place: str) -> None:
    staff.goto(f"/{place}/")
    expect(staff.get_by_role("table").first).to_be_visible()
    look_at(staff, place.replace("/", "-"))


def test_people_and_office(admin: Page) -> None:
    admin.goto("/people/")
    expect(admin.get_by_role("table").first).to_be_visible()
    look_at(admin, "people")
    admin.get_by_role("link", name="Groups").click()
    expect(admin.get_by_role("heading", name="New group")).to_be_visible()
    look_at(admin, "groups")
    admin.goto("/office/")
    expect(admin.get_by_role("button", name="Save the letterhead")).to_be_visible()
    look_at(admin, "office")


def test_the_studio(staff: Page) -> None:
    staff.goto("/studio/")
    staff.get_by_role("link", name="Ask for the grounds of a denial").first.click()
    expect(staff.get_by_role("heading", name="Versions")).to_be_visible()
    part = staff.get_by_role("group", name="The demand for written grounds", exact=True)
    part.get_by_label("What the letter says here").select_option("own")
    text = part.get_by_label("Our own words")
    text.fill("Please explain to ")
    part.get_by_text("Insert a fact of the letter").click()
    part.get_by_role("button", name="{agency}").focus()
    staff.keyboard.press("Enter")
    expect(text).to_have_value("Please explain to {agency}")
    expect(staff.locator("#letter")).to_contain_text(
        "Please explain to Riverbend Police Department"
    )
    staff.get_by_role("button", name="Save as a new version").click()
    expect(staff.get_by_role("heading", name="Before the wording can be saved")).to_be_visible()
    expect(part).to_contain_text("The demand for written grounds is missing: § 610.023.4")
    look_at(staff, "studio-letter")
    staff.goto("/studio/")
    expect(staff.get_by_role("heading", name="Logo")).to_be_visible()
    look_at(staff, "studio")


def test_the_account_and_its_second_factor(viewer: Page) -> None:
    viewer.goto("/account/")
    expect(viewer.get_by_role("heading", name="Your account")).to_be_visible()
    look_at(viewer, "account")
    viewer.get_by_role("button", name="Set it up").click()
    expect(viewer.get_by_role("heading", name="Set up your second factor")).to_be_visible()
    look_at(viewer, "second-factor")


def test_a_viewer_sees_and_changes_nothing(viewer: Page) -> None:
    viewer.goto("/")
    expect(viewer.get_by_role("heading", name="Late")).to_be_visible()
    expect(viewer.get_by_role("link", name="New request")).to_have_count(0)
    viewer.get_by_role("rowheader").first.get_by_role("link").click()
    expect(viewer.locator("ol.timeline")).to_be_visible()
    expect(viewer.get_by_role("link", name="Log an answer")).to_have_count(0)
    look_at(viewer, "request-viewer")
    viewer.goto(f"{viewer.url.split('?', maxsplit=1)[0]}letter/thanks/")
    expect(viewer.get_by_text("Your role does not allow you to do this.")).to_be_visible()
    expect(viewer.locator("#letter")).to_have_count(0)
    viewer.goto("/drafts/new/")
    expect(viewer.get_by_text("Your role does not allow you to do this.")).to_be_visible()
    expect(viewer.get_by_text("Opening")).to_have_count(0)
    look_at(viewer, "draft-viewer")


def test_a_wrong_address_is_a_plain_page(staff: Page) -> None:
    for address in ("/requests/999999/", "/requests/one/", "/drafts/999999/", "/agencies/nowhere/"):
        staff.goto(address)
        expect(staff.get_by_role("heading", name="There is no such page")).to_be_visible()
    look_at(staff, "not-found")
