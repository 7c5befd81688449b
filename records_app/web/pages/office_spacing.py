"""How many days the office lets pass between two letters of ours; staff choose."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.chaser_spacing import FEWEST, MOST, Spacing, change_spacing, chaser_spacing
from records_app.office.refusals import ChangedElsewhere
from records_app.web.components import button, error_summary, hidden, notice, section, text_field
from records_app.web.components.typed_text import TypedText
from records_app.web.guard import action
from records_app.web.pages.desk_address import whole_number
from records_app.web.run import FormProblems, flash, run

_STALE = (
    "Somebody chose another number in the meantime. Yours is still in the field: compare, then "
    "save again."
)


class SpacingState(FormProblems, rx.State):
    """The number of days as it is saved; 0 until it is loaded.

    ``filled`` counts up when the form must be drawn anew.
    """

    days: int = 0
    start: str = ""
    filled: int = 0
    attempt: int = 0
    stale: str = ""

    _last_press: dict[str, str] = {}  # noqa: RUF012 - a State var; Reflex copies the default

    @action(Permission.CHOOSE_SPACING)
    async def load(self) -> None:
        """Show the number; what is being typed stays unless there is a newer one."""
        found = await run(self, chaser_spacing)
        if found.days != self.days:
            self.start = str(found.days)
            self.filled += 1
        self.days, self.attempt, self.stale, self._last_press = found.days, 0, "", {}

    @action(Permission.CHOOSE_SPACING)
    async def save(self, form: dict[str, Any]) -> None:
        """Keep the number; every open request follows at once."""
        fields = _typed(form)
        if fields == self._last_press:
            return
        self.attempt += 1
        was = whole_number(fields, "was") or 0
        try:
            saved = await run(self, change_spacing, fields, was=was)
        except ChangedElsewhere:
            self.days = (await run(self, chaser_spacing)).days
            self.stale = _STALE
            return
        self._last_press = fields
        self.days, self.start, self.stale = saved.days, str(saved.days), ""
        await flash(self, _said(saved))


def _typed(form: object) -> dict[str, str]:
    fields = form if isinstance(form, dict) else {}
    known = {name: fields.get(name) for name in ("chaser_days", "was")}
    return {name: text[:100] for name, text in known.items() if isinstance(text, str)}


def _said(saved: Spacing) -> str:
    words = f"From now on {saved.days} open days pass between two letters."
    if saved.moved == 0:
        return words
    dates = "One date to ask again has" if saved.moved == 1 else f"{saved.moved:,} dates have"
    return f"{words} {dates} moved."


def spacing_section() -> rx.Component:
    """The form of its own on the office page, for staff and admins."""
    return rx.cond(
        SpacingState.days > 0,
        section(
            "Between two letters of ours",
            rx.el.p(
                "The first reminder is due the day after an answer is late. If nothing comes, so "
                "many open days pass before the next letter. This is our own practice, no law: "
                "enough for somebody to answer, and never daily.",
                class_name="why",
            ),
            _form(),
        ),
    )


def _form() -> rx.Component:
    error = rx.cond(
        SpacingState.errors.contains("chaser_days"), SpacingState.errors["chaser_days"], ""
    )
    return rx.el.form(
        error_summary(SpacingState.problems, attempt=SpacingState.attempt, id="spacing-errors"),
        rx.el.div(
            rx.cond(
                SpacingState.stale != "",
                notice(
                    f"{SpacingState.stale} As it is now: {SpacingState.days}.",
                    tone="amber",
                    sign="warning",
                ),
            ),
            role="status",
        ),
        text_field(
            "chaser_days",
            "Open days between two letters",
            hint=f"From {FEWEST} to {MOST}. Five is usual.",
            type="number",
            min=str(FEWEST),
            max=str(MOST),
            step="1",
            short=True,
            value=SpacingState.start,
            error=error,
        ),
        TypedText.create(id="typed-spacing", form="spacing", saved=SpacingState.filled),
        hidden("was", SpacingState.days),
        rx.el.div(button("Save the number", kind="quiet", submit=True), class_name="row mt-4"),
        on_submit=SpacingState.save,
        no_validate=True,
        key=SpacingState.filled,
        custom_attrs={"aria-label": "Days between two letters"},
    )
