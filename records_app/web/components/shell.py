"""What stands around every page: bar, message, title that takes the focus, content."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from records_app.web.components.bar import Place, bar
from records_app.web.components.buttons import link, link_button, plain_button
from records_app.web.components.icons import Text, icon
from records_app.web.components.new_browser import new_browser
from records_app.web.components.signed_out import session_ended
from records_app.web.message_state import MessageState
from records_app.web.session_state import SessionState


class PageTitle(BaseHTML):
    """The one h1. It takes the focus when a page was reached by a link inside the product.

    A ``steady`` title stays quiet when only the address of its page changes.
    """

    tag = "h1"

    steady: rx.Var[bool]

    def _exclude_props(self) -> list[str]:
        return ["steady"]

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hooks that know when the address changes."""
        return {"react": ["useEffect"], "react-router": ["useLocation"]}

    def add_hooks(self) -> list[str]:
        """Leave the focus alone on the first page: there the browser starts at the top."""
        watched = "" if self.steady is not None else "titleOf"
        return [
            "const { pathname: titleOf } = useLocation();",
            "useEffect(() => { "
            "const before = window.deskPage; window.deskPage = titleOf; "
            "if (before && before !== titleOf) "
            f"document.getElementById('title')?.focus(); }}, [{watched}]);",
        ]


def page(
    title: Text,
    *children: Any,
    current: Place = "",
    above: Any = None,
    beside: Any = None,
    action: Any = None,
    steady: bool = False,
) -> rx.Component:
    """A whole page: skip link, bar, message, ``title`` as the h1, ``children``.

    ``current`` marks the place in the bar. ``above`` is a small line over the title, ``beside``
    a badge next to it, ``action`` a button at the right edge. ``steady``: see ``PageTitle``.

    When a handler finds nothing (``SessionState.not_found``), the not-found panel stands in place
    of all of it.
    """
    quiet = {"steady": True} if steady else {}
    head = rx.el.div(
        rx.el.div(
            *([rx.el.p(above, class_name="eyebrow")] if above is not None else []),
            rx.el.div(
                PageTitle.create(title, id="title", tab_index=-1, **quiet),
                *([beside] if beside is not None else []),
                class_name="row",
            ),
        ),
        *([rx.el.div(action, class_name="push")] if action is not None else []),
        class_name="row",
    )
    return frame(
        rx.cond(SessionState.not_found, not_found_panel(**quiet), rx.fragment(head, *children)),
        current=current,
    )


def frame(*children: Any, current: Place = "") -> rx.Component:
    """Bar, message and main part without a title, for pages that bring their own."""
    return rx.fragment(
        link("Skip to the content", "#content", outside=True, class_name="skip-link"),
        bar(current),
        rx.el.main(session_ended(), new_browser(), _flash(), *children, id="content", tab_index=-1),
    )


def not_found_panel(**options: bool) -> rx.Component:
    """No such page, or not yours: the two look the same on purpose."""
    return rx.fragment(
        PageTitle.create("There is no such page", id="title", tab_index=-1, **options),
        rx.el.p(
            "The address may be wrong, or what was here is not yours to see.", class_name="lead"
        ),
        rx.el.div(
            link_button("Go to the desk", "/"),
            link_button("Find an agency", "/agencies/", kind="quiet"),
            class_name="row mt-6",
        ),
    )


def _flash() -> rx.Component:
    good = SessionState.flash_tone == "good"
    return rx.el.div(
        rx.cond(
            SessionState.flash != "",
            rx.el.div(
                rx.cond(good, icon("check"), icon("warning")),
                rx.el.p(SessionState.flash),
                plain_button("Dismiss", on_click=MessageState.dismiss),
                class_name=rx.cond(good, "flash", "flash red"),
            ),
        ),
        role="status",
    )
