"""How the page of the audit looks."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    Column,
    button,
    date_field,
    empty_state,
    lead,
    link,
    more,
    page,
    pager,
    section,
    select_field,
    table,
    text_field,
    two_lines,
    why,
)
from records_app.web.components.words_file import file_with_words
from records_app.web.pages.audit.state import AUDIT, FIELDS, AuditState
from records_app.web.routes.audit import AUDIT_FILE
from records_app.web.session_state import SessionState

_GRID = "grid gap-x-4 gap-y-3 items-end grid-cols-[repeat(auto-fill,minmax(min(14rem,100%),1fr))]"


def audit_page() -> rx.Component:
    """The page at ``/audit/``, for admins."""
    return page(
        "Audit",
        rx.cond(
            ~SessionState.may.contains("read_audit") & (SessionState.person_name != ""),
            lead("Only an admin reads the audit. Ask one of yours."),
            rx.cond(
                AuditState.found,
                _content(),
                rx.el.p("Opening the audit …", class_name="lead"),
            ),
        ),
    )


def _content() -> rx.Component:
    found = AuditState.found
    return rx.fragment(
        lead(AuditState.lead),
        _filter(),
        rx.cond(
            found.lines.length() > 0,
            section("What was done", _acts(), _pages()),
            rx.el.div(empty_state("Nothing fits", "No act fits this filter."), class_name="mt-8"),
        ),
        section(
            "As a file",
            why("It keeps the names of the tables: the seals are made with them."),
            file_with_words(
                AUDIT_FILE, AuditState.chosen, FIELDS, "The details, with the words of each change."
            ),
        ),
        section(
            "The seal",
            why(
                "Every row holds a hash over itself and the row before it. The command “check” "
                "works all of them out again and names a row that was changed, removed or put in. "
                "Whoever controls the whole database could make all of it anew: note this last "
                "seal down somewhere else from time to time. “check --seal”, with what you noted, "
                "says whether it still stands there."
            ),
            rx.el.code(found.seal, class_name="small break-all select-all"),
        ),
    )


def _acts() -> rx.Component:
    return table(
        "What was done",
        (
            Column("When", "w-[24%]"),
            Column("Who", "w-[20%]"),
            Column("What"),
        ),
        AuditState.found.lines,
        _cells,
    )


def _cells(line: Any) -> tuple[Any, ...]:
    when = two_lines(line.at, "No. " + line.number.to_string())
    who = two_lines(line.who, line.place)
    what = rx.el.div(
        rx.el.span(line.act + ": ", class_name="font-semibold"),
        rx.el.span(line.about, class_name="[overflow-wrap:anywhere]"),
        rx.cond(
            line.details.length() > 0,
            more(
                "Details",
                rx.el.ul(
                    rx.foreach(
                        line.details,
                        lambda one: rx.el.li(one, class_name="[overflow-wrap:anywhere]"),
                    ),
                    class_name="small stack",
                ),
            ),
        ),
    )
    return (when, who, what)


def _filter() -> rx.Component:
    chosen = AuditState.chosen
    return rx.el.form(
        rx.el.div(
            select_field(
                "person",
                "Who",
                AuditState.found.people,
                first="Anybody",
                value=chosen["person"],
            ),
            date_field("since", "Since", value=chosen["since"], optional=True),
            date_field("until", "Until", value=chosen["until"], optional=True),
            text_field(
                "about",
                "About",
                hint="Such as request 12, or /letters/.",
                value=chosen["about"],
                optional=True,
            ),
            class_name=_GRID,
        ),
        rx.el.div(
            button("Show", submit=True, small=True),
            link("Clear the filter", AUDIT),
            class_name="row mt-4",
        ),
        on_submit=AuditState.narrow,
        key=AuditState.address,
        class_name="mt-4 no-print",
        custom_attrs={"role": "search", "aria-label": "Filter the audit"},
    )


def _pages() -> rx.Component:
    return rx.cond(
        AuditState.pages != "",
        pager(AuditState.pages, AuditState.previous, AuditState.following, label="Pages"),
    )
