"""The Illinois agencies across the river: police, sheriffs, prisons and detention centers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from records_app.directory import cells
from records_app.directory.branches import branch_of
from records_app.directory.exclusions import why_left_out
from records_app.directory.kinds import kind_of
from records_app.directory.matching import core_key
from records_app.directory.merging import other_names
from records_app.directory.missouri import contacts_of
from records_app.directory.records import AgencyKind, AgencyRecord, LeftOut
from records_app.directory.shipped import rows
from records_app.directory.spelling import agency_name, county_name, street

_POLICE = "a federal list of law enforcement (HIFLD)"
_PRISONS = "a federal list of prisons (HIFLD)"
_ENDINGS = {"County": " County Sheriff's Office", "City": " Police Department"}
_KEPT_BY = re.compile(r"^(?P<place>.+ County|.+?)(?: City)? Jail$")


def read_illinois() -> tuple[list[AgencyRecord], list[LeftOut]]:
    """HIFLD's police list, completed by the FBI's names and by HIFLD's jails and prisons."""
    found: list[AgencyRecord] = []
    left_out: list[LeftOut] = []
    listed = (_agency(row, _POLICE) for row in rows("il_metro_east_law_enforcement_hifld.csv"))
    for agency in (*listed, *_reported()):
        why = why_left_out(agency.name, "IL")
        if why:
            left_out.append(LeftOut(agency.name, why))
        else:
            _add(found, agency)
    for row in rows("il_metro_east_jails_prisons_hifld.csv"):
        if row["type"] == "FEDERAL":
            left_out.append(LeftOut(agency_name(row["name"]), why_left_out("FCI ", "IL")))
        elif row["status"] == "OPEN":
            _add_jail(found, _agency(row, _PRISONS))
    return found, left_out


def _agency(row: dict[str, str], source: str) -> AgencyRecord:
    name, *also = (agency_name(part) for part in row["name"].split(" / "))
    county = county_name(row["county"])
    part_of = branch_of(name)
    agency = AgencyRecord(
        slug=_slug(name),
        name=name,
        kind=kind_of(name, "police") if part_of is None else AgencyKind.BRANCH,
        law="us-il",
        county=county,
        city=agency_name(row["city"]),
        state="IL",
        address_lines=cells.address_lines(street(row["address"])),
        postal_code=cells.postal_code(row["zip"]),
        phone=cells.phone(row["telephone"]),
        website=next(iter(cells.web_addresses(row["website"])), ""),
        region="Metro East",
        also=tuple(also),
        part_of=part_of or "",
    )
    return replace(agency, contacts=contacts_of(agency, source, row["val_date"]))


def _reported() -> Iterable[AgencyRecord]:
    """The FBI's list has short names, one or more counties, no address."""
    for row in rows("il_metro_east_agencies_fbi_lee_ori.csv"):
        short = agency_name(row["pub_agency_name"])
        name = short + _ENDINGS.get(row["agency_type_name"], "")
        yield AgencyRecord(
            slug=_slug(name),
            name=name,
            kind=kind_of(name, "police"),
            law="us-il",
            county=county_name(row["county_name"].split(",")[0]),
            city=short if row["agency_type_name"] == "City" else "",
            state="IL",
            ori=row["ori"],
            region="Metro East",
            last_reported=int(row["data_year"]),
        )


def _add(found: list[AgencyRecord], agency: AgencyRecord) -> None:
    """Add the agency, or the FBI's number and year to the one that is there.

    The FBI's first county need not be HIFLD's; town names are unique in this corner of Illinois.
    """
    for i, known in enumerate(found):
        same = core_key(known.name) == core_key(agency.name) or known.name.startswith(
            f"{agency.name} - "
        )
        if agency.ori and same and known.kind is not AgencyKind.BRANCH:
            found[i] = replace(known, ori=agency.ori, last_reported=agency.last_reported)
            return
    found.append(agency)


def _add_jail(found: list[AgencyRecord], jail: AgencyRecord) -> None:
    """A county jail belongs to its sheriff, a city jail to the city's police."""
    match = _KEPT_BY.match(jail.name)
    if match is None:
        found.append(jail)
        return
    is_county = match["place"].endswith(" County")
    keeper = match["place"] + (" Sheriff" if is_county else " Police")
    for i, known in enumerate(found):
        if core_key(known.name) == core_key(keeper) and known.kind is not AgencyKind.BRANCH:
            found[i] = replace(
                known,
                website=known.website or jail.website,
                also=other_names(known.name, (*known.also, jail.name)),
            )
            return
    found.append(jail)


def _slug(name: str) -> str:
    plain = name.replace("Sheriff's Office", "sheriff").replace("Sheriff's Department", "sheriff")
    plain = re.sub(r" Police Department$", " police", plain).casefold().replace("'", "")
    return "il-" + re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
