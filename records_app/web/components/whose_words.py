"""With which versions of the office's own words a letter was made."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components.buttons import link
from records_app.web.session_state import SessionState


def whose_words(wording: Any, **props: Any) -> rx.Component:
    """One line; staff can look at each version. ``wording`` is a tuple of ``WordingUsed``."""
    return rx.el.p(
        "Wording: ",
        rx.cond(
            wording.length() > 0,
            rx.foreach(
                wording,
                lambda used, at: rx.fragment(
                    rx.cond(at > 0, "; ", ""),
                    rx.cond(
                        SessionState.may.contains("word_letters"),
                        link(used.words, used.href),
                        used.words,
                    ),
                ),
            ),
            "standard",
        ),
        ".",
        **props,
    )
