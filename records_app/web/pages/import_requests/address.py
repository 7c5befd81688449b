"""Which upload an address means, and which step of it."""

from __future__ import annotations

from collections.abc import Mapping

from records_app.web.pages.desk_address import plain_words

IMPORT = "/import/"
STEPS = ("columns", "words", "preview", "done")


def token_in(query: Mapping[str, object]) -> str:
    """The word of the upload; "" for none."""
    return plain_words(query, "list")


def step_in(query: Mapping[str, object], otherwise: str) -> str:
    """The step that an address asks for."""
    step = plain_words(query, "step")
    return step if step in STEPS else otherwise


def run_in(query: Mapping[str, object]) -> int:
    """The list that was brought in and is to be taken back; 0 for none."""
    number = plain_words(query, "run")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 10 else 0


def address_of(token: str, step: str) -> str:
    """The address of a step."""
    return f"{IMPORT}?list={token}&step={step}"


def typed(form: object) -> dict[str, str]:
    """The fields of a form as text; a box that is ticked is ``on``, and anything else left out."""
    if not isinstance(form, dict):
        return {}
    told = {name: "on" if value is True else value for name, value in form.items()}
    return {
        name: value[:500]
        for name, value in told.items()
        if isinstance(name, str) and isinstance(value, str)
    }
