"""How the list of campaigns looks."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    Column,
    badge,
    button,
    empty_state,
    error_summary,
    lead,
    link,
    page,
    section,
    select_field,
    table,
    text_field,
    two_lines,
)
from records_app.web.pages.campaigns.list_state import CampaignsState
from records_app.web.session_state import SessionState


def campaigns_page() -> rx.Component:
    """The page at ``/campaigns/``."""
    return page(
        "Campaigns",
        rx.cond(CampaignsState.found, _content(), lead("Opening the list …")),
        current="new",
    )


def _content() -> rx.Component:
    found = CampaignsState.found
    return rx.fragment(
        lead("Ask many agencies the same. Each letter becomes a request of its own."),
        error_summary(CampaignsState.problems, attempt=CampaignsState.attempt),
        rx.cond(
            found.lines.length() > 0,
            rx.el.div(
                table(
                    "Campaigns",
                    (
                        Column("Campaign", "w-[38%]"),
                        Column("Agencies", "w-[28%]", named=True),
                        Column("Begun by", "w-[14%]", named=True),
                        Column("Standing"),
                    ),
                    found.lines,
                    _cells,
                ),
                class_name="mt-4",
            ),
            empty_state("No campaigns yet", "A campaign asks many agencies with one letter."),
        ),
        rx.cond(SessionState.may.contains("draft"), _new()),
    )


def _cells(line: Any) -> tuple[Any, ...]:
    return (
        two_lines(
            link(line.name, line.href),
            rx.cond(line.group != "", line.begun + " · only " + line.group, line.begun),
        ),
        line.words,
        line.who,
        badge(line.label, line.tone, line.icon),
    )


def _new() -> rx.Component:
    return section(
        "Begin a campaign",
        rx.el.form(
            text_field(
                "name",
                "Name",
                hint="For your office only, such as “Vehicle grants, spring”.",
                error=CampaignsState.errors["name"],
                auto_complete="off",
                max_length=120,
            ),
            select_field(
                "start",
                "Start with",
                CampaignsState.found.starts,
                first="A new letter",
                hint="A draft brings along which items it asks for.",
            ),
            rx.el.div(button("Begin", submit=True), class_name="row"),
            on_submit=CampaignsState.begin,
            class_name="stack max-w-[34rem]",
            custom_attrs={"aria-label": "Begin a campaign", "noValidate": True},
        ),
    )
