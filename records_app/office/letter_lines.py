"""The letters of a request as its page shows them, and the one that waits to be sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from records_app.casework.events import (
    FOLLOW_UP_WORDS,
    Channel,
    Entry,
    FollowUp,
    FollowUpSent,
    Sent,
)
from records_app.law.day_words import full_day
from records_app.office.desk_view import letter_href
from records_app.office.missouri_time import day_and_time
from records_app.office.wording_used import WordingUsed, wording_used
from records_app.store.letters import LetterOf
from records_app.store.tables_requests import LetterRow
from records_app.store.wording import MadeWith

_REQUEST = "request"
# Of the letters about an agency, which go to others, this one goes in with a form on the web.
_WITH_A_FORM = FollowUp.COMPLAINT_SUMMARY


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One final letter. ``key`` is an id for the screen; ``approved`` and ``sent`` are words.

    ``wording`` are the versions of the office's own words in it; none: all as shipped.
    """

    key: str
    number: str
    kind: str
    what: str
    name: str
    pages_words: str
    approved: str
    sent: str
    sha256: str
    href: str
    text_href: str
    text: str
    wording: tuple[WordingUsed, ...] = ()


@dataclass(frozen=True, slots=True)
class LetterToSend:
    """The final letter that did not go out yet, and where it should go if not to the agency."""

    letter: LetterLine
    channel: str
    to: str


def letter_lines(
    letters: Iterable[LetterOf],
    entries: Iterable[Entry],
    request_id: int,
    made: Mapping[int, Sequence[MadeWith]],
) -> tuple[LetterLine, ...]:
    """Every letter of a request in the order given; ``entries`` tell which ones went out.

    ``made`` has the versions of words that they were made with, by their ids.
    """
    sent: dict[str, str] = {}
    for entry in entries:
        if isinstance(entry.event, Sent):
            sent[_REQUEST] = f"Sent {full_day(entry.event.on)}"
        elif isinstance(entry.event, FollowUpSent) and entry.event.number:
            sent[entry.event.number] = f"Sent {full_day(entry.event.on)}"
    return tuple(
        replace(
            _line(letter, sent, request_id),
            wording=wording_used(made.get(letter.row.id or 0, ())),
        )
        for letter in letters
    )


def letter_to_send(
    unsent: str, lines: Iterable[LetterLine], letters: Iterable[LetterOf]
) -> LetterToSend | None:
    """The letter with the number ``unsent``, with its way out."""
    line = next((line for line in lines if line.number == unsent), None)
    row = next((letter.row for letter in letters if letter.row.name == f"{unsent}.pdf"), None)
    if line is None or row is None:
        return None
    if "about" not in row.facts:
        return LetterToSend(line, "", "")
    channel = Channel.PORTAL if row.kind == _WITH_A_FORM else Channel.POST
    return LetterToSend(line, channel.value, str(row.facts["to"]["agency"]))


def _line(letter: LetterOf, sent: dict[str, str], request_id: int) -> LetterLine:
    row, by = letter
    number = row.name.removesuffix(".pdf")
    gone = sent.get(_REQUEST if row.kind == _REQUEST else number, "")
    href = _href(row, request_id)
    words = "request" if row.kind == _REQUEST else FOLLOW_UP_WORDS[FollowUp(row.kind)]
    return LetterLine(
        key=f"letter-{row.id}",
        number=number,
        kind=row.kind,
        what=words[0].upper() + words[1:],
        name=row.name,
        pages_words="1 page" if row.pages == 1 else f"{row.pages} pages",
        approved=f"approved {day_and_time(row.approved_at)} by {by}",
        sent=gone or "Not sent yet",
        sha256=row.sha256,
        href=href,
        text_href=href.removesuffix(".pdf") + ".txt",
        text=row.text,
    )


def _href(row: LetterRow, request_id: int) -> str:
    return (
        letter_href(request_id) if row.kind == _REQUEST else f"/letters/{request_id}/{row.id}.pdf"
    )
