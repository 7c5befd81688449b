"""The laws as data: one TOML file per law, read once and checked."""

from __future__ import annotations

from functools import cache
from importlib import resources

from records_app.law.errors import UnknownLaw, shown
from records_app.law.law_reader import read_law
from records_app.law.laws import Law
from records_app.law.rules import Confidence, ExceptionRule

__all__ = ["Confidence", "ExceptionRule", "Law", "known_laws", "law", "read_law"]


@cache
def known_laws() -> tuple[str, ...]:
    """The codes of the laws that come with this package."""
    files = resources.files("records_app.law").iterdir()
    return tuple(sorted(file.name[:-5] for file in files if file.name.endswith(".toml")))


@cache
def law(code: str) -> Law:
    """The law with this code, such as `us-mo`. Raises UnknownLaw."""
    if code not in known_laws():
        known = ", ".join(known_laws())
        raise UnknownLaw("law", f"{shown(code)} is not a law we know ({known})")
    file = resources.files("records_app.law") / f"{code}.toml"
    return read_law(file.read_text(encoding="utf-8"), code)
