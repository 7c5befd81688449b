"""Where to go after signing in: an address of ours, whatever the link says."""

from __future__ import annotations

from urllib.parse import urlsplit

_LONGEST = 2000
_NOT_AGAIN = ("/login", "/logout", "/invite")


def next_page(wanted: object) -> str:
    """The path asked for if it is one of ours, otherwise the desk."""
    if not isinstance(wanted, str) or not wanted.startswith("/") or len(wanted) > _LONGEST:
        return "/"
    # Browsers read "//host" and "/\host" as another host, and drop tabs and line breaks.
    if wanted[1:2] in {"/", "\\"} or "\\" in wanted or not wanted.isprintable():
        return "/"
    if not wanted.isascii() or " " in wanted:
        return "/"
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return "/"
    if parts.scheme or parts.netloc or parts.path.startswith(_NOT_AGAIN):
        return "/"
    return wanted
