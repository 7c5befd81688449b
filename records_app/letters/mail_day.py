"""The cover of a day's mail: which letters lie under it, a box for each, and a line to write on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from records_app.letters.compose import Letter
from records_app.letters.facts import long_date
from records_app.letters.pdf import Pdf, render_pdf
from records_app.letters.wording import letter_template, stylesheet


@dataclass(frozen=True, slots=True)
class MailedLetter:
    """One line of the checklist. ``address`` are the lines below the name of the agency."""

    number: str
    what: str
    agency: str
    address: tuple[str, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A letter that is not among the pages, and why."""

    number: str
    agency: str
    why: str


@dataclass(frozen=True, slots=True)
class MailCover:
    """Everything on the cover."""

    office: str
    made_on: date
    made_by: str
    letters: tuple[MailedLetter, ...]
    left_out: tuple[LeftOut, ...] = ()


def mail_cover(cover: MailCover) -> Pdf:
    """The checklist on US Letter, as many pages as it needs. Raises ``PdfNotPossible``."""
    title = f"Mail of {long_date(cover.made_on)}"
    html = letter_template("mail-day", "checklist").render(
        title=title,
        style=Markup(stylesheet()),  # noqa: S704 - our own file
        cover=cover,
        made_on=long_date(cover.made_on),
        # Every letter begins on the front of a sheet.
        sheets=sum(-(-letter.pages // 2) for letter in cover.letters),
    )
    return render_pdf(Letter(title, html, "", (), ""))
