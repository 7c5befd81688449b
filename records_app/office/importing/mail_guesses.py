"""Which request a mail probably belongs to, and whether we wrote it."""

from __future__ import annotations

import re

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.office.importing.eml import Mail
from records_app.store.importing import (
    FoundRequest,
    agencies_by_email,
    people_there_are,
    requests_for_mail,
)
from records_app.store.requests import office_row

_NUMBER = re.compile(r"\b[A-Z]{2,3}-[0-9]{4}-[0-9]{4,}\b")
_MOST = 12


class Guesser:
    """Compares mails with the addresses that the database knows."""

    def __init__(self, session: Session, actor: Actor) -> None:
        self._session, self._actor = session, actor
        self._agencies = agencies_by_email(session)
        self._ours = {mail.casefold() for _, _, mail in people_there_are(session)}
        self._ours.add(office_row(session).email.casefold())

    def is_ours(self, mail: Mail) -> bool:
        """Whether the office or one of its people sent it."""
        return bool(mail.sender) and mail.sender.casefold() in self._ours

    def requests_for(self, mail: Mail) -> list[FoundRequest]:
        """The requests whose number it names, then the newest to whoever it was written with."""
        numbers = _NUMBER.findall(f"{mail.subject}\n{mail.text}".upper())
        addresses = {mail.sender, *mail.to}
        agencies = {self._agencies[one] for one in addresses if one in self._agencies}
        return requests_for_mail(self._session, self._actor, set(numbers), agencies, _MOST)
