"""One hard course from silence to the bundle, on the built app, with weeks that go by."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from pikepdf import Array, OutlineItem, Pdf
from pikepdf import Page as PdfPage
from playwright.sync_api import Browser, Page, expect
from pypdfium2 import PdfDocument

from tests.e2e.conftest import DEMO_PASSWORD
from tests.e2e.hard_course import (
    add_files,
    answer,
    approve_and_send,
    ask,
    ask_a_fee,
    confirm,
    correct_a_wrong_entry,
    find,
    first_step,
    hand_over,
    object_to_the_fee,
    opened_on,
    stands,
    take_bundle,
    take_letters,
    write,
)
from tests.e2e.looking import look_at
from tests.e2e.running import RunningApp
from tests.e2e.test_every_page import signed_in
from tests.e2e.traveling import Travel, running_on
from tests.office.made_files import pdf_of, picture

OFFICE = {"RECORDS_DEMO_PASSWORD": DEMO_PASSWORD, "RECORDS_SESSION_DAYS": "90"}
PARTS = ["Cover", "Index", "Chronology", "Deadlines", "Letters", "Replies", "Draft declaration"]
DEADLINES = [
    "Answer",
    "Going to court",
    "The day they promised: Fri, Oct 23, 2026",
    "Written grounds",
    "Paying a fee",
]
ITEMS = [
    "Item 1: Request letter",
    "Item 2: Reminder",
    "Item 3: Demand for cause, place and date",
    "Item 4: Demand for grounds",
    "Item 5: Objection to the fee",
    "Item 6: Answer of the clerk.pdf",
    "Item 7: envelope.png",
]
WORDS = "The walrus van was bought with a grant"


@pytest.fixture(scope="module")
def traveled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningApp, Travel]]:
    """The made-up office on Monday, October 5, 2026."""
    folder = tmp_path_factory.mktemp("course")
    with running_on(10, 5, folder, "--demo", extra=OFFICE) as (app, travel):
        yield app, travel
        assert "Traceback" not in app.log, app.log


@pytest.fixture
def staff(browser: Browser, traveled: tuple[RunningApp, Travel]) -> Iterator[Page]:
    yield from signed_in(browser, traveled[0], "staff")


def test_from_silence_to_the_bundle(
    staff: Page, traveled: tuple[RunningApp, Travel], tmp_path: Path
) -> None:
    travel = traveled[1]
    address = ask(staff)
    their_silence(staff, travel, address)
    numbers = their_answers(staff, travel, address)
    pdf = pdf_of(WORDS)
    add_files(staff, pdf, picture())
    look_at(staff, "hard-course-files")
    find(staff, "walrus+grant", "Answer of the clerk.pdf")
    opened_on(staff, travel, address, 11, 9)
    correct_a_wrong_entry(staff)
    hand_over(staff, "Amos Reed")
    look_at(staff, "hard-course")
    letters = take_letters(staff, tmp_path)
    assert set(numbers) < set(letters)
    assert len(letters) == 5
    kept = {*letters.values(), *(hashlib.sha256(one).hexdigest() for one in (pdf, picture()))}
    the_pdf_holds(take_bundle(staff, "PDF", tmp_path), kept)
    the_zip_holds(take_bundle(staff, "ZIP", tmp_path), kept, tmp_path / "out")


def their_silence(page: Page, travel: Travel, address: str) -> None:
    """Received on October 5: three business days later nobody has answered."""
    confirm(page, "Confirm receipt", "They replied")
    stands(page, "Waiting")
    opened_on(page, travel, address, 10, 8)
    stands(page, "Waiting")
    opened_on(page, travel, address, 10, 9)
    stands(page, "No answer")
    first_step(page, "write a reminder")
    look_at(page, "hard-course-silence")


def their_answers(page: Page, travel: Travel, address: str) -> list[str]:
    """Reminder, broken promise, denial in part, fee; gives the numbers of our letters."""
    numbers = [write(page, "Write a reminder", "October 5, 2026")]
    opened_on(page, travel, address, 10, 14)
    answer(page, "They need more time", "“By the 23rd.”", **{"Until_when?": "2026-10-23"})
    stands(page, "Promised Oct 23")
    opened_on(page, travel, address, 10, 26)
    stands(page, "Promise broken")
    first_step(page, "ask for the date")
    numbers.append(write(page, "Ask for the date", "October 23"))
    opened_on(page, travel, address, 10, 29)
    answer(page, "They release a part", "Half of the agreement is black.")
    stands(page, "Part released")
    first_step(page, "ask for the grounds")
    page.get_by_role("link", name="Ask for the grounds", exact=True).click()
    expect(page.locator("#letter")).to_contain_text("610.023.4")
    expect(page.locator("#letter")).not_to_contain_text("Half of the agreement")
    page.get_by_label("What did they close?").select_option("part")
    numbers.append(approve_and_send(page))
    confirm(page, "Confirm their receipt", "By phone")
    expect(page.get_by_role("heading", name="The written grounds are due by")).to_be_visible()
    opened_on(page, travel, address, 11, 4)
    stands(page, "No grounds given")
    ask_a_fee(page)
    stands(page, "Fee asked: $483.00")
    numbers.append(object_to_the_fee(page))
    stands(page, "Fee disputed")
    return numbers


def the_pdf_holds(bundle: Path, kept: set[str]) -> None:
    """The parts in their order, a bookmark for each, and every letter and file as bytes."""
    with Pdf.open(bundle) as pdf:
        outline = list(pdf.open_outline().root)
        marks = [(item.title, place_of(pdf, item)) for item in with_children(outline)]
        attached = {
            hashlib.sha256(pdf.attachments[name].get_file().read_bytes()).hexdigest()
            for name in pdf.attachments
        }
        last = len(pdf.pages) - 1
    assert [item.title for item in outline] == PARTS
    assert [title for title, _ in marks if title not in PARTS] == [*DEADLINES, *ITEMS]
    places = [place for _, place in marks]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, last)
    for title, place in marks:
        if title in (*DEADLINES, *PARTS[1:4]):
            assert title.casefold() in text_of(bundle, place)
        if title in ITEMS:
            assert title.partition(":")[0].casefold() in text_of(bundle, place)
    assert attached == kept
    the_chronology_says(" ".join(text_of(bundle, place) for place in range(3, 5)))


def the_chronology_says(words: str) -> None:
    """The fee line by line, and what was struck out."""
    assert "“copies” 412 at $0.25" in words
    assert "“review by the city attorney” by city attorney 4 at $85.00" in words
    assert "struck out by line 17: it was about another request." in words
    assert "promised fri, oct 23, 2026. “by the 23rd.” sofia" in words


def with_children(items: Iterable[OutlineItem]) -> Iterator[OutlineItem]:
    for item in items:
        yield item
        yield from with_children(item.children)


def place_of(pdf: Pdf, item: OutlineItem) -> int:
    """The page that a bookmark leads to, from 0."""
    assert isinstance(item.destination, Array)
    return pdf.pages.index(PdfPage(item.destination[0]))


def text_of(bundle: Path, place: int) -> str:
    """The words of a page in small letters, with single spaces."""
    document = PdfDocument(bundle)
    try:
        return " ".join(document[place].get_textpage().get_text_range().split()).casefold()
    finally:
        document.close()


def the_zip_holds(bundle: Path, kept: set[str], out: Path) -> None:
    """What sha256sum accepts, with every letter and file in it."""
    with ZipFile(bundle) as zipped:
        zipped.extractall(out)
    program = shutil.which("sha256sum")
    assert program is not None
    done = subprocess.run(
        [program, "--strict", "-c", "SHA256SUMS"],
        cwd=out,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert {hashlib.sha256(one.read_bytes()).hexdigest() for one in out.rglob("item-*")} == kept
