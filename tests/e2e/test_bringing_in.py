"""A list of earlier requests and a saved e-mail are brought in, in the browser."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.e2e.conftest import DEMO_PASSWORD
from tests.e2e.looking import look_at
from tests.e2e.running import ROOT, RunningApp
from tests.e2e.watching import Watch
from tests.office.made_mails import eml

EXAMPLE = ROOT / "docs" / "examples" / "earlier-requests.csv"


@pytest.fixture
def staff(browser: Browser, demo: RunningApp) -> Iterator[Page]:
    """Somebody of the staff of the made-up office."""
    context = browser.new_context(base_url=demo.url, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    watch = Watch(demo.url)
    watch.follow(page)
    page.goto("/login/")
    page.get_by_label("E-mail address").fill("staff@example.org")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_be_visible()
    yield page
    context.close()
    assert not watch.unexpected(), "\n".join(watch.unexpected())


def test_a_list_and_then_a_mail(staff: Page) -> None:
    staff.goto("/import/")
    bad = {"name": "list.csv", "mimeType": "text/csv", "buffer": b"%PDF-1.7"}
    staff.get_by_label("File").set_input_files(files=[bad])
    staff.get_by_role("button", name="Read the list").click()
    expect(staff.get_by_role("alert").last).to_contain_text("This is a PDF")
    look_at(staff, "import-refused")
    staff.get_by_label("File").set_input_files(str(EXAMPLE))
    staff.get_by_role("button", name="Read the list").click()
    expect(staff.get_by_label("Agency")).to_have_value("0")
    look_at(staff, "import-columns")
    staff.get_by_role("button", name="Go on to the words").click()
    staff.get_by_role("button", name="Go on to the preview").click()
    expect(staff.locator("#errors")).to_be_focused()
    look_at(staff, "import-words")
    staff.locator("#agency-0").select_option("new")
    staff.get_by_role("button", name="Go on to the preview").click()
    expect(staff.get_by_role("rowheader")).to_have_count(4)
    look_at(staff, "import-preview")
    staff.reload()
    staff.get_by_role("button", name="Bring in 4 requests").click()
    expect(staff.get_by_text("4 requests were brought in. 1 agency was added.")).to_be_visible()
    look_at(staff, "import-done")
    _put_a_mail_into(staff, "OLD-2025-0001")
    staff.get_by_role("link", name="See the request").click()
    expect(staff.locator("ol.timeline")).to_contain_text("taken over from earlier records")
    expect(staff.locator("ol.timeline")).to_contain_text("We deny your request")
    look_at(staff, "request-from-a-list")


def _put_a_mail_into(staff: Page, number: str) -> None:
    staff.goto("/import/mail/")
    mail = eml(subject=f"Re: {number}", day="Mon, 16 Mar 2026 09:00:00 -0600")
    file = {"name": "reply.eml", "mimeType": "message/rfc822", "buffer": mail}
    staff.get_by_label("Files").set_input_files(files=[file])
    staff.get_by_role("button", name="Read the e-mails").click()
    record = staff.get_by_role("button", name="Record this e-mail")
    record.click()
    expect(staff.locator("#errors")).to_be_focused()
    look_at(staff, "import-mail")
    staff.get_by_label("If they did: what do they answer?").select_option("denied")
    record.click()
    expect(staff.get_by_role("status").get_by_text(f"Recorded in {number}.")).to_be_visible()


def test_a_wrong_list_is_taken_back(staff: Page) -> None:
    staff.goto("/import/")
    staff.get_by_label("File").set_input_files(files=[_other_list()])
    staff.get_by_role("button", name="Read the list").click()
    staff.get_by_role("button", name="Go on to the words").click()
    staff.get_by_role("button", name="Go on to the preview").click()
    staff.locator("#agency-0").select_option("new")
    staff.get_by_role("button", name="Go on to the preview").click()
    staff.get_by_role("button", name="Bring in 2 requests").click()
    expect(staff.get_by_text("2 requests were brought in. 1 agency was added.")).to_be_visible()
    staff.get_by_role("link", name="Bring in another list").click()
    expect(staff.get_by_role("heading", name="Brought in before")).to_be_visible()
    look_at(staff, "import-lists-before")
    staff.get_by_role("link", name="Take back wrong.csv").click()
    expect(staff.get_by_text("1 agency that the list added")).to_be_visible()
    look_at(staff, "import-take-back")
    staff.get_by_role("button", name="Take back 2 requests").click()
    went = "2 requests of wrong.csv were taken back. 1 agency went too."
    expect(staff.get_by_text(went)).to_be_visible()
    look_at(staff, "import-taken-back")


def _other_list() -> FilePayload:
    rows = "Agency,Date sent,Subject\nLarkspur Water Board,3/4/2025,cars\n"
    content = f"{rows}Larkspur Water Board,3/5/2025,training\n".encode()
    return {"name": "wrong.csv", "mimeType": "text/csv", "buffer": content}
