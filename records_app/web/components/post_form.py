"""A native form: it posts to one of our routes and works without any script of ours."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from records_app.web.components.icons import Text


class PostForm(BaseHTML):
    """A plain HTML form. The framework's own forms always prevent the browser from posting."""

    tag = "form"

    action: rx.Var[str]
    method: rx.Var[str]
    enc_type: rx.Var[str]
    no_validate: rx.Var[bool]


def post_form(action: Text, *children: rx.Component, **props: Any) -> rx.Component:
    """A form that posts ``children``'s fields to ``action``. The server checks; so must you."""
    props.setdefault("no_validate", True)
    return PostForm.create(*children, action=action, method="post", **props)


def get_form(action: Text, *children: rx.Component, **props: Any) -> rx.Component:
    """A form whose answers go into the address, such as a filter that can be shared."""
    return PostForm.create(*children, action=action, method="get", **props)


def hidden(name: str, value: Text | int | rx.Var[int]) -> rx.Component:
    """A value that travels with a form, such as the version that was on the screen."""
    return rx.el.input(type="hidden", name=name, default_value=value, key=value)
