"""The steps of one hard course, each as a person takes it on the screen."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.browser import visit_until
from tests.e2e.looking import look_at
from tests.e2e.next_step import take_step
from tests.e2e.traveling import Travel

FEE_LINES = (
    ("Copies", "copies", "412", "0.25", ""),
    ("Search by the records unit", "research", "2", "20", ""),
    ("Review by the city attorney", "attorney", "4", "85", "City attorney"),
)


def ask(page: Page) -> str:
    """Draft and approve the request, and send it; gives the address of its page."""
    page.get_by_role("link", name="New request").first.click()
    page.get_by_label("Which agency?").press_sequentially("larkspur pol", delay=20)
    page.get_by_role("button", name=re.compile("Larkspur Police")).first.click()
    page.get_by_label("Funding agreements").check()
    expect(page.locator("#letter")).to_contain_text("Funding agreements")
    page.get_by_label("Tell us before it costs more than").fill("25")
    expect(page.locator("#letter")).to_contain_text("$25")
    page.get_by_role("button", name="Approve the letter").click()
    page.get_by_role("button", name="Yes, approve it").click()
    page.wait_for_url(re.compile(r"/requests/\d+/$"))
    address = page.url
    page.get_by_role("link", name="Record sending", exact=True).click()
    page.get_by_label("E-mail", exact=True).check()
    page.get_by_role("button", name="Record sending").click()
    stands(page, "Receipt not known")
    return address


def confirm(page: Page, step: str, how: str) -> None:
    """Their receipt, of the request or of a demand, with what shows it."""
    take_step(page, step)
    page.get_by_role("radio", name=how).check()
    page.get_by_label("Detail").fill("“We have your request.” The records clerk")
    page.get_by_role("button", name="Record receipt").click()


def opened_on(page: Page, travel: Travel, address: str, month: int, day: int) -> None:
    """Some days later, at ten in the morning."""
    travel.to(month, day)
    page.goto(address)
    expect(page.locator("ol.timeline")).to_be_visible()


def stands(page: Page, words: str) -> None:
    """The words beside the heading say so, and whose turn it is."""
    shown = page.locator("main .badge").first
    expect(shown).to_have_text(re.compile(rf"^{re.escape(words)} · (their|our) turn$"))


def first_step(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", name=f"Next step: {words}")).to_be_visible()


def write(page: Page, step: str, contains: str) -> str:
    """Take the step that leads to a letter, approve it, and record that it went out."""
    take_step(page, step)
    expect(page.locator("#letter")).to_contain_text(contains)
    return approve_and_send(page)


def approve_and_send(page: Page) -> str:
    """Approve the letter on the screen and record its sending; gives its number."""
    page.get_by_role("button", name="Approve the letter").click()
    page.get_by_role("button", name="Yes, approve it").click()
    said = page.get_by_text(re.compile(r"The letter is final\. Its number is"))
    expect(said).to_be_visible()
    number = re.search(r"MO-\d{4}-\d{4}-\d+", said.inner_text())
    assert number
    page.get_by_role("link", name="Record sending").click()
    expect(page.locator("input[name=number]")).to_have_value(number[0])
    page.get_by_label("E-mail", exact=True).check()
    page.get_by_role("button", name="Record sending").click()
    expect(page.get_by_text("The letter is recorded.")).to_be_visible()
    return number[0]


def answer(page: Page, kind: str, detail: str, **fields: str) -> None:
    """Log what they say; the fields by their labels."""
    take_step(page, "Log an answer")
    page.get_by_label(kind, exact=True).check()
    for label, value in fields.items():
        page.get_by_label(label.replace("_", " ")).fill(value)
    page.get_by_label("In their words or yours").fill(detail)
    page.get_by_role("button", name="Log an answer").click()
    expect(page.get_by_text("The answer is recorded.")).to_be_visible()


def ask_a_fee(page: Page) -> None:
    """A fee with lines above what the law allows, as they wrote them."""
    take_step(page, "Log an answer")
    page.get_by_label("They ask for a fee").check()
    for number, (what, kind, quantity, rate, role) in enumerate(FEE_LINES, 1):
        line = page.get_by_role("group", name=f"Line {number}", exact=True)
        line.get_by_label("What is it for?").fill(what)
        line.get_by_label("What kind of cost?").select_option(kind)
        line.get_by_label("Pages or hours").fill(quantity)
        line.get_by_label("Dollars for each").fill(rate)
        line.get_by_label("Whose time, if they say").fill(role)
    page.get_by_label("How much?").fill("483")
    page.get_by_role("button", name="Log an answer").click()
    lines = page.get_by_role("table", name="Lines of the fee")
    expect(lines.get_by_text("412 pages come to at most $41.20.")).to_be_visible()
    expect(lines.get_by_text("Attorneys’ review time may not be charged")).to_be_visible()
    expect(page.get_by_text("$483.00 is more than the $25.00")).to_be_visible()
    look_at(page, "hard-course-fee")


def object_to_the_fee(page: Page) -> str:
    """The letter holds the lines that the audit found, without typing them again."""
    take_step(page, "Object to the fee")
    letter = page.locator("#letter")
    expect(letter).to_contain_text("Review by the city attorney")
    expect(letter).to_contain_text("Copies")
    expect(letter).to_contain_text("610.026")
    look_at(page, "hard-course-objection")
    return approve_and_send(page)


def add_files(page: Page, pdf: bytes, png: bytes) -> None:
    """What came with the last answer, dropped in at once."""
    page.get_by_text("Add files", exact=True).click()
    form = page.get_by_role("form", name="Add files")
    form.get_by_label("What did they come with?").select_option(index=1)
    page.set_input_files(
        "#files-new-picker",
        [
            {"name": "Answer of the clerk.pdf", "mimeType": "application/pdf", "buffer": pdf},
            {"name": "envelope.png", "mimeType": "image/png", "buffer": png},
        ],
    )
    form.get_by_role("button", name="Add the files").click()
    expect(form.get_by_role("status")).to_have_text("2 files added.")
    expect(page.get_by_role("link", name="envelope.png", exact=True)).to_be_visible()


def find(page: Page, words: str, name: str) -> None:
    """Search until the text has been read."""
    link = page.get_by_role("link", name=name)
    visit_until(page, f"/files/?words={words}", link)
    link.first.click()
    expect(page.get_by_role("img", name="Page 1 of 1")).to_be_visible()


def correct_a_wrong_entry(page: Page) -> None:
    """Somebody logged a denial on the wrong request; it stays in view, struck out."""
    answer(page, "They deny it", "This belongs to another request.")
    stands(page, "Denied, no law cited")
    line = page.locator("ol.timeline > li").filter(has_text="This belongs to another request.")
    line.get_by_role("link", name="Correct").click()
    page.get_by_label("Why is this a correction?").fill("It was about another request.")
    page.get_by_label("This never happened: strike the line out").check()
    look_at(page, "hard-course-correction")
    page.get_by_role("button", name="Save the correction").click()
    expect(page.locator("ol.timeline")).to_contain_text("It was about another request.")
    stands(page, "Fee disputed")


def hand_over(page: Page, to: str) -> None:
    people = page.get_by_role("region", name="People")
    people.get_by_text(re.compile("Hand over|Put into somebody’s care")).first.click()
    people.get_by_label("To whom").select_option(label=to)
    people.get_by_label("Why").fill("On leave until Friday.")
    people.get_by_role("button", name=re.compile("Hand over|Put into their care")).click()
    expect(people).to_contain_text(f"In the care of {to}")
    expect(page.locator("ol.timeline")).to_contain_text("On leave until Friday.")


def take_bundle(page: Page, form: str, folder: Path) -> Path:
    """Download the bundle, which takes a while; gives the file."""
    with page.expect_download(timeout=120_000) as waiting:
        page.get_by_role("button", name=f"Bundle ({form})").click(timeout=120_000)
    file = folder / waiting.value.suggested_filename
    waiting.value.save_as(file)
    return file


def take_letters(page: Page, folder: Path) -> dict[str, str]:
    """Download every letter of the page; gives the SHA-256 of each by its number."""
    letters = page.locator("section", has=page.get_by_role("heading", name="Letters"))
    found = {}
    for place, link in enumerate(letters.get_by_role("link", name=re.compile(r"\.pdf")).all()):
        with page.expect_download() as waiting:
            link.click()
        file = folder / f"{place}.pdf"
        waiting.value.save_as(file)
        name = waiting.value.suggested_filename.removesuffix(".pdf")
        found[name] = hashlib.sha256(file.read_bytes()).hexdigest()
    return found
