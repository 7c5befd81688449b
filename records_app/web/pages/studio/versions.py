"""The versions of one letter's wording: compare two, and go back to one."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    Column,
    ask,
    badge,
    button,
    plain_button,
    section,
    table,
    two_lines,
)
from records_app.web.components.fields import field


def versions_section(state: type[Any]) -> rx.Component:
    """Every version with who made it, and the shipped one at the end."""
    return section(
        "Versions",
        rx.el.p(
            "A version never changes, and a letter knows the one it was made with. Going back "
            "makes a new version.",
            class_name="why",
        ),
        ask(
            state.asked,
            "Use these words again?",
            "They become a new version, and new letters use it from then on. Nothing is lost.",
            button("Yes, go back", on_click=state.go_back),
            button("Stay", on_click=state.stay, kind="quiet"),
            id="going-back",
        ),
        table(
            "Versions of this wording",
            (
                Column("Version", "w-[30%]"),
                Column("Note"),
                Column("Letters"),
                Column("Use"),
            ),
            state.found.versions,
            lambda one: _cells(one, state),
        ),
        _comparing(state),
        id="versions",
    )


def _cells(one: Any, state: type[Any]) -> tuple[Any, ...]:
    way_back = rx.cond(
        one.in_use,
        badge("In use", tone="green"),
        plain_button(
            "Go back to it",
            on_click=state.ask_to_go_back(one.number),
            custom_attrs={"aria-label": "Go back to " + one.title},
        ),
    )
    return (two_lines(one.title, one.words), one.note, one.letters, way_back)


def _comparing(state: type[Any]) -> rx.Component:
    return rx.el.div(
        rx.cond(
            state.found.versions.length() > 1,
            rx.el.form(
                rx.el.div(
                    _which("one", "Compare", state),
                    _which("other", "With", state),
                    button("Show what differs", submit=True, kind="quiet"),
                    class_name="row items-end",
                ),
                on_submit=state.compare,
                custom_attrs={"aria-label": "Compare two versions"},
            ),
        ),
        rx.el.div(
            rx.cond(~state.looks_back, _differences(state)),
            role="status",
        ),
        class_name="mt-6",
    )


def version_asked_for(state: type[Any]) -> rx.Component:
    """Above the editor, what the version says that the address asks to see."""
    return rx.cond(
        state.looks_back,
        rx.el.section(
            _differences(state),
            rx.el.p("Below is the editor with what is in use now.", class_name="soft small mt-2"),
            class_name="card",
            custom_attrs={"aria-label": "An older version"},
        ),
    )


def _differences(state: type[Any]) -> rx.Component:
    return rx.cond(
        state.differs.words != "",
        rx.el.div(
            rx.el.h2(state.differs.words, class_name="text-base mt-2"),
            rx.el.ul(rx.foreach(state.differs.lines, _difference), class_name="[&>li]:py-1"),
        ),
    )


def _which(name: str, label: str, state: type[Any]) -> rx.Component:
    control = rx.el.select(
        rx.foreach(
            state.found.versions,
            lambda one: rx.el.option(one.title, value=one.number.to_string()),
        ),
        name=name,
        id=f"compare-{name}",
        class_name="input",
    )
    return field(label, control, id=f"compare-{name}")


def _difference(line: Any) -> rx.Component:
    return rx.el.li(
        rx.cond(
            line.kind == "gone",
            rx.fragment(rx.el.b("Only in the first: "), rx.el.del_(line.text)),
            rx.fragment(
                rx.el.b("Only in the second: "), rx.el.ins(line.text, class_name="no-underline")
            ),
        )
    )
