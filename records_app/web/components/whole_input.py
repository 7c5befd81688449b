"""Days and times that are typed but are none, such as February 30.

A browser reports such a field as empty, and empty may mean "today" or "no end". So a form sends the
names of these fields besides, and ``with_unfinished`` puts a value there that no reader accepts.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import reflex as rx
from reflex_components_core.el.elements.forms import Input

UNFINISHED = "unfinished"


class WholeInput(Input):
    """A field for a day or a time whose form tells when what stands in it is none."""

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hook that runs when the field is on the page."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[str]:
        """Forms gather their fields in an event of their own, which may add to them."""
        return [
            "useEffect(() => { const tell = (event) => { "
            "const names = [...event.target.elements]"
            ".filter((one) => one.validity?.badInput).map((one) => one.name); "
            f"if (names.length) event.formData.set('{UNFINISHED}', names.join(' ')); }}; "
            "document.addEventListener('formdata', tell); "
            "return () => document.removeEventListener('formdata', tell); }, []);"
        ]


def value_on_screen(id: str) -> rx.Var[str]:
    """What the field holds in the moment of an event, or UNFINISHED."""
    control = f"document.getElementById({id!r})"
    return rx.Var(
        f"({control}.validity.badInput ? '{UNFINISHED}' : {control}.value)", _var_type=str
    )


def text_on_screen(id: str) -> rx.Var[str]:
    """What a field holds in the moment of an event that is not of its form."""
    return rx.Var(f"(document.getElementById({id!r})?.value ?? '')", _var_type=str)


def with_unfinished(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a form, with UNFINISHED in those that the browser could not read."""
    told = fields.get(UNFINISHED)
    names = told.split() if isinstance(told, str) else []
    return {name: UNFINISHED if name in names else value for name, value in fields.items()}
