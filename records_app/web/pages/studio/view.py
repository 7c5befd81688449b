"""The page at ``/studio/us-mo/request/``: parts on the left, the sample letter on the right."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    more,
    text_area,
)
from records_app.web.components.fields import field
from records_app.web.pages.studio.editor import editor_form, editor_page
from records_app.web.pages.studio.inserting import Inserting
from records_app.web.pages.studio.state import WordingState

_LOCKED = (
    "Facts, dates, items and some statements are locked. A placeholder in braces is filled in for "
    "each letter. Where a letter does not have that fact, the standard wording stands there."
)


def wording_page() -> rx.Component:
    """The editor of one kind of letter."""
    return editor_page(
        WordingState,
        otherwise="Wording of a letter",
        refused="Before the wording can be saved, please check these",
        about=_LOCKED,
        form=_form,
        language=WordingState.found.language,
    )


def _form() -> rx.Component:
    return editor_form(
        WordingState,
        Inserting.create(rx.foreach(WordingState.found.parts, _part), class_name="stack"),
        called="Wording",
        typed="typed",
        typed_form="wording",
    )


def _part(one: Any) -> rx.Component:
    how = WordingState.hows[one.name]
    return rx.el.div(
        rx.el.h2(one.label, class_name="text-base"),
        rx.cond(
            one.shipped.length() > 0,
            more(
                "Read the standard wording",
                rx.el.div(
                    rx.foreach(one.shipped, lambda line: rx.el.p(line, class_name="my-1")),
                    lang=WordingState.found.language,
                ),
            ),
        ),
        rx.cond(
            one.must_say.length() > 0,
            rx.el.ul(
                rx.foreach(one.must_say, lambda words: rx.el.li("Must say: ", words)),
                class_name="small soft",
            ),
        ),
        rx.cond(one.ways.length() > 1, _ways(one)),
        rx.el.div(_text(one), hidden=how != "own", class_name="mt-3"),
        rx.cond(
            how != "own",
            rx.el.p(WordingState.wrong[one.name], class_name="error"),
        ),
        class_name="card grid grid-cols-1 gap-2",
        role="group",
        custom_attrs={"aria-label": one.label},
    )


def _ways(one: Any) -> rx.Component:
    own_id = one.name + "-how"
    control = rx.el.select(
        rx.foreach(one.ways, lambda way: rx.el.option(way.label, value=way.value)),
        name=own_id,
        id=own_id,
        class_name="input",
        default_value=one.how,
        on_change=lambda how: WordingState.choose(one.name, how),
    )
    return field("What the letter says here", control, id=own_id)


def _text(one: Any) -> rx.Component:
    return rx.fragment(
        text_area(
            one.name,
            "Our own words",
            rows=6,
            hint=one.hint,
            value=one.text,
            error=WordingState.wrong[one.name],
            on_change=lambda text: WordingState.typed(one.name, text),
            live=True,
        ),
        more(
            "Insert a fact of the letter",
            rx.el.ul(
                rx.foreach(
                    WordingState.found.placeholders,
                    lambda each: rx.el.li(
                        rx.el.button(
                            each.braces,
                            type="button",
                            class_name="plain-button",
                            custom_attrs={"data-insert": each.braces, "data-into": one.name},
                        ),
                        " ",
                        rx.el.span(each.means, class_name="soft small"),
                    ),
                ),
                class_name="[&>li]:py-1",
            ),
        ),
    )
