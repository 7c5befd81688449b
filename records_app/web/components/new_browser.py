"""The question whether a browser that signed in to one's account is one's own."""

from __future__ import annotations

import reflex as rx

from records_app.web.components.buttons import button
from records_app.web.components.post_form import hidden, post_form
from records_app.web.session_state import SessionState


def new_browser() -> rx.Component:
    """Shown on every page until it is answered; the answers are plain forms."""
    return rx.el.div(
        rx.cond(
            SessionState.new_browser_id > 0,
            rx.el.div(
                rx.el.p(rx.el.b("A new browser signed in to your account")),
                rx.el.p(SessionState.new_browser, " Was it you?"),
                rx.el.div(
                    _answer("mine", "It was me", "quiet"),
                    _answer("out", "Sign it out", "danger"),
                    class_name="row",
                ),
                class_name="ask mb-5",
            ),
        ),
        role="status",
    )


def _answer(act: str, words: str, kind: str) -> rx.Component:
    look = "danger" if kind == "danger" else "quiet"
    return post_form(
        "/account/",
        hidden("act", act),
        hidden("id", SessionState.new_browser_id),
        button(words, submit=True, kind=look, small=True),
    )
