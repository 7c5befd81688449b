"""287(g) agreements as ICE published them, each with the agency that signed it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from records_app.directory import cells
from records_app.directory.matching import core_key
from records_app.directory.records import (
    AgencyKind,
    AgencyRecord,
    AgreementRecord,
    Standing287g,
)
from records_app.directory.shipped import rows
from records_app.directory.spelling import agency_name, county_name

_SHEETS = "ICE list of participating agencies, Jan 13, 2021 to May 18, 2026"
_LINKS = "ICE list of agreement documents, Sep 14, 2026"
_PENDING = "ICE list of pending agencies, 2025 to Feb 27, 2026"
_LINKS_ON = date(2026, 9, 14)
_MODELS = {
    "TFM": "Task Force Model",
    "WSO": "Warrant Service Officer",
    "JEM": "Jail Enforcement Model",
    "Task Force Officer": "Task Force Model",
}
Signer = tuple[str, str]


def with_agreements(agencies: Iterable[AgencyRecord]) -> list[AgencyRecord]:
    """The agencies with their agreements; a signer that no list has becomes an agency."""
    wanted = _agreements()
    found = list(agencies)
    for (name, county), agreements in wanted.items():
        i = _signer(found, name, county)
        if i is None:
            found.append(_new_agency(name, county))
            i = len(found) - 1
        joined = (*found[i].agreements, *agreements)
        found[i] = replace(found[i], agreements=joined, g287=standing_of(joined))
    return found


def standing_of(agreements: Iterable[AgreementRecord]) -> Standing287g:
    """The best that any of the agreements says."""
    standings = {standing_of_one(agreement) for agreement in agreements}
    order = (Standing287g.SIGNED, Standing287g.LISTED_EARLIER, Standing287g.PENDING)
    return next((s for s in order if s in standings), Standing287g.NONE)


def standing_of_one(agreement: AgreementRecord) -> Standing287g:
    """Signed, listed earlier, or only ever pending."""
    if agreement.signed_on is None:
        return Standing287g.PENDING
    return Standing287g.SIGNED if agreement.current else Standing287g.LISTED_EARLIER


def _agreements() -> dict[Signer, list[AgreementRecord]]:
    signed: dict[Signer, list[AgreementRecord]] = defaultdict(list)
    known: set[tuple[str, str]] = set()
    for row in rows("mo_287g_agreements_history.csv"):
        name, county = agency_name(row["agency"]), _county(row["county"])
        known.add((core_key(name), row["support_model"]))
        signed[name, county].append(_from_sheet(row))
    for row in rows("mo_287g_moa_links_2026-09-14.csv"):
        name, model = agency_name(row["agency"]), _MODELS[row["support_model"]]
        if (core_key(name), model) not in known:
            known.add((core_key(name), model))
            signed[name, ""].append(_from_link(row, model))
    for row in rows("mo_287g_pending_history.csv"):
        name, model = agency_name(row["agency"]), row["support_model"]
        model = _MODELS.get(model, model)
        if (core_key(name), model) not in known:
            signed[name, _county(row["county"])].append(_from_pending(row, model))
    return signed


def _from_sheet(row: dict[str, str]) -> AgreementRecord:
    return AgreementRecord(
        model=row["support_model"],
        signed_on=cells.iso_date(row["signed_date"]),
        first_listed=cells.iso_date(row["first_listed_participating"]),
        last_listed=cells.iso_date(row["last_listed_participating"]),
        current=row["listed_on_2026_05_18"] == "yes",
        moa_url=cells.cell(row["moa_pdf_in_2026_09_14_log"]),
        source=_SHEETS,
    )


def _from_link(row: dict[str, str], model: str) -> AgreementRecord:
    signed = cells.iso_date(row["moa_date_in_filename"])
    return AgreementRecord(model, signed, None, _LINKS_ON, True, row["moa_url"], _LINKS)


def _from_pending(row: dict[str, str], model: str) -> AgreementRecord:
    first = cells.iso_date(row["first_listed_pending"])
    last = cells.iso_date(row["last_listed_pending"])
    return AgreementRecord(model, None, first, last, False, "", _PENDING)


def _county(text: str) -> str:
    # ICE writes "North County" for a part of St. Louis County: no county of that name exists.
    name = county_name(text)
    return "" if name == "North County" else name


def _signer(agencies: list[AgencyRecord], name: str, county: str) -> int | None:
    """The index of the agency: by name and county, or by a name only one agency has."""
    key = core_key(name)
    same = [
        i
        for i, a in enumerate(agencies)
        if a.state == "MO" and a.kind is not AgencyKind.BRANCH and core_key(a.name) == key
    ]
    here = [i for i in same if county and agencies[i].county == county]
    chosen = here or same
    return chosen[0] if len(chosen) == 1 else None


def _new_agency(name: str, county: str) -> AgencyRecord:
    slug = "mo-" + re.sub(r"[^a-z0-9]+", "-", name.casefold().replace("'", "")).strip("-")
    kind = AgencyKind.SHERIFF if "Sheriff" in name else AgencyKind.POLICE
    return AgencyRecord(slug, name, kind, "us-mo", county, "", "MO")
