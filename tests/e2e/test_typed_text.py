"""What somebody is typing outlives a restart of the server and the end of their session."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, expect

from tests.e2e.conftest import DEMO_PASSWORD
from tests.e2e.running import RunningApp, running_app, stop
from tests.ports import free_port

ENDED = "Your sign-in has ended"


def fill_in_and_submit(page: Page, role: str) -> None:
    page.get_by_label("E-mail address").fill(f"{role}@example.org")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


@pytest.fixture
def admin(browser: Browser, demo: RunningApp) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=demo.url, timezone_id="America/Chicago")
    page = context.new_page()
    page.goto("/login/")
    fill_in_and_submit(page, "admin")
    page.close()
    yield context
    context.close()


def adding_a_contact(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/agencies/")
    page.get_by_role("rowheader").first.get_by_role("link").click()
    page.get_by_role("link", name="Add a contact").click()
    page.get_by_label("What is it?").select_option(label="Phone")
    page.get_by_label("Address or number").fill("(314) 555-0177")
    return page


def inviting(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/people/")
    page.get_by_label("Name").fill("Rosa Lane")
    page.get_by_role("combobox", name="Role").select_option("staff")
    return page


def naming_the_office(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/office/")
    page.get_by_label("Phone").fill("(314) 555-0188")
    return page


def expect_what_was_typed(contact: Page, invite: Page, office: Page) -> None:
    expect(contact.get_by_label("Address or number")).to_have_value("(314) 555-0177")
    expect(contact.get_by_label("What is it?")).to_have_value("phone")
    expect(invite.get_by_label("Name")).to_have_value("Rosa Lane")
    expect(invite.get_by_role("combobox", name="Role")).to_have_value("staff")
    expect(office.get_by_label("Phone")).to_have_value("(314) 555-0188")


def sign_out_elsewhere(context: BrowserContext) -> None:
    page = context.new_page()
    page.goto("/calendar/")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Password")).to_be_visible()
    page.close()


def sign_in_again(page: Page, role: str = "admin") -> None:
    """By the link of the page that was emptied when the session ended, and back to it."""
    expect(page.get_by_text(ENDED)).to_be_visible()
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Sign in, in a new tab").click()
    fill_in_and_submit(opened.value, role)
    opened.value.close()
    page.bring_to_front()
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(page.get_by_text(ENDED)).to_have_count(0)


def sends(page: Page, button: str) -> Locator:
    return page.get_by_role("button", name=button)


def test_a_session_that_ends_takes_nothing_along(admin: BrowserContext) -> None:
    contact = adding_a_contact(admin)
    sign_out_elsewhere(admin)
    sign_in_again(contact)
    expect(contact.get_by_label("Address or number")).to_have_value("(314) 555-0177")
    contact.get_by_label("How do you know?").fill("Their web page")
    sends(contact, "Add the contact").click()
    expect(contact.get_by_text("The contact is added.")).to_be_visible()
    expect(contact.get_by_role("link", name="(314) 555-0177").first).to_be_visible()


def test_a_session_that_ends_leaves_the_draft(admin: BrowserContext) -> None:
    draft = admin.new_page()
    draft.goto("/drafts/new/")
    draft.get_by_label("Anything specific?").fill("Before the end")
    draft.wait_for_url(re.compile(r"/drafts/\d+/"))
    sign_out_elsewhere(admin)
    expect(draft.get_by_text(ENDED)).to_be_visible()
    expect(draft.get_by_text("Opening")).to_have_count(0)
    sign_in_again(draft)
    expect(draft.get_by_label("Anything specific?")).to_have_value("Before the end")
    expect(draft.locator("#letter")).to_contain_text("Before the end")
    draft.reload()
    expect(draft.get_by_label("Anything specific?")).to_have_value("Before the end")


def test_what_one_person_typed_does_not_come_back_to_another(admin: BrowserContext) -> None:
    contact = adding_a_contact(admin)
    sign_out_elsewhere(admin)
    sign_in_again(contact, "staff")
    expect(contact.get_by_label("Address or number")).to_have_value("")


def test_an_invitation_that_was_made_leaves_an_empty_form(admin: BrowserContext) -> None:
    invite = inviting(admin)
    invite.get_by_label("E-mail address").fill("rosa.lane@example.org")
    sends(invite, "Make a link").click()
    expect(invite.get_by_role("heading", name="A link for Rosa Lane")).to_be_visible()
    expect(invite.get_by_label("Name")).to_have_value("")
    expect(invite.get_by_label("E-mail address")).to_have_value("")


def test_forms_of_the_office_outlive_a_restart(browser: Browser, tmp_path: Path) -> None:
    port = str(free_port())
    settings = {"RECORDS_DEMO_PASSWORD": DEMO_PASSWORD, "RECORDS_PORT": port}
    with running_app(tmp_path / "data", "--demo", extra=settings) as first:
        context = browser.new_context(base_url=first.url, timezone_id="America/Chicago")
        page = context.new_page()
        page.goto("/login/")
        fill_in_and_submit(page, "admin")
        page.close()
        pages = adding_a_contact(context), inviting(context), naming_the_office(context)
        old = [one.evaluate_handle("document.querySelector('main form')") for one in pages]
        stop(first.process)
    with running_app(tmp_path / "data", "--demo", extra=settings):
        for one, form in zip(pages, old, strict=True):
            one.wait_for_function("old => !old.isConnected", arg=form)
        expect_what_was_typed(*pages)
        sends(pages[2], "Save the letterhead").click()
        expect(pages[2].get_by_text("The letterhead is saved.")).to_be_visible()
        expect(pages[2].locator(".sheet")).to_contain_text("(314) 555-0188")
        context.close()


def test_loading_anew_asks_first_while_words_are_not_sent(admin: BrowserContext) -> None:
    contact = adding_a_contact(admin)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    contact.on("dialog", stay)
    with contact.expect_event("dialog"):
        contact.evaluate("setTimeout(() => location.reload(), 0)")
    expect(contact.get_by_label("Address or number")).to_have_value("(314) 555-0177")
    assert asked == ["beforeunload"]
    # Another test adds the other number to the same agency.
    contact.get_by_label("Address or number").fill("(314) 555-0166")
    contact.get_by_label("How do you know?").fill("Their web page")
    sends(contact, "Add the contact").click()
    expect(contact.get_by_text("The contact is added.")).to_be_visible()
    contact.reload()
    expect(contact.get_by_role("link", name="(314) 555-0166").first).to_be_visible()
    assert asked == ["beforeunload"]
