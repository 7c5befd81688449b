"""The page at ``/studio/``: each kind of letter with its wording, and the logo."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    badge,
    lead,
    link,
    page,
    plain_button,
    post_form,
    section,
)
from records_app.web.pages.studio.list_state import StudioState
from records_app.web.session_state import SessionState


def studio_page() -> rx.Component:
    """Every kind of letter, law by law."""
    return page(
        "Wording of letters",
        rx.cond(
            StudioState.ready,
            rx.fragment(
                lead(
                    "The letters say what the law asks. Your office may say parts of them in its "
                    "own words, and choose what they ask for; new letters follow from then on. "
                    "Where nothing is said beside a name, it has the standard wording that came "
                    "with Sunshine Desk."
                ),
                rx.foreach(StudioState.laws, _law),
                _logo(),
            ),
            _waiting(),
        ),
        current="office",
        above=link("Office", "/office/"),
    )


def _waiting() -> rx.Component:
    return rx.cond(
        ~SessionState.may.contains("word_letters") & (SessionState.person_name != ""),
        lead("Only staff and admins change the wording of letters. Ask one of yours."),
        rx.el.p("Opening …", class_name="lead"),
    )


def _law(one: Any) -> rx.Component:
    return section(
        one.name,
        rx.el.ul(rx.foreach(one.kinds, _kind), class_name="[&>li]:py-2 mt-2"),
    )


def _kind(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            link(one.label, one.href, class_name="font-semibold"),
            rx.cond(one.own, badge(one.words, tone="blue")),
            class_name="row",
        )
    )


def _logo() -> rx.Component:
    return section(
        "Logo",
        rx.cond(
            StudioState.logo != "",
            rx.el.img(
                src=StudioState.logo,
                alt="The logo of the office",
                class_name="max-h-[72px] max-w-[200px] bg-white p-1 rounded mt-2",
            ),
            rx.el.p("Letters bear no logo.", class_name="soft mt-2"),
        ),
        rx.cond(
            SessionState.may.contains("manage_office"),
            _logo_form(),
            rx.el.p("Only an admin changes it.", class_name="soft small mt-3"),
        ),
        id="logo",
    )


def _logo_form() -> rx.Component:
    return rx.el.div(
        post_form(
            "/office/logo",
            rx.el.div(
                rx.el.label("Picture", html_for="logo-file"),
                rx.el.p(
                    "A PNG or JPEG up to 2 MB. It stands at the top left of new letters, at most "
                    "18 mm high and 45 mm wide. Letters that are approved stay as they are.",
                    id="logo-file-hint",
                    class_name="hint",
                ),
                rx.el.p(StudioState.logo_trouble, id="logo-file-error", class_name="error"),
                rx.el.input(
                    type="file",
                    name="file",
                    id="logo-file",
                    accept="image/png,image/jpeg",
                    class_name="input",
                    custom_attrs={"aria-describedby": "logo-file-hint logo-file-error"},
                ),
                class_name="field",
            ),
            rx.el.div(
                rx.el.button("Save the logo", type="submit", class_name="btn quiet"),
                class_name="row mt-4",
            ),
            enc_type="multipart/form-data",
        ),
        rx.cond(
            StudioState.logo != "",
            plain_button("Take the logo off", on_click=StudioState.take_logo_off),
        ),
        class_name="stack mt-4 max-w-xl",
    )
