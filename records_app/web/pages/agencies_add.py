"""The form at the end of the list: an agency that the directory does not have."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.directory.records import KIND_NAMES
from records_app.office.agency_words import LAW_NAMES
from records_app.web.components import button, error_summary, select_field, text_field
from records_app.web.components.typed_text import TypedText
from records_app.web.pages.agencies_state import AgenciesState

_KINDS = tuple((kind.value, words) for kind, words in KIND_NAMES.items())


def adding() -> rx.Component:
    """Closed until it is wanted; open when nothing fits, with what was searched for as its name."""
    nothing = AgenciesState.found.total == 0
    return rx.el.details(
        rx.el.summary("Add an agency that is not here"),
        rx.el.form(
            error_summary(AgenciesState.problems, attempt=AgenciesState.attempt),
            rx.el.div(
                *_fields(rx.cond(nothing, AgenciesState.chosen["text"], "")), class_name="stack"
            ),
            TypedText.create(id="agency_typed", form="add"),
            rx.el.div(button("Add the agency", submit=True), class_name="row mt-5"),
            on_submit=AgenciesState.add,
            no_validate=True,
            class_name="card mt-3 max-w-xl",
            custom_attrs={"aria-label": "Add an agency"},
        ),
        open=nothing,
        class_name="more mt-8 no-print",
    )


def _fields(name: Any) -> tuple[rx.Component, ...]:
    return (
        text_field(
            "agency_name",
            "Name",
            hint="As it stands on their letters, such as City of Elm Park.",
            value=name,
            key=name,
            error=_error("agency_name"),
            auto_complete="off",
            spell_check=False,
        ),
        select_field(
            "agency_kind", "What is it?", _KINDS, value="city", error=_error("agency_kind")
        ),
        select_field(
            "agency_law",
            "Under the law of",
            tuple(LAW_NAMES.items()),
            hint="Federal is for offices of the United States, such as ICE.",
            value="us-mo",
            error=_error("agency_law"),
        ),
        text_field(
            "agency_county",
            "County",
            hint="As in the list, such as St. Louis County. Empty: the whole State.",
            optional=True,
            error=_error("agency_county"),
        ),
        text_field("agency_city", "City", optional=True, error=_error("agency_city")),
        text_field(
            "agency_reason",
            "How do you know of it?",
            hint="Their web page, a call, a letter.",
            error=_error("agency_reason"),
        ),
    )


def _error(name: str) -> Any:
    return rx.cond(AgenciesState.errors.contains(name), AgenciesState.errors[name], "")
