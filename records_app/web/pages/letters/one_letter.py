"""One letter that is sent now: what to copy, where to put it, and the form that records it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.office.take_along import LIMIT_LABEL, USUAL_LIMIT
from records_app.web.components import (
    button,
    copy_button,
    date_field,
    error_summary,
    hidden,
    link,
    more,
    notice,
    plain_button,
    select_field,
    text_field,
    time_field,
)
from records_app.web.components.messages import FocusingSection
from records_app.web.components.our_numbers import our_numbers
from records_app.web.components.typed_text import TypedText
from records_app.web.components.whose_words import whose_words
from records_app.web.pages.letters.state import LettersState

_item = LettersState.item
_CHANNELS = (
    ("email", "E-mail"),
    ("portal", "Their portal"),
    ("post", "Post"),
    ("fax", "Fax"),
    ("hand", "By hand"),
)
_TO = {"email": "Address", "portal": "Portal address", "fax": "Fax number"}


def one_letter(group: str) -> rx.Component:
    """The letter that is open, in the section of its list."""
    return rx.cond(
        _item & (LettersState.group == group),
        FocusingSection.create(
            rx.el.div(
                rx.el.h3(our_numbers(_item.number), " to ", _item.agency, id="item-title"),
                rx.el.p(
                    _item.what,
                    ", ",
                    link(_item.pages_words + " (PDF)", _item.pdf_href, outside=True),
                    class_name="soft small",
                ),
                whose_words(_item.wording, class_name="soft small"),
                rx.cond(_item.note != "", rx.el.p(_item.note, class_name="mt-2")),
                *_what_to_copy(group),
                _form(),
                key=_item.id,
                class_name="stack",
            ),
            id="item",
            tab_index=-1,
            attempt=LettersState.opened,
            class_name="card next mb-5 break-words",
            custom_attrs={"aria-labelledby": "item-title"},
        ),
    )


def _what_to_copy(group: str) -> list[rx.Component]:
    parts: list[rx.Component] = []
    if group in _TO:
        parts.append(
            rx.cond(
                _item.address != "",
                _line("item-copy-to", _TO[group], _item.address, _open_link(group)),
            )
        )
    if group in ("email", "portal"):
        parts.append(_line("item-copy-subject", "Subject", _item.subject))
        parts.append(_text("item-copy-text", "Text", _item.text))
    if group == "portal":
        parts.append(rx.cond(_item.has_portal_text, more("A shorter text", _shorter())))
    return parts


def _open_link(group: str) -> rx.Component:
    if group == "portal":
        href, words = _item.portal_href, "Open their portal"
    elif group == "email":
        href, words = _item.mail_href, "Open a mail program"
    else:
        return rx.fragment()
    return rx.cond(
        href != "", link(words, href, outside=True, target="_blank", rel="noopener noreferrer")
    )


def _line(id: str, label: str, value: Any, beside: Any = None) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=id),
        rx.el.div(
            rx.el.input(
                id=id,
                type="text",
                read_only=True,
                default_value=value,
                key=value,
                class_name="input grow basis-56 mt-0!",
            ),
            copy_button(f"Copy {label.lower()}", of=id, kind="quiet", small=True),
            *([beside] if beside is not None else []),
            class_name="row",
        ),
        class_name="field",
    )


def _text(id: str, label: str, value: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=id),
        rx.el.textarea(
            id=id, read_only=True, default_value=value, rows="8", class_name="input small"
        ),
        rx.el.div(
            copy_button(f"Copy {label.lower()}", of=id, kind="quiet", small=True),
            class_name="row mt-2",
        ),
        class_name="field",
    )


def _shorter() -> rx.Component:
    found = LettersState.portal_text
    return rx.fragment(
        rx.el.form(
            text_field(
                "limit",
                LIMIT_LABEL,
                id="item-limit",
                hint="Look beside the box of the portal.",
                error=LettersState.portal_wrong,
                value=str(USUAL_LIMIT),
                input_mode="numeric",
                auto_complete="off",
                short=True,
            ),
            rx.el.div(button("Write the text", submit=True, kind="quiet", small=True)),
            on_submit=LettersState.fit,
            no_validate=True,
            class_name="stack",
            custom_attrs={"aria-label": "A shorter text"},
        ),
        rx.el.div(
            rx.cond(
                found,
                rx.el.div(
                    rx.el.p(found.count_words, class_name="num"),
                    rx.cond(found.attach != "", rx.el.p(found.attach, class_name="soft small")),
                    _text("item-copy-short", "Shorter text", found.text),
                    key=LettersState.fitted,
                    class_name="stack",
                ),
                "",
            ),
            role="status",
            class_name="mt-3",
        ),
    )


def _form() -> rx.Component:
    return rx.el.form(
        rx.el.h4("After sending", class_name="font-semibold mb-2"),
        error_summary(
            rx.cond(LettersState.wrong == "item", LettersState.problems, []),
            attempt=LettersState.attempt,
            id="item-errors",
        ),
        rx.cond(LettersState.stale != "", notice(LettersState.stale, tone="amber", sign="warning")),
        rx.el.div(
            select_field(
                "item-channel",
                "How did it go out?",
                _CHANNELS,
                value=_item.way,
                first="Choose",
                error=_error("item-channel"),
            ),
            text_field(
                "item-to", "Where to?", value=_item.address, error=_error("item-to"), optional=True
            ),
            date_field(
                "item-on",
                "Day",
                value=LettersState.today,
                max=LettersState.today,
                error=_error("item-on"),
            ),
            time_field("item-at", "Time", error=_error("item-at"), optional=True),
            class_name="two",
        ),
        text_field(
            "item-reference",
            "Confirmation or tracking number",
            error=_error("item-reference"),
            optional=True,
        ),
        hidden("item-letter", _item.id),
        TypedText.create(id="typed-item", form=_item.number, saved=LettersState.done),
        rx.el.div(
            button("Record sending", submit=True),
            button("Close", on_click=LettersState.close_letter, kind="quiet"),
            rx.cond(
                _item.could_mail,
                plain_button("Mail it instead", on_click=LettersState.mail_instead),
            ),
            class_name="row mt-4",
        ),
        on_submit=LettersState.record_item,
        no_validate=True,
        class_name="stack",
        custom_attrs={"aria-label": "Record sending"},
    )


def _error(name: str) -> Any:
    return rx.cond(LettersState.errors.contains(name), LettersState.errors[name], "")
