"""Record a saved e-mail in a request as what it was, and keep it there with its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from records_app.casework.events import Answered, Channel, Entry, FollowUpSent, Sent
from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may_record
from records_app.letters.request_form import FieldError
from records_app.office.desk_view import request_href
from records_app.office.files.adding import Arrived, CameWith, add_file
from records_app.office.files.folder import FileFolder, TooLarge
from records_app.office.files.names import clean_name
from records_app.office.importing.eml import Mail, read_mail
from records_app.office.importing.kept import ImportFolder, Kept
from records_app.office.importing.mails import opened_mails
from records_app.office.missouri_time import MISSOURI
from records_app.office.recording import (
    Recorded,
    record_answer,
    record_follow_up_sent,
    record_sent,
)
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.importing import requests_for_mail
from records_app.store.log import entries_of
from records_app.store.requests import find_request

Form = Mapping[str, str]
Recorder = Callable[..., Recorded]
_LONGEST_DETAIL = 3_500
_NO_REQUEST = "Choose the request, or write its number, such as MO-2026-0047."


@dataclass(frozen=True, slots=True)
class Box:
    """Where uploads wait, and where the files of requests are kept."""

    uploads: Path | ImportFolder
    files: FileFolder


def record_mail(
    store: Store, actor: Actor, box: Box, token: str, form: Form, *, now: datetime
) -> str:
    """Record one e-mail of an upload, with its files; gives a sentence on what was done.

    The form: ``place``, ``request`` (an id) or ``number``, ``who`` (``them`` or ``us``), ``kind``,
    ``fee``, ``promised_on`` and ``exception`` of an answer, ``letter`` of ours, ``on``. Raises
    ``Refused``, also for a message that is in the request already; a second press does nothing.
    """
    kept = opened_mails(actor, box.uploads, token, now)
    place = _place(form, kept)
    entry = kept.values["mails"][place]
    if entry["done"]:
        return str(entry["done"])
    content = ImportFolder.at(box.uploads).content(kept, f"mail-{place}")
    mail = read_mail(content)
    request = _chosen(store, actor, form)
    if mail.message_id and any(_holds(one, mail.message_id) for one in request.log):
        words = "This e-mail is in this request already."
        raise Refused((FieldError("request", "Request", words),))
    record, raw = _event(mail, form, request.log)
    recorded = record(store, actor, request.id, request.version, raw, now=now)
    with_ = CameWith("proof" if form.get("who") == "us" else "reply", recorded.seq)
    said = [f"Recorded in {request.number}."]
    files = [(entry["name"], content), *((one.name, one.content) for one in mail.attachments)]
    for name, each in files:
        said.append(_kept(store, actor, request.id, box.files, _File(name, each, with_), now=now))
    done = " ".join(words for words in said if words)
    listed = [dict(one) for one in kept.values["mails"]]
    listed[place] |= {"done": done, "href": request_href(request.id)}
    ImportFolder.at(box.uploads).change(kept, mails=listed)
    return done


@dataclass(frozen=True, slots=True)
class _Chosen:
    id: int
    number: str
    version: int
    log: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class _File:
    name: str
    content: bytes
    with_: CameWith


def _place(form: Form, kept: Kept) -> int:
    text = form.get("place", "")
    place = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else -1
    mails = kept.values["mails"]
    if not 0 <= place < len(mails) or mails[place]["refused"]:
        raise NotFound("e-mail")
    return place


def _chosen(store: Store, actor: Actor, form: Form) -> _Chosen:
    number, chosen = form.get("number", "").strip()[:20], form.get("request", "")
    with store.reading() as session:
        if number:
            found = requests_for_mail(session, actor, {number, number.upper()}, (), 1)
            request_id = found[0].id if found else 0
        else:
            request_id = int(chosen) if chosen.isascii() and chosen.isdigit() else 0
        row = find_request(session, actor, request_id)
        if row is None or row.stage == "draft":
            field = "number" if number else "request"
            raise Refused((FieldError(field, "Request", _NO_REQUEST),))
        if not may_record(actor, row.author_id, row.assigned_id):
            raise NotAllowed(Permission.RECORD.value)
        return _Chosen(request_id, row.number or "", row.version, entries_of(session, request_id))


def _event(mail: Mail, form: Form, log: tuple[Entry, ...]) -> tuple[Recorder, dict[str, str]]:
    """How the mail is recorded, and the fields of that form."""
    at = mail.sent_at.astimezone(MISSOURI) if mail.sent_at else None
    day = form.get("on", "") or (at.date().isoformat() if at else "")
    if form.get("who") != "us":
        raw = {name: form.get(name, "") for name in ("kind", "promised_on", "fee", "exception")}
        raw |= {"on": day, "detail": detail_of(mail)}
        return record_answer, raw
    is_that_day = at is not None and at.date().isoformat() == day
    raw = {
        "on": day,
        "at": f"{at:%H:%M}" if at is not None and is_that_day else "",
        "channel": Channel.EMAIL.value,
        "reference": mail.message_id[:200],
        "to": ", ".join(mail.to)[:200],
        "letter": form.get("letter", ""),
    }
    is_first = not any(isinstance(entry.event, Sent) for entry in log)
    return (record_sent if is_first else record_follow_up_sent), raw


def detail_of(mail: Mail) -> str:
    """The text of a mail as the words of an answer, with what it is known by again."""
    head = f"E-mail from {mail.sender}: {mail.subject}".strip()
    end = f"Message-ID: {mail.message_id}" if mail.message_id else ""
    room = _LONGEST_DETAIL - len(head) - len(end)
    text = mail.text if len(mail.text) <= room else f"{mail.text[: room - 1]}…"
    return "\n".join(part for part in (head, text, end) if part)


def _holds(entry: Entry, message_id: str) -> bool:
    event = entry.event
    match event:
        case Sent() | FollowUpSent():
            return event.reference == message_id[:200]
        case Answered():
            return event.detail.endswith(f"Message-ID: {message_id}")
        case _:
            return False


def _kept(
    store: Store, actor: Actor, request_id: int, folder: FileFolder, file: _File, *, now: datetime
) -> str:
    """Keep a file of the mail with the request; gives the words on what did not go."""
    try:
        incoming = folder.incoming()
        try:
            incoming.write(file.content)
        except BaseException:
            incoming.discard()
            raise
        arrived = Arrived(incoming, file.name, file.with_)
        add_file(store, actor, request_id, folder, arrived, now=now)
    except Refused as refused:
        return f"{clean_name(file.name)} was not kept: {refused.errors[0].message}"
    except (TooLarge, OSError):
        return f"{clean_name(file.name)} was not kept: there is no room for it."
    return ""
