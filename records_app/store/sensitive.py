"""Columns into which somebody may have written a detained person's name.

Beside every field that fills one stands the note of care. What they hold enters no log, and no
export but a bundle, a letter or a file unless somebody ticks that it should.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

# Table -> columns, with the reason where it is not plain.
MAY_NAME_SOMEBODY: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "request": frozenset({"form"}),  # drafts and unfinished letters
        "event": frozenset({"details"}),  # notes, answers, what was said on the phone
        "letter": frozenset({"pdf", "html", "text", "facts"}),
        "file": frozenset({"name", "note"}),  # agencies name files after people
        "file_text": frozenset({"text", "words"}),
        "remind_me": frozenset({"note"}),
        "campaign": frozenset({"name", "form", "trouble"}),
        "campaign_agency": frozenset({"form", "trouble"}),
        "import_run": frozenset({"name"}),
        "wording_version": frozenset({"parts", "note"}),
        "audit": frozenset({"details"}),  # it repeats what changed
    }
)
