"""A campaign in a real browser, up to the question: nothing for axe to find on any step."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.running import RunningApp
from tests.e2e.test_every_page import signed_in

_CHANGE = re.compile("^Change.*Detention team")


@pytest.fixture
def advocate(browser: Browser, demo: RunningApp) -> Iterator[Page]:
    yield from signed_in(browser, demo, "advocate")


@pytest.fixture
def admin(browser: Browser, demo: RunningApp) -> Iterator[Page]:
    yield from signed_in(browser, demo, "admin")


def test_a_campaign_for_a_group_alone(admin: Page) -> None:
    page = admin
    page.goto("/groups/")
    page.get_by_role("form", name="New group").get_by_label("Name").fill("Detention team")
    page.get_by_role("button", name="Make the group").click()
    expect(page.get_by_role("heading", name="Change Detention team")).to_be_visible()
    expect(page.get_by_text("No campaign is limited to it.", exact=True)).to_be_visible()
    page.goto("/campaigns/")
    page.get_by_label("Name").fill("Night vans")
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", level=1, name="Night vans")).to_be_visible()
    page.get_by_text("Who sees it", exact=True).click()
    who = page.get_by_role("form", name="Who sees the campaign")
    who.get_by_label("Group").select_option(label="Detention team")
    who.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Only Detention team", exact=True)).to_be_visible()

    page.goto("/groups/")
    page.get_by_role("link", name=_CHANGE).click()
    campaign = page.get_by_role("link", name="Night vans, by Ada Quill")
    expect(campaign).to_be_visible()
    look_at(page, "group-with-a-campaign")
    campaign.click()
    page.get_by_role("button", name="Discard the campaign").click()
    page.get_by_role("button", name="Yes, discard it").click()
    expect(page.get_by_text("The campaign is discarded.")).to_be_visible()
    page.goto("/groups/")
    page.get_by_role("link", name=_CHANGE).click()
    page.get_by_text("Remove the group", exact=True).click()
    page.get_by_role("button", name="Yes, remove it").click()
    expect(page.get_by_text("The group is gone.")).to_be_visible()


def test_a_campaign_up_to_the_question(advocate: Page) -> None:
    page = advocate
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    page.goto("/requests/new/")
    page.get_by_role("link", name="Ask many agencies at once").click()
    expect(page.get_by_role("heading", level=1, name="Campaigns")).to_be_visible()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_text("Give the campaign a name.").first).to_be_visible()
    page.get_by_label("Name").fill("Vehicles of two towns")
    page.get_by_role("button", name="Begin").click()
    page.get_by_label("Or a list of names").fill("Riverbend PD\nNobody at all\nFenwick SO")
    page.get_by_role("button", name="Add the list").click()
    expect(page.get_by_role("heading", name="Lines that are not sure")).to_be_visible()
    expect(page.get_by_text("Nobody at all").first).to_be_visible()
    page.get_by_text("Counties, as many as you like").click()
    page.get_by_label("Ambrose County").check()
    page.get_by_role("button", name="Add all that fit").click()
    expect(page.get_by_role("table")).to_contain_text("Ambrose County")
    unsure = page.get_by_role("button", name="Leave out Nobody at all")
    expect(unsure).to_be_visible()
    look_at(page, "campaign-agencies")
    unsure.click()
    expect(page.get_by_role("button", name="Leave out Nobody at all")).to_be_hidden()
    expect(page.locator("#unsure")).to_be_focused()

    page.get_by_role("link", name="Write the letter").click()
    page.get_by_label("Vehicle grants").check()
    page.get_by_label("Tell us before it costs more than").fill("lots")
    page.get_by_role("button", name="Save and review").click()
    expect(page.locator(".summary")).to_be_focused()
    expect(page.get_by_label("Tell us before it costs more than")).to_have_value("lots")
    look_at(page, "campaign-letter")
    page.get_by_label("Tell us before it costs more than").fill("40")
    page.get_by_role("button", name="Save and review").click()

    expect(page.get_by_role("link", name="Go on to approve")).to_be_visible()
    page.get_by_role("button", name="Leave out").first.click()
    expect(page.get_by_role("button", name="Take back in")).to_be_visible()
    look_at(page, "campaign-review")
    page.get_by_role("link", name="Look and change").first.click()
    page.get_by_label("Anything specific?").fill("The contract of May 2025")
    page.get_by_role("button", name="Keep for this letter").click()
    expect(page.locator("#letter")).to_contain_text("The contract of May 2025")
    look_at(page, "campaign-one-letter")
    page.get_by_role("link", name="Back to the review").click()
    page.get_by_role("link", name="Go on to approve").click()
    page.get_by_role("button", name="Approve").click()
    expect(page.get_by_role("button", name="Yes, approve them")).to_be_visible()
    look_at(page, "campaign-approve")
    page.get_by_role("button", name="Keep looking").click()
    page.get_by_role("button", name="Discard the campaign").click()
    page.get_by_role("button", name="Yes, discard it").click()
    expect(page.get_by_text("The campaign is discarded.")).to_be_visible()
