"""What stands around every page: bar, message, title that takes the focus, content."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from records_app.web.components.buttons import link, link_button, plain_button
from records_app.web.components.icons import Text, icon, sun_mark
from records_app.web.components.new_browser import new_browser
from records_app.web.components.post_form import post_form
from records_app.web.components.signed_out import session_ended
from records_app.web.message_state import MessageState
from records_app.web.session_state import SessionState

Place = Literal[
    "desk",
    "agencies",
    "new",
    "letters",
    "calculator",
    "files",
    "reports",
    "people",
    "office",
    "calendar",
    "",
]

PLACES: tuple[tuple[Place, str, str, str], ...] = (
    ("desk", "Desk", "/", ""),
    ("agencies", "Agencies", "/agencies/", ""),
    ("new", "New request", "/requests/new/", "draft"),
    ("letters", "Letters", "/letters/", "record"),
    ("calculator", "Calculator", "/calculator/", ""),
    ("files", "Files", "/files/", ""),
    ("reports", "Reports", "/reports/", ""),
    ("people", "People", "/people/", "manage_people"),
    ("office", "Office", "/office/", "choose_spacing"),
)
# Places for strangers as well.
_PUBLIC: tuple[Place, ...] = ("calculator",)


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


def bar(current: Place = "") -> rx.Component:
    """Brand, the places this person may go to, their account and calendar, and the way out.

    A stranger, who sees only public pages, gets the public places and the way in.
    """
    mine = {"aria-current": "page"} if current == "calendar" else {}
    return rx.el.header(
        rx.cond(_is_known(), _brand(), _brand(outside=True)),
        rx.el.nav(
            rx.el.ul(*(_entry(*place, current=current) for place in PLACES)),
            custom_attrs={"aria-label": "Main"},
        ),
        rx.cond(
            SessionState.person_name != "",
            rx.el.div(
                link(
                    rx.fragment(
                        SessionState.person_name,
                        rx.el.span(", your account", class_name="seen-by-ear"),
                    ),
                    "/account/",
                    outside=True,
                    class_name="plain-button who",
                ),
                link("Calendar", "/calendar/", class_name="plain-button", custom_attrs=mine),
                post_form(
                    "/logout/",
                    rx.el.button("Sign out", type="submit", class_name="plain-button"),
                ),
                class_name="me",
            ),
            rx.cond(
                rx.State.is_hydrated & ~_is_known(),
                rx.el.div(link("Sign in", "/login/", outside=True), class_name="me"),
            ),
        ),
        class_name="bar",
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


def _brand(*, outside: bool = False) -> rx.Component:
    name = rx.fragment(sun_mark(), "Sunshine Desk")
    return link(name, "/", outside=outside, class_name="brand")


def _entry(place: Place, name: str, href: str, needs: str, *, current: Place) -> rx.Component:
    attributes = {"aria-current": "page"} if place == current else {}
    item = rx.el.li(link(name, href, custom_attrs=attributes))
    if needs:
        return rx.cond(SessionState.may.contains(needs), item)
    if place in _PUBLIC:
        return item
    # Until it is known who is here the server decides: it sends strangers to the sign-in page.
    asking = rx.el.li(link(name, href, outside=True, custom_attrs=attributes))
    return rx.cond(_is_known(), item, rx.cond(rx.State.is_hydrated, rx.fragment(), asking))


def _is_known() -> Any:
    return SessionState.person_name != ""


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
