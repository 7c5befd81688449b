"""A plain note about a request, for a family or a volunteer, in four languages.

The letter itself is always English. A note names no detained person and claims nothing about the
law. The translations are our own: a native speaker should read them before they are used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from jinja2 import Template
from markupsafe import Markup

from records_app.casework.subjects import Subject
from records_app.letters.compose import Letter
from records_app.letters.facts import Sender, long_date
from records_app.letters.own_wording import OwnWording, own_words, with_own_words
from records_app.letters.own_wording_shipped import ShippedPart, marked_parts, with_marks
from records_app.letters.pdf import Pdf, render_pdf
from records_app.letters.wording import SHARED, letter_template, stylesheet

LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "es": "Spanish",
    "bs": "Bosnian",
    "vi": "Vietnamese",
}
_TAGS = {"en": "en-US", "es": "es-US", "bs": "bs-Latn", "vi": "vi"}
_TITLES = {
    "en": "About our request for records",
    "es": "Sobre nuestra solicitud de documentos",
    "bs": "O našem zahtjevu za dokumente",
    "vi": "Về yêu cầu cung cấp hồ sơ của chúng tôi",
}
_SPANISH = (
    *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
    *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
)


@dataclass(frozen=True, slots=True)
class NoteFacts:
    """What a note tells: whom we asked, when, under which number, about what, and whom to ask."""

    agency: str
    dated: date
    subjects: tuple[Subject, ...]
    sender: Sender
    number: str = ""


def cover_note(facts: NoteFacts, language: str, own: OwnWording | None = None) -> Letter:
    """The note in one of ``LANGUAGES``; a ``KeyError`` for any other.

    ``own`` is what the office says instead of the shipped words.
    """
    title = _title(facts, language)
    said = own_words(own, SHARED, note_kind(language), _values(facts, language))
    template = with_own_words(letter_template("cover-note", language), tuple(said))
    return Letter(title, _html(facts, language, template, said), "", (), "")


def note_kind(language: str) -> str:
    """The kind under which versions of the note in a language are kept."""
    return f"note-{language}"


def shipped_note(facts: NoteFacts, language: str) -> tuple[ShippedPart, ...]:
    """The parts of a note that may be worded anew."""
    kind = note_kind(language)
    marked = with_marks(letter_template("cover-note", language), SHARED, kind)
    return marked_parts(_html(facts, language, marked, {}), SHARED, kind)


def _html(facts: NoteFacts, language: str, template: Template, own: Mapping[str, Markup]) -> str:
    return template.render(
        own=own,
        lang=_TAGS[language],
        title=_title(facts, language),
        style=Markup(stylesheet()),  # noqa: S704 - our own file
        note=facts,
        dated=day_in(language, facts.dated),
        contact=_contact(facts.sender),
    )


def _title(facts: NoteFacts, language: str) -> str:
    return f"{_TITLES[language]}, {facts.number or facts.agency}"


def _values(facts: NoteFacts, language: str) -> dict[str, str]:
    return {
        "agency": facts.agency,
        "number": facts.number,
        "dated": day_in(language, facts.dated),
        "organization": facts.sender.organization,
    }


def cover_note_pdf(facts: NoteFacts, language: str, own: OwnWording | None = None) -> Pdf:
    """The note on paper, tagged, with its language."""
    return render_pdf(cover_note(facts, language, own))


def day_in(language: str, day: date) -> str:
    """A date as the language writes it."""
    if language == "es":
        return f"{day.day} de {_SPANISH[day.month - 1]} de {day.year}"
    if language == "bs":
        return f"{day.day}.\u00a0{day.month}.\u00a0{day.year}."
    if language == "vi":
        return f"ngày {day.day} tháng {day.month} năm {day.year}"
    return long_date(day)


def _contact(sender: Sender) -> tuple[str, ...]:
    lines = (sender.organization or sender.name, sender.email, sender.phone)
    return tuple(line for line in lines if line)
