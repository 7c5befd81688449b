"""Reads everything we ship into one directory."""

from __future__ import annotations

from functools import cache

from records_app.directory.agreements import with_agreements
from records_app.directory.doubts import doubts_about
from records_app.directory.illinois import read_illinois
from records_app.directory.known_contacts import with_known_contacts
from records_app.directory.merging import without_doubles
from records_app.directory.missouri import read_missouri
from records_app.directory.places import missouri_places
from records_app.directory.records import Directory


@cache
def read_directory() -> Directory:
    """The agencies of Missouri and of the Illinois counties across the river, cleaned.

    Pure apart from reading the package's own files; read once, then remembered.
    """
    places = missouri_places()
    missouri, left_out = read_missouri(places)
    illinois, left_out_illinois = read_illinois()
    known, left_out_known = with_known_contacts(without_doubles(missouri), places)
    agencies = with_agreements([*known, *illinois])
    agencies.sort(key=lambda agency: agency.slug)
    return Directory(
        agencies=tuple(agencies),
        left_out=(*left_out, *left_out_illinois, *left_out_known),
        doubts=doubts_about(agencies, places),
    )
