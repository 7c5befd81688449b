"""The question of the calculator as an address: shareable, and safe to read from anybody."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, urlencode

from records_app.office.calculating import kept_fields
from records_app.office.calculating_form import FIELDS
from records_app.web.pages.desk_address import plain_words

CALCULATOR = "/calculator/"
YEAR = "/calculator/year/"


def fields_in(query: object) -> dict[str, str]:
    """The fields that an address or a form names, each as one short line; the rest is left out."""
    if not isinstance(query, Mapping):
        return {}
    found = {name: plain_words(query, name) for name in FIELDS}
    return {name: value for name, value in found.items() if value}


def address_of(fields: Mapping[str, str]) -> str:
    """The address of a question; what its clock has no use for is left out."""
    kept = kept_fields(fields)
    return f"{CALCULATOR}?{urlencode(kept)}" if kept else CALCULATOR


def year_address(law: str, year: int | str = "", agency: str = "") -> str:
    """The address of a year table."""
    parts = {"law": law, "year": str(year or ""), "agency": agency}
    return f"{YEAR}?{urlencode({name: value for name, value in parts.items() if value})}"


def sign_in_address(back_to: str) -> str:
    """Where to sign in and come back."""
    return f"/login/?next={quote(back_to, safe='/')}"
