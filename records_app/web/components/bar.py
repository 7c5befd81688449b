"""The bar at the top: brand, the places to go to, one's account, and the way out.

Where it would not fit in one row it shows a button, and the rest folds out below it. That is a
popover of the browser: it says whether it is open, closes with Escape or a press beside it, gives
the focus back, and needs no script. The pages that Jinja2 draws have the same in inside.html.
"""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from records_app.web.components.buttons import link
from records_app.web.components.icons import icon, sun_mark
from records_app.web.components.post_form import post_form
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


class FoldingPlaces(BaseHTML):
    """What folds out. It closes when a link in it leads to another address of the same page."""

    tag = "div"

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hooks that know when the address changes."""
        return {"react": ["useEffect"], "react-router": ["useLocation"]}

    def add_hooks(self) -> list[str]:
        """A browser that knows no popovers shows everything, and has nothing to close."""
        return [
            "const { key: placesOn } = useLocation();",
            "useEffect(() => { const places = document.getElementById('places'); "
            "if (places?.hidePopover && places.matches(':popover-open')) places.hidePopover(); "
            "}, [placesOn]);",
        ]


def bar(current: Place = "") -> rx.Component:
    """Brand, the places this person may go to, their account and calendar, and the way out.

    A stranger, who sees only public pages, gets the public places and the way in.
    """
    return rx.el.header(
        rx.cond(_is_known(), _brand(), _brand(outside=True)),
        rx.el.button(
            "Menu",
            icon("down"),
            type="button",
            class_name="fold",
            custom_attrs={"popoverTarget": "places"},
        ),
        FoldingPlaces.create(
            rx.el.nav(
                rx.el.ul(*(_entry(*place, current=current) for place in PLACES)),
                custom_attrs={"aria-label": "Main"},
            ),
            rx.cond(
                _is_known(),
                _me(current),
                rx.cond(
                    rx.State.is_hydrated,
                    rx.el.div(link("Sign in", "/login/", outside=True), class_name="me"),
                ),
            ),
            id="places",
            class_name="places",
            custom_attrs={"popover": "auto"},
        ),
        class_name="bar",
    )


def _me(current: Place) -> rx.Component:
    mine = {"aria-current": "page"} if current == "calendar" else {}
    return rx.el.div(
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
