"""The first step: who is in, and three ways to add others."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    Column,
    button,
    check_box,
    link,
    link_button,
    more,
    notice,
    pager,
    plain_button,
    section,
    select_field,
    table,
    text_area,
    text_field,
    two_lines,
)
from records_app.web.pages.campaigns.address import CAMPAIGNS, COUNTY
from records_app.web.pages.campaigns.state import CampaignState

_GRID = "grid gap-x-4 gap-y-3 grid-cols-[repeat(auto-fill,minmax(min(15rem,100%),1fr))]"
_part = CampaignState.agencies


def agencies_step() -> rx.Component:
    """What was added, the forms, and the list."""
    return rx.fragment(
        _added(),
        rx.cond(
            CampaignState.head.may_change,
            rx.fragment(
                rx.cond(
                    (CampaignState.unsure.length() > 0) | (CampaignState.unsure_more != ""),
                    _unsure(),
                ),
                _add(),
            ),
        ),
        rx.cond(
            _part.lines.length() > 0,
            section(
                "In this campaign",
                table(
                    "Agencies of this campaign",
                    (
                        Column("Agency", "w-[56%]"),
                        Column("Law", "w-[28%]"),
                        Column("Take out"),
                    ),
                    _part.lines,
                    _cells,
                ),
                pages_of(_part),
                rx.el.div(
                    link_button(
                        "Write the letter",
                        CAMPAIGNS + CampaignState.head.id.to_string() + "/?step=letter",
                    ),
                    class_name="row mt-6",
                ),
                note=CampaignState.head.agencies.to_string(),
            ),
        ),
    )


def pages_of(part: Any) -> rx.Component:
    """The way through a long list; nothing while it fits on one page."""
    words = rx.fragment("Page ", part.page.to_string(), " of ", part.pages.to_string())
    return rx.cond(part.pages > 1, pager(words, CampaignState.previous, CampaignState.following))


def _cells(line: Any) -> tuple[Any, ...]:
    return (
        two_lines(link(line.name, line.href), line.place),
        line.law_name,
        rx.cond(
            line.may_remove & CampaignState.head.may_change,
            plain_button(
                rx.fragment("Remove", rx.el.span(" ", line.name, class_name="seen-by-ear")),
                on_click=CampaignState.remove(line.id),
            ),
            "",
        ),
    )


def _added() -> rx.Component:
    added = CampaignState.added
    return rx.el.div(
        rx.cond(
            added,
            rx.fragment(
                notice(added.words, tone="green", sign="check"),
                rx.cond(added.kept != "", notice(added.kept, tone="amber", sign="warning")),
            ),
        ),
        role="status",
    )


def _unsure() -> rx.Component:
    """The lines of a pasted list that nobody has settled yet, whatever else is added meanwhile."""
    return section(
        "Lines that are not sure",
        rx.el.ul(rx.foreach(CampaignState.unsure, _line), class_name="stack"),
        rx.cond(
            CampaignState.unsure_more != "",
            rx.el.p(CampaignState.unsure_more, class_name="soft mt-3"),
        ),
        rx.el.div(
            plain_button("Leave all of these lines out", on_click=CampaignState.settle(0)),
            class_name="row mt-4",
        ),
        note="nothing was added for these",
        id="unsure",
        tab_index=-1,
    )


def _line(one: Any) -> rx.Component:
    return rx.el.li(
        rx.el.p("Line ", one.line.to_string(), ": ", rx.el.b(one.text)),
        rx.el.p(one.words, class_name="small soft"),
        rx.el.div(
            rx.foreach(
                one.offers,
                lambda offer: button(
                    rx.fragment("Add ", offer.name, ", ", offer.place),
                    on_click=CampaignState.add_one(offer.id, one.line),
                    kind="quiet",
                    small=True,
                ),
            ),
            plain_button(
                rx.fragment("Leave out", rx.el.span(" ", one.text, class_name="seen-by-ear")),
                on_click=CampaignState.settle(one.line),
            ),
            class_name="row mt-1",
        ),
        class_name="[overflow-wrap:anywhere]",
    )


def _add() -> rx.Component:
    return section(
        "Add agencies",
        rx.el.form(
            text_field(
                "text",
                "Name, city or county",
                optional=True,
                error=CampaignState.errors["text"],
                type="search",
                auto_complete="off",
                spell_check=False,
            ),
            rx.el.div(
                select_field("model", "287(g) agreement in force", _part.models, first="Any"),
                select_field("g287", "287(g) standing", _part.standings, first="Any"),
                select_field("kind", "Kind", _part.kinds, first="Any kind"),
                select_field("law", "State", _part.laws, first="Any state"),
                class_name=_GRID,
            ),
            more(
                "Counties, as many as you like",
                rx.el.div(
                    rx.foreach(
                        _part.counties,
                        lambda one: check_box(
                            COUNTY + one.value.to(str), one.label, id=COUNTY + one.value.to(str)
                        ),
                    ),
                    class_name=_GRID,
                ),
            ),
            rx.el.div(button("Add all that fit", submit=True, kind="quiet"), class_name="row"),
            on_submit=CampaignState.add_fitting,
            class_name="stack",
            custom_attrs={"aria-label": "Add agencies that fit", "noValidate": True},
        ),
        rx.el.form(
            text_area(
                "pasted",
                "Or a list of names",
                hint="One agency a line. Lines that are not sure are shown, never guessed.",
                error=CampaignState.errors["pasted"],
                rows=4,
                spell_check=False,
            ),
            rx.el.div(button("Add the list", submit=True, kind="quiet"), class_name="row"),
            on_submit=CampaignState.add_pasted,
            class_name="stack mt-6 max-w-[42rem]",
            custom_attrs={"aria-label": "Add a list of names", "noValidate": True},
        ),
    )
