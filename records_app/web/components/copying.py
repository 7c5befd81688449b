"""A button that copies what stands in a field of the page."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components.buttons import button
from records_app.web.components.icons import Text


def copy_button(label: Text, *, of: Text, **props: Any) -> rx.Component:
    """Copy the field with the id ``of`` and say so beside the button.

    A function without a callback: anything else the framework runs as a program from a text, which
    the policy of our pages forbids. Where there is no clipboard (no TLS), the text stays selected.
    """
    name = rx.Var.create(of)
    copy = rx.Var(
        f"(async () => {{ const text = document.getElementById({name!s}); "
        f"const said = document.getElementById({name!s} + '-copied'); text.focus(); text.select(); "
        "try { await navigator.clipboard.writeText(text.value); said.textContent = 'Copied.'; } "
        "catch { said.textContent = 'Press Ctrl+C to copy it.'; } })",
        _var_data=name._get_all_var_data(),
    )
    return rx.fragment(
        button(label, on_click=rx.call_function(copy), **props),
        rx.el.span(id=name + "-copied", role="status", class_name="soft small"),
    )
