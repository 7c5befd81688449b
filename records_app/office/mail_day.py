"""Mail day: every approved letter that did not go out yet, with the way it can go."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from records_app.casework.events import FollowUp
from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.letters.follow_up_kinds import KINDS
from records_app.office.desk_view import letter_href, request_href
from records_app.office.letter_files import letter_text
from records_app.office.mail_day_address import Reach, reach_of, way_of
from records_app.office.mail_day_rows import (
    REQUEST,
    Waiting,
    agency_files,
    waiting_letters,
    words_of,
)
from records_app.office.mail_day_view import MailDay, MailItem, MailLine
from records_app.office.missouri_time import day_and_time
from records_app.office.refusals import NotFound
from records_app.office.wording_used import wording_used
from records_app.store.database import Store
from records_app.store.requests import AgencyFile, is_id, office_row
from records_app.store.wording import made_with

# As many as the largest campaign has; the page says when there are more.
MOST = 3_000
_NO_STREET = "The address we have lacks a street or a box: {half}."
_KNOWN = {"email": "e-mail", "portal": "portal", "fax": "fax"}
_WHOLE_MESSAGE = (
    "In Illinois the whole request must stand in the message itself: copy the text into it. "
    "The letter alone as an attachment is not enough (5 ILCS 140/3(c))."
)
_NOTHING = "We have no address, e-mail, portal or fax number of them."


def to_go_out(store: Store, actor: Actor, *, today: date) -> MailDay:
    """The letters whose sending the actor may record; none for whoever only looks."""
    with store.reading() as session:
        letters = waiting_letters(session, actor, today=today)
        shown = letters[:MOST]
        files = agency_files(session, {one.agency_id for one in shown})
    lines = tuple(_line(one, files[one.agency_id]) for one in shown)
    return MailDay(may(actor, Permission.RECORD), lines, len(letters) - len(shown))


def item_to_send(store: Store, actor: Actor, letter_id: int, *, today: date) -> MailItem:
    """One of these letters with all that is copied when it is sent.

    Raises ``NotFound`` when it does not wait (any more), and ``LetterDamaged``.
    """
    with store.reading() as session:
        ids = (letter_id,) if is_id(letter_id) else ()
        found = waiting_letters(session, actor, today=today, ids=ids)
        if not found:
            raise NotFound("letter that waits")
        letter = found[0]
        file = agency_files(session, (letter.agency_id,))[letter.agency_id]
        office = office_row(session).name
        made = made_with(session, (letter.id,)).get(letter.id, ())
    text = letter_text(store, actor, letter.request_id, letter.id).text
    line = _line(letter, file)
    reach = reach_of(letter, file)
    subject = _subject(letter, office)
    to = {"email": reach.email, "portal": reach.portal, "fax": reach.fax, "post": reach.postal}
    return MailItem(
        id=letter.id,
        request_id=letter.request_id,
        version=letter.version,
        number=letter.number,
        what=line.what,
        agency=line.agency,
        way=line.way,
        address=to.get(line.way, ""),
        subject=subject,
        text=text,
        portal_href=reach.portal if reach.portal.startswith(("https://", "http://")) else "",
        mail_href=f"mailto:{quote(reach.email, safe='@')}?subject={quote(subject)}"
        if reach.email
        else "",
        pdf_href=line.pdf_href,
        pages_words=line.pages_words,
        has_portal_text=letter.kind == REQUEST and bool(letter.facts),
        could_mail=line.could_mail,
        note=line.note or _in_the_message(letter, line.way),
        wording=wording_used(made),
    )


def _in_the_message(letter: Waiting, way: str) -> str:
    if letter.law == "us-il" and letter.kind == REQUEST and way in ("email", "portal"):
        return _WHOLE_MESSAGE
    return ""


def _line(letter: Waiting, file: AgencyFile) -> MailLine:
    reach = reach_of(letter, file)
    way = way_of(letter, reach)
    pdf = (
        letter_href(letter.request_id)
        if letter.kind == REQUEST
        else f"/letters/{letter.request_id}/{letter.id}.pdf"
    )
    return MailLine(
        id=letter.id,
        request_id=letter.request_id,
        version=letter.version,
        number=letter.number,
        what=words_of(letter.kind),
        agency=reach.to,
        href=request_href(letter.request_id),
        pdf_href=pdf,
        agency_href=f"/agencies/{file.agency.slug}/",
        pages=letter.pages,
        pages_words="1 page" if letter.pages == 1 else f"{letter.pages} pages",
        care=letter.in_care_of,
        waits=f"Waiting since {day_and_time(letter.approved_at)}",
        way=way,
        ways=reach.ways,
        where=_where(way, reach),
        postal=reach.postal,
        note=_note(letter, way, reach),
        could_mail=bool(reach.lines) and way != "post",
    )


def _where(way: str, reach: Reach) -> str:
    known = {"post": reach.postal, "email": reach.email, "portal": reach.portal, "fax": reach.fax}
    return known.get(way, "")


def _note(letter: Waiting, way: str, reach: Reach) -> str:
    if letter.kind == FollowUp.COMPLAINT_SUMMARY:
        return "It goes in with the complaint form on the web pages of the Attorney General."
    if not way:
        return _NO_STREET.format(half=reach.half) if reach.half else _NOTHING
    wanted = letter.facts.get("delivery", "")
    if wanted in _KNOWN and wanted not in reach.ways:
        return f"It was to go by {_KNOWN[wanted]}, but we know none of theirs now."
    written = tuple(letter.facts.get("to", {}).get("address_lines", ()))
    if way == "post" and written and not set(written) <= set(reach.lines):
        return "The letter itself still shows another address."
    return ""


def _subject(letter: Waiting, office: str) -> str:
    """The subject of an e-mail, with our number in it, so that their answer can be found."""
    if letter.kind == REQUEST:
        return f"Records request {letter.number}" + (f", {office}" if office else "")
    return f"{KINDS[letter.kind].title} {letter.number}"
