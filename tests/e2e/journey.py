"""The steps of the main job, each as a person does it on the screen."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.looking import look_at
from tests.e2e.next_step import take_step
from tests.e2e.running import RunningApp

PASSWORD = "three quiet rivers at noon"
SPECIFICS = "Invoices of “Acme & Sons” <b>bold</b> {{ 7 * 7 }} 🚓 警察"


def become_admin(page: Page, app: RunningApp) -> None:
    assert app.admin_link, app.log
    page.goto(app.admin_link)
    look_at(page, "journey-welcome")
    page.get_by_label("Your name").fill("Ada Quill")
    page.get_by_label("E-mail address").fill("ada@office.example")
    page.get_by_label("New password").fill("short")
    page.get_by_role("button", name="Create my account").click()
    expect(page.locator("#errors, .summary").first).to_be_visible()
    expect(page.get_by_label("Your name")).to_have_value("Ada Quill")
    page.get_by_label("New password").fill(PASSWORD)
    page.get_by_role("button", name="Create my account").click()
    expect(page.get_by_role("heading", name="Nothing has been asked yet")).to_be_visible()
    look_at(page, "journey-empty-desk")


def sign_out_and_in(page: Page) -> None:
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
    page.get_by_label("E-mail address").fill("ada@office.example")
    page.get_by_label("Password").fill("not the password at all")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".summary")).to_be_visible()
    look_at(page, "journey-wrong-password")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("Ada Quill")).to_be_visible()
    assert page.evaluate("document.cookie") == ""


def accept(page: Page, link: str) -> None:
    page.goto(link)
    page.get_by_label("Your name").fill("Bob Fern")
    page.get_by_label("New password").fill(PASSWORD + " too")
    page.get_by_role("button", name="Create my account").click()
    expect(page.get_by_role("heading", name="Nothing has been asked yet")).to_be_visible()
    page.context.new_page().goto(link)  # works once
    used = page.context.pages[-1]
    expect(used.get_by_text("does not work any more")).to_be_visible()
    used.close()


def draft(page: Page) -> None:
    page.get_by_role("link", name="New request").first.click()
    expect(page.get_by_label("Which agency?")).to_be_visible()
    page.get_by_label("Which agency?").press_sequentially("clayton pol", delay=20)
    page.get_by_role("button", name=re.compile("Clayton Police")).first.click()
    letter = page.locator("#letter")
    expect(letter).to_contain_text("Clayton Police Department")
    page.get_by_label("Funding agreements").check()
    page.get_by_label("Training records").check()
    expect(letter).to_contain_text("Training records")
    page.get_by_label("Anything specific?").fill(SPECIFICS)
    expect(letter).to_contain_text(SPECIFICS)
    page.get_by_label("Tell us before it costs more than").fill("ten")
    expect(page.locator("#fee_cap-error")).to_contain_text("dollars")
    page.get_by_role("button", name="Approve the letter").click()
    expect(page.locator(".summary")).to_contain_text("dollars")
    look_at(page, "journey-draft-error")
    page.get_by_label("Tell us before it costs more than").fill("25")
    expect(letter).to_contain_text("$25")
    expect(page.get_by_text(re.compile(r"^Draft saved"))).to_be_visible()
    page.wait_for_url(re.compile(r"/drafts/\d+/"))
    page.goto(page.url)  # the laptop was closed
    expect(page.get_by_label("Anything specific?")).to_have_value(SPECIFICS)
    expect(page.get_by_label("Tell us before it costs more than")).to_have_value("25")


def approve(page: Page) -> str:
    page.get_by_role("button", name="Approve the letter").click()
    page.get_by_role("button", name="Yes, approve it").click()
    page.wait_for_url(re.compile(r"/requests/\d+/"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Clayton Police Department")
    expect(page.get_by_text(re.compile(r"MO-\d{4}-0001")).first).to_be_visible()
    expect(page.get_by_text("Letter ready").first).to_be_visible()
    return page.url


def take_the_letter(page: Page, folder: Path) -> None:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=re.compile(r"^MO-\d{4}-0001\.pdf")).click()
    pdf = folder / "letter.pdf"
    waiting.value.save_as(pdf)
    assert pdf.read_bytes().startswith(b"%PDF-")
    digest = hashlib.sha256(pdf.read_bytes()).hexdigest()
    page.locator("summary").filter(has_text="SHA-256").click()
    expect(page.locator("details").get_by_text(digest)).to_be_visible()
    page.locator("summary").filter(has_text="Copy as plain text").click()
    expect(page.locator("textarea[readonly]")).to_have_value(re.compile(re.escape(SPECIFICS)))


def send_and_receive(page: Page) -> None:
    page.get_by_role("link", name="Record sending", exact=True).click()
    page.get_by_label("E-mail", exact=True).check()
    page.get_by_role("button", name="Record sending").click()
    expect(page.get_by_text("Receipt not known").first).to_be_visible()
    page.get_by_role("link", name="Confirm receipt", exact=True).click()
    page.get_by_label("When did they receive it?").fill("2020-01-01")
    page.get_by_label("They replied").check()
    page.get_by_role("button", name="Record receipt").click()
    expect(page.locator(".summary")).to_be_visible()  # received before it was sent
    look_at(page, "journey-receipt-error")
    today = page.evaluate("new Date().toLocaleDateString('sv', {timeZone: 'America/Chicago'})")
    page.get_by_label("When did they receive it?").fill(today)
    page.get_by_role("button", name="Record receipt").click()
    expect(page.get_by_text("Waiting").first).to_be_visible()
    strip = page.get_by_role("list", name=re.compile("Days counted|days", re.IGNORECASE)).first
    expect(strip).to_contain_text("day 3 · due")
    look_at(page, "journey-waiting")


def find_it_on_the_desk(page: Page, address: str) -> None:
    page.goto("/")
    row = page.get_by_role("row").filter(has_text="Clayton Police Department")
    expect(row).to_contain_text("Waiting")
    expect(row).to_contain_text("funding, training")
    page.goto("/?standing=closed")
    expect(page.get_by_text("Nothing here fits the filter")).to_be_visible()
    page.goto("/?subject=training")
    expect(row).to_be_visible()
    row.get_by_role("link", name="Clayton Police Department", exact=True).click()
    page.wait_for_url(address)


def log_the_answer(page: Page) -> None:
    take_step(page, "Log an answer")
    page.get_by_label("They deny it").check()
    page.get_by_label("Which law do they cite?").fill("§ 610.021(14)")
    page.get_by_role("button", name="Log an answer").click()
    expect(page.get_by_text("Denied, law cited").first).to_be_visible()
    take_step(page, "Write a note")
    page.get_by_label("What happened?").fill("Called the clerk; they will look again.")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator("ol.timeline")).to_contain_text("they will look again")
    take_step(page, "Close")
    page.get_by_role("group", name="How did it end?").get_by_label("Denied").check()
    page.get_by_role("button", name="Close the request").click()
    expect(page.get_by_text("Closed: denied", exact=False).first).to_be_visible()
    page.get_by_role("link", name="Reopen", exact=True).click()
    page.get_by_role("button", name="Reopen the request").click()
    expect(page.get_by_text("Denied, law cited").first).to_be_visible()
    look_at(page, "journey-answered")


def write_the_letterhead(page: Page) -> None:
    page.get_by_role("link", name="Office", exact=True).click()
    page.get_by_label("Name", exact=True).fill("Open Ledger Project")
    page.get_by_label("Postal address").fill("200 Example Avenue\nRiverbend, MO 63000")
    page.get_by_label("E-mail address").fill("not an address")
    page.get_by_role("button", name="Save the letterhead").click()
    expect(page.locator("#email-error")).not_to_be_empty()
    look_at(page, "journey-office-error")
    page.get_by_label("E-mail address").fill("records@openledger.example")
    page.get_by_role("button", name="Save the letterhead").click()
    expect(page.locator(".flash")).to_be_visible()


def invite_an_advocate(page: Page) -> str:
    page.get_by_role("link", name="People", exact=True).click()
    # The office's page, which is left here, has a name and an address to fill in as well.
    expect(page.get_by_role("heading", level=1)).to_have_text("People")
    page.get_by_label("Name").fill("Bob Fern")
    page.get_by_label("E-mail address").fill("bob@office.example")
    page.get_by_label("Role").last.select_option("advocate")
    page.get_by_role("button", name="Make a link").click()
    link = page.get_by_label("The link", exact=True)
    expect(link).to_be_visible()
    look_at(page, "journey-people")
    return link.input_value()


def look_up_and_correct_an_agency(page: Page) -> None:
    page.get_by_role("link", name="Agencies", exact=True).click()
    expect(page.get_by_text(re.compile(r"\d{3} agencies")).first).to_be_visible()
    page.goto("/agencies/?county=St.+Louis+County&kind=police")
    expect(page.get_by_role("row").nth(1)).to_be_visible()
    look_at(page, "journey-agencies")
    page.goto("/agencies/?text=clayton+police")
    page.get_by_role("link", name="Clayton Police Department", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Clayton Police Department")
    expect(page.get_by_text(re.compile(r"MO-\d{4}-0001")).first).to_be_visible()
    page.get_by_role("link", name="Add a contact").click()
    page.get_by_label("What is it?").select_option("email")
    page.get_by_label("Address or number").fill("nobody at home")
    page.get_by_label("How do you know?").fill("Their clerk said so on the phone.")
    page.get_by_role("button", name="Add the contact").click()
    expect(page.locator(".summary")).to_be_visible()
    look_at(page, "journey-contact-error")
    page.get_by_label("Address or number").fill("records@clayton.example")
    page.get_by_role("button", name="Add the contact").click()
    expect(page.get_by_role("link", name="records@clayton.example", exact=True)).to_be_visible()
    expect(page.get_by_text(re.compile("Last checked .* by Ada Quill")).first).to_be_visible()
    look_at(page, "journey-agency")
