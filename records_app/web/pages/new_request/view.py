"""The form, the letter beside it, and the questions at the end."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.subjects import OFFERED
from records_app.letters.request_form import LABELS
from records_app.web.components import (
    ask,
    button,
    care_note,
    check_box,
    date_field,
    error_summary,
    group,
    icon,
    lead,
    link,
    page,
    plain_button,
    radio,
    text_area,
    text_field,
)
from records_app.web.components.shell import frame
from records_app.web.pages.new_request.agency import agency_part
from records_app.web.pages.new_request.live import AddressFollows, Sheet
from records_app.web.pages.new_request.state import DraftState

_FORMATS = (
    ("electronic", "As files, by e-mail or download"),
    ("paper", "On paper"),
    ("inspect", "We come and look at them"),
)


def draft_page() -> rx.Component:
    """The page at ``/drafts/new/`` and ``/drafts/12/``."""
    return page(
        "New request",
        lead("The letter follows what you write. Nothing is sent until you say so."),
        _status(),
        AddressFollows.create(to=rx.cond(DraftState.ready, DraftState.address, ""), hidden=True),
        _conflict(),
        rx.cond(
            DraftState.attempt > 0,
            error_summary(
                DraftState.problems,
                attempt=DraftState.attempt,
                title="Before the letter can be final, please check these",
            ),
        ),
        rx.el.div(
            rx.el.div(
                rx.cond(
                    DraftState.ready, _form(), rx.el.p("Opening the draft …", class_name="soft")
                ),
                key=DraftState.filled,
            ),
            rx.el.div(_letter(), class_name="follows"),
            class_name="split mt-4",
        ),
        current="new",
        steady=True,
    )


def on_its_way() -> rx.Component:
    """The page at ``/requests/new/``, which leads on at once."""
    return frame(rx.el.h1("New request"), lead("One moment …"), current="new")


def _status() -> rx.Component:
    """One line that never moves the form: whether it is saved, and what to check."""
    return rx.el.div(
        rx.el.span(
            rx.cond(
                DraftState.unsaved,
                rx.el.span(icon("warning"), "Not saved", class_name="saved bad"),
                rx.cond(
                    DraftState.saved != "",
                    rx.el.span(icon("check"), DraftState.saved, class_name="saved"),
                    rx.el.span("Nothing is kept until you write something.", class_name="saved"),
                ),
            ),
            role="status",
        ),
        rx.cond(
            DraftState.unsaved & (DraftState.conflict == ""),
            plain_button("Try again", on_click=DraftState.save_again),
        ),
        rx.cond(
            (DraftState.problems.length() > 0) & (DraftState.attempt == 0),
            rx.el.span(
                "Please check: ",
                link(
                    DraftState.problems[0].label,
                    "#" + DraftState.problems[0].field,
                    outside=True,
                ),
                rx.cond(DraftState.problems.length() > 1, " and more", ""),
                class_name="saved bad",
            ),
        ),
        link("See the letter", "#letter", outside=True, class_name="only-narrow"),
        class_name="row small mt-2 min-h-7",
    )


def _conflict() -> rx.Component:
    return rx.el.div(
        rx.cond(
            DraftState.conflict != "",
            rx.el.div(
                rx.el.p(rx.el.b(DraftState.conflict)),
                rx.el.div(
                    link(
                        "See the newer one in a new tab",
                        DraftState.address,
                        outside=True,
                        target="_blank",
                    ),
                    button("Keep what is here", on_click=DraftState.keep_mine, kind="quiet"),
                    button("Take the newer one", on_click=DraftState.take_newer, kind="quiet"),
                    class_name="row",
                ),
                class_name="ask danger mb-4",
            ),
        ),
        role="alert",
    )


def _form() -> rx.Component:
    return rx.el.form(
        agency_part(),
        group(
            LABELS["subjects"],
            *(
                check_box(
                    "subjects",
                    subject.label,
                    value=subject.value,
                    hint=subject.hint,
                    checked=DraftState.subjects.contains(subject.value),
                    on_change=lambda on, wanted=subject.value: DraftState.tick(wanted, on),
                )
                for subject in OFFERED
            ),
            id="subjects",
            error=DraftState.errors["subjects"],
        ),
        rx.el.div(
            date_field("period_from", LABELS["period_from"], short=False, **_live("period_from")),
            date_field(
                "period_to",
                LABELS["period_to"],
                hint="Empty: the day they search",
                short=False,
                **_live("period_to"),
            ),
            class_name="two",
        ),
        text_area(
            "specifics",
            LABELS["specifics"],
            hint="One a line. Each becomes an item of its own at the end.",
            optional=True,
            **_live("specifics"),
        ),
        care_note(),
        text_field(
            "fee_cap",
            LABELS["fee_cap"],
            hint="In dollars. Empty: no limit. We also ask them to waive fees.",
            short=True,
            input_mode="decimal",
            auto_complete="off",
            **_live("fee_cap"),
        ),
        text_area(
            "fee_waiver_reason",
            LABELS["fee_waiver_reason"],
            hint="The letter gives this as the reason to waive fees.",
            **_live("fee_waiver_reason"),
        ),
        group(
            LABELS["format"],
            *(
                radio(
                    "format",
                    words,
                    value=value,
                    checked=DraftState.format == value,
                    on_change=lambda _on, chosen=value: DraftState.choose_format(chosen),
                )
                for value, words in _FORMATS
            ),
            id="format",
            error=DraftState.errors["format"],
        ),
        rx.el.div(
            text_field(
                "signer_name", LABELS["signer_name"], auto_complete="name", **_live("signer_name")
            ),
            text_field(
                "signer_title",
                "Their title",
                optional=True,
                auto_complete="organization-title",
                **_live("signer_title"),
            ),
            class_name="two",
        ),
        rx.el.p(DraftState.errors["sender"], id="sender", class_name="error"),
        _end(),
        class_name="stack",
        custom_attrs={"aria-label": "Request", "autocomplete": "off", "noValidate": True},
    )


def _live(name: str) -> dict[str, Any]:
    return {
        "value": DraftState.loaded[name],
        "error": DraftState.errors[name],
        "on_change": lambda text: DraftState.typed(name, text),
        "live": True,
    }


def _end() -> rx.Component:
    agency = rx.cond(DraftState.agency, DraftState.agency.name, "the agency")
    return rx.el.div(
        rx.el.div(
            button("Approve the letter", on_click=DraftState.ask_to_approve),
            button("Save and close", on_click=DraftState.close, kind="quiet"),
            plain_button("Discard draft", on_click=DraftState.ask_to_discard),
            class_name="row",
        ),
        ask(
            DraftState.asked,
            rx.fragment("Is the letter to ", agency, " right?"),
            "It becomes final and gets its number. You cannot change it afterwards. "
            "Nothing is sent yet.",
            button("Yes, approve it", on_click=DraftState.approve),
            button("Keep editing", on_click=DraftState.keep_editing, kind="quiet"),
            id="approving",
        ),
        ask(
            DraftState.asked_to_discard,
            "Discard this draft?",
            "It will be gone for good.",
            button("Yes, discard it", on_click=DraftState.discard, kind="danger"),
            button("Keep it", on_click=DraftState.keep_editing, kind="quiet"),
            id="discarding",
            danger=True,
        ),
        class_name="pt-2",
    )


def _letter() -> rx.Component:
    return Sheet.create(
        rx.el.div(
            rx.cond(
                DraftState.lines.length() > 0,
                rx.foreach(DraftState.lines, _line),
                rx.el.p("The letter appears here.", class_name="sheet-wait"),
            ),
            class_name="sheet-text",
        ),
        id="letter",
        tab_index=0,
        revision=DraftState.revision,
        class_name="sheet",
        custom_attrs={"aria-label": "The letter so far"},
    )


def _line(line: Any) -> rx.Component:
    look = f"l-{line.kind}" + rx.cond(line.changed, " changed", "")
    return rx.match(
        line.kind,
        ("subject", rx.el.h2(line.text, class_name=look)),
        ("heading", rx.el.h3(line.text, class_name=look)),
        (
            "item",
            rx.el.p(
                rx.el.span(line.marker),
                rx.el.span(rx.el.b(line.lead), line.text),
                class_name=look,
            ),
        ),
        rx.el.p(rx.el.b(line.lead), line.text, class_name=look),
    )
