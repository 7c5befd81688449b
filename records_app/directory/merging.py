"""Joins rows that mean one body, so that nobody is written to twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from records_app.directory.branches import SAME_BODY
from records_app.directory.matching import core_key_without_town
from records_app.directory.places import letters_of
from records_app.directory.records import AgencyKind, AgencyRecord, ContactRecord


def without_doubles(
    agencies: Iterable[AgencyRecord], same_body: Mapping[str, str] = SAME_BODY
) -> list[AgencyRecord]:
    """Every body once: first the doubles we name, then those whose names agree in one county.

    The record with the shortest slug is kept; what it lacks comes from the others.
    """
    by_slug = {agency.slug: agency for agency in agencies}
    for double, kept in same_body.items():
        if double in by_slug and kept in by_slug:
            by_slug[kept] = merged(by_slug[kept], by_slug.pop(double))
    groups: dict[tuple[str, str], list[AgencyRecord]] = defaultdict(list)
    alone: list[AgencyRecord] = []
    for agency in by_slug.values():
        if agency.kind is AgencyKind.BRANCH:
            alone.append(agency)
        else:
            groups[core_key_without_town(agency.name), _place(agency)].append(agency)
    return alone + [_one_of(group) for group in groups.values()]


def merged(kept: AgencyRecord, double: AgencyRecord) -> AgencyRecord:
    """`kept` with what it lacks taken from `double`; the county follows the address."""
    located = kept if kept.address_lines or not double.address_lines else double
    return replace(
        kept,
        county=located.county or kept.county,
        city=located.city,
        address_lines=located.address_lines,
        postal_code=located.postal_code,
        phone=kept.phone or double.phone,
        website=kept.website or double.website,
        ori=kept.ori or double.ori,
        region=kept.region or double.region,
        also=other_names(kept.name, (*kept.also, double.name, *double.also)),
        last_reported=max(kept.last_reported or 0, double.last_reported or 0) or None,
        contacts=joined_contacts((*kept.contacts, *double.contacts)),
    )


def other_names(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that are really others, each once."""
    found = {letters_of(name): name}
    for other in names:
        found.setdefault(letters_of(other), other)
    return tuple(found.values())[1:]


def joined_contacts(contacts: Iterable[ContactRecord]) -> tuple[ContactRecord, ...]:
    """Each way once, the first one found wins. Of several postal addresses only the first stays."""
    found: dict[tuple[str, str], ContactRecord] = {}
    for contact in contacts:
        value = "" if contact.kind == "post" else letters_of(contact.value)
        found.setdefault((contact.kind, value), contact)
    return tuple(found.values())


def _one_of(group: list[AgencyRecord]) -> AgencyRecord:
    ordered = sorted(group, key=lambda agency: (len(agency.slug), agency.slug))
    kept = ordered[0]
    for double in ordered[1:]:
        kept = merged(kept, double)
    return kept


def _place(agency: AgencyRecord) -> str:
    return f"{agency.state} {agency.county}"
