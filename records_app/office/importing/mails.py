"""Saved e-mails (.eml): keep them for a day, and show what is in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from records_app.casework.events import FOLLOW_UP_WORDS
from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.letters.request_form import FieldError
from records_app.office.files.names import clean_name
from records_app.office.importing.eml import read_mail
from records_app.office.importing.kept import ImportFolder, Kept
from records_app.office.importing.list_views import Choice
from records_app.office.importing.mail_guesses import Guesser
from records_app.office.importing.mail_views import MailsView, MailView
from records_app.office.importing.sheet import FileRefused
from records_app.office.importing.words import ANSWERS, NOTHING
from records_app.office.missouri_time import MISSOURI, day_and_time
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store

MOST_MAILS = 20
_MAIL = "mail"


def keep_mails(
    store: Store,
    actor: Actor,
    folder: Path | ImportFolder,
    files: Sequence[tuple[str, bytes]],
    *,
    now: datetime,
) -> str:
    """Keep saved e-mails, each by name and bytes; gives the word they are found by again.

    One that cannot be read is remembered by its name and the reason, and the rest kept.
    """
    if not may(actor, Permission.RECORD):
        raise NotAllowed(Permission.RECORD.value)
    listed: list[dict[str, str]] = []
    contents: dict[str, bytes] = {}
    for place, (name, content) in enumerate(files[:MOST_MAILS]):
        refused = ""
        try:
            read_mail(content)
            contents[f"mail-{place}"] = content
        except FileRefused as reason:
            refused = str(reason)
        listed.append({"name": clean_name(name), "refused": refused, "done": "", "href": ""})
    try:
        return ImportFolder.at(folder).keep(
            actor.id, {"what": _MAIL, "mails": listed}, now, contents
        )
    except FileRefused as full:
        raise Refused((FieldError("file", "File", str(full)),)) from None


def mails_page(
    store: Store, actor: Actor, folder: Path | ImportFolder, token: str, *, now: datetime
) -> MailsView:
    """The e-mails with what they hold and the requests they may belong to."""
    kept = opened_mails(actor, folder, token, now)
    box = ImportFolder.at(folder)
    with store.reading() as session:
        guesser = Guesser(session, actor)
        mails = tuple(
            _view(box, kept, place, entry, guesser)
            for place, entry in enumerate(kept.values["mails"])
        )
    return MailsView(
        token=token,
        mails=mails,
        left=sum(1 for mail in mails if not mail.done and not mail.refused),
        answers=tuple(Choice(value, words) for value, words in ANSWERS if value != NOTHING),
        letters=tuple(
            Choice(kind.value, words[0].upper() + words[1:])
            for kind, words in FOLLOW_UP_WORDS.items()
        ),
    )


def opened_mails(actor: Actor, folder: Path | ImportFolder, token: str, now: datetime) -> Kept:
    """The upload, if it is one of e-mails and the actor's own. Raises ``NotFound``."""
    if not may(actor, Permission.RECORD):
        raise NotAllowed(Permission.RECORD.value)
    kept = ImportFolder.at(folder).find(token, actor.id, now)
    if kept.values.get("what") != _MAIL:
        raise NotFound("list")
    return kept


def _view(
    box: ImportFolder, kept: Kept, place: int, entry: Mapping[str, str], guesser: Guesser
) -> MailView:
    blank = MailView(place=place, name=entry["name"], refused=entry["refused"])
    if entry["refused"]:
        return blank
    try:
        mail = read_mail(box.content(kept, f"mail-{place}"))
    except FileRefused as reason:
        return replace(blank, refused=str(reason))
    local = mail.sent_at.astimezone(MISSOURI) if mail.sent_at else None
    requests = guesser.requests_for(mail)
    return replace(
        blank,
        sender=f"{mail.sender_name} ({mail.sender})" if mail.sender_name else mail.sender,
        addressees=", ".join(mail.to),
        date=day_and_time(mail.sent_at) if mail.sent_at else "",
        day=local.date().isoformat() if local else "",
        subject=mail.subject,
        text=mail.text,
        files=tuple(clean_name(one.name) for one in mail.attachments),
        ours=guesser.is_ours(mail),
        requests=tuple(
            Choice(str(one.id), f"{one.number} · {one.agency} · {one.label}") for one in requests
        ),
        request=str(requests[0].id) if requests else "",
        done=entry["done"],
        href=entry["href"],
    )
