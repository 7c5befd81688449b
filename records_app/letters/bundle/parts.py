"""One item as pages of the bundle, made safe: no script, action, form or link of it comes along."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pikepdf import (
    Array,
    Dictionary,
    Name,
    Object,
    Page,
    PasswordError,
    Pdf,
    PdfError,
    Rectangle,
    Stream,
)

from records_app.letters.bundle.facts import BundleItem
from records_app.letters.bundle.frames import LETTER, blank_page, frame_for, place
from records_app.letters.bundle.pictures import (
    PICTURE_TYPES,
    CannotBeShown,
    add_drawn_pages,
    add_pictures,
)

MOST_PAGES = 3000
_MOST_OBJECTS = 500_000
_DOES_SOMETHING = frozenset(
    {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound"}
)
_SCRIPTS = (
    "The file contains scripts or actions. The pages here are without them. The attached file is "
    "the original: open it only in a program that does not run scripts."
)
_REPAIRED = "The file is not well formed. Its pages are shown as far as they could be read."
_DRAWN = "The file has layers or is not well formed, so its pages are shown as pictures."
_LOCKED = "The file is locked with a password, so its pages cannot be shown here."
_DAMAGED = "The file is damaged, so its pages cannot be shown here."
_TEXT = "The text of the file follows, as a program read it; nothing attached to it is shown."
_NO_PAGES = "A file of this kind has no pages to show here."


@dataclass(frozen=True, slots=True)
class Part:
    """The pages of an item: a PDF at ``path`` with ``pages`` pages, or none.

    ``as_sent``: these are pages of ours at full size, with their own tags.
    """

    path: Path | None
    pages: int
    as_sent: bool = False
    remarks: tuple[str, ...] = ()


def part_of(item: BundleItem, out: Path, most: int = MOST_PAGES) -> Part:
    """The pages of an item, at most ``most``. What cannot be shown has none, and a remark why."""
    if item.kind == "letter" and _is_our_letter(item.path):
        with Pdf.open(item.path) as letter:
            return Part(item.path, len(letter.pages), as_sent=True)
    try:
        with Pdf.new() as pdf:
            if item.media_type == "application/pdf":
                remarks = _add_pdf(pdf, item.path, most)
            elif item.media_type in PICTURE_TYPES:
                add_pictures(pdf, item.path, most)
                remarks = ()
            else:
                raise CannotBeShown(_TEXT if item.text else _NO_PAGES)
            pdf.save(out, compress_streams=False, deterministic_id=True)
            return Part(out, len(pdf.pages), remarks=remarks)
    except CannotBeShown as reason:
        return Part(None, 0, remarks=(str(reason), *_warning(item)))
    except MemoryError:
        return Part(None, 0, remarks=("The file is too large to show here.", *_warning(item)))


def _is_our_letter(path: Path) -> bool:
    """Whether the file is a letter as we make them: US Letter, tagged, nothing but text."""
    try:
        with Pdf.open(path) as pdf:
            sizes = {tuple(round(float(edge)) for edge in page.mediabox) for page in pdf.pages}
            sound = not pdf.get_warnings() and "/StructTreeRoot" in pdf.Root
            plain = all("/Annots" not in page.obj and page.rotation == 0 for page in pdf.pages)
            return sound and plain and sizes == {(0, 0, *(round(side) for side in LETTER))}
    except Exception:
        return False


def _add_pdf(pdf: Pdf, source: Path, most: int) -> tuple[str, ...]:
    try:
        with Pdf.open(source) as theirs:
            count = len(theirs.pages)
            if count > most:
                raise CannotBeShown(f"It has {count:,} pages, too many to show here.")
            scripts = (_SCRIPTS,) if has_actions(theirs) else ()
            if not count:
                raise CannotBeShown(_DAMAGED)
            repaired = (_REPAIRED,) if theirs.get_warnings() else ()
            if "/OCProperties" not in theirs.Root and _add_pages(pdf, theirs):
                return (*repaired, *scripts)
    except PasswordError as error:
        raise CannotBeShown(_LOCKED) from error
    except PdfError as error:
        raise CannotBeShown(_DAMAGED) from error
    del pdf.pages[:]
    add_drawn_pages(pdf, source, most)
    return (_DRAWN, *scripts)


def _add_pages(pdf: Pdf, theirs: Pdf) -> bool:
    """Copy every page; False when one of them cannot be copied as it is."""
    try:
        if "/AcroForm" in theirs.Root:
            theirs.Root.AcroForm.NeedAppearances = any(map(_has_unseen_fields, theirs.pages))
            theirs.generate_appearance_streams()
        # What was typed into a form and written beside the text becomes part of the page.
        theirs.flatten_annotations("screen")
        for page in theirs.pages:
            box = _visible(page.cropbox, page.mediabox)
            for name in ("/TrimBox", "/ArtBox", "/BleedBox"):
                if name in page.obj:
                    del page.obj[name]
            page.obj.CropBox = Array([box.llx, box.lly, box.urx, box.ury])
            shown = pdf.copy_foreign(page.as_form_xobject(handle_transformations=True))
            turned = page.rotation % 180 == 90
            width, height = (box.height, box.width) if turned else (box.width, box.height)
            frame = frame_for(width, height)
            place(pdf, blank_page(pdf, frame), shown, frame)
    except (PdfError, ValueError, TypeError, AttributeError, RuntimeError):
        return False
    return True


def _has_unseen_fields(page: Page) -> bool:
    """Whether something was filled in that the viewer is to draw."""
    return any(
        "/V" in field and "/AP" not in field and field.get("/Subtype") == Name.Widget
        for field in page.obj.get("/Annots", ())
    )


def _visible(crop: Object, media: Object) -> Rectangle:
    inner, outer = Rectangle(Array(crop)), Rectangle(Array(media))
    left, low = max(inner.llx, outer.llx), max(inner.lly, outer.lly)
    right, high = min(inner.urx, outer.urx), min(inner.ury, outer.ury)
    if right - left < 1 or high - low < 1:
        raise ValueError("The page has no size.")
    return Rectangle(left, low, right, high)


def has_actions(pdf: Pdf) -> bool:
    """Whether a PDF has scripts, or actions that do more than go to another page."""
    opening = pdf.Root.get("/OpenAction")
    if isinstance(opening, Dictionary) and opening.get("/S") != Name.GoTo:
        return True
    return any(_acts(found) for found, _ in zip(pdf.objects, range(_MOST_OBJECTS), strict=False))


def _acts(found: Object) -> bool:
    """Look at an object and at what stands directly in it."""
    waiting = [found]
    for _ in range(2000):
        if not waiting:
            return False
        one = waiting.pop()
        if isinstance(one, Array):
            waiting.extend(part for part in one if _is_inside(part))
        elif isinstance(one, Dictionary | Stream):
            if "/JS" in one or "/AA" in one or str(one.get("/S", "")) in _DOES_SOMETHING:
                return True
            if one.get("/Subtype") in (Name.RichMedia, Name.Movie, Name.Screen):
                return True
            inner = one.stream_dict if isinstance(one, Stream) else one
            waiting.extend(part for part in inner.values() if _is_inside(part))
    return False


def _is_inside(part: object) -> bool:
    return isinstance(part, Array | Dictionary) and not part.is_indirect


def _warning(item: BundleItem) -> tuple[str, ...]:
    """That a file which cannot be shown has scripts, as far as it can be opened."""
    if item.media_type != "application/pdf":
        return ()
    try:
        with Pdf.open(item.path) as pdf:
            return (_SCRIPTS,) if has_actions(pdf) else ()
    except Exception:
        return ()
