"""The page of an editor: what is wrong above, the form left, the sample right, versions below."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx

from records_app.web.components import button, error_summary, lead, link, notice, page, text_field
from records_app.web.components.typed_text import TypedText
from records_app.web.letter_sheet.paper import letter_sheet
from records_app.web.pages.studio.versions import version_asked_for, versions_section
from records_app.web.session_state import SessionState


def editor_page(
    state: type[Any],
    *,
    otherwise: str,
    refused: str,
    about: str,
    form: Callable[[], rx.Component],
    language: Any = "en",
) -> rx.Component:
    """The page of an editor. ``otherwise`` is its title while nothing is open yet."""
    found = state.found
    opened = rx.fragment(
        lead(found.law_name, ". ", found.words, "."),
        rx.el.p(about, class_name="why"),
        version_asked_for(state),
        error_summary(state.problems, attempt=state.attempt, title=refused),
        rx.el.div(
            rx.cond(state.stale != "", notice(state.stale, tone="amber", sign="warning")),
            role="status",
        ),
        rx.el.div(
            rx.el.div(form(), key=state.filled),
            rx.el.div(_sample_letter(state, language), class_name="follows"),
            class_name="split mt-4",
        ),
        versions_section(state),
    )
    return page(
        rx.cond(found, found.title, otherwise),
        rx.cond(
            SessionState.may.contains("word_letters"),
            rx.cond(found, opened, rx.el.p("Opening …", class_name="lead")),
            rx.cond(
                SessionState.person_name != "",
                lead("Only staff and admins change the wording of letters. Ask one of yours."),
            ),
        ),
        current="office",
        above=link("Wording of letters", "/studio/"),
    )


def editor_form(
    state: type[Any], *fields: rx.Component, called: str, typed: str, typed_form: str
) -> rx.Component:
    """The form of an editor: its fields, a note on the version, and the button that saves it."""
    return rx.el.form(
        *fields,
        text_field(
            "note",
            "Note",
            hint="What changed and why, for whoever looks at the versions.",
            optional=True,
            max_length=200,
            error=state.wrong["note"],
        ),
        TypedText.create(id=typed, form=typed_form, saved=state.filled),
        rx.el.div(button("Save as a new version", submit=True), class_name="row mt-6"),
        on_submit=state.save,
        no_validate=True,
        class_name="stack",
        custom_attrs={"aria-label": called, "autocomplete": "off"},
    )


def _sample_letter(state: type[Any], language: Any) -> rx.Component:
    """The sample letter as it would be in these words."""
    return letter_sheet(
        state.lines,
        called="A sample letter in these words",
        revision=state.revision,
        lang=language,
    )
