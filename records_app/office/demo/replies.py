"""What made-up bodies sent to the made-up office: answers, records and an invoice, as files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import select

from records_app.casework.events import Answered
from records_app.casework.people import Actor, Role
from records_app.office.demo.papers import BAR, pdf_of
from records_app.office.files.adding import Arrived, CameWith, add_file
from records_app.office.files.folder import FileFolder
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.tables import Person, Request
from records_app.store.visibility import visible_to

_MOST = 6
_LETTER = (
    "Re: your request under the Sunshine Law",
    "",
    "Enclosed please find the records that we hold on this matter.",
    "Parts of two pages are closed. The reasons are given on each page.",
    "",
    "Office of the custodian of records",
)
_LOG = (
    "TRANSFER LOG, FIRST QUARTER",
    "",
    "Day      Handed over to      People   Reason given      Reference",
    "",
    "Jan 14   county jail              1   hold lifted       TL-0114-1",
    "Jan 29   county jail              1   paper on file     TL-0129-1",
    "Feb 02   county jail              2   no hold           TL-0202-2",
    "Feb 17   federal van              1   paper on file     TL-0217-1",
    "Mar 05   county jail              1   hold lifted       TL-0305-1",
    "Mar 19   federal van              1   paper on file     TL-0319-1",
    "",
    "Kept by the records desk. Every line is read back once a month.",
)
_ESTIMATE = (
    "ESTIMATE OF COSTS",
    "",
    "Search, 2 hours at 18.00 dollars an hour      36.00",
    "Copies, 45 pages at 0.10 dollars a page        4.50",
    "Total                                         40.50",
)
_REFERENCE = re.compile(r"TL-[0-9]{4}-[0-9]")
_BLACKENED = tuple(_REFERENCE.sub(lambda found: BAR * len(found[0]), line) for line in _LOG)
_EMAIL = (
    "From: Records clerk <records@riverbend.example>\r\n"
    "To: Open Ledger Project <records@openledger.example>\r\n"
    "Date: Mon, 2 Mar 2026 09:12:00 -0600\r\nSubject: Your request for records\r\n"
    "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "We received your letter. The overtime list is attached to our next message.\r\n"
)


@dataclass(frozen=True, slots=True)
class _Made:
    """One made-up file; ``redacts_last``: it is a redacted copy of the file before it."""

    name: str
    content: bytes
    redacts_last: bool = False


def add_replies(store: Store, folder: FileFolder, *, now: datetime) -> int:
    """Add files to some requests that were answered; gives how many."""
    with store.reading() as session:
        person = session.exec(select(Person).where(Person.role == Role.STAFF.value)).first()
        if person is None:
            return 0
        staff = Actor(person.id or 0, person.name, person.email, Role.STAFF)
        rows = session.exec(visible_to(staff).where(Request.stage != "draft")).all()
        answers = [
            (row.id or 0, entry.seq)
            for row in rows
            for entry in entries_of(session, row.id or 0)
            if isinstance(entry.event, Answered)
        ]
    count = 0
    for place, (request_id, seq) in enumerate(answers[:_MOST]):
        last = None
        for made in _files(place):
            with_ = CameWith("reply", seq, last if made.redacts_last else None)
            incoming = folder.incoming()
            incoming.write(made.content)
            arrived = Arrived(incoming, made.name, with_)
            last = add_file(store, staff, request_id, folder, arrived, now=now).id
            count += 1
    return count


def _files(place: int) -> Iterator[_Made]:
    if place % 3 == 0:
        yield _Made("Answer of the custodian.pdf", pdf_of(_LETTER))
        yield _Made("Transfer log.pdf", pdf_of(_LOG))
        yield _Made("Transfer log, blackened.pdf", pdf_of(_BLACKENED), redacts_last=True)
    elif place % 3 == 1:
        yield _Made("Estimate.pdf", pdf_of(_ESTIMATE))
        yield _Made("Message of March 2.eml", _EMAIL.encode())
    else:
        yield _Made("overtime.csv", b"month,hours,dollars\nJanuary,112,4480\nFebruary,96,3840\n")
