"""Whose days count: nobody's, or those of the agency in the address, for people of the office."""

from __future__ import annotations

from dataclasses import dataclass

import reflex as rx

from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.law.statute import law
from records_app.office.calculator_agency import CalculatorAgency, agency_for_calculator
from records_app.office.refusals import NotFound
from records_app.web.house import house
from records_app.web.run import current_actor, run
from records_app.web.stranger_limit import StrangerLimit

FOR_THE_OFFICE = "The days of single agencies are for people of the office. Sign in to count them."


@dataclass(frozen=True, slots=True)
class OwnDays:
    """The agency that counts, if any; ``ignored`` says that one was named and is not counted."""

    agency: CalculatorAgency | None = None
    wrong: str = ""
    ignored: str = ""

    @property
    def days(self) -> AgencyDays:
        """The days to compute with."""
        return self.agency.days if self.agency else STANDARD_DAYS

    @property
    def name(self) -> str:
        """The agency's name, or nothing."""
        return self.agency.name if self.agency else ""


def count_stranger(state: rx.State) -> None:
    """Raise ``TooOften`` for a stranger who asks too often; people of the office may."""
    if current_actor.get() is None:
        limit: StrangerLimit = house().strangers
        limit.count(state.router.session.client_ip or "unknown")


async def own_days(state: rx.State, slug: str, law_code: str) -> OwnDays:
    """The days of the agency with this slug. A stranger learns nothing, not even whether it is."""
    if not slug:
        return OwnDays()
    if current_actor.get() is None:
        return OwnDays(ignored=FOR_THE_OFFICE)
    try:
        agency = await run(state, agency_for_calculator, slug)
    except NotFound:
        return OwnDays(wrong="There is no such agency. Choose one, or leave it empty.")
    if agency.law != law_code:
        theirs = law(agency.law).name
        return OwnDays(wrong=f"{agency.name} is under the {theirs}, not the law chosen above.")
    return OwnDays(agency)
