"""Buttons and links. One primary button a row or card: the next step; the rest is quiet."""

from __future__ import annotations

from typing import Any, Literal

import reflex as rx
from reflex_components_core.el.elements.inline import A

from records_app.web.components.icons import Text

Kind = Literal["primary", "quiet", "danger"]


def button(
    label: Text,
    *,
    on_click: Any = None,
    kind: Kind = "primary",
    small: bool = False,
    submit: bool = False,
    **props: Any,
) -> rx.Component:
    """A button that runs ``on_click``, or with ``submit=True`` posts the form around it."""
    if on_click is not None:
        props["on_click"] = on_click
    return rx.el.button(
        label,
        type="submit" if submit else "button",
        class_name=_classes(kind, small, props.pop("class_name", "")),
        **props,
    )


def link_button(
    label: Text, href: Text, *, kind: Kind = "primary", small: bool = False, **props: Any
) -> rx.Component:
    """A link that looks like a button. Ours are followed without loading the page anew."""
    classes = _classes(kind, small, props.pop("class_name", ""))
    return link(label, href, class_name=classes, **props)


def link(
    label: Text | rx.Component, href: Text, *, outside: bool = False, **props: Any
) -> rx.Component:
    """A link to one of our pages; with ``outside=True`` to anything else.

    Anything else is a download, a sign-in page, another site, or a place on the same page ("#id"):
    ``rx.el.a`` always navigates inside the app, so use this function instead.

    Write addresses of pages with the slash at the end: without it the server redirects and the
    query is lost.
    """
    if outside:
        return A.create(label, href=href, **props)
    return rx.el.a(label, to=href, **props)


def plain_button(label: Text, *, on_click: Any = None, **props: Any) -> rx.Component:
    """A button that looks like a link, for small things in running text."""
    if on_click is not None:
        props["on_click"] = on_click
    return rx.el.button(label, type="button", class_name="plain-button", **props)


def _classes(kind: Kind, small: bool, extra: Text) -> Text:
    names = ["btn", "" if kind == "primary" else kind, "small" if small else ""]
    plain = " ".join(name for name in names if name)
    if isinstance(extra, rx.Var):
        return rx.Var.create(f"{plain} ") + extra
    return f"{plain} {extra}" if extra else plain
