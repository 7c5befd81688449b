"""The forms of a request: they open in place, start with today, and keep what was typed."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    button,
    care_note,
    date_field,
    error_summary,
    group,
    hidden,
    link_button,
    notice,
    radio,
    text_area,
    text_field,
    time_field,
)
from records_app.web.components.messages import FocusingSection
from records_app.web.pages.request.state import RequestState

_CHANNELS = (
    ("email", "E-mail"),
    ("portal", "Their portal"),
    ("post", "Post"),
    ("fax", "Fax"),
    ("hand", "By hand"),
)
_EVIDENCE = (
    ("reply", "They replied", "an automatic reply or an acknowledgment"),
    ("portal", "Portal", "it shows a confirmation"),
    ("delivery_receipt", "Delivery receipt", "certified mail or a courier"),
    ("fax_report", "Fax report", "it says the fax went through"),
    ("stamp", "Stamp", "on our copy, when it was handed over"),
    ("phone", "By phone", "somebody there confirmed it"),
    ("assumed", "Our assumption", "nobody confirmed it; they are never late on it"),
)
_ANSWERS = (
    ("acknowledged", "They confirm they have it", "and nothing more"),
    ("delayed", "They need more time", "with or without a date"),
    ("fee_asked", "They ask for a fee", "before or after the work"),
    ("released", "They release the records", "all that was asked for"),
    ("partly_released", "They release a part", "and keep or blacken the rest"),
    ("no_records", "They have no such records", "or say so"),
    ("denied", "They deny it", "with or without a reason"),
    ("other", "Something else", "say below what it is"),
)
_OUTCOMES = (
    ("released", "Records released", ""),
    ("partly_released", "Part released", ""),
    ("denied", "Denied", ""),
    ("no_records", "No records", ""),
    ("withdrawn", "Withdrawn by us", ""),
    ("lapsed", "Lapsed", "nobody went on with it"),
)
_TWO = "grid gap-x-6 grid-cols-[repeat(auto-fit,minmax(min(16rem,100%),1fr))]"


def open_form() -> rx.Component:
    """The form that the address asks for; nothing while none is open."""
    return rx.match(
        RequestState.form,
        ("sent", _sent()),
        ("received", _received()),
        ("answer", _answered()),
        ("note", _noted()),
        ("close", _closed()),
        ("reopen", _reopened()),
        rx.fragment(),
    )


def _sent() -> rx.Component:
    ways = (
        radio(
            "channel",
            words,
            value=way,
            checked=RequestState.start["channel"] == way,
            auto_focus=RequestState.start["first"] == way,
            on_change=RequestState.choose_channel(way),
        )
        for way, words in _CHANNELS
    )
    return _form(
        "Record sending",
        group(
            "How did it go out?", *ways, id="channel", error=_error("channel"), side_by_side=True
        ),
        text_field(
            "to",
            "Where to?",
            hint="The address, portal or fax number it went to.",
            value=RequestState.start["to"],
            key=RequestState.start["to"],
            error=_error("to"),
            optional=True,
        ),
        _two(_day("When?"), _time()),
        text_field(
            "reference",
            "Confirmation or tracking number",
            error=_error("reference"),
            optional=True,
        ),
    )


def _received() -> rx.Component:
    return _form(
        "Record receipt",
        _two(
            _day("When did they receive it?", hint="Receipt starts the clock.", focus=True),
            _time("After hours, it may start a day later."),
        ),
        _choices("evidence", "How do we know?", _EVIDENCE),
        text_field(
            "detail",
            "Detail",
            hint="A name, a number, a sentence from their message.",
            error=_error("detail"),
            optional=True,
        ),
        care_note(),
    )


def _answered() -> rx.Component:
    return _form(
        "Log an answer",
        _choices("kind", "What do they say?", _ANSWERS, focus=True),
        _only_with(
            date_field(
                "promised_on",
                "Until when?",
                hint="The day they promise. Leave it empty if they give none.",
                error=_error("promised_on"),
                optional=True,
            ),
            "hidden group-has-[#kind-delayed:checked]:block",
        ),
        _only_with(
            text_field(
                "fee",
                "How much?",
                hint="In dollars, such as 40.50. Leave it empty if they name no amount.",
                error=_error("fee"),
                input_mode="decimal",
                short=True,
                optional=True,
            ),
            "hidden group-has-[#kind-fee-asked:checked]:block",
        ),
        _only_with(
            text_field(
                "exception",
                "Which law do they cite?",
                hint="As they wrote it, such as § 610.021(14). Leave it empty if they cite none.",
                error=_error("exception"),
                optional=True,
            ),
            "hidden group-has-[#kind-denied:checked]:block "
            "group-has-[#kind-partly-released:checked]:block",
        ),
        _day("When did it come?"),
        text_area(
            "detail",
            "In their words or yours",
            error=_error("detail"),
            optional=True,
        ),
        care_note(),
    )


def _noted() -> rx.Component:
    return _form(
        "Keep the note",
        text_area(
            "text",
            "What happened?",
            hint="A call, a letter of yours, what somebody promised.",
            value=RequestState.start["text"],
            error=_error("text"),
            auto_focus=True,
        ),
        _day("When?"),
        care_note(),
        title="Write a note",
    )


def _closed() -> rx.Component:
    return _form(
        "Close the request",
        _choices("outcome", "How did it end?", _OUTCOMES, focus=True),
        _day("When?"),
        text_area("detail", "Detail", error=_error("detail"), optional=True),
        care_note(),
    )


def _reopened() -> rx.Component:
    return _form(
        "Reopen the request",
        _day("When?"),
        text_area(
            "detail",
            "Why?",
            error=_error("detail"),
            optional=True,
            auto_focus=True,
        ),
        care_note(),
    )


def _form(words: str, *fields: rx.Component, title: str = "") -> rx.Component:
    return rx.el.form(
        rx.el.h2(title or words, class_name="mb-3"),
        error_summary(RequestState.problems, attempt=RequestState.attempt),
        rx.cond(
            RequestState.stale != "",
            FocusingSection.create(
                notice(RequestState.stale, tone="amber", sign="warning"),
                id="stale",
                tab_index=-1,
                attempt=RequestState.attempt,
            ),
        ),
        rx.el.div(*fields, class_name="stack"),
        hidden("version", RequestState.view.version),
        hidden("request", RequestState.view.id),
        rx.el.div(
            button(words, submit=True),
            link_button("Cancel", RequestState.address, kind="quiet", replace=True),
            class_name="row mt-5",
        ),
        on_submit=RequestState.record,
        no_validate=True,
        class_name="group",
        custom_attrs={"aria-label": title or words},
    )


def _day(label: str, hint: str = "", *, focus: bool = False) -> rx.Component:
    return date_field(
        "on",
        label,
        hint=hint,
        auto_focus=focus,
        value=RequestState.start["on"],
        max=RequestState.start["today"],
        error=_error("on"),
    )


def _time(hint: str = "") -> rx.Component:
    return time_field("at", "At what time?", hint=hint, error=_error("at"), optional=True)


def _two(*fields: rx.Component) -> rx.Component:
    return rx.el.div(*fields, class_name="two")


def _choices(
    name: str, legend: str, choices: tuple[tuple[str, str, str], ...], *, focus: bool = False
) -> rx.Component:
    # Ids without underscores: Tailwind reads those as spaces in the selectors of _only_with.
    boxes = [
        radio(
            name,
            words,
            value=value,
            id=f"{name}-{value.replace('_', '-')}",
            hint=hint,
            auto_focus=focus and value == choices[0][0],
        )
        for value, words, hint in choices
    ]
    return group(legend, rx.el.div(*boxes, class_name=_TWO), id=name, error=_error(name))


def _only_with(control: rx.Component, class_name: str) -> rx.Component:
    return rx.el.div(control, class_name=class_name)


def _error(name: str) -> Any:
    return rx.cond(RequestState.errors.contains(name), RequestState.errors[name], "")
