"""A plain note about a request, for a family or a volunteer, in four languages.

The letter itself is always English. A note names no detained person and claims nothing about the
law. The translations are our own: a native speaker should read them before they are used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from records_app.casework.subjects import Subject
from records_app.letters.compose import Letter
from records_app.letters.facts import Sender, long_date
from records_app.letters.pdf import Pdf, render_pdf
from records_app.letters.wording import letter_template, stylesheet

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


def cover_note(facts: NoteFacts, language: str) -> Letter:
    """The note in one of ``LANGUAGES``; a ``KeyError`` for any other."""
    title = f"{_TITLES[language]}, {facts.number or facts.agency}"
    html = letter_template("cover-note", language).render(
        lang=_TAGS[language],
        title=title,
        style=Markup(stylesheet()),  # noqa: S704 - our own file
        note=facts,
        dated=day_in(language, facts.dated),
        contact=_contact(facts.sender),
    )
    return Letter(title, html, "", (), "")


def cover_note_pdf(facts: NoteFacts, language: str) -> Pdf:
    """The note on paper, tagged, with its language."""
    return render_pdf(cover_note(facts, language))


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
