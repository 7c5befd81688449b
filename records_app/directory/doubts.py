"""Values that are shipped as the source has them although something about them looks wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from records_app.directory.places import Places
from records_app.directory.records import AgencyKind, AgencyRecord, Doubt

_ZIP_STARTS = {"MO": ("63", "64", "65"), "IL": ("60", "61", "62")}
_OLD_REPORT = 2020
_MUNICIPAL = re.compile(r"^(.+?) (?:Police Department|Marshal's Office)$")
_COUNTYWIDE = re.compile(r" County$|Metropolitan|Lincoln University")


def doubts_about(agencies: Iterable[AgencyRecord], places: Places) -> tuple[Doubt, ...]:
    """Every doubt, in the order of the agencies."""
    agencies = tuple(agencies)
    shared = Counter(a.phone for a in agencies if a.phone and a.kind is not AgencyKind.BRANCH)
    found: list[Doubt] = []
    for agency in agencies:
        found.extend(_about_address(agency))
        found.extend(_about_existence(agency, places))
        found.extend(_about_agreements(agency))
        if agency.kind is not AgencyKind.BRANCH and shared[agency.phone] > 1:
            found.append(Doubt(agency.slug, agency.phone, "several agencies have this number"))
    return tuple(found)


def _about_address(agency: AgencyRecord) -> Iterable[Doubt]:
    code = agency.postal_code
    if code and not code.startswith(_ZIP_STARTS[agency.state]):
        yield Doubt(agency.slug, code, f"no ZIP code of {agency.state} starts like this")
    if code.endswith("00"):
        yield Doubt(agency.slug, code, "a ZIP code that ends in 00 is a sorting center's")
    if agency.address_lines and not any(c.isdigit() for c in " ".join(agency.address_lines)):
        yield Doubt(agency.slug, agency.address_lines[-1], "a street without a house number")


def _about_existence(agency: AgencyRecord, places: Places) -> Iterable[Doubt]:
    if agency.last_reported and agency.last_reported <= _OLD_REPORT:
        year = str(agency.last_reported)
        yield Doubt(agency.slug, year, "has not reported to the FBI since: it may be closed")
    match = _MUNICIPAL.match(agency.name)
    if match is None or agency.state != "MO" or _COUNTYWIDE.search(match[1]):
        return
    town = re.sub(r" (?:City|Town|Village)$", "", match[1])
    if not (places.knows(match[1]) or places.knows(town)) and agency.kind is AgencyKind.POLICE:
        yield Doubt(agency.slug, match[1], "no town of this name in the Census list of 2021")


def _about_agreements(agency: AgencyRecord) -> Iterable[Doubt]:
    for agreement in agency.agreements:
        signed, first = agreement.signed_on, agreement.first_listed
        if signed and first and first < signed:
            yield Doubt(agency.slug, f"{first}", f"{agreement.model} listed before it was signed")
