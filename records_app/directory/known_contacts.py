"""The main bodies' contacts, read one by one from their own pages and other sources."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from records_app.directory import cells
from records_app.directory.exclusions import why_left_out
from records_app.directory.kinds import kind_of
from records_app.directory.matching import core_key
from records_app.directory.merging import joined_contacts, other_names
from records_app.directory.missouri import names_of, postal_address
from records_app.directory.places import Places
from records_app.directory.records import AgencyRecord, ContactKind, ContactRecord, LeftOut
from records_app.directory.shipped import rows

_FAX = re.compile(r"fax (\(\d{3}\) \d{3}-\d{4})", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_ON_ITS_OWN_PAGE = re.compile(r"sourced(;|$)")
_RECORDS_PAGE = re.compile(r"record|sunshine", re.IGNORECASE)
# The whole State; every other body of the list lies in the county of its town.
_STATEWIDE = frozenset({"Missouri Department of Corrections"})


def with_known_contacts(
    agencies: Iterable[AgencyRecord], places: Places
) -> tuple[list[AgencyRecord], list[LeftOut]]:
    """The agencies with these contacts first; bodies that no other list has are added."""
    by_key = {core_key(agency.name): agency for agency in agencies if agency.state == "MO"}
    others = [a for a in agencies if a is not by_key.get(core_key(a.name))]
    left_out: list[LeftOut] = []
    for row in rows("main_agency_contacts.csv"):
        name, *also = names_of(row["body"].replace("(city) ", ""), places)
        why = why_left_out(name, "MO")
        if why:
            left_out.append(LeftOut(name, why))
            continue
        known = by_key.get(core_key(name)) or _new_agency(name, row, places)
        by_key[core_key(name)] = _with_row(known, row, tuple(also), places)
    return [*others, *by_key.values()], left_out


def _new_agency(name: str, row: dict[str, str], places: Places) -> AgencyRecord:
    county = "" if name in _STATEWIDE else places.county(row["city"])
    kind = kind_of(name, "state" if name in _STATEWIDE else "special")
    slug = "mo-" + re.sub(r"[^a-z0-9]+", "-", name.casefold().replace("'", "")).strip("-")
    return AgencyRecord(slug, name, kind, "us-mo", county, places.spelled(row["city"]), "MO")


def _with_row(
    agency: AgencyRecord, row: dict[str, str], also: tuple[str, ...], places: Places
) -> AgencyRecord:
    lines = cells.address_lines(row["mailing_address"])
    if lines:
        agency = replace(
            agency,
            address_lines=lines,
            city=places.spelled(row["city"]),
            postal_code=cells.postal_code(row["zip"]),
        )
    contacts = tuple(_contacts(agency, row, has_address=bool(lines)))
    return replace(
        agency,
        also=other_names(agency.name, (*agency.also, *also)),
        phone=cells.phone(row["phone"]) or agency.phone,
        contacts=joined_contacts((*contacts, *agency.contacts)),
    )


def _contacts(
    agency: AgencyRecord, row: dict[str, str], *, has_address: bool
) -> Iterable[ContactRecord]:
    channel = cells.cell(row["portal_or_channel"])
    portal = next(iter(cells.web_addresses(channel)), "")
    fax = _FAX.search(channel)
    note = _FAX.sub("", channel).strip(" ;") if not portal else ""
    values = (
        (ContactKind.EMAIL, " ".join(_EMAIL.findall(row["email"])[:1])),
        (ContactKind.PORTAL, portal),
        (ContactKind.FAX, fax.group(1) if fax else ""),
        (ContactKind.POST, postal_address(agency) if has_address else ""),
        (ContactKind.PHONE, cells.phone(row["phone"])),
        (ContactKind.WEBSITE, _page(row["source"])),
    )
    own_page = " (the agency's own page)" if _ON_ITS_OWN_PAGE.match(row["verification"]) else ""
    for kind, value in values:
        if value:
            yield ContactRecord(
                kind,
                value,
                f"{row['source']}{own_page}",
                cells.cell(row["as_of"]),
                verified=bool(own_page),
                note=note if kind is ContactKind.WEBSITE else "",
            )


def _page(source: str) -> str:
    pages = cells.web_addresses(source)
    return next((p for p in pages if _RECORDS_PAGE.search(p)), next(iter(pages), ""))
