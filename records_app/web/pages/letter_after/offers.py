"""Which letter? All kinds, the ones that a next step asks for first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.desk_view import request_href
from records_app.office.follow_ups import CAN_WAIT, NEXT, LetterOffers, letters_to_write
from records_app.web.components import (
    Column,
    badge,
    empty_state,
    lead,
    link,
    page,
    table,
    two_lines,
)
from records_app.web.components.our_numbers import our_numbers
from records_app.web.guard import action
from records_app.web.pages.letter_after.address import is_at, letter_page_href, request_in
from records_app.web.run import run


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the list."""

    label: str
    when: str
    href: str
    now: str
    begun: bool


class WhichLetterState(rx.State):
    """The kinds of letters for one request."""

    offers: list[Offer] = []  # noqa: RUF012 - a State var; Reflex copies the default
    opened: str = ""
    about: str = ""
    back: str = ""

    @action(Permission.RECORD)
    async def load(self) -> None:
        """Show what may be written about the request of this address."""
        self.opened, self.offers = "", []
        request_id = request_in(self.router.url.path)
        found: LetterOffers = await run(self, letters_to_write, request_id)
        self.offers = [
            Offer(
                one.label,
                one.when,
                letter_page_href(request_id, one.kind),
                one.now,
                one.begun,
            )
            for one in found.offers
        ]
        self.about, self.back = f"{found.number} · {found.agency}", request_href(request_id)
        self.opened = f"{request_id}/"


def which_letter_page() -> rx.Component:
    """The page at ``/requests/[request_id]/letter/``."""
    here = is_at(WhichLetterState.opened)
    return page(
        "Which letter?",
        rx.cond(here, _content()),
        above=rx.cond(here, link(our_numbers(WhichLetterState.about), WhichLetterState.back), "…"),
    )


def _content() -> rx.Component:
    return rx.fragment(
        lead("Each opens with what the record already knows. Nothing is sent until you send it."),
        rx.el.div(
            rx.cond(
                WhichLetterState.offers.length() > 0,
                table(
                    "Letters after the request",
                    (Column("Letter", "w-2/5"), Column("When"), Column("Now", "w-1/5")),
                    WhichLetterState.offers,
                    _cells,
                ),
                empty_state(
                    "No letters here yet",
                    "For this law there are no letters after the request. Write your own, and "
                    "record on the page of the request how it was sent.",
                ),
            ),
            class_name="mt-6",
        ),
    )


def _cells(offer: Any) -> tuple[Any, ...]:
    return (
        two_lines(link(offer.label, offer.href), ""),
        offer.when,
        rx.el.div(
            rx.match(
                offer.now,
                ("", rx.fragment()),
                (NEXT, badge(NEXT, "amber", "arrow")),
                (CAN_WAIT, badge(CAN_WAIT, "grey", "clock")),
                badge(offer.now, "grey", "dot"),
            ),
            rx.cond(offer.begun, badge("Begun", "grey", "pencil")),
            class_name="row",
        ),
    )
