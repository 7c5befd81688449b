"""What the page of saved e-mails shows: plain values, ready for the screen."""

from __future__ import annotations

from dataclasses import dataclass

from records_app.office.importing.list_views import Choice


@dataclass(frozen=True, slots=True)
class MailView:
    """One e-mail. ``refused`` says why it cannot be read; ``done`` that it is recorded.

    ``place`` is its number in the upload. ``day`` is YYYY-MM-DD in Missouri, "" if unknown.
    """

    place: int
    name: str
    refused: str
    sender: str = ""
    addressees: str = ""
    date: str = ""
    day: str = ""
    subject: str = ""
    text: str = ""
    files: tuple[str, ...] = ()
    ours: bool = False
    requests: tuple[Choice, ...] = ()
    request: str = ""
    done: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class MailsView:
    """The e-mails of one upload."""

    token: str
    mails: tuple[MailView, ...]
    left: int
    answers: tuple[Choice, ...]
    letters: tuple[Choice, ...]
