"""The Census Bureau's spelling of Missouri counties and municipalities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from records_app.directory.search_keys import search_key
from records_app.directory.shipped import rows

_KIND_OF_PLACE = re.compile(r" (city|town|village)$")
_PLACE_IN_NAME = re.compile(
    r"^(?P<place>.+?)"
    r"(?P<rest> (?:City |Village |Town )?(?:Police|Marshal's|Department of Public).*)$"
)


@dataclass(frozen=True, slots=True)
class Places:
    """Missouri's counties, and municipalities with the county each lies in ("" for several)."""

    counties: frozenset[str]
    spelling: dict[str, str]
    county_of: dict[str, str]

    def spelled(self, place: str) -> str:
        """The place in the Census's spelling, when the letters agree ("Desoto": "De Soto")."""
        return self.spelling.get(letters_of(place), place)

    def spelled_in_name(self, name: str) -> str:
        """An agency's name with the municipality in it in the Census's spelling."""
        match = _PLACE_IN_NAME.match(name)
        return self.spelled(match["place"]) + match["rest"] if match else name

    def knows(self, place: str) -> bool:
        """Whether the Census of 2021 lists the place."""
        return letters_of(place) in self.spelling

    def county(self, place: str) -> str:
        """The county the place lies in, or "" when unknown or in several."""
        return self.county_of.get(letters_of(place), "")


def letters_of(text: str) -> str:
    """The search key without its spaces: "La Plata", "Laplata" and "LaPlata" agree."""
    return search_key(text).replace(" ", "")


@cache
def missouri_places() -> Places:
    """Read both Census files once."""
    counties = frozenset(row["ctyname"] for row in rows("mo_counties_fips_pop.csv"))
    spelling: dict[str, str] = {}
    county_of: dict[str, str] = {}
    for row in rows("mo_places_fips_pop.csv"):
        name = _KIND_OF_PLACE.sub("", row["place_name"])
        key = letters_of(name)
        spelling[key] = name
        county = row["county_name"] if row["county_name"] in counties else ""
        county_of[key] = county if county_of.get(key, county) == county else ""
    return Places(counties, spelling, county_of)
