"""The page of the calendars in a browser: made, shown once, read without a session, revoked."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.e2e.looking import look_at
from tests.e2e.test_every_page import admin

__all__ = ["admin"]


def test_the_calendar(admin: Page) -> None:
    admin.goto("/")
    admin.get_by_role("link", name="Calendar").click()
    expect(admin.get_by_role("heading", name="Your calendar")).to_be_visible()
    look_at(admin, "calendar")
    admin.get_by_role("button", name="Make my address").click()
    expect(admin.locator("#new-address")).to_be_focused()
    address = admin.get_by_label("The address").input_value()
    look_at(admin, "calendar-made")
    with urllib.request.urlopen(address) as answer:
        assert Calendar.from_ical(answer.read()).walk("VEVENT")
    admin.reload()
    expect(admin.get_by_text("last read")).to_be_visible()
    expect(admin.get_by_label("The address")).to_have_count(0)
    admin.get_by_text("Revoke", exact=True).click()
    look_at(admin, "calendar-revoking")
    admin.get_by_role("button", name="Yes, revoke it").click()
    expect(admin.get_by_text("Your address is revoked.")).to_be_visible()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(address)


def test_the_closing_time(admin: Page) -> None:
    admin.goto("/agencies/")
    admin.get_by_role("rowheader").first.get_by_role("link").click()
    admin.get_by_role("link", name="Change the closing time").click()
    expect(admin.get_by_label("When does their office close?")).to_be_visible()
    look_at(admin, "agency-closing-time")
    admin.get_by_label("When does their office close?").fill("16:30")
    admin.get_by_label("How do you know?").fill("Their sign")
    admin.get_by_role("button", name="Save the closing time").click()
    expect(admin.get_by_text("Their office closes at 4:30 PM.")).to_be_visible()
    admin.get_by_text("History", exact=True).click()
    expect(admin.get_by_text("Their sign")).to_be_visible()
    look_at(admin, "agency-history")
