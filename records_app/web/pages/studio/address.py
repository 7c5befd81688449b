"""The addresses of the studio: ``/studio/us-mo/request/``, ``/studio/lists/shared/funding/``."""

from __future__ import annotations

from records_app.office.refusals import NotFound

_LONGEST = 20


def letter_in(path: str) -> tuple[str, str]:
    """The law and the kind of letter. Raises ``NotFound`` for any other address."""
    parts = path.strip("/").split("/")
    if len(parts) != 3 or parts[0] != "studio" or any(len(part) > _LONGEST for part in parts):
        raise NotFound("letter")
    return parts[1], parts[2]


def list_in(path: str) -> tuple[str, str]:
    """Whose list it is and of which subject. Raises ``NotFound`` for any other address."""
    parts = path.strip("/").split("/")
    if len(parts) != 4 or parts[:2] != ["studio", "lists"] or max(map(len, parts)) > _LONGEST:
        raise NotFound("list")
    return parts[2], parts[3]
