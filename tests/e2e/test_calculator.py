"""The calculator without signing in: by keyboard, by address, on paper; and with an agency."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.running import RunningApp
from tests.e2e.test_every_page import signed_in
from tests.e2e.test_keyboard import tab_to
from tests.e2e.watching import Watch


@pytest.fixture
def stranger(browser: Browser, demo: RunningApp) -> Iterator[Page]:
    context = browser.new_context(
        base_url=demo.url, viewport={"width": 1280, "height": 900}, timezone_id="America/Chicago"
    )
    page = context.new_page()
    watch = Watch(demo.url)
    watch.follow(page)
    yield page
    context.close()
    assert not watch.unexpected(), "\n".join(watch.unexpected())


def test_a_stranger_computes_by_keyboard_alone(stranger: Page) -> None:
    stranger.goto("/calculator/")
    answer = stranger.locator("#answer")
    expect(answer.get_by_text("Computed, not legal advice.")).to_be_visible()
    expect(stranger.get_by_role("link", name="Sign in")).to_be_visible()
    expect(stranger.get_by_role("link", name="Desk", exact=True)).to_have_count(0)
    tab_to(stranger, "Clock", "combobox")
    stranger.keyboard.type("Paying")
    expect(stranger.get_by_label("Fee they ask")).to_be_visible()
    expect(stranger.get_by_label("Clock")).to_be_focused()
    expect(answer.get_by_role("heading", name=re.compile("Fee asked"))).to_be_visible()
    tab_to(stranger, "Start day", "textbox")
    stranger.keyboard.type("11242026")
    tab_to(stranger, "Fee they ask (optional)", "textbox")
    stranger.keyboard.type("1200")
    stranger.keyboard.press("Enter")
    expect(answer.get_by_role("heading", name="Fee asked Tue, Nov 24, 2026")).to_be_visible()
    expect(answer.get_by_text("Fri, Apr 23, 2027", exact=True).first).to_be_visible()
    assert "clock=fee&start=2026-11-24&fee=1200" in stranger.url


def test_an_address_is_the_question_and_back_goes_back(stranger: Page) -> None:
    stranger.goto("/calculator?law=us-mo&clock=response&start=2027-05-05&at=17:30")
    answer = stranger.locator("#answer")
    expect(answer.get_by_text("Wed, May 12, 2027", exact=True).first).to_be_visible()
    first = stranger.url
    stranger.get_by_label("Start day").fill("2027-03-01")
    stranger.get_by_label("Time of day").fill("")
    stranger.get_by_role("button", name="Work it out").click()
    expect(answer.get_by_text("Thu, Mar 4, 2027", exact=True).first).to_be_visible()
    stranger.go_back()
    expect(answer.get_by_text("Wed, May 12, 2027", exact=True).first).to_be_visible()
    expect(stranger.get_by_label("Start day")).to_have_value("2027-05-05")
    assert stranger.url == first
    stranger.reload()
    expect(stranger.get_by_label("Time of day")).to_have_value("17:30")
    stranger.get_by_label("Law").select_option("Kansas Open Records Act")
    expect(answer.get_by_text("Kansas Open Records Act · Answer")).to_be_visible()
    stranger.get_by_label("Clock").select_option("Answering about the cost")
    expect(answer.get_by_text("Kansas Open Records Act · Answering about the cost")).to_be_visible()
    expect(stranger.get_by_label("Clock")).to_have_value("cost-contact")


def test_backwards_and_what_is_wrong(stranger: Page) -> None:
    stranger.goto("/calculator/?start=2027-05-05")
    stranger.get_by_label("Backwards").check()
    stranger.get_by_label("Answer needed by").fill("2027-05-11")
    stranger.get_by_role("button", name="Work it out").click()
    answer = stranger.locator("#answer")
    expect(answer.get_by_role("heading", name=re.compile("To have an answer"))).to_be_visible()
    expect(answer.get_by_text("Wed, May 5, 2027", exact=True).first).to_be_visible()
    stranger.get_by_label("Answer needed by").fill("1999-01-01")
    stranger.get_by_role("button", name="Work it out").click()
    summary = stranger.get_by_role("heading", name="Please check these")
    expect(summary).to_be_visible()
    expect(stranger.locator("#errors")).to_be_focused()
    look_at(stranger, "calculator-wrong")


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("calculator", "/calculator/?law=us-mo&clock=response&start=2027-05-05&at=17:30"),
        ("calculator-long", "/calculator/?law=us-mo&clock=suit&start=2026-11-24"),
        ("calculator-hint", "/calculator/?law=us-ia"),
        (
            "calculator-pauses",
            "/calculator/?law=us-fed&start=2026-11-24"
            "&pause1_from=2026-12-01&pause1_to=2026-12-04&pause1_why=fee",
        ),
        ("calculator-agency", "/calculator/?agency=riverbend-police-department"),
    ],
)
def test_the_calculator_looks_right(stranger: Page, name: str, address: str) -> None:
    stranger.goto(address)
    expect(stranger.locator("#answer h2").first).to_be_visible()
    look_at(stranger, name)


def test_a_year_fits_on_one_sheet(stranger: Page) -> None:
    for law, year in (("us-mo", "2027"), ("us-il", "2026")):
        stranger.goto(f"/calculator/year/?law={law}&year={year}")
        expect(stranger.get_by_role("table", name=re.compile("December"))).to_be_visible()
        stranger.emulate_media(media="print")
        assert stranger.pdf(format="Letter").count(b"/Type /Page\n") == 1
        stranger.emulate_media(media="screen")
    look_at(stranger, "calculator-year")
    stranger.get_by_label("Year", exact=True).fill("2031")
    stranger.get_by_role("button", name="Show").click()
    expect(stranger.get_by_role("heading", name="Business days 2031")).to_be_visible()


def test_every_rule_is_listed(stranger: Page) -> None:
    stranger.goto("/rules/")
    expect(stranger.get_by_role("heading", name="Missouri Sunshine Law")).to_be_visible()
    stranger.get_by_role("link", name="Not verified").click()
    expect(stranger.locator("#not-verified ol > li").first).to_be_in_viewport()
    look_at(stranger, "rules")
    stranger.get_by_role("link", name="Calculator").last.click()
    expect(stranger.locator("#answer h2").first).to_be_visible()


def test_people_of_the_office_count_the_days_of_an_agency(
    browser: Browser, demo: RunningApp
) -> None:
    for page in signed_in(browser, demo, "viewer"):
        page.get_by_role("link", name="Calculator").click()
        page.get_by_text("Count the days of one agency").click()
        page.get_by_label("Agency", exact=True).press_sequentially("riverbend", delay=20)
        page.get_by_role("link", name=re.compile("Riverbend")).first.click()
        expect(page.get_by_text("The agency whose own days count")).to_be_visible()
        look_at(page, "calculator-own-days")
        page.get_by_role("link", name="Business days of a year").click()
        expect(page.get_by_role("link", name="Without the days of this agency")).to_be_visible()


def test_a_stranger_of_other_pages_is_asked_to_sign_in(stranger: Page) -> None:
    stranger.goto("/calculator/")
    stranger.get_by_role("link", name="Sunshine Desk").click()
    expect(stranger.get_by_role("button", name="Sign in")).to_be_visible()
