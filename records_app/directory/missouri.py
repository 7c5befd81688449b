"""Missouri's agencies, from the merged list of HIFLD, the FBI and ICE."""

from __future__ import annotations

import re
from dataclasses import replace

from records_app.directory import cells
from records_app.directory.branches import branch_of
from records_app.directory.exclusions import why_left_out
from records_app.directory.kinds import kind_of
from records_app.directory.places import Places
from records_app.directory.records import (
    AgencyKind,
    AgencyRecord,
    ContactKind,
    ContactRecord,
    LeftOut,
)
from records_app.directory.shipped import rows
from records_app.directory.spelling import agency_name, county_name, street

_HIFLD = "a federal list of law enforcement (HIFLD)"
_ASIDE = re.compile(r"\s*\(([^)]*)\)")
# "(SLMPD)" and "(Division of Corrections)" are names; "(Director)" is not.
_NAME_IN_ASIDE = re.compile(r"(?!General Headquarters)(?:[A-Z]{3,}$|[A-Z]\w+ \w)")
_AND_JAIL = re.compile(r" and Jail$", re.IGNORECASE)
_DEPARTMENT_ALONE = re.compile(r"^(Department|Division|Gaming|State)\b")


def read_missouri(places: Places) -> tuple[list[AgencyRecord], list[LeftOut]]:
    """Every row of the list as a record, or with the reason why it is left out."""
    agencies: list[AgencyRecord] = []
    left_out: list[LeftOut] = []
    for row in rows("mo_agency_directory.csv"):
        agency = _agency(row, places)
        why = why_left_out(agency.name, "MO")
        if why:
            left_out.append(LeftOut(agency.name, why))
        else:
            agencies.append(agency)
    return agencies, left_out


def names_of(written: str, places: Places, *, statewide: bool = False) -> tuple[str, ...]:
    """The cleaned name of an agency, then the other names its cell carries.

    "X County Sheriffs Department / X County Jail" gives two, "... (SLMPD)" the short name too.
    """
    asides = [a for a in _ASIDE.findall(written) if _NAME_IN_ASIDE.match(a)]
    parts = _ASIDE.sub("", written).split(" / ")
    cleaned = [places.spelled_in_name(agency_name(part)) for part in parts]
    name = _AND_JAIL.sub("", cleaned[0])
    if statewide and _DEPARTMENT_ALONE.match(name):
        name = f"Missouri {name}"
    return (name, *cleaned[1:], *(agency_name(a) for a in asides))


def _agency(row: dict[str, str], places: Places) -> AgencyRecord:
    county = county_name(row["county"])
    name, *also = names_of(row["name"], places, statewide=not county)
    part_of = branch_of(name)
    city = places.spelled(agency_name(row["city"]))
    agency = AgencyRecord(
        slug=_slug(row["agency_id"], name),
        name=name,
        kind=kind_of(name, row["type"]) if part_of is None else AgencyKind.BRANCH,
        law="us-mo",
        county=county,
        city=city,
        state="MO",
        address_lines=cells.address_lines(street(row["mailing_address"])),
        postal_code=cells.postal_code(row["zip"]),
        phone=cells.phone(row["phone"]),
        website=next(iter(cells.web_addresses(row["website"])), ""),
        ori=cells.cell(row["ori"]),
        region="St. Louis" if cells.cell(row["st_louis_region"]) else "",
        also=tuple(also),
        part_of=part_of or "",
        last_reported=int(row["fbi_last_reported_year"] or 0) or None,
    )
    return replace(agency, contacts=contacts_of(agency, _HIFLD, row["address_as_of"]))


def contacts_of(agency: AgencyRecord, source: str, as_of: str) -> tuple[ContactRecord, ...]:
    """The contacts that follow from an agency's own columns."""
    values = (
        (ContactKind.POST, postal_address(agency)),
        (ContactKind.PHONE, agency.phone),
        (ContactKind.WEBSITE, agency.website),
    )
    return tuple(ContactRecord(kind, value, source, as_of) for kind, value in values if value)


def postal_address(agency: AgencyRecord) -> str:
    """Street lines and "City, MO 63101", one per line; "" without a street."""
    if not agency.address_lines or not agency.city:
        return ""
    last = f"{agency.city}, {agency.state} {agency.postal_code}".strip()
    return "\n".join((*agency.address_lines, last))


def _slug(agency_id: str, name: str) -> str:
    # One row of the source has the bare id "mo-".
    if agency_id.strip("-") != "mo":
        return agency_id.strip("-")
    return "mo-" + re.sub(r"[^a-z0-9]+", "-", name.casefold().replace("'", "")).strip("-")
