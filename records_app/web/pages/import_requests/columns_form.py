"""The step that says which column is what."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import button, lead, link_button
from records_app.web.pages.import_requests.state import ImportState

_view = ImportState.columns


def columns_form() -> rx.Component:
    """A choice of column for each of our fields, guessed from the headings."""
    return rx.fragment(
        lead("Which column is what? What the headings say is chosen already."),
        file_note(_view.head),
        rx.el.form(
            chosen_field(
                "heading",
                "The headings are in",
                _view.heading_choices,
                _view.heading,
            ),
            rx.el.div(
                rx.foreach(_view.fields, _field),
                class_name="grid gap-x-8 gap-y-5 sm:grid-cols-2 mt-5",
            ),
            rx.el.div(
                button("Go on to the words", submit=True),
                link_button("Choose another file", "/import/", kind="quiet"),
                class_name="row mt-6",
            ),
            on_submit=ImportState.save_columns,
            no_validate=True,
            custom_attrs={"aria-label": "Columns"},
        ),
    )


def _field(field: Any) -> rx.Component:
    name = "column-" + field.name.to(str)
    return chosen_field(
        name,
        rx.fragment(field.label, rx.cond(field.needed, "", _optional())),
        _view.column_choices,
        field.value,
        hint=field.hint,
        first="Not in the list",
    )


def _optional() -> rx.Component:
    return rx.el.span(" (optional)", class_name="optional")


def chosen_field(
    name: Any, label: Any, choices: Any, value: Any, *, hint: Any = "", first: Any = ""
) -> rx.Component:
    """A list to choose from whose name is known only on screen."""
    name = rx.Var.create(name)
    is_wrong = ImportState.errors.contains(name)
    return rx.el.div(
        rx.el.label(label, html_for=name),
        rx.cond(hint != "", rx.el.p(hint, class_name="hint")),
        rx.cond(
            is_wrong, rx.el.p(ImportState.errors[name], id=name + "-error", class_name="error")
        ),
        rx.el.select(
            *([rx.el.option(first, value="")] if first != "" else []),
            rx.foreach(choices, lambda one: rx.el.option(one.label, value=one.value)),
            name=name,
            id=name,
            default_value=value,
            key=value,
            class_name="input",
            custom_attrs={
                "aria-invalid": rx.cond(is_wrong, "true", "false"),
                "aria-describedby": name + "-error",
            },
        ),
        class_name="field",
    )


def file_note(head: Any) -> rx.Component:
    """Which file this is, and what there is to know about it."""
    return rx.el.div(
        rx.el.p(rx.el.b(head.name), f" · {head.rows} rows", class_name="num break-words"),
        rx.foreach(head.remarks, lambda one: rx.el.p(one, class_name="soft small")),
        class_name="my-4",
    )
