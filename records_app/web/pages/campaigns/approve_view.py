"""The last step: what happens, the question, and how far it is."""

from __future__ import annotations

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from records_app.web.components import ask, button, card, link_button
from records_app.web.pages.campaigns.address import CAMPAIGNS
from records_app.web.pages.campaigns.review_view import letters_links, recurrent
from records_app.web.pages.campaigns.state import CampaignState

_head = CampaignState.head
_part = CampaignState.review
_BUTTON = "look-again"
_BAR = (
    "block w-full h-3 my-3 appearance-none rounded-full overflow-hidden border "
    "border-[var(--edge)] bg-[var(--card)] [&::-webkit-progress-bar]:bg-[var(--card)] "
    "[&::-webkit-progress-value]:bg-[var(--sun)] [&::-moz-progress-bar]:bg-[var(--sun)]"
)


class LookAgain(BaseHTML):
    """While it is on the page, presses the hidden button every other second."""

    tag = "span"

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hook that starts the clock."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[str]:
        """A press is an event like any other: the guard asks each time who is there."""
        return [
            "useEffect(() => { const clock = setInterval("
            f"() => document.getElementById('{_BUTTON}')?.click(), 1500); "
            "return () => clearInterval(clock); }, []);"
        ]


def progress() -> rx.Component:
    """How far it is, and the way to stop it; shown on every step while it runs."""
    return card(
        LookAgain.create(hidden=True),
        rx.el.button(
            "Look again",
            id=_BUTTON,
            type="button",
            hidden=True,
            on_click=CampaignState.look_again,
        ),
        rx.el.p(rx.el.b(_head.progress), id="progress-words", role="status"),
        rx.el.progress(
            value=_head.percent.to_string(),
            max="100",
            class_name=_BAR,
            custom_attrs={"aria-labelledby": "progress-words"},
        ),
        rx.el.p(
            "You can close this page: it goes on by itself, also after a restart.",
            class_name="hint",
        ),
        rx.cond(
            _head.is_mine,
            rx.el.div(
                button("Stop", on_click=CampaignState.stop, kind="quiet"), class_name="row mt-3"
            ),
        ),
    )


def approve_step() -> rx.Component:
    """What will happen, in numbers."""
    return rx.fragment(
        rx.cond(_head.stage != "approving", recurrent()),
        rx.cond(_head.stage != "approving", rx.cond(_part.ready > 0, _ready(), _nothing())),
        letters_links(),
    )


def _ready() -> rx.Component:
    ready = _part.ready.to_string()
    words = rx.cond(_part.ready == 1, "1 letter", ready + " letters")
    return rx.el.div(
        rx.el.ul(
            rx.el.li(rx.el.b(words), rx.cond(_part.ready == 1, " is ready.", " are ready.")),
            _count(
                _part.wrong, " to mend: not approved now, and kept with what is wrong.", "wrong"
            ),
            _count(
                _part.warned, " with a warning: approved if you do not leave them out.", "warned"
            ),
            _count(_head.dropped, " left out.", "dropped"),
            _count(_head.approved, " approved already; those stay as they are.", "approved"),
            class_name="list-disc pl-5 num",
            id="approve",
            tab_index=-1,
        ),
        rx.el.p(
            "Each becomes a request of its own, with a number, in your care. Nothing is sent.",
            class_name="mt-3",
        ),
        rx.el.div(
            button(
                rx.cond(
                    _head.stage == "stopped",
                    rx.fragment("Go on with ", words),
                    rx.fragment("Approve ", words),
                ),
                on_click=CampaignState.ask_to_approve,
            ),
            class_name="row mt-5",
        ),
        ask(
            CampaignState.asked,
            rx.fragment("Are they right: ", words, "?"),
            "They become final and get their numbers. You cannot change them afterwards.",
            button("Yes, approve them", on_click=CampaignState.approve),
            button("Keep looking", on_click=CampaignState.keep_looking, kind="quiet"),
            id="approving",
        ),
    )


def _count(count: rx.Var[int], words: str, show: str) -> rx.Component:
    address = CAMPAIGNS + _head.id.to_string() + f"/?step=review&show={show}"
    return rx.cond(count > 0, rx.el.li(rx.el.a(count.to_string(), to=address), words))


def _nothing() -> rx.Component:
    return rx.el.div(
        rx.cond(
            (_head.approved > 0) & (_part.wrong == 0),
            rx.el.p("Every letter is approved. Each is a request on the desk now."),
            rx.el.p("No letter is ready. The review says what is missing."),
        ),
        rx.el.div(
            rx.cond(_head.approved > 0, link_button("Send the letters", "/letters/")),
            link_button(
                "See the review", CAMPAIGNS + _head.id.to_string() + "/?step=review", kind="quiet"
            ),
            class_name="row mt-4",
        ),
    )
