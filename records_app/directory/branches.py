"""Which rows are one body under two names, and which are offices of a larger one.

A request goes to the body and its custodian of records, not to a police station. Stations stay in
the directory because people look for them by name; they carry the agency they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

# duplicate -> the record that is kept. Beside these, names that agree within a county are merged.
SAME_BODY: Mapping[str, str] = {
    "mo-13th-judicial-court": "mo-13th-judicial-circuit-court-police",
    "mo-capitol": "mo-missouri-capitol",
    # Renamed in 2006 and 2008.
    "mo-central-missouri-state-university": "mo-university-of-central-missouri",
    "mo-university-of-missouri-rolla": "mo-missouri-university-of-science-and-technology",
    # The same campus police in the FBI's list and in HIFLD's.
    "mo-university-of-missouri": "mo-university-of-missouri-st-louis",
    "mo-university-of-missouri-29019": "mo-university-of-missouri-columbia",
    "mo-university-of-missouri-29095": "mo-university-of-missouri-kansas-city",
    "mo-lincoln-university-of-pubic-safety": "mo-lincoln-university",
    "mo-st-charles-county-community-college": "mo-st-charles-community-college",
    "mo-springfield-branson-airport": "mo-springfield-branson-national-airport",
    "mo-springfield-headquarters-police": "mo-springfield-police",
    "mo-sugar-creek-and-fire-police": "mo-sugar-creek-police",
    "mo-st-marys-police": "mo-st-mary-police",
    # The sheriff keeps these jails.
    "mo-greene-county-justice-center-sheriff": "mo-greene-county-sheriff",
    "mo-henry-county-sheriff-29083": "mo-henry-county-sheriff",
    # One State agency under its own name and under the name of a unit.
    "mo-missouri-of-alcohol-and-tobacco-state": "mo-division-of-alcohol-and-tobacco-control",
    "mo-missouri-of-conservation-protection-division": "mo-of-conservation",
    "mo-missouri-of-natural-resources-park-rangers-headquarters-state": "mo-state-park-rangers",
    "mo-state-fire": "mo-missouri-division-of-fire-safety-state",
    # Part of the Highway Patrol since 2011.
    "mo-missouri-state-water-patrol": "mo-missouri-state-highway-patrol-general-headquarters-state",
}

_PATROL = "mo-missouri-state-highway-patrol-general-headquarters-state"
_BRANCHES: tuple[tuple[str, str], ...] = (
    (r"^Missouri State Highway Patrol .+", _PATROL),
    (r"^Missouri Department of Conservation - ", "mo-of-conservation"),
    (r"^Missouri State Park Rangers - |^Trail of Tears State Park", "mo-state-park-rangers"),
    (
        r"^Missouri Division of Alcohol and Tobacco Control - District",
        "mo-division-of-alcohol-and-tobacco-control",
    ),
    (r"^Missouri Social Services State Technical", "mo-of-social-services"),
    (r"^St\. Louis County Police Department\b.+", "mo-st-louis-county-police"),
    (r"^Kansas City Police Department - ", "mo-kansas-city-police"),
    (r"^Springfield Police Department - ", "mo-springfield-police"),
    (r"^Springfield School District Public Safety - ", "mo-springfield-public-schools"),
    (
        r"^Jefferson County Sheriff's Office.* (East|North|South) Zone",
        "mo-jefferson-county-sheriff",
    ),
    (r"^St\. Charles County Sheriff's Office - ", "mo-st-charles-county-sheriff"),
    (r"^Barry County Sheriff's Office - Substation", "mo-barry-county-sheriff"),
    (r"^Buchanan County Sheriff's .+Court Security", "mo-buchanan-county-sheriff"),
    (r"^Madison County Sheriff's Office - ", "il-madison-county-sheriff"),
    (
        r"^St\. Louis Community College - |^Florissant Valley College",
        "mo-st-louis-community-college",
    ),
    (r"^Mexico Department of Public Safety - Substation", "mo-mexico-police"),
    (r"^Joplin Municipal Airport Police Station", "mo-joplin-police"),
    (r"^Clay County Parks Department Ranger Station", "mo-clay-county-park-authority"),
    (r"^Fleming Park Blue Springs", "mo-jackson-county-park-rangers"),
    (r"^Menard Medium Security Unit", "il-menard-correctional-center"),
    (r"^Southwestern Illinois Work Camp", "il-southwestern-illinois-correctional-center"),
    (r" Substation$", ""),
)


def branch_of(name: str) -> str | None:
    """The slug of the agency that ``name`` is an office of: None if it is none, "" if unknown."""
    for pattern, parent in _BRANCHES:
        if re.search(pattern, name):
            return parent
    return None
