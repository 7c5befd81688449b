"""Adding an agency that the directory does not have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from records_app.casework.people import Actor
from records_app.directory.records import AgencyKind
from records_app.directory.search_keys import search_key
from records_app.letters.request_form import FieldError
from records_app.office.addresses import read_line
from records_app.office.agency_contacts import must_care
from records_app.office.agency_words import LAW_NAMES, key_of
from records_app.office.missouri_time import missouri_day
from records_app.office.refusals import Refused
from records_app.store.agencies import find_agency
from records_app.store.database import Store
from records_app.store.tables_agencies import Agency

_STATES = {"us-mo": "MO", "us-il": "IL", "us-ks": "KS", "us-fed": "DC"}
_LINES = (
    ("agency_name", "Name", 200, True),
    ("agency_county", "County", 80, False),
    ("agency_city", "City", 80, False),
    ("agency_reason", "How you know", 300, True),
)


def add_agency(store: Store, actor: Actor, form: Mapping[str, Any], *, now: datetime) -> str:
    """Put a new agency into the directory of this office; gives its slug.

    ``form`` holds what was typed under the names of ``_LINES``, ``agency_kind`` and ``agency_law``.
    Raises NotAllowed, and Refused for what is wrong or there already.
    """
    must_care(actor)
    errors: list[FieldError] = []
    lines = {
        field: read_line(
            form.get(field, ""),
            errors,
            field=field,
            label=label,
            max_length=most,
            required=required,
        )
        for field, label, most, required in _LINES
    }
    kind = _choice(form, "agency_kind", "Kind", {one.value for one in AgencyKind}, errors)
    law = _choice(form, "agency_law", "Law", set(LAW_NAMES), errors)
    if lines["agency_name"] and not search_key(lines["agency_name"]):
        errors.append(FieldError("agency_name", "Name", "Write it in letters, to be found again."))
    if errors:
        raise Refused(tuple(errors))
    added_on = missouri_day(now).isoformat()
    with store.transaction() as session:
        agency = Agency(
            slug=free_slug(session, lines["agency_name"], _STATES[law].casefold()),
            name=lines["agency_name"],
            kind=kind,
            law=law,
            county=lines["agency_county"],
            city=lines["agency_city"],
            state=_STATES[law],
            source=f"added by {actor.name[:60]}, {added_on}: {lines['agency_reason']}",
            from_directory=False,
        )
        _refuse_twin(session, agency)
        agency.search_key = key_of(agency)
        session.add(agency)
        return agency.slug


def free_slug(session: Session, name: str, state: str) -> str:
    """A short name for the address of its page, such as ``mo-elm-park-police``, not yet taken."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:120].strip("-") or "agency"
    slug, tries = f"{state}-{words}", 1
    while find_agency(session, slug) is not None:
        tries += 1
        slug = f"{state}-{words}-{tries}"
    return slug


def _choice(
    form: Mapping[str, Any], field: str, label: str, known: set[str], errors: list[FieldError]
) -> str:
    value = form.get(field, "")
    if not isinstance(value, str) or value not in known:
        errors.append(FieldError(field, label, "Choose one of the list."))
        return ""
    return value


def _refuse_twin(session: Session, agency: Agency) -> None:
    """Two places may have agencies of one name; one place has not."""
    of_state = select(Agency).where(col(Agency.state) == agency.state)
    wanted = search_key(agency.name)
    for other in session.exec(of_state.where(col(Agency.search_key).startswith(wanted))):
        is_elsewhere = agency.county and other.county and agency.county != other.county
        if search_key(other.name) == wanted and not is_elsewhere:
            words = (
                f"{other.name} is in the directory already. If this is another, give its county."
            )
            raise Refused((FieldError("agency_name", "Name", words),))
