"""What viewers must never see, and strangers even less: laid out in every corner of the office."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from sqlmodel import select

from records_app.office.calendar_addresses import make_address
from records_app.office.drafting import new_draft, save_draft
from records_app.office.files.folder import FileFolder
from records_app.office.follow_ups import follow_up_form
from records_app.office.follow_ups_drafts import keep_letter
from records_app.office.importing.lists import keep_list
from records_app.office.importing.mails import keep_mails
from records_app.office.invites import invite
from records_app.office.missouri_time import missouri_day
from records_app.office.recording import record_sent
from records_app.office.reminding import remind_me
from records_app.store.tables import FileRow, LetterRow
from tests.office.cast import filled_form, ready_request
from tests.office.made_files import add, read_all_texts
from tests.office.made_mails import eml
from tests.wire.conftest import Desk

MARK = "Hyacinth"
"""A word that stands in everything secret and nowhere else."""


@dataclass(frozen=True)
class Laid:
    """Ids and secret words of what was laid out. ``tokens`` lead to things by themselves."""

    request: int
    draft: int
    letter: int
    file: int
    hidden_file: int
    reminder: int
    list: str
    mails: str
    tokens: tuple[str, ...] = field(repr=False)

    def ids(self) -> tuple[int, ...]:
        """Numbers that lead somewhere, each small enough to be tried."""
        found = {self.request, self.draft, self.letter, self.file, self.hidden_file, self.reminder}
        return tuple(sorted(found))


def lay_out(desk: Desk) -> Laid:
    """A request that all may see, and beside it drafts, files, lists and links of some."""
    store, cast, now = desk.store, desk.cast, datetime.now(UTC)
    request, version = ready_request(store, cast.bob, cast.riverbend, now=now)
    record_sent(store, cast.bob, request, version, {"on": _day(now), "channel": "email"}, now=now)
    draft = _draft(desk, now)
    form = follow_up_form(store, cast.bob, request, "thanks", now=now)
    keep_letter(store, cast.bob, request, "thanks", {**form.values, "more": MARK}, now=now)
    folder = FileFolder(desk.log.parent / "files")
    shown = add(store, cast.bob, request, folder, "shown.txt", b"For all of the office")
    hidden = add(store, cast.bob, request, folder, f"{MARK}.txt", f"{MARK} words".encode())
    read_all_texts(store, folder)
    with store.transaction() as session:
        session.get_one(FileRow, hidden.id).request_id = draft
        letter = session.exec(select(LetterRow.id).where(LetterRow.request_id == request)).one()
    later = {"remind_on": _day(now + timedelta(days=3)), "remind_note": MARK}
    reminder = remind_me(store, cast.alice, request, later, now=now)
    imports = desk.log.parent / "imports"
    table = f"Agency,Subjects,Sent\n{MARK} Police,funding,2026-01-05\n".encode()
    rows = keep_list(store, cast.bob, imports, "list.csv", table, now=now)
    mail = eml(subject=f"Re: {MARK}")
    mails = keep_mails(store, cast.bob, imports, [("one.eml", mail)], now=now)
    link = invite(
        store, replace(cast.ada, confirmed_at=now), "new@opendoors.example", MARK, "staff", now=now
    )
    address = make_address(store, cast.ada, for_office=True, own_only=False, now=now)
    return Laid(
        request, draft, letter or 0, shown.id, hidden.id, reminder, rows, mails, (link, address)
    )


def _draft(desk: Desk, now: datetime) -> int:
    draft = new_draft(desk.store, desk.cast.bob, now=now)
    form = filled_form(desk.cast.riverbend, specifics=f"{MARK} and nothing else")
    save_draft(desk.store, desk.cast.bob, draft, 1, form, now=now)
    return draft


def _day(moment: datetime) -> str:
    return missouri_day(moment).isoformat()
