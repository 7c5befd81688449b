"""How agencies, their contacts and agreements are put into words."""

from __future__ import annotations

import re
from datetime import date

from records_app.directory.records import (
    KIND_NAMES,
    STANDING_287G_NAMES,
    AgencyKind,
    ContactKind,
    Standing287g,
)
from records_app.directory.search_keys import search_key
from records_app.law.day_words import month_day
from records_app.law.errors import LawError
from records_app.law.hints import hint_for
from records_app.store.agencies import SEPARATOR
from records_app.store.tables_agencies import Agency, Agreement, Contact

LAW_NAMES = {
    "us-mo": "Missouri",
    "us-il": "Illinois",
    "us-ks": "Kansas",
    "us-fed": "Federal",
}
STATE_NAMES = {"MO": "Missouri", "IL": "Illinois", "KS": "Kansas"}
CONTACT_NAMES = {
    ContactKind.EMAIL: "E-mail",
    ContactKind.PORTAL: "Records portal",
    ContactKind.POST: "Postal address",
    ContactKind.FAX: "Fax",
    ContactKind.PHONE: "Phone",
    ContactKind.WEBSITE: "Web page",
}
_MOST_KEY = 600
_ADDRESS = re.compile(r"https?://(?:www\.)?([^/\s;,]+)[^\s;,]*")
_ISO_DAY = re.compile(r"^(\d{4})-\d{2}-\d{2}$")


def day_words(day: date) -> str:
    """``Oct 2, 2026``."""
    return f"{month_day(day)}, {day.year}"


def place_words(city: str, county: str, state: str) -> str:
    """Where an agency is: "Clayton, St. Louis County"; Illinois is named, Missouri is not."""
    parts = [part for part in (city, county) if part]
    if county and county.casefold() == f"{city} city".casefold():
        parts = [f"City of {city}"]
    if state != "MO":
        parts.append(STATE_NAMES.get(state, state))
    return ", ".join(parts) or "The whole State"


def state_hint(state: str, law: str) -> str:
    """What is known of the law of a State whose dates are not computed here, in one sentence.

    Empty for our own States, and for federal offices, which follow federal law everywhere.
    """
    if law == "us-fed":
        return ""
    try:
        hint = hint_for(state)
    except LawError:
        return ""
    return f"This agency is in {hint.state}. {hint.sentence()}"


def kind_name(kind: str) -> str:
    """A kind in words; an unknown one as it is."""
    return KIND_NAMES[AgencyKind(kind)] if kind in set(AgencyKind) else kind


def standing_287g_name(standing: str) -> str:
    """A 287(g) standing in words; an unknown one as it is."""
    known = standing in set(Standing287g)
    return STANDING_287G_NAMES[Standing287g(standing)] if known else standing


def contact_name(kind: str) -> str:
    """What a kind of contact is called above its value."""
    return CONTACT_NAMES[ContactKind(kind)] if kind in set(ContactKind) else kind


def opens(kind: str, value: str) -> str:
    """The address behind a contact, for mail, phone or browser; empty where there is none."""
    if kind == "email":
        return f"mailto:{value}"
    if kind == "phone":
        return "tel:+1" + "".join(c for c in value.partition(" ext")[0] if c.isdigit())
    is_web = value.startswith(("https://", "http://"))
    return value if kind in ("portal", "website") and is_web else ""


def checked_words(contact: Contact, by: str) -> str:
    """``Last checked Oct 2, 2026 by Alice``, or ``Never checked; from HIFLD ..., 2018``."""
    if contact.checked_on is not None:
        who = f" by {by}" if by else ""
        return f"Last checked {day_words(contact.checked_on)}{who}"
    source = _ADDRESS.sub(r"\1", contact.source)
    as_of = _ISO_DAY.sub(r"\1", contact.as_of)
    known = ", ".join(part for part in (source, as_of) if part)
    return f"Never checked; from {known}" if known else "Never checked"


def agreement_words(agreement: Agreement) -> str:
    """When it was signed and from when to when ICE's sheets list it."""
    parts: list[str] = []
    first, last = agreement.first_listed_on, agreement.last_listed_on
    if agreement.signed_on is not None:
        parts.append(f"signed {day_words(agreement.signed_on)}")
    if first and last:
        listed = "listed as pending" if agreement.signed_on is None else "listed"
        parts.append(f"{listed} {day_words(first)} to {day_words(last)}")
    elif last:
        parts.append(f"document listed {day_words(last)}")
    return "; ".join(parts)


def agency_key(name: str, also: tuple[str, ...], city: str, county: str) -> str:
    """The search column: name, other names, city and county, in the spelling of a search."""
    first, *rest = (search_key(part) for part in (name, city, county))
    others = search_key(" ".join((*also, *_other_spellings(city))))
    room = _MOST_KEY - len(SEPARATOR.join((first, "", *rest)))
    return SEPARATOR.join((first, others[: max(0, room)].strip(), *rest))


def _other_spellings(city: str) -> tuple[str, ...]:
    """De Soto is also typed Desoto, and O'Fallon "O Fallon"."""
    usual = search_key(city)
    others = (usual.replace(" ", ""), search_key(city.replace("'", " ")))
    return tuple(other for other in others if other != usual)


def key_of(agency: Agency, also: tuple[str, ...] = ()) -> str:
    """The search column of a stored agency."""
    return agency_key(agency.name, also, agency.city, agency.county)
