"""What the calculator holds: one question out of the address, and its answer."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.law.statute import known_laws
from records_app.letters.request_form import FieldError
from records_app.office.agencies import search_agencies
from records_app.office.agency_views import FoundAgency
from records_app.office.calculating import HOME_LAW, calculate
from records_app.office.calculating_view import Calculation
from records_app.web.guard import action
from records_app.web.house import clock, house
from records_app.web.pages.calculator.address import (
    address_of,
    fields_in,
    sign_in_address,
    year_address,
)
from records_app.web.pages.calculator.own_days import OwnDays, count_stranger, own_days
from records_app.web.policy import Anybody
from records_app.web.run import current_actor

_MOST_SENT = 5
_MOST_FOUND = 6
_MOST_TYPED = 100


@dataclass(frozen=True, slots=True)
class AgencyOffer:
    """An agency to choose, and the address of the same question with its days."""

    name: str
    place: str
    href: str


class CalculatorState(rx.State):
    """One question and its answer. Nothing is kept: both come from the address each time.

    ``drawn`` counts up when the fields must show another address than the one they led to, such as
    after the browser's Back button; otherwise they are left as the person has them.
    """

    shown: Calculation | None = None
    wrong: dict[str, str] = {}  # noqa: RUF012 - a State var; Reflex copies the default
    faults: list[FieldError] = []  # noqa: RUF012
    attempt: int = 0
    drawn: int = 0
    year_table: str = ""
    signed_in: bool = False
    agency: str = ""
    agency_name: str = ""
    agency_words: str = ""
    without_agency: str = ""
    ignored: str = ""
    sign_in: str = ""
    offers: list[AgencyOffer] = []  # noqa: RUF012
    offers_words: str = ""

    _sent: tuple[str, ...] = ()
    _address: str = ""
    _pressed: bool = False

    async def _show(self, fields: dict[str, str]) -> None:
        """Answer the question; an agency counts only for people of the office."""
        law_code = fields.get("law", HOME_LAW)
        own = await own_days(self, fields.get("agency", ""), law_code)
        asked = {name: value for name, value in fields.items() if name != "agency"}
        _, today = clock()
        found = calculate(asked, today=today, agency=own.days, agency_name=own.name)
        if own.wrong and not found.hint:
            problem = FieldError("agency", "Agency", own.wrong)
            found = replace(found, errors=(*found.errors, problem), result=None)
        self.shown = found
        self.faults = list(found.errors)
        self.wrong = {error.field: error.message for error in found.errors}
        self._show_agency(own, fields)
        self.signed_in = current_actor.get() is not None
        self.year_table = year_address(found.law, "", self.agency if own.agency else "")
        self._address = address_of(fields)
        self.attempt = self.attempt + 1 if self._pressed and found.errors else 0
        self._pressed = False

    def _show_agency(self, own: OwnDays, fields: dict[str, str]) -> None:
        self.agency = own.agency.slug if own.agency else ""
        self.agency_name = own.name
        self.agency_words = own.agency.words if own.agency else ""
        without = {name: value for name, value in fields.items() if name != "agency"}
        self.without_agency = address_of(without)
        self.ignored = own.ignored
        self.sign_in = sign_in_address(address_of(fields)) if own.ignored else ""
        self.offers, self.offers_words = [], ""

    @action(Anybody.PUBLIC)
    async def calculate(self) -> None:
        """Answer what the address asks."""
        count_stranger(self)
        fields = fields_in(dict(self.router.url.query_parameters))
        address = address_of(fields)
        if address in self._sent:
            self._sent = self._sent[self._sent.index(address) + 1 :]
        else:
            self._sent = ()
            # After a reload the new fields show this very address; a choice made meanwhile stays.
            self.drawn += address != self._address
        await self._show(fields)

    @action(Anybody.PUBLIC)
    async def choose(self, form: dict[str, Any]) -> Any:
        """Go to the address of what the form asks; stay where the address would be the same."""
        count_stranger(self)
        fields = fields_in(form)
        by_button = _is_by_button(form)
        address = address_of(fields)
        self._pressed = by_button
        if address == self._address:
            await self._show(fields)
            return None
        self._sent = (*self._sent, address)[-_MOST_SENT:]
        return rx.redirect(address, replace=not by_button)

    @action(Permission.SEE)
    async def find_agency(self, text: str) -> None:
        """Offer agencies that fit what was typed, each with the address that counts its days."""
        typed = text[:_MOST_TYPED] if isinstance(text, str) else ""
        found = await asyncio.to_thread(search_agencies, house().store, typed, limit=_MOST_FOUND)
        fields = fields_in(dict(self.router.url.query_parameters))
        self.offers = [_offer(one, fields) for one in found if one.law in known_laws()]
        self.offers_words = _offers_words(typed, len(self.offers))


def _offer(found: FoundAgency, fields: dict[str, str]) -> AgencyOffer:
    """The same question with this agency; under another law it is asked of that law."""
    same = fields.get("law", HOME_LAW) == found.law
    asked = fields if same else {name: fields[name] for name in ("start",) if name in fields}
    href = address_of({**asked, "law": found.law, "agency": found.slug})
    return AgencyOffer(found.name, found.place, href)


def _offers_words(typed: str, count: int) -> str:
    if not typed.strip():
        return ""
    if not count:
        return "No agency fits."
    return f"{count} {'agency fits' if count == 1 else 'agencies fit'}."


def _is_by_button(form: object) -> bool:
    """Whether the button was pressed; a choice from a list sends the form as well."""
    return isinstance(form, dict) and form.get("by") != "choice"
