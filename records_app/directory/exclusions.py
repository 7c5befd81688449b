"""Rows of the sources that are no public body of Missouri or Illinois, each with its reason."""

from __future__ import annotations

import re

_RULES: tuple[tuple[str, str], ...] = (
    (
        r"\b(Railroad|Railway)\b",
        "a railroad's own police: a private company, not a public governmental body",
    ),
    (
        r"^(St\. Louis University|Washington University|Fontbonne University|Park University)\b",
        "a private university's own police: not a public governmental body",
    ),
    (r"National Battlefield|^FCI |^U\.S\. ", "a federal body: another law, not in this directory"),
    (
        r"^(Alorton|Cahokia|Centreville) Police Department$",
        "closed: the town became part of Cahokia Heights in 2021",
    ),
)


def why_left_out(name: str, state: str) -> str:
    """The reason to leave out the body called ``name`` (already cleaned), or ""."""
    for pattern, why in _RULES:
        illinois_only = why.startswith("closed")
        if re.search(pattern, name) and (state == "IL" or not illinois_only):
            return why
    return ""
