"""What is kept from letter to letter changes no byte of any."""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Any

import pytest
import weasyprint
from bad_input import BAD_INPUT, RIGHT_TO_LEFT
from examples import EVERY_KIND, example, request_example
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import escape
from riverbend import OFFICE, TO, facts
from weasyprint.draw import text as drawing
from weasyprint.text import fonts, line_break

from records_app.casework.subjects import Subject
from records_app.law.statute import known_laws
from records_app.letters import mail_day, mail_day_labels
from records_app.letters import pdf as printer
from records_app.letters.compose import Letter, compose
from records_app.letters.cover_note import LANGUAGES, NoteFacts, cover_note
from records_app.letters.kept.keeping import keep_for
from records_app.letters.kept.lines import PROPERTIES
from records_app.letters.kept.memory import KNOWN_VERSION, Newest
from records_app.letters.logo import Logo
from records_app.letters.mail_day import MailCover, MailedLetter
from records_app.letters.mail_day_labels import Label
from records_app.letters.page_lines import lines_as_artifacts
from records_app.letters.pdf import Pdf, render_pdf
from records_app.letters.wording import TEMPLATES, stylesheet
from tests.office.made_logos import picture

DAY = date(2026, 11, 23)
LONG = "W" * 390
SAYS = {
    **BAD_INPUT,
    **RIGHT_TO_LEFT,
    "scripts in one line": "سجلات 2025 records 记录 Đorđe 😀 हिन्दी",
    "two long words": f"{LONG} {LONG}",
}


def follow_up(kind: str) -> Letter:
    return compose(example(kind))


def note(language: str) -> Letter:
    return cover_note(NoteFacts("Riverbend", DAY, tuple(Subject), OFFICE, "MO-2026-0001"), language)


LETTERS: dict[str, Callable[[], Letter]] = {
    **{kind: partial(follow_up, kind) for kind in EVERY_KIND},
    **{
        f"request {code}": partial(lambda c: compose(request_example(law=c)), code)
        for code in known_laws()
    },
    **{f"note {code}": partial(note, code) for code in LANGUAGES},
    **{
        f"says {name}": partial(lambda t: compose(facts(specifics=t)), text)
        for name, text in SAYS.items()
    },
    "with a logo": lambda: compose(facts(), None, Logo(picture(), 240, 80, "Open Doors Project")),
    "to another agency": lambda: compose(facts(replace(TO, agency="Fenwick Police Department"))),
    "in larger type": lambda: larger(compose(facts())),
    "soft hyphens": lambda: with_words("agree\u00adment " * 60),
    "signs that no font has": lambda: with_words("before \U000f1234 after \ue000"),
}


def larger(letter: Letter) -> Letter:
    return replace(
        letter, html=letter.html.replace("</head>", "<style>p {font-size: 13pt}</style></head>")
    )


def with_words(words: str) -> Letter:
    """A letter with words that no form lets through."""
    plain = compose(facts())
    text = escape(words)
    return replace(
        plain, html=plain.html.replace("</body>", f"<p>{text}</p><h2>{text}</h2></body>")
    )


@cache
def bare(html: str) -> str:
    """The hash of a letter as WeasyPrint makes it by itself, with fonts of its own."""
    style = stylesheet()
    with printer._fixed_clock():
        content = weasyprint.HTML(string=html.replace(f"<style>{style}</style>", "", 1)).write_pdf(
            stylesheets=[weasyprint.CSS(string=style)],
            pdf_variant="pdf/ua-1",
            finisher=lines_as_artifacts,
        )
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_has_the_bytes_of_one_made_alone(name: str) -> None:
    letter = LETTERS[name]()
    assert render_pdf(letter).sha256 == bare(letter.html)
    assert render_pdf(letter).sha256 == bare(letter.html)


def test_in_whatever_order_letters_are_made_their_bytes_are_the_same() -> None:
    letters = [make() for make in LETTERS.values()]
    printer._press.cache_clear()
    for letter in (*reversed(letters), *letters[::3]):
        assert render_pdf(letter).sha256 == bare(letter.html)


def test_lists_and_labels_have_the_bytes_of_those_made_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[tuple[Letter, Pdf]] = []

    def render(letter: Letter) -> Pdf:
        made.append((letter, render_pdf(letter)))
        return made[-1][1]

    for module in (mail_day, mail_day_labels):
        monkeypatch.setattr(module, "render_pdf", render)
    lines = ("Riverbend Police Department", "100 Main Street", "Riverbend, MO 63000")
    mail_day.mail_cover(
        MailCover(
            "Office", DAY, "Alice", (MailedLetter("MO-1", "Request", lines[0], lines[1:], 2),)
        )
    )
    mail_day_labels.address_labels([Label("MO-1", lines), Label("MO-2", (LONG, *lines))], 7)
    assert len(made) >= 4
    for letter, pdf in made:
        assert pdf.sha256 == bare(letter.html)


@settings(max_examples=8)
@given(
    st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), max_size=60),
        max_size=6,
    )
)
def test_any_words_have_the_bytes_of_those_printed_alone(words: list[str]) -> None:
    letter = with_words(" ".join(words))
    assert render_pdf(letter).sha256 == bare(letter.html)


def test_the_second_letter_breaks_and_draws_only_what_is_its_own() -> None:
    render_pdf(compose(facts()))
    kept = printer._press().fonts.kept
    before = len(kept.broken), len(kept.drawn), len(kept.styles)
    render_pdf(compose(facts(replace(TO, agency="Quail Creek Police Department"))))
    after = len(kept.broken), len(kept.drawn), len(kept.styles)
    new = [now - then for now, then in zip(after, before, strict=True)]
    assert 0 < new[0] <= 12
    assert 0 < new[1] <= 6
    assert new[2] == 0


def test_the_newest_things_are_kept() -> None:
    kept = Newest(2)
    for key in "ab":
        kept.keep(key, key)
    assert kept.look("a") == "a"
    kept.keep("c", "c")
    assert list(kept) == ["a", "c"]
    assert kept.look("b") is None


def test_every_property_that_a_line_depends_on_is_compared() -> None:
    sources: list[Any] = [line_break, fonts.get_font_description, drawing.draw_first_line]
    read = {
        name
        for each in sources
        for name in re.findall(r"style\['(\w+)'\]", inspect.getsource(each))
    }
    # The height of a line is worked out apart from the line.
    assert read - {"line_height"} == set(PROPERTIES)


def test_a_weasyprint_that_was_not_looked_at_is_left_alone() -> None:
    pinned = re.search(
        r"^weasyprint==(\S+)", (TEMPLATES.parent / "requirements.txt").read_text(), re.M
    )
    assert pinned is not None
    assert pinned[1] == KNOWN_VERSION == weasyprint.__version__
    theirs = fonts.FontConfiguration()
    assert not keep_for(theirs, "70.1")
    assert not hasattr(theirs, "kept")


def test_nothing_on_a_page_depends_on_the_size_of_the_window() -> None:
    # What such a length is follows from the first page, and styles are kept from page to page.
    for path in TEMPLATES.rglob("*"):
        if path.suffix in {".css", ".html"}:
            assert not re.search(r"\d(vw|vh|vi|vb|vmin|vmax)\b", path.read_text("utf-8")), path


def test_what_is_kept_can_be_forgotten() -> None:
    one = render_pdf(compose(request_example()))
    kept = printer._press().fonts.kept
    assert kept.broken
    assert kept.drawn
    assert kept.styles
    printer.forget_words()
    assert not kept.broken
    assert not kept.drawn
    assert not kept.styles
    assert render_pdf(compose(request_example())) == one
