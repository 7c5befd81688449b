"""A button that copies what stands in a field of the page."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components.buttons import button
from records_app.web.components.icons import Text


def copy_button(label: Text, *, of: str, **props: Any) -> rx.Component:
    """Copy the field with the id ``of`` and say so beside the button.

    A function without a callback: anything else the framework runs as a program from a text, which
    the policy of our pages forbids. Where there is no clipboard (no TLS), the text stays selected.
    """
    copy = rx.Var(
        f"(async () => {{ const text = document.getElementById({of!r}); "
        f"const said = document.getElementById('{of}-copied'); text.focus(); text.select(); "
        "try { await navigator.clipboard.writeText(text.value); said.textContent = 'Copied.'; } "
        "catch { said.textContent = 'Press Ctrl+C to copy it.'; } })"
    )
    return rx.fragment(
        button(label, on_click=rx.call_function(copy), **props),
        rx.el.span(id=f"{of}-copied", role="status", class_name="soft small"),
    )
