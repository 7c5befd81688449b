"""What the page of one agency holds, and what can be done on it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.letters.wording import laws_with_letters
from records_app.office.agencies import (
    add_closure,
    agency_page,
    change_closing_time,
    confirm_contact,
    correct_contact,
    remove_closure,
    remove_contact,
)
from records_app.office.agency_views import AgencyView, ContactView, agency_href
from records_app.office.missouri_time import time_words
from records_app.office.refusals import ChangedElsewhere, NotFound, OfficeRefusal
from records_app.web.guard import action
from records_app.web.pages.agency.address import OpenForm, form_in, slug_in, typed
from records_app.web.pages.agency.words import lead_words
from records_app.web.pages.desk_address import whole_number
from records_app.web.run import FormProblems, flash, run


class AgencyState(FormProblems, rx.State):
    """One agency as the page shows it, and the form that is open on it.

    ``form`` says which form is open and what it is about, such as ``correct-12``. ``attempt``
    counts how often its button was pressed; ``done`` counts up when something was saved in the
    part of the page named ``done_in``, and is 0 on a fresh visit.
    """

    view: AgencyView | None = None
    lead: str = ""
    above: str = ""
    address: str = ""
    has_letters: bool = False
    form: str = ""
    start: dict[str, str] = {}  # noqa: RUF012 - a State var; Reflex copies the default
    attempt: int = 0
    stale: str = ""
    done: int = 0
    done_in: str = ""

    _open: OpenForm = OpenForm()
    _press: str = ""
    _last_press: str = ""
    _leaving: bool = False

    @action(Permission.SEE)
    async def load(self) -> None:
        """Show the agency of this address, with the form that ``?form=`` asks for."""
        slug = slug_in(self.router.url.path)
        if self.view is not None and self.view.slug != slug:
            self.view, self._last_press = None, ""
        self._show(await run(self, agency_page, slug))
        self._open_form(form_in(dict(self.router.url.query_parameters), self._shown()))
        self.done = self.done if self._leaving else 0
        self._leaving = False

    @action(Permission.CARE_FOR_AGENCIES)
    async def confirm(self, agency_id: int, contact_id: int, version: int) -> None:
        """This contact is still right: checked today."""
        view = self._of(agency_id)
        press = f"confirm {contact_id} {version}"
        if press == self._last_press or not _are_numbers(contact_id, version):
            return
        try:
            await run(
                self, confirm_contact, contact_id=contact_id, agency_id=view.id, version=version
            )
        except ChangedElsewhere as newer:
            self._show(await run(self, agency_page, view.slug))
            words = f"{newer.by} changed this contact at {time_words(newer.at)}. Look at it again."
            raise OfficeRefusal(words) from newer
        self._last_press = press
        self._show(await run(self, agency_page, view.slug))
        await flash(self, "Thank you. It counts as checked today.")

    @action(Permission.CARE_FOR_AGENCIES)
    async def save_contact(self, form: dict[str, Any]) -> Any:
        """Correct a contact, or add one."""
        fields = typed(form)
        view = self._of(whole_number(fields, "agency"))
        if self._pressed("save", fields):
            return None
        old = self._contact_of_form("correct")
        if old is None and self._open.name != "add":
            raise NotFound("contact")
        kind = old.kind if old else fields.get("kind", "")
        try:
            await run(
                self,
                correct_contact,
                contact_id=old.id if old else None,
                agency_id=view.id,
                kind=kind,
                value=fields.get("value", ""),
                reason=fields.get("reason", ""),
                version=whole_number(fields, "version") if old else None,
            )
        except ChangedElsewhere as newer:
            return await self._say_newer(newer, {**fields, "kind": kind})
        said = "The contact is corrected." if old else "The contact is added."
        return await self._saved("contacts", said)

    @action(Permission.CARE_FOR_AGENCIES)
    async def remove(self, form: dict[str, Any]) -> Any:
        """Take a contact away; it stays in the history."""
        fields = typed(form)
        view = self._of(whole_number(fields, "agency"))
        if self._pressed("remove", fields):
            return None
        old = self._contact_of_form("remove")
        if old is None:
            raise NotFound("contact")
        try:
            await run(
                self,
                remove_contact,
                contact_id=old.id,
                agency_id=view.id,
                reason=fields.get("reason", ""),
                version=whole_number(fields, "version") or 0,
            )
        except ChangedElsewhere as newer:
            return await self._say_newer(newer, fields)
        return await self._saved("contacts", "The contact is removed.")

    @action(Permission.CARE_FOR_AGENCIES)
    async def add_day(self, form: dict[str, Any]) -> Any:
        """Enter a day on which the agency is closed, or open against the calendar."""
        fields = typed(form)
        view = self._of(whole_number(fields, "agency"))
        if self._pressed("day", fields):
            return None
        if self._open.name != "day":
            raise NotFound("form")
        await run(
            self,
            add_closure,
            agency_id=view.id,
            on=fields.get("on", ""),
            is_open=fields.get("opens") == "open",
            reason=fields.get("reason", ""),
        )
        return await self._saved("days", "The day is entered. Open deadlines follow it.")

    @action(Permission.CARE_FOR_AGENCIES)
    async def take_day_back(self, form: dict[str, Any]) -> Any:
        """Remove a day; open deadlines follow at once."""
        fields = typed(form)
        view = self._of(whole_number(fields, "agency"))
        if self._pressed("take back", fields):
            return None
        if self._open.name != "take_back":
            raise NotFound("day")
        await run(
            self,
            remove_closure,
            agency_id=view.id,
            closure_id=self._open.about,
            reason=fields.get("reason", ""),
        )
        return await self._saved("days", "The day is removed. Open deadlines follow.")

    @action(Permission.CARE_FOR_AGENCIES)
    async def change_hours(self, form: dict[str, Any]) -> Any:
        """Enter when the agency's office closes; open deadlines follow at once."""
        fields = typed(form)
        view = self._of(whole_number(fields, "agency"))
        if self._pressed("hours", fields):
            return None
        if self._open.name != "hours":
            raise NotFound("form")
        try:
            await run(
                self,
                change_closing_time,
                agency_id=view.id,
                closes_at=fields.get("closes_at", ""),
                closed_at=fields.get("closed_at", ""),
                reason=fields.get("reason", ""),
            )
        except ChangedElsewhere as newer:
            return await self._say_new_hours(newer, fields)
        return await self._saved("days", "The closing time is changed. Open deadlines follow.")

    def _show(self, view: AgencyView) -> None:
        self.view = view
        self.lead = lead_words(view)
        self.above = f"{view.kind_name} · {view.place} · {view.law_name} law"
        self.address = agency_href(view.slug)
        self.has_letters = view.law in laws_with_letters()

    def _shown(self) -> AgencyView:
        if self.view is None:
            raise NotFound("agency")
        return self.view

    def _of(self, agency_id: object) -> AgencyView:
        """The agency on the screen; anything that was meant for another one finds nothing."""
        view = self._shown()
        if view.id != agency_id:
            raise NotFound("agency")
        return view

    def _contact_of_form(self, name: str) -> ContactView | None:
        if self._open.name != name:
            return None
        return next((one for one in self._shown().contacts if one.id == self._open.about), None)

    def _open_form(self, form: OpenForm) -> None:
        self._open, self.form = form, form.place
        self.attempt, self.stale = 0, ""
        if form.name:
            self._last_press = ""
        old = self._contact_of_form("correct")
        self.start = {
            "value": old.value if old else "",
            "kind": "email",
            "reason": "",
            "closes_at": self._shown().closes_at,
        }

    def _pressed(self, button: str, fields: dict[str, str]) -> bool:
        """Count the press of a button; True for the second half of a double press."""
        press = repr((button, sorted(fields.items())))
        if self._last_press == press:
            return True
        self.attempt += 1
        self._press = press
        return False

    async def _say_newer(self, newer: ChangedElsewhere, fields: dict[str, str]) -> Any:
        """Show what somebody else saved, and keep what was typed here."""
        view = await run(self, agency_page, self._shown().slug)
        self._show(view)
        self.start = {**self.start, **fields}
        at = time_words(newer.at)
        if any(one.id == self._open.about for one in view.contacts):
            self.stale = (
                f"{newer.by} changed this contact at {at}. What you typed is still here: look at "
                "theirs above, then press the button again if yours still holds."
            )
        elif self._open.name == "correct":
            self._open = OpenForm("add")
            self.form = self._open.place
            self.stale = (
                f"{newer.by} removed this contact at {at}. What you typed is still here: add it as "
                "a new contact if it still holds."
            )
        else:
            await flash(self, f"{newer.by} removed this contact already, at {at}.", on=self.address)
            return rx.redirect(self.address, replace=True)
        return None

    async def _say_new_hours(self, newer: ChangedElsewhere, fields: dict[str, str]) -> None:
        """Show the closing time that somebody else entered, and keep what was typed here."""
        self._show(await run(self, agency_page, self._shown().slug))
        self.start = {**self.start, **fields}
        self.stale = (
            f"{newer.by} changed the closing time at {time_words(newer.at)}: it is "
            f"{self._shown().closes} now. Press the button again if yours still holds."
        )

    async def _saved(self, where: str, said: str) -> Any:
        self._last_press = self._press
        self.done, self.done_in, self._leaving = self.done + 1, where, True
        await flash(self, said, on=self.address)
        return rx.redirect(self.address, replace=True)


def _are_numbers(*values: object) -> bool:
    return all(isinstance(value, int) and not isinstance(value, bool) for value in values)
