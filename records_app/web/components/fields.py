"""Form fields: label above, hint under the label, error next to the field, all wired by id.

Every field takes ``name`` (sent with a form), ``id`` (the name unless given) and ``error``: a
plain text or a state value; empty text means no error. With ``on_change`` and ``live=True`` a text
field waits until the person pauses, each field on its own clock. ``value`` of a live field is what
was loaded: change it only when other text must appear, never on each keystroke.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import reflex as rx

from records_app.web.components.icons import Text
from records_app.web.components.whole_input import WholeInput

PAUSE_MS = 300


def field(
    label: Text,
    control: rx.Component,
    *,
    id: str,
    hint: Text = "",
    error: Text = "",
    optional: bool = False,
    class_name: str = "field",
) -> rx.Component:
    """Label, hint, error and control, in this order. Use it for controls of your own."""
    return rx.el.div(
        rx.el.label(label, *_optional(optional), html_for=id),
        *_notes(id, hint, error),
        control,
        class_name=class_name,
    )


def text_field(
    name: str,
    label: Text,
    *,
    id: str = "",
    hint: Text = "",
    error: Text = "",
    value: Any = "",
    type: str = "text",
    on_change: Any = None,
    live: bool = False,
    optional: bool = False,
    short: bool = False,
    **props: Any,
) -> rx.Component:
    """One line of text; ``type`` may be email, tel, search, password, date, time or number."""
    own_id = id or name
    props |= _wiring(name, own_id, hint, error)
    props["class_name"] = "input short" if short else "input"
    is_moment = type in ("date", "time") and on_change is None
    make = WholeInput.create if is_moment else rx.el.input
    control = _control(make, value, on_change, live, type=type, **props)
    return field(label, control, id=own_id, hint=hint, error=error, optional=optional)


def date_field(name: str, label: Text, **options: Any) -> rx.Component:
    """A day. The value and what is sent are written as YYYY-MM-DD."""
    return text_field(name, label, type="date", short=options.pop("short", True), **options)


def time_field(name: str, label: Text, **options: Any) -> rx.Component:
    """A time of day, sent as HH:MM."""
    return text_field(name, label, type="time", short=True, **options)


def text_area(
    name: str,
    label: Text,
    *,
    id: str = "",
    hint: Text = "",
    error: Text = "",
    value: Any = "",
    rows: int = 3,
    on_change: Any = None,
    live: bool = False,
    optional: bool = False,
    **props: Any,
) -> rx.Component:
    """Several lines of text; it grows with what is written where the browser can do that."""
    own_id = id or name
    props |= _wiring(name, own_id, hint, error)
    control = _control(
        rx.el.textarea, value, on_change, live, rows=str(rows), class_name="input", **props
    )
    return field(label, control, id=own_id, hint=hint, error=error, optional=optional)


def select_field(
    name: str,
    label: Text,
    options: Sequence[tuple[str, str]] | rx.Var[Any],
    *,
    id: str = "",
    hint: Text = "",
    error: Text = "",
    value: Any = "",
    on_change: Any = None,
    first: str = "",
    optional: bool = False,
    **props: Any,
) -> rx.Component:
    """A choice from a list of (value, words), or a state list of things with value and label.

    ``first`` are the words of an empty choice at the top, such as "Any county".
    """
    own_id = id or name
    if on_change is None:
        # A new value of an uncontrolled list shows only if the element is made anew.
        props |= {"default_value": value, "key": value}
    else:
        props |= {"value": value, "on_change": on_change}
    choices: list[rx.Component] = [rx.el.option(first, value="")] if first else []
    if isinstance(options, rx.Var):
        choices.append(rx.foreach(options, lambda one: rx.el.option(one.label, value=one.value)))
    else:
        choices += [rx.el.option(words, value=each) for each, words in options]
    control = rx.el.select(
        *choices, class_name="input", **_wiring(name, own_id, hint, error), **props
    )
    return field(label, control, id=own_id, hint=hint, error=error, optional=optional)


def check_box(
    name: str,
    label: Text,
    *,
    value: str = "on",
    id: str = "",
    hint: Text = "",
    checked: Any = False,
    on_change: Any = None,
    live: bool = False,
    type: str = "checkbox",
    **props: Any,
) -> rx.Component:
    """One box to tick, with its hint below. The whole line can be pressed.

    A ``live`` box turns at once and tells ``on_change`` afterwards; ``checked`` is how it starts.
    """
    named = isinstance(id, rx.Var) or id
    own_id = id if named else (name if value == "on" else f"{name}-{value}")
    props["default_checked" if live or on_change is None else "checked"] = checked
    if on_change is not None:
        props["on_change"] = on_change
    has_hint = isinstance(hint, rx.Var) or hint != ""
    if has_hint:
        props["custom_attrs"] = {"aria-describedby": f"{own_id}-hint"}
    parts = [
        rx.el.input(type=type, name=name, id=own_id, value=value, **props),
        rx.el.label(label, html_for=own_id),
    ]
    if has_hint:
        parts.append(rx.el.p(hint, id=f"{own_id}-hint", class_name="hint"))
    return rx.el.div(*parts, class_name="check")


def radio(name: str, label: Text, *, value: str, **options: Any) -> rx.Component:
    """One of several choices that exclude each other. Put them into a ``group``."""
    return check_box(name, label, value=value, type="radio", **options)


def group(
    legend: Text,
    *choices: rx.Component,
    id: str,
    hint: Text = "",
    error: Text = "",
    side_by_side: bool = False,
) -> rx.Component:
    """Boxes or choices that belong together. An error summary can point to ``id``."""
    body = rx.el.div(*choices, class_name="check-row") if side_by_side else rx.fragment(*choices)
    return rx.el.fieldset(
        rx.el.legend(legend),
        *_notes(id, hint, error),
        body,
        id=id,
        tab_index=-1,
        custom_attrs={"aria-describedby": _described_by(id, hint)},
    )


def care_note() -> rx.Component:
    """Beside every free text: whose names have no place in it."""
    return rx.el.p(
        "Do not write names or A-numbers of detained people here. Letters become public records.",
        class_name="care",
    )


def _control(make: Any, value: Any, on_change: Any, live: bool, **props: Any) -> rx.Component:
    if on_change is None:
        return make(default_value=value, **props)
    if not live:
        return make(value=value, on_change=on_change, **props)
    return rx.debounce_input(
        make(value=value, on_change=on_change, **props), debounce_timeout=PAUSE_MS
    )


def _wiring(name: str, id: str, hint: Text, error: Text) -> dict[str, Any]:
    attributes: dict[str, Any] = {"aria-describedby": _described_by(id, hint)}
    if isinstance(error, rx.Var):
        attributes["aria-invalid"] = rx.cond(error, "true", "false")
    elif error:
        attributes["aria-invalid"] = "true"
    return {"name": name, "id": id, "custom_attrs": attributes}


def _described_by(id: str, hint: Text) -> str:
    return f"{id}-error" if isinstance(hint, str) and not hint else f"{id}-hint {id}-error"


def _notes(id: str, hint: Text, error: Text) -> list[rx.Component]:
    notes = [rx.el.p(error, id=f"{id}-error", class_name="error")]
    if not (isinstance(hint, str) and not hint):
        notes.insert(0, rx.el.p(hint, id=f"{id}-hint", class_name="hint"))
    return notes


def _optional(optional: bool) -> list[rx.Component]:
    return [rx.el.span(" (optional)", class_name="optional")] if optional else []
