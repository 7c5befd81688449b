"""The addresses of the studio, such as ``/studio/us-mo/demand-grounds/``."""

from __future__ import annotations

from records_app.office.refusals import NotFound

_LONGEST = 20


def letter_in(path: str) -> tuple[str, str]:
    """The law and the kind of letter. Raises ``NotFound`` for any other address."""
    parts = path.strip("/").split("/")
    if len(parts) != 3 or parts[0] != "studio" or any(len(part) > _LONGEST for part in parts):
        raise NotFound("letter")
    return parts[1], parts[2]
