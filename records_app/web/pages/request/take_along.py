"""What goes with a letter: its text for a portal with a counter, and notes in other languages."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.letters.cover_note import LANGUAGES
from records_app.office.refusals import Refused
from records_app.office.take_along import LIMIT_LABEL, USUAL_LIMIT, PortalText, portal_text_of
from records_app.web.components import button, copy_button, link, more, text_field
from records_app.web.guard import action
from records_app.web.pages.request.state import RequestState
from records_app.web.run import run


class TakeAlongState(rx.State):
    """The text for a portal, once somebody asked for it; ``of`` is the request it belongs to."""

    of: int = 0
    times: int = 0
    found: PortalText | None = None
    wrong: str = ""

    @action(Permission.SEE)
    async def fit(self, request_id: int, sent: dict[str, Any]) -> None:
        """Write the text for a portal that takes so many characters."""
        self.of, self.found, self.wrong = 0, None, ""
        if not isinstance(request_id, int) or not isinstance(sent, dict):
            return
        try:
            self.found = await run(self, portal_text_of, request_id, sent.get("limit", ""))
        except Refused as refused:
            self.wrong = refused.errors[0].message
        self.of, self.times = request_id, self.times + 1


def take_along() -> rx.Component:
    """Both, closed until somebody wants them; only where there is a letter of ours."""
    return rx.el.div(
        more("Text for a portal", _portal()),
        more("A note for the family or a volunteer", _notes()),
        class_name="stack no-print",
    )


def _portal() -> rx.Component:
    request_id = RequestState.view.id
    here = TakeAlongState.of == request_id
    return rx.fragment(
        rx.el.form(
            text_field(
                "limit",
                LIMIT_LABEL,
                id="portal-limit",
                hint="Look beside the box of the portal. Without a limit write 100000.",
                error=rx.cond(here, TakeAlongState.wrong, ""),
                value=str(USUAL_LIMIT),
                input_mode="numeric",
                auto_complete="off",
                short=True,
            ),
            rx.el.div(button("Write the text", submit=True, kind="quiet", small=True)),
            on_submit=lambda sent: TakeAlongState.fit(request_id, sent),
            class_name="stack",
            custom_attrs={"noValidate": True, "aria-label": "Text for a portal"},
        ),
        rx.el.div(
            rx.cond(here & TakeAlongState.found, _text(), ""),
            role="status",
            class_name="mt-3",
        ),
    )


def _text() -> rx.Component:
    found = TakeAlongState.found
    return rx.el.div(
        rx.el.p(found.count_words, class_name="num"),
        rx.cond(found.attach != "", rx.el.p(found.attach, class_name="soft small")),
        _box("portal-text", "Text for the portal", found.text),
        rx.cond(
            found.fee_waiver != "",
            _box("portal-waiver", "Text for the box about the fee waiver", found.fee_waiver),
        ),
        class_name="stack",
    )


def _box(id: str, label: str, text: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=id, class_name="label"),
        rx.el.textarea(
            default_value=text,
            key=TakeAlongState.times.to_string(),
            id=id,
            read_only=True,
            rows="8",
            class_name="input small",
        ),
        rx.el.div(copy_button("Copy", of=id, kind="quiet", small=True), class_name="row mt-2"),
    )


def _notes() -> rx.Component:
    start = "/letters/" + RequestState.view.id.to_string()
    links = [
        rx.el.li(link(f"{words} (PDF)", start + f"/note-{code}.pdf", outside=True))
        for code, words in LANGUAGES.items()
    ]
    return rx.el.div(
        rx.el.p(
            "One page in plain words: whom we asked, about what, what happens next, whom to ask. "
            "It names no detained person. The letter itself stays in English."
        ),
        rx.el.ul(*links),
        rx.el.p(
            "The translations are our own. Let a native speaker read them before you use them.",
            class_name="care",
        ),
        class_name="stack",
    )
