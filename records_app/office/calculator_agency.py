"""One agency's own days for the calculator; only for people of the office."""

from __future__ import annotations

from dataclasses import dataclass

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.law.agency_days import AgencyDays
from records_app.law.day_words import clock_time
from records_app.office.refusals import NotAllowed, NotFound
from records_app.store.agencies import find_agency
from records_app.store.database import Store
from records_app.store.requests import days_of_agency


@dataclass(frozen=True, slots=True)
class CalculatorAgency:
    """An agency whose closures and closing hour count. ``words`` says what they are."""

    slug: str
    name: str
    law: str
    days: AgencyDays
    words: str


def agency_for_calculator(store: Store, actor: Actor, slug: str) -> CalculatorAgency:
    """The agency with this slug. Raises NotAllowed or NotFound."""
    if not may(actor, Permission.SEE):
        raise NotAllowed(Permission.SEE.value)
    with store.reading() as session:
        row = find_agency(session, slug)
        if row is None:
            raise NotFound("agency")
        days = days_of_agency(session, row.id)
        return CalculatorAgency(row.slug, row.name, row.law, days, _words(days))


def _words(days: AgencyDays) -> str:
    """``Office hours end at 4:30 PM; closed on 2 days of its own.``"""
    parts = [f"Office hours end at {clock_time(days.closes_at)}"]
    for what, own in (("closed", days.closed), ("open", days.open)):
        if own:
            parts.append(f"{what} on {len(own)} {'day' if len(own) == 1 else 'days'} of its own")
    return "; ".join(parts) + "."
