"""The bundle as a PDF: pages in order, numbered, with bookmarks, links, tags and files attached."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from bundle_files import (
    damaged_pdf,
    fax,
    item,
    layered_pdf,
    letter_pdf,
    locked_pdf,
    picture,
    scripted_pdf,
    text_pdf,
)
from bundle_made import bookmarks, everything, made, pictures, tagged_content, words
from pikepdf import Name, Pdf
from PIL import Image, ImageChops

from records_app.letters.bundle.facts import BundleItem
from records_app.letters.bundle.names import safe_name

ODD = "a/\u202egnp.exe"


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> tuple[BundleItem, ...]:
    shelf = tmp_path_factory.mktemp("shelf")
    letter, image = {"kind": "letter"}, {"kind": "proof", "media_type": "image/png"}
    return (
        item(shelf, "MO-2026-0001.pdf", letter_pdf(), title="Request letter", **letter),
        item(shelf, "receipt.png", picture(), title="receipt.png", **image),
        item(shelf, "fax.tif", fax(2), kind="proof", media_type="image/tiff", title="fax.tif"),
        item(shelf, "reply.pdf", text_pdf("First", "Second"), title="reply.pdf"),
        item(shelf, "wide.pdf", text_pdf("Wide", size=(1000, 600)), title="wide.pdf"),
        item(shelf, "turned.pdf", text_pdf("Turned", rotate=90), title="turned.pdf"),
        item(shelf, "locked.pdf", locked_pdf(), title="locked.pdf"),
        item(shelf, "half.pdf", damaged_pdf()[:60], title="half.pdf"),
        item(shelf, "scripted.pdf", scripted_pdf(), title="scripted.pdf"),
        item(shelf, "layers.pdf", layered_pdf(), title="layers.pdf"),
        item(shelf, ODD, b"MZ", kind="other", media_type="application/octet-stream", title="odd"),
    )


PAGES = (2, 1, 2, 2, 1, 1, 0, 0, 1, 1, 0)
"""How many pages each of the items above has."""


@pytest.fixture(scope="module")
def bundle(items: tuple[BundleItem, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("made"), *items)


@pytest.fixture(scope="module")
def text(bundle: Path) -> list[str]:
    return words(bundle)


def test_every_page_says_its_number_and_its_item(text: list[str]) -> None:
    total = len(text)
    for number, said in enumerate(text, 1):
        assert f"Bundle page {number} of {total}" in said
    owners = [re.search(r"MO-2026-0001 · Item (\d+)", said) for said in text]
    numbers = [int(owner[1]) for owner in owners if owner]
    expected = []
    for number, pages in enumerate(PAGES, 1):
        expected += [number] * (pages if number == 1 else pages + 1)
    assert numbers == expected


def test_the_index_names_the_pages_and_the_hash_of_each_file(
    text: list[str], items: tuple[BundleItem, ...], bundle: Path
) -> None:
    leads = bookmarks(bundle)
    index = "".join(text[leads["Index"] - 1 : leads["Chronology"] - 1]).replace(" ", "")
    for number, one in enumerate(items, 1):
        assert hashlib.sha256(one.path.read_bytes()).hexdigest() == one.sha256
        assert f"SHA-256{one.sha256}" in index
        first = leads[f"Item {number}: {one.title}"]
        last = first + PAGES[number - 1] - (1 if number == 1 else 0)
        assert (f"{first}to{last}" if last > first else f"{first}") in index
    assert "‹U+202E›" in text[leads["Item 11: odd"] - 1]
    assert "\u202e" not in "".join(text)
    assert "thepagesherearethoseofthefile" in index.lower()
    assert "byteforbyte,isattached" in index


def test_bookmarks_lead_to_every_part_and_item(
    text: list[str], bundle: Path, items: tuple[BundleItem, ...]
) -> None:
    leads = bookmarks(bundle)
    assert text[leads["Index"] - 1].startswith("Index")
    assert text[leads["Chronology"] - 1].startswith("Chronology")
    assert text[leads["Deadlines"] - 1].startswith("Deadlines")
    assert "Draft: declaration" in text[leads["Draft declaration"] - 1]
    assert leads["Letters"] == leads["Item 1: Request letter"]
    assert leads["Replies"] == leads["Item 4: reply.pdf"]
    for number, one in enumerate(items[1:], 2):
        assert f"Item {number}" in text[leads[f"Item {number}: {one.title}"] - 1]


def test_the_cover_says_where_things_are(text: list[str], bundle: Path) -> None:
    leads = bookmarks(bundle)
    assert f"Index page{'s' if leads['Chronology'] - leads['Index'] > 1 else ''} " in text[0]
    assert f"Deadlines page {leads['Deadlines']}" in text[0]
    assert f"Draft declaration page {len(text)}" in text[0]
    assert text[0].count("not legal advice") == 1
    assert "".join(text).count("not legal advice") == 1


def test_links_of_the_index_lead_to_the_pages(bundle: Path) -> None:
    with Pdf.open(bundle) as pdf:
        leads = bookmarks(bundle)
        places = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        found = {
            str(link.Contents): places[link.Dest[0].objgen]
            for page in pdf.pages
            for link in page.obj.get("/Annots", ())
        }
        assert found["Go to item 1"] == leads["Item 1: Request letter"]
        assert found["Go to item 4"] == leads["Item 4: reply.pdf"]
        assert len(found) == len(PAGES)


def test_every_file_is_attached_byte_for_byte(bundle: Path, items: tuple[BundleItem, ...]) -> None:
    with Pdf.open(bundle) as pdf:
        attached = {name: pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments}
    assert attached == {
        safe_name(number, one): one.path.read_bytes() for number, one in enumerate(items, 1)
    }


def test_letters_look_like_the_file_to_the_last_dot(
    bundle: Path, items: tuple[BundleItem, ...]
) -> None:
    first = bookmarks(bundle)["Item 1: Request letter"] - 1
    ours = pictures(bundle, 72)[first : first + 2]
    for mine, theirs in zip(ours, pictures(items[0].path, 72), strict=True):
        assert mine.size == theirs.size == (612, 792)
        different = ImageChops.difference(mine, theirs).getbbox()
        # Only our line in the bottom margin is new, beside the letter's own page number.
        assert different is not None
        assert different[1] >= 792 - 40
        middle = (180, 0, 432, 792)
        assert ImageChops.difference(mine.crop(middle), theirs.crop(middle)).getbbox() is None


def test_nothing_of_a_foreign_page_is_cut_off_or_covered(bundle: Path) -> None:
    leads = bookmarks(bundle)
    for name in ("Item 4: reply.pdf", "Item 5: wide.pdf", "Item 6: turned.pdf"):
        page = pictures(bundle, 72)[leads[name]]
        # The frame that runs along the edges of their page is whole and above our line.
        black = page.point(lambda dot: 255 if dot < 100 else 0).crop(
            (0, 0, page.width, page.height - 40)
        )
        left, top, right, bottom = black.getbbox() or (0, 0, 0, 0)
        assert left >= 10
        assert right <= page.width - 10
        assert bottom <= page.height - 44
        middle = (top + bottom) // 2
        for x in (left + 1, right - 2):
            assert page.getpixel((x, middle)) < 140


def test_a_page_on_its_side_and_a_turned_page_stand_upright(bundle: Path, text: list[str]) -> None:
    leads = bookmarks(bundle)
    with Pdf.open(bundle) as pdf:
        for name in ("Item 5: wide.pdf", "Item 6: turned.pdf"):
            box = [float(edge) for edge in pdf.pages[leads[name]].mediabox]
            assert box == [0, 0, 792, 612]
    assert "Wide" in text[leads["Item 5: wide.pdf"]]


def test_no_script_action_form_or_outside_link_is_left(bundle: Path) -> None:
    with Pdf.open(bundle) as pdf:
        assert "/OpenAction" not in pdf.Root
        assert "/AcroForm" not in pdf.Root
        assert "/JavaScript" not in pdf.Root.Names
        for one in everything(pdf):
            assert "/JS" not in one
            assert "/AA" not in one
            assert "/A" not in one or one.get("/Type") != Name.Annot
            assert one.get("/S") not in (Name.JavaScript, Name.Launch, Name.URI)
            assert one.get("/Subtype") not in (Name.Widget, Name.Screen, Name.RichMedia)


def test_what_was_filled_in_is_shown_and_the_sheet_warns(text: list[str], bundle: Path) -> None:
    sheet = bookmarks(bundle)["Item 9: scripted.pdf"]
    assert "contains scripts or actions" in text[sheet - 1]
    assert "Typed into the form" in text[sheet]
    harmless = bookmarks(bundle)["Item 4: reply.pdf"]
    assert "scripts" not in text[harmless - 1]


def test_what_cannot_be_shown_has_a_sheet_that_says_why(text: list[str], bundle: Path) -> None:
    leads = bookmarks(bundle)
    assert "locked with a password" in text[leads["Item 7: locked.pdf"] - 1]
    assert "damaged" in text[leads["Item 8: half.pdf"] - 1]
    assert "no pages to show" in text[leads["Item 11: odd"] - 1]
    for name in ("Item 7: locked.pdf", "Item 8: half.pdf", "Item 11: odd"):
        assert "The file itself is attached" in text[leads[name] - 1]


def test_a_hidden_layer_stays_hidden(text: list[str], bundle: Path) -> None:
    sheet = bookmarks(bundle)["Item 10: layers.pdf"]
    assert "shown as pictures" in text[sheet - 1]
    page = pictures(bundle, 72)[sheet]
    assert page.crop((40, 30, 300, 120)).getextrema()[0] < 100  # "Seen"
    assert page.crop((60, 420, 500, 560)).getextrema()[0] > 200  # nothing where "Hidden" stood


def test_pictures_are_shown_with_their_edges(bundle: Path) -> None:
    page = pictures(bundle, 72)[bookmarks(bundle)["Item 2: receipt.png"]]
    black = page.point(lambda dot: 255 if dot < 200 else 0).crop((0, 0, page.width, 560))
    left, top, right, bottom = black.getbbox() or (0, 0, 0, 0)
    assert (right - left) / (bottom - top) == pytest.approx(400 / 300, rel=0.03)


def test_each_page_can_be_heard(bundle: Path) -> None:
    with Pdf.open(bundle) as pdf:
        assert pdf.Root.Lang == "en-US"
        assert "Bundle for MO-2026-0001" in str(pdf.docinfo.Title)
        heard = tagged_content(pdf)
        assert sorted(heard) == list(range(1, len(pdf.pages) + 1))
        parents = dict(zip(*[iter(pdf.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
        for number, page in enumerate(pdf.pages, 1):
            owners = parents[int(page.obj.StructParents)]
            assert len(owners) >= len(heard[number])
        with pdf.open_metadata() as metadata:
            assert not any("pdfua" in key for key in metadata)


def test_the_draft_has_blanks_and_cites_no_statute(text: list[str]) -> None:
    draft = text[-1]
    assert "This is a draft and nobody has signed it." in draft
    assert "Signature" in draft
    assert "§" not in draft
    assert "RSMo" not in draft
    assert "490" not in draft


def test_the_same_facts_give_the_same_bytes(
    bundle: Path, items: tuple[BundleItem, ...], tmp_path: Path
) -> None:
    assert made(tmp_path, *items).read_bytes() == bundle.read_bytes()


def test_the_pages_have_no_syntax_errors(bundle: Path) -> None:
    with Pdf.open(bundle) as pdf:
        assert pdf.check_pdf_syntax() == []
    blank = Image.new("L", (612, 792), 255)
    for page in pictures(bundle, 72):
        assert page.size != blank.size or page.tobytes() != blank.tobytes()
