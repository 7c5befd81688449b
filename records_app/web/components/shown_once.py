"""A secret that was made just now: shown once, to be copied and put away."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components.buttons import button
from records_app.web.components.copying import copy_button
from records_app.web.components.icons import Text
from records_app.web.components.messages import FocusingSection


def shown_once(
    secret: rx.Var[str],
    title: Any,
    *words: Any,
    id: str,
    label: Text,
    made: rx.Var[int],
    on_done: Any,
) -> rx.Component:
    """Show ``secret`` in a field with the id ``id`` while there is one, and let it be copied.

    It takes the focus each time ``made`` counts up. ``on_done`` must forget the secret.
    """
    return rx.cond(
        secret != "",
        FocusingSection.create(
            rx.el.h2(title, id=f"new-{id}-title", class_name="wrap-anywhere"),
            rx.el.p(*words),
            rx.el.div(
                rx.el.label(label, html_for=id, class_name="seen-by-ear"),
                rx.el.input(
                    id=id,
                    type="text",
                    read_only=True,
                    default_value=secret,
                    key=secret,
                    class_name="input grow basis-64 mt-0! num",
                    auto_complete="off",
                    spell_check=False,
                ),
                copy_button("Copy", of=id),
                button("Done", on_click=[on_done, rx.set_focus("title")], kind="quiet"),
                class_name="row",
            ),
            id=f"new-{id}",
            tab_index=-1,
            attempt=made,
            class_name="ask",
            custom_attrs={"aria-labelledby": f"new-{id}-title"},
        ),
    )
