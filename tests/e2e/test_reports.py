"""Reports in the browser: closed records and fees of the made-up office, and the form of a fee."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.running import RunningApp
from tests.e2e.test_every_page import signed_in


@pytest.fixture
def staff(browser: Browser, demo: RunningApp) -> Iterator[Page]:
    yield from signed_in(browser, demo, "staff")


def test_closed_records(staff: Page) -> None:
    staff.goto("/")
    staff.get_by_role("link", name="Reports", exact=True).click()
    expect(staff.get_by_role("heading", name="Closed records", level=1)).to_be_visible()
    lines = staff.get_by_role("table", name="Denials by exception")
    expect(lines.get_by_text("§ 610.021(19)")).to_be_visible()
    staff.locator("summary").filter(has_text="§ 610.021(19)").click()
    expect(staff.get_by_label("Answer to: § 610.021(19)")).to_be_visible()
    look_at(staff, "report-closed")
    with staff.expect_download() as download:
        staff.get_by_role("link", name="Download (CSV)").click()
    assert download.value.suggested_filename == "closed-records.csv"
    staff.get_by_text("Filter", exact=True).click()
    staff.get_by_label("Year").select_option(index=1)
    staff.get_by_role("button", name="Show").click()
    expect(staff.get_by_role("link", name="Clear")).to_be_visible()
    assert "year=" in staff.url


def test_fees_and_the_fee_of_a_request(staff: Page) -> None:
    staff.goto("/reports/fees/")
    expect(staff.get_by_role("table", name="Fees by agency")).to_be_visible()
    row = staff.get_by_role("row").filter(has_text="$412.50").filter(has=staff.locator("a"))
    row.first.get_by_role("link").click()
    lines = staff.get_by_role("table", name="Lines of the fee")
    expect(lines.get_by_text("Attorneys’ review time may not be charged")).to_be_visible()
    expect(staff.get_by_role("link", name="Object to")).to_have_text("Object to the fee")
    look_at(staff, "request-fees")


def test_a_denial_on_its_request_with_an_answer_to_copy(staff: Page) -> None:
    staff.goto("/reports/")
    row = staff.get_by_role("row").filter(has_text="§ 610.021(19)").filter(has=staff.locator("a"))
    row.first.get_by_role("link").click()
    expect(staff.get_by_role("heading", name="Closed to us")).to_be_visible()
    staff.get_by_text("What we can answer").click()
    expect(staff.get_by_label("Answer to: § 610.021(19)")).to_be_visible()
    look_at(staff, "request-closed")


def test_lines_of_a_fee_appear_as_they_are_filled_and_are_held_against_the_law(staff: Page) -> None:
    staff.goto("/")
    part = staff.locator("section").filter(has=staff.get_by_role("heading", name="Late"))
    part.get_by_role("rowheader").first.get_by_role("link").click()
    expect(staff.locator("ol.timeline")).to_be_visible()
    address = staff.url.split("?", maxsplit=1)[0]
    staff.goto(f"{address}?step=log_answer")
    expect(staff.get_by_role("group", name="Line 1", exact=True)).to_have_count(0)
    staff.get_by_label("They ask for a fee").check()
    expect(staff.get_by_role("group", name="Line 1", exact=True)).to_be_visible()
    expect(staff.get_by_role("group", name="Line 2", exact=True)).to_have_count(0)
    lines = (("Copies", "copies", "412", "0.25"), ("Search", "research", "2", "20"))
    for number, (what, kind, quantity, rate) in enumerate(lines, 1):
        line = staff.get_by_role("group", name=f"Line {number}", exact=True)
        line.get_by_label("What is it for?").fill(what)
        line.get_by_label("What kind of cost?").select_option(kind)
        line.get_by_label("Pages or hours").fill(quantity)
        line.get_by_label("Dollars for each").fill(rate)
        following = staff.get_by_role("group", name=f"Line {number + 1}", exact=True)
        expect(following).to_be_visible()
    look_at(staff, "request-form-fee")
    staff.get_by_label("How much?").fill("143")
    staff.get_by_role("button", name="Log an answer").click()
    audited = staff.get_by_role("table", name="Lines of the fee")
    expect(audited.get_by_text("412 pages come to at most $41.20.")).to_be_visible()
    expect(audited.get_by_text("Ask which position does it")).to_be_visible()
    expect(staff.get_by_text("$143.00 is more than the $25.00")).to_be_visible()
