"""Our own pages of the bundle: HTML from facts, laid out by WeasyPrint, and where each part begins.

The pages name the pages of other parts, so they are laid out again until the numbers hold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from markupsafe import Markup

from records_app.law.day_words import full_day
from records_app.letters.bundle.facts import KIND_TITLES, KINDS, BundleFacts, BundleItem
from records_app.letters.bundle.names import safe_name, shown_name, shown_text, size_words
from records_app.letters.bundle.parts import Part
from records_app.letters.facts import long_date
from records_app.letters.pdf import APT_COMMAND, PdfNotPossible, keep_loaded
from records_app.letters.wording import TEMPLATES, letter_template

FRONT = ("cover", "index", "chronology", "deadlines")
LAST = "declaration"
SECTION_TITLES = {
    "cover": "Cover",
    "index": "Index",
    "chronology": "Chronology",
    "deadlines": "Deadlines",
    LAST: "Draft declaration",
}
_MOST_LAYOUTS = 6
# The sections of our own pages in order, each with its number of pages.
Sections = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """The first and last page of a part, counted from 1 in the whole bundle."""

    first: int
    last: int

    @property
    def words(self) -> str:
        """``12`` or ``12 to 14``."""
        return str(self.first) if self.first == self.last else f"{self.first} to {self.last}"


@dataclass(frozen=True, slots=True)
class Plan:
    """Where everything stands: sections by name, items by their number."""

    total: int
    sections: dict[str, Pages]
    items: dict[int, Pages]


@dataclass(frozen=True, slots=True)
class Paper:
    """Our own pages as a PDF; ``deadlines`` are the pages on which each of them begins."""

    content: bytes
    own: Sections
    deadlines: tuple[int, ...]
    plan: Plan


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item as the templates see it."""

    number: int
    item: BundleItem
    part: Part
    name: str
    saved_as: str
    size: str
    dated: str
    text: str
    pages: str
    first: int


def lay_out(facts: BundleFacts, parts: Sequence[Part]) -> Paper:
    """Our own pages. Raises ``PdfNotPossible`` when Pango is not installed."""
    plan = Plan(
        999,
        {name: Pages(1, 1) for name in (*FRONT, LAST)},
        {number: Pages(1, 1) for number, _ in enumerate(parts, 1)},
    )
    for _ in range(_MOST_LAYOUTS):
        html = _html(facts, parts, plan)
        document, own, deadlines = _render(html)
        found = _plan(own, parts)
        if found == plan:
            content = document.write_pdf(pdf_variant="pdf/ua-1")
            return Paper(content, own, deadlines, plan)
        plan = found
    raise RuntimeError("the pages of a bundle do not come to rest")  # each layout is longer


def sheet_of(number: int) -> str:
    """The name of the section that stands before the pages of a file."""
    return f"item-{number}"


def _plan(own: Sections, parts: Sequence[Part]) -> Plan:
    lengths = dict(own)
    sections, items = {}, {}
    page = 1
    for name in FRONT:
        sections[name] = Pages(page, page + lengths[name] - 1)
        page += lengths[name]
    for number, part in enumerate(parts, 1):
        length = part.pages + lengths.get(sheet_of(number), 0)
        items[number] = Pages(page, page + length - 1)
        page += length
    sections[LAST] = Pages(page, page + lengths[LAST] - 1)
    return Plan(page + lengths[LAST] - 1, sections, items)


def _html(facts: BundleFacts, parts: Sequence[Part], plan: Plan) -> str:
    shown = [
        ShownItem(
            number,
            item,
            part,
            shown_name(item.name),
            safe_name(number, item),
            size_words(item.size),
            long_date(item.on),
            shown_text(item.text),
            plan.items[number].words,
            plan.items[number].first,
        )
        for number, (item, part) in enumerate(zip(facts.items, parts, strict=True), 1)
    ]
    groups = [
        (KIND_TITLES[kind], [one for one in shown if one.item.kind == kind])
        for kind in KINDS
        if any(one.item.kind == kind for one in shown)
    ]
    return letter_template("bundle", "bundle").render(
        facts=facts,
        style=Markup((TEMPLATES / "bundle" / "bundle.css").read_text("utf-8")),  # noqa: S704
        title=f"Bundle for {facts.number}, {facts.agency}, {long_date(facts.made_on)}",
        made_on=long_date(facts.made_on),
        plan=plan,
        groups=groups,
        sheets=[one for one in shown if not one.part.as_sent],
        contents=_contents(groups, plan),
        kinds=KIND_TITLES,
        full_day=full_day,
        first_pages={number: pages.first for number, pages in plan.items.items()},
    )


def _contents(
    groups: Sequence[tuple[str, Sequence[ShownItem]]], plan: Plan
) -> list[tuple[str, Pages]]:
    """What the cover says of where things are."""
    own = [(SECTION_TITLES[name], plan.sections[name]) for name in FRONT[1:]]
    for title, shown in groups:
        first, last = plan.items[shown[0].number], plan.items[shown[-1].number]
        own.append((title, Pages(first.first, last.last)))
    return [*own, (SECTION_TITLES[LAST], plan.sections[LAST])]


def _render(html: str) -> tuple[Any, Sections, tuple[int, ...]]:
    """The pages, how many each section has in order, and the page on which each deadline begins."""
    make, fonts = _press()
    document = make(string=html).render(font_config=fonts, pdf_variant="pdf/ua-1")
    # A section has its anchor on each of its pages.
    pages = Counter(
        name
        for page in document.pages
        for name in page.anchors
        if name in (*FRONT, LAST) or name.startswith("item-")
    )
    deadlines: dict[str, int] = {}
    for place, page in enumerate(document.pages, 1):
        for name in page.anchors:
            if name.startswith("deadline-"):
                deadlines.setdefault(name, place)
    return document, tuple(pages.items()), tuple(deadlines.values())


@cache
def _press() -> tuple[Callable[..., Any], Any]:
    try:
        # Here and not above: loading takes most of a second and needs system libraries.
        from weasyprint import HTML  # noqa: PLC0415
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except OSError as error:
        raise PdfNotPossible(
            f"PDF bundles need system libraries that are not installed. Type: sudo {APT_COMMAND}"
        ) from error
    nothing = URLFetcher(allowed_protocols=())

    def make(string: str) -> Any:
        return HTML(string=string, url_fetcher=nothing)

    keep_loaded()
    return make, FontConfiguration()


def lines_at_the_bottom(lines: Sequence[tuple[str, str, bool]], out: Path) -> None:
    """A PDF with one strip for each page of the bundle: left words, right words, page on its side.

    Strips are as wide as the page and ``STRIP_HEIGHT`` points high.
    """
    make, fonts = _press()
    html = letter_template("bundle", "lines").render(lines=lines)
    make(string=html).write_pdf(out, font_config=fonts)
