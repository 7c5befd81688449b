"""How the page of a campaign looks: where it stands, the steps, and the step that is open."""

from __future__ import annotations

import reflex as rx

from records_app.web.components import (
    ask,
    badge,
    button,
    confirm,
    error_summary,
    lead,
    link,
    notice,
    page,
    plain_button,
    select_field,
    text_field,
)
from records_app.web.pages.campaigns.address import CAMPAIGNS, STEPS
from records_app.web.pages.campaigns.agencies_view import agencies_step
from records_app.web.pages.campaigns.approve_view import approve_step, progress
from records_app.web.pages.campaigns.letter_view import letter_step
from records_app.web.pages.campaigns.one_view import one_step
from records_app.web.pages.campaigns.review_view import review_step
from records_app.web.pages.campaigns.state import CampaignState

_head = CampaignState.head
_who = CampaignState.who


def campaign_page() -> rx.Component:
    """The page at ``/campaigns/12/``."""
    return page(
        rx.cond(_head, _head.name, "Campaign"),
        rx.cond(_head, _content(), lead("Opening the campaign …")),
        above=link("Campaigns", CAMPAIGNS),
        beside=rx.cond(_head, _badges()),
        current="new",
        steady=True,
    )


def _badges() -> rx.Component:
    return rx.el.span(
        badge(_head.label, _head.tone, _head.icon),
        rx.cond(_head.group != "", badge("Only " + _head.group, "grey", "dot")),
        class_name="row",
    )


def _content() -> rx.Component:
    return rx.fragment(
        lead(_head.words, rx.cond(_head.is_mine, "", rx.fragment(". By ", _head.who)), "."),
        rx.cond(
            _head.approved > 0,
            rx.el.p(
                link("Its requests on the desk", "/?campaign=" + _head.id.to_string()),
                class_name="no-print",
            ),
        ),
        rx.cond(_head.is_mine, _steps()),
        rx.cond(
            _head.trouble != "",
            notice(_head.trouble, tone="red", sign="warning"),
        ),
        rx.cond(_head.stage == "approving", progress()),
        error_summary(CampaignState.problems, attempt=CampaignState.attempt),
        rx.match(
            CampaignState.step,
            ("agencies", rx.cond(CampaignState.agencies, agencies_step())),
            ("letter", rx.cond(CampaignState.letter, letter_step())),
            ("approve", rx.cond(CampaignState.review, approve_step())),
            rx.cond(
                CampaignState.one,
                one_step(),
                rx.cond(CampaignState.review, review_step()),
            ),
        ),
        rx.el.div(
            rx.cond(_who.choices.length() > 0, _who_sees()),
            rx.cond(_head.may_change, _end()),
            class_name="row mt-10 items-start no-print",
        ),
    )


def _steps() -> rx.Component:
    """The steps are links: they can be taken in any order, and again."""

    def step(name: str, words: str) -> rx.Component:
        here = CampaignState.step == name
        address = CAMPAIGNS + _head.id.to_string() + "/?step=" + name
        return rx.el.li(
            link(
                words,
                address,
                class_name=rx.cond(here, "font-semibold", ""),
                custom_attrs={"aria-current": rx.cond(here, "step", "false")},
            )
        )

    return rx.el.nav(
        rx.el.ol(
            *(step(name, words) for name, words in STEPS),
            class_name="flex flex-wrap gap-x-8 gap-y-1 list-decimal pl-5 my-3",
        ),
        custom_attrs={"aria-label": "Steps"},
        class_name="no-print",
    )


def _who_sees() -> rx.Component:
    """Whoever began it, and admins, say who sees it; only where there is a group to choose."""
    return confirm(
        "Who sees it",
        "Who sees this campaign?",
        rx.el.form(
            select_field(
                "group",
                "Group",
                _who.choices,
                value=_who.value,
                first="No group: everybody in the office",
                hint="Its requests, letters, dates and counts follow. Admins see everything.",
                error=CampaignState.errors["group"],
            ),
            button("Save", submit=True, small=True, class_name="mt-3"),
            on_submit=CampaignState.limit,
            custom_attrs={"noValidate": True, "aria-label": "Who sees the campaign"},
        ),
        small=True,
    )


def _end() -> rx.Component:
    return rx.fragment(
        confirm(
            "Rename",
            "Another name for this campaign",
            rx.el.form(
                text_field(
                    "name",
                    "Name",
                    value=_head.name,
                    key=_head.name,
                    auto_complete="off",
                    max_length=120,
                    error=CampaignState.errors["name"],
                ),
                button("Rename", submit=True, small=True, class_name="mt-3"),
                on_submit=CampaignState.rename,
                custom_attrs={"noValidate": True, "aria-label": "Rename the campaign"},
            ),
            small=True,
        ),
        rx.cond(
            _head.approved == 0,
            rx.fragment(
                plain_button("Discard the campaign", on_click=CampaignState.ask_to_discard),
                ask(
                    CampaignState.asked_to_discard,
                    "Discard this campaign?",
                    "Its letter and its list of agencies will be gone for good.",
                    button("Yes, discard it", on_click=CampaignState.discard, kind="danger"),
                    button("Keep it", on_click=CampaignState.keep_looking, kind="quiet"),
                    id="discarding",
                    danger=True,
                ),
            ),
        ),
    )
