"""The office's letterhead: name, address, e-mail address, phone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.letters.parties import address_problem
from records_app.letters.request_form import FieldError
from records_app.office.addresses import read_email, read_line
from records_app.office.refusals import ChangedElsewhere, NotAllowed, Refused
from records_app.store.database import Store
from records_app.store.people import office_row
from records_app.store.tables_people import Office

_PHONE = re.compile(r"\+?[0-9(][0-9 ()./–-]{5,}(?:(?:ext\.?|x) ?[0-9]{1,6})?")


@dataclass(frozen=True, slots=True)
class OfficeProfile:
    """What stands at the top of every letter. ``address`` has one line for each line on paper."""

    name: str
    address: str
    email: str
    phone: str
    version: int

    @property
    def address_lines(self) -> tuple[str, ...]:
        """The address as lines."""
        return tuple(self.address.splitlines())


def office_profile(store: Store, actor: Actor) -> OfficeProfile:
    """Read the letterhead."""
    if not may(actor, Permission.SEE):
        raise NotAllowed(Permission.SEE)
    with store.reading() as session:
        return _profile(office_row(session))


def change_office_profile(
    store: Store, actor: Actor, form: Mapping[str, object], *, version: object, now: datetime
) -> OfficeProfile:
    """Change the letterhead. Letters that are approved keep the one they were made with.

    ``form`` holds name, address, email and phone; ``version`` is the one that was read.
    """
    if not may(actor, Permission.MANAGE_OFFICE):
        raise NotAllowed(Permission.MANAGE_OFFICE)
    errors: list[FieldError] = []
    name = read_line(form.get("name", ""), errors, field="name", label="Name", max_length=160)
    address = read_line(
        form.get("address", ""),
        errors,
        field="address",
        label="Address",
        max_length=400,
        one_line=False,
    )
    email = read_email(form.get("email", ""), errors)
    phone = read_line(
        form.get("phone", ""), errors, field="phone", label="Phone", max_length=40, required=False
    )
    if problem := address_problem(address):
        errors.append(FieldError("address", "Address", problem))
    if phone and not _PHONE.fullmatch(phone):
        errors.append(FieldError("phone", "Phone", "Write it like 314-555-0100."))
    if errors:
        raise Refused(tuple(errors))
    with store.transaction() as session:
        # Locked, so that of two who save at the same time the second is told.
        row = session.get(Office, 1, with_for_update=True) or Office(id=1)
        if row.version != version:
            raise ChangedElsewhere("Another admin", now)
        row.name, row.address, row.email, row.phone = name, address, email, phone
        row.version += 1
        session.add(row)
        return _profile(row)


def _profile(row: Office) -> OfficeProfile:
    return OfficeProfile(row.name, row.address, row.email, row.phone, row.version)
