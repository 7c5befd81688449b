"""What the audit speaks of, in the words of the office instead of the names of tables.

The acts themselves keep the names: they are sealed as they are, and the file of the audit has them
so that the seals can be worked out from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

# One line for each table; the braces take the parts of a row's key, in their order.
THINGS: Mapping[str, str] = MappingProxyType(
    {
        "agency": "agency {}",
        "agreement": "287(g) agreement {}",
        "audit": "act {}",
        "audit_head": "newest seal {}",
        "calendar_address": "calendar address {}",
        "campaign": "campaign {}",
        "campaign_agency": "agency of a campaign {}",
        "closure": "day of an agency {}",
        "contact": "contact {}",
        "contact_change": "correction of a contact {}",
        "day_change": "correction of a day {}",
        "event": "event {}",
        "file": "file {}",
        "file_text": "text of a file {}",
        "group_member": "person {} in group {}",
        "half_sign_in": "sign-in that waits for its code {}",
        "import_run": "import {}",
        "invite": "invitation {}",
        "known_browser": "known browser {}",
        "letter": "letter {}",
        "letter_wording": "letter {} with letter wording {}",
        "limited_agency": "group for agency {}",
        "limited_campaign": "group for campaign {}",
        "number_counter": "counter of numbers {}",
        "office": "letterhead and settings {}",
        "office_logo": "logo {}",
        "people_group": "group {}",
        "person": "person {}",
        "recovery_code": "recovery code {}",
        "remind_me": "reminder {}",
        "request": "request {}",
        "request_subject": "request {} on {}",
        "retention": "time to keep {}",
        "second_factor": "second factor of person {}",
        "sign_in": "sign-in {}",
        "watch": "request {} watched by person {}",
        "wording_version": "letter wording {}",
    }
)
_NAMED = re.compile(rf"\b({'|'.join(sorted(THINGS, key=len, reverse=True))}) ([^\s,]+)")
# The longest first: "calendar address" before "address".
_CALLED = sorted(
    ((words[:-2].strip(), table) for table, words in THINGS.items() if words.count("{}") == 1),
    key=lambda pair: -len(pair[0]),
)


def thing(table: str, key: str) -> str:
    """One row in words: ``request_subject 12/funding`` is "request 12 on funding"."""
    words, parts = THINGS.get(table, table.replace("_", " ") + " {}"), key.split("/")
    return words.format(*parts) if words.count("{}") == len(parts) else words.format(key)


def things(about: str) -> str:
    """What a change was about, as the audit wrote it down, in words."""
    return _NAMED.sub(lambda found: thing(found[1], found[2]), about)


def as_written(words: str) -> str:
    """What somebody looks for, as the audit wrote it down: "Group 3" is ``people_group 3``."""
    for called, table in _CALLED:
        if re.match(rf"{re.escape(called)}(\s|$)", words, re.IGNORECASE):
            return table + words[len(called) :]
    return words
