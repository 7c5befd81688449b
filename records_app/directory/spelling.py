"""Rules that turn a name as a source writes it into a name as people read it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from records_app.directory.cells import cell

# Found in the sources. A word is mended wherever it stands, in any case.
MISSPELLINGS: Mapping[str, str] = {
    "atchinson": "Atchison",
    "blue spring public": "Blue Springs Public",
    "dogulas": "Douglas",
    "dept": "Department",
    "missouri of division": "Missouri Division",
    "muncipality": "Municipality",
    "munincipality": "Municipality",
    "municiple": "Municipal",
    "pparkway": "Parkway",
    "pubic safety": "Public Safety",
    "sherrif": "Sheriff",
    "sherrif's": "Sheriff's",
    "sherrifs": "Sheriff's",
}
_SMALL = frozenset({"and", "at", "du", "for", "in", "of", "on", "the", "to"})
_CAPITALS = frozenset(
    {"ii", "iii", "iv", "nw", "ne", "sw", "se", "us", "fci", "foia", "hst", "ice", "slmpd"}
)
_OWN_FORM = {"dekalb": "DeKalb", "comet": "COMET"}
_MISSPELLED = re.compile(
    rf"\b({'|'.join(sorted(MISSPELLINGS, key=len, reverse=True))})\b\.?", re.IGNORECASE
)
_OF_OFFICE = re.compile(r"\b(Sheriff|Marshal)(?:'?s|s')? (?=Office|Department)", re.IGNORECASE)
_SHERIFF_ALONE = re.compile(r"\bSheriff(?:'?s)?(?= -| /| North Zone|$)", re.IGNORECASE)
_TOWN_OF = re.compile(r"^(?:City|Village|Town) of (?=.+ Police Department)", re.IGNORECASE)


def mended(text: str) -> str:
    """The text without the misspellings we know; the rest stays as it is."""
    return _MISSPELLED.sub(lambda m: MISSPELLINGS[m.group(1).casefold()], text)


def proper_case(text: str) -> str:
    """Words with capitals where English and the place want them.

    "MCDONALD COUNTY" gives "McDonald County", "11TH STREET" "11th Street", "LEE'S" "Lee's",
    "PRAIRIE DU ROCHER" "Prairie du Rocher". A word that already mixes cases inside is kept.
    """
    words = text.split(" ")
    return " ".join(_word(w, first=i == 0, before=words[i - 1]) for i, w in enumerate(words))


def saint_as_st(text: str) -> str:
    """Write "Saint" before a name as "St.", "Sainte" as "Ste.", as the Census does."""
    text = re.sub(r"\bSainte (?=[A-Z])", "Ste. ", text)
    text = re.sub(r"\bSte (?=Genevieve)", "Ste. ", text)
    return re.sub(r"\b(?:Saint|St) (?=[A-Z])", "St. ", text)


def agency_name(text: str | None) -> str:
    """The name of an agency, all rules in order.

    "VILLAGE OF HILLSDALE POLICE DEPT." gives "Hillsdale Police Department", "BOND COUNTY SHERIFF"
    "Bond County Sheriff's Office". Office and Department stay as the source says.
    """
    name = proper_case(mended(cell(text))).strip(" ,;:")
    name = _OF_OFFICE.sub(lambda m: f"{m.group(1).capitalize()}'s ", name)
    name = _SHERIFF_ALONE.sub("Sheriff's Office", name)
    return saint_as_st(_TOWN_OF.sub("", name))


def street(text: str | None) -> str:
    """A line of an address, all rules in order; "Saint" there only before a name, not "St"."""
    line = proper_case(mended(cell(text)))
    line = re.sub(r"\bSainte (?=[A-Z])", "Ste. ", line)
    return re.sub(r"\bSaint (?=[A-Z])", "St. ", line)


def county_name(text: str | None) -> str:
    """A county as the Census writes it: "St. Francois County", "St. Louis city".

    "DOUGLAS", "Douglas County" and "Douglas County County" all give "Douglas County".
    """
    name = saint_as_st(proper_case(mended(cell(text))))
    bare = re.sub(r"( County)+$", "", name, flags=re.IGNORECASE)
    if not bare or bare.casefold() == "st. louis city":
        return "St. Louis city" if bare else ""
    return f"{bare} County"


def _word(word: str, *, first: bool, before: str) -> str:
    if "-" in word[1:]:
        return "-".join(_word(part, first=True, before="") for part in word.split("-"))
    bare = word.strip("(),.;:")
    low = bare.casefold()
    if not bare or "." in bare:
        return word
    if low in _SMALL and not first and before not in ("-", "/"):
        return word.casefold()
    if low in _CAPITALS or _is_road_letter(bare, before):
        return word.upper()
    if re.fullmatch(r"\d+(st|nd|rd|th)", low):
        return word.casefold()
    return word.replace(bare, _OWN_FORM.get(low) or _capital_first(bare))


def _capital_first(bare: str) -> str:
    low = bare.casefold()
    if low.startswith("mc") and len(low) > 3:
        return f"Mc{bare[2:].capitalize()}"
    if re.match(r"[od]['’]\w{3,}", low):
        return low[:2].upper() + low[2:].capitalize()
    mixed = not bare.isupper() and not bare.islower()
    if mixed and not re.search(r"['’]S$", bare):
        return bare
    return low[:1].upper() + low[1:]


def _is_road_letter(bare: str, before: str) -> bool:
    return len(bare) <= 2 and bare.isalpha() and before.casefold() in ("highway", "route", "road")
