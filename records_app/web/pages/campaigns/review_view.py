"""The third step: the grid of letters, each ready or with what it needs."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    Column,
    badge,
    button,
    empty_state,
    icon,
    link,
    link_button,
    notice,
    plain_button,
    section,
    table,
    two_lines,
)
from records_app.web.components.our_numbers import our_numbers
from records_app.web.pages.campaigns.address import CAMPAIGNS
from records_app.web.pages.campaigns.agencies_view import pages_of
from records_app.web.pages.campaigns.state import CampaignState

_part = CampaignState.review


def review_step() -> rx.Component:
    """Warnings for the batch, what the grid shows, and the grid."""
    return rx.fragment(
        recurrent(),
        rx.cond(_part.shows.length() > 1, _shows()),
        rx.cond(
            CampaignState.head.may_change
            & ((_part.show == "wrong") | (_part.show == "warned"))
            & (_part.lines.length() > 0),
            rx.el.div(
                button(
                    "Leave all of these out",
                    on_click=CampaignState.leave_out_all,
                    kind="quiet",
                    small=True,
                ),
                class_name="row mb-4",
            ),
        ),
        rx.cond(
            _part.lines.length() > 0,
            rx.fragment(
                table(
                    "Letters of this campaign",
                    (
                        Column("Agency", "w-[34%]"),
                        Column("Standing", "w-[14%]"),
                        Column("What to know", "w-[32%]"),
                        Column("Change"),
                    ),
                    _part.lines,
                    _cells,
                ),
                pages_of(_part),
            ),
            empty_state("No agencies here", "Add some in the first step."),
        ),
        rx.cond(
            CampaignState.head.may_change & (_part.ready > 0),
            rx.el.div(
                link_button("Go on to approve", _address() + "?step=approve"),
                class_name="row mt-6",
            ),
        ),
        letters_links(),
    )


def recurrent() -> rx.Component:
    """The warning that has to be seen before a batch is approved."""
    return rx.foreach(
        _part.recurrent,
        lambda words: notice(words, tone="amber", sign="warning"),
    )


def letters_links() -> rx.Component:
    """Every approved letter in one PDF."""
    file = _address() + "letters.pdf"
    return rx.cond(
        CampaignState.head.approved > 0,
        section(
            "All letters in one PDF",
            rx.el.div(
                link_button("One after the other", file, kind="quiet", outside=True),
                link_button(
                    "For printing on both sides", file + "?two_sided=1", kind="quiet", outside=True
                ),
                class_name="row",
            ),
            note="in the order of their numbers",
        ),
    )


def _address() -> Any:
    return CAMPAIGNS + CampaignState.head.id.to_string() + "/"


def _shows() -> rx.Component:
    return rx.el.nav(
        rx.el.ul(
            rx.foreach(
                _part.shows,
                lambda one: rx.el.li(
                    link(
                        one.label,
                        _address() + "?step=review&show=" + one.value.to(str),
                        class_name=rx.cond(one.value == _part.show, "font-semibold", ""),
                        custom_attrs={
                            "aria-current": rx.cond(one.value == _part.show, "true", "false")
                        },
                    )
                ),
            ),
            class_name="flex flex-wrap gap-x-5 gap-y-1 my-4",
        ),
        custom_attrs={"aria-label": "Which letters"},
        class_name="no-print",
    )


def _cells(line: Any) -> tuple[Any, ...]:
    return (
        two_lines(
            rx.cond(line.href != "", link(line.name, line.href), rx.el.span(line.name)),
            our_numbers(rx.cond(line.number != "", line.number + " · " + line.place, line.place)),
        ),
        badge(line.label, line.tone, line.icon),
        rx.el.div(
            rx.cond(line.way != "", rx.el.p(line.way, class_name="small")),
            rx.cond(line.changed != "", rx.el.p(line.changed, class_name="small soft")),
            said(line.wrong, line.warnings),
        ),
        rx.cond(CampaignState.head.may_change, _acts(line)),
    )


def said(wrong: Any, warnings: Any) -> rx.Component:
    """What is wrong with a letter, then what to know about it."""
    return rx.el.ul(
        rx.foreach(wrong, lambda words: rx.el.li(words, class_name="error")),
        rx.foreach(
            warnings,
            lambda words: rx.el.li(icon("warning"), " ", our_numbers(words), class_name="small"),
        ),
        class_name="[overflow-wrap:anywhere]",
    )


def _acts(line: Any) -> rx.Component:
    whose = rx.el.span(" ", line.name, class_name="seen-by-ear")
    waits = (line.state == "ready") | (line.state == "wrong")
    return rx.el.div(
        rx.cond(
            waits,
            rx.fragment(
                link(
                    rx.fragment("Look and change", whose),
                    _address() + "?step=review&agency=" + line.id.to_string(),
                ),
                plain_button(
                    rx.fragment("Leave out", whose),
                    on_click=CampaignState.leave_out(line.id, True),
                ),
            ),
        ),
        rx.cond(
            line.state == "dropped",
            plain_button(
                rx.fragment("Take back in", whose),
                on_click=CampaignState.leave_out(line.id, False),
            ),
        ),
        class_name="row small",
    )
