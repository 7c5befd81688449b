"""When two names mean the same agency."""

from __future__ import annotations

import re
from functools import cache

from records_app.directory.places import letters_of
from records_app.directory.search_keys import search_key

_SHERIFF = re.compile(r" sheriffs? (?:office|department)\b.*$| sheriffs?$")
_POLICE = re.compile(r" (?:police department|marshals office|department of public safety|police)$")
_TOWN_OF = re.compile(r"^(?:city|village|town) of ")
_TOWN_AFTER = re.compile(r" (?:city|village|town)$")
_OTHER_NAMES = {"missouri highway patrol": "missouri state highway patrol"}


@cache
def core_key(name: str) -> str:
    """What is left of a name when spelling and the words for the department are taken off.

    "Pineville Marshals Office" and "Pineville Police Department" both give "pineville police";
    "Phelps County Sheriff's Department" gives "phelpscounty sheriff".
    """
    key = search_key(name)
    key = _TOWN_OF.sub("", _OTHER_NAMES.get(key, key))
    for pattern, word in ((_SHERIFF, "sheriff"), (_POLICE, "police")):
        if pattern.search(key):
            return f"{letters_of(pattern.sub('', key))} {word}"
    return letters_of(key)


def core_key_without_town(name: str) -> str:
    """The same with "city", "village" or "town" taken off too: "Seligman City Police Department".

    Only for comparing within one county: Monroe City is another place than Monroe.
    """
    key = _TOWN_OF.sub("", search_key(name))
    place = _POLICE.sub("", key)
    if place == key:
        return core_key(name)
    return f"{letters_of(_TOWN_AFTER.sub('', place))} police"
