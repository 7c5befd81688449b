"""The office: the letterhead on top of every new letter, and our spacing of letters."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.office_profile import OfficeProfile, change_office_profile, office_profile
from records_app.office.refusals import ChangedElsewhere
from records_app.web.components import (
    button,
    error_summary,
    hidden,
    lead,
    link,
    notice,
    page,
    text_area,
    text_field,
)
from records_app.web.components.typed_text import TypedText
from records_app.web.guard import action
from records_app.web.pages.desk_address import whole_number
from records_app.web.pages.office_spacing import spacing_section
from records_app.web.run import FormProblems, flash, run
from records_app.web.session_state import SessionState

FIELDS = ("name", "address", "email", "phone")
_LONGEST = 20_000
_STALE = (
    "Another admin changed the letterhead in the meantime; you find theirs under “As it is now”. "
    "What you typed is still here: compare, then save again."
)


class OfficeState(FormProblems, rx.State):
    """The letterhead as it is saved, and what the form started with.

    ``start`` does not follow the typing. ``filled`` counts up when the form must be drawn anew.
    """

    now: OfficeProfile | None = None
    address_lines: list[str] = []  # noqa: RUF012 - a State var; Reflex copies the default
    start: dict[str, str] = {}  # noqa: RUF012
    filled: int = 0
    version: int = 0
    attempt: int = 0
    stale: str = ""

    _last_press: dict[str, str] = {}  # noqa: RUF012

    @action(Permission.CHOOSE_SPACING)
    async def load(self) -> None:
        """Show the letterhead; what is being typed stays unless there is a newer one."""
        profile = await run(self, office_profile)
        if self.now is None or profile.version != self.version:
            self.start = {name: getattr(profile, name) for name in FIELDS}
            self.filled += 1
        self._show(profile)
        self.attempt, self.stale, self._last_press = 0, "", {}

    @action(Permission.MANAGE_OFFICE)
    async def save(self, form: dict[str, Any]) -> None:
        """Keep the letterhead; on a newer one show it and keep what was typed."""
        fields = _typed(form)
        if fields == self._last_press:
            return
        self.attempt += 1
        try:
            saved = await run(
                self, change_office_profile, fields, version=whole_number(fields, "version") or 0
            )
        except ChangedElsewhere:
            self._show(await run(self, office_profile))
            self.stale = _STALE
            return
        self._last_press = fields
        self.start = {name: getattr(saved, name) for name in FIELDS}
        self.stale = ""
        self._show(saved)
        await flash(self, "The letterhead is saved. New letters use it.")

    def _show(self, profile: OfficeProfile) -> None:
        self.now, self.version = profile, profile.version
        self.address_lines = list(profile.address_lines)


def _typed(form: object) -> dict[str, str]:
    """The known fields of the form, and the version that was on the screen."""
    fields = form if isinstance(form, dict) else {}
    known = {name: fields.get(name) for name in (*FIELDS, "version")}
    return {name: text[:_LONGEST] for name, text in known.items() if isinstance(text, str)}


def office_page() -> rx.Component:
    """The page at ``/office/``: admins keep the letterhead, staff choose the spacing."""
    return page(
        "Office",
        rx.cond(
            ~SessionState.may.contains("choose_spacing") & (SessionState.person_name != ""),
            lead("Only staff and admins look after the office. Ask one of yours."),
            rx.cond(
                OfficeState.now,
                rx.fragment(
                    lead("The letterhead is used at the top of every new letter."),
                    rx.cond(
                        SessionState.may.contains("manage_office"),
                        rx.el.div(_form(), _letterhead(), class_name="split mt-6"),
                        rx.el.div(_letterhead(), class_name="mt-6 max-w-xl"),
                    ),
                    rx.el.p(
                        link("Wording of letters, and the logo", "/studio/", class_name="act"),
                        class_name="mt-6",
                    ),
                    rx.cond(
                        SessionState.may.contains("purge"),
                        rx.el.p(
                            link(
                                "Keeping and removing",
                                "/retention/",
                                outside=True,
                                class_name="act",
                            )
                        ),
                    ),
                    spacing_section(),
                ),
                rx.el.p("Opening the letterhead …", class_name="lead"),
            ),
        ),
        current="office",
    )


def _form() -> rx.Component:
    return rx.el.form(
        error_summary(OfficeState.problems, attempt=OfficeState.attempt),
        rx.el.div(
            rx.cond(
                OfficeState.stale != "", notice(OfficeState.stale, tone="amber", sign="warning")
            ),
            role="status",
        ),
        rx.el.div(
            text_field("name", "Name", auto_complete="organization", **_field("name")),
            text_area(
                "address",
                "Postal address",
                hint="Street first, at most 6 lines. Answers come here.",
                auto_complete="street-address",
                **_field("address"),
            ),
            text_field(
                "email", "E-mail address", type="email", auto_complete="email", **_field("email")
            ),
            text_field(
                "phone",
                "Phone",
                type="tel",
                auto_complete="tel",
                optional=True,
                short=True,
                **_field("phone"),
            ),
            class_name="stack",
        ),
        TypedText.create(id="typed", form="letterhead", saved=OfficeState.filled),
        hidden("version", OfficeState.version),
        rx.el.div(button("Save the letterhead", submit=True), class_name="row mt-6"),
        on_submit=OfficeState.save,
        no_validate=True,
        key=OfficeState.filled,
        custom_attrs={"aria-label": "Letterhead"},
    )


def _field(name: str) -> dict[str, Any]:
    error = rx.cond(OfficeState.errors.contains(name), OfficeState.errors[name], "")
    return {"value": OfficeState.start[name], "error": error}


def _letterhead() -> rx.Component:
    profile = OfficeState.now
    return rx.el.section(
        rx.el.h2("As it is now", class_name="mb-3"),
        rx.el.div(
            rx.cond(
                profile.name != "",
                rx.el.div(
                    rx.el.p(rx.el.b(profile.name)),
                    rx.foreach(OfficeState.address_lines, rx.el.p),
                    rx.el.p(profile.email),
                    rx.el.p(profile.phone),
                    class_name="sheet-text [&>*]:my-0!",
                ),
                rx.el.div(
                    rx.el.p("Nothing yet. Letters cannot be approved without it."),
                    class_name="sheet-text sheet-wait",
                ),
            ),
            class_name="sheet",
        ),
        rx.el.p(
            "Letters that are approved keep the letterhead they were made with. ",
            rx.cond(SessionState.may.contains("manage_office"), "", "Only an admin changes it."),
            class_name="soft small mt-3",
        ),
    )
