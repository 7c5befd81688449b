"""What the list of agencies holds: one look at what the address asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.agencies import add_agency, list_agencies
from records_app.office.agency_views import AgencyFilter, AgencyPage, agency_href
from records_app.web.guard import action
from records_app.web.pages.agencies_address import AGENCIES, address_of, filter_in, page_in
from records_app.web.run import FormProblems, flash, run

_SIGNED = "signed"


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """One filter that is on, and the address of the list without it."""

    words: str
    href: str


class AgenciesState(FormProblems, rx.State):
    """One look at the list. Everything here comes from the address and the database."""

    found: AgencyPage | None = None
    count: str = ""
    signed: str = ""
    pages: str = ""
    previous: str = ""
    following: str = ""
    active: list[ActiveFilter] = []  # noqa: RUF012 - a State var; Reflex copies the default
    chosen: dict[str, str] = {}  # noqa: RUF012
    address: str = AGENCIES
    attempt: int = 0

    @action(Permission.SEE)
    async def load(self) -> None:
        """Show the agencies that the address asks for."""
        query = dict(self.router.url.query_parameters)
        wanted = filter_in(query)
        found = await run(self, list_agencies, wanted, page_in(query))
        with_agreement = replace(wanted, g287=_SIGNED)
        signed = found if wanted.g287 else await run(self, list_agencies, with_agreement)
        self.found = found
        self.count = _count_words(found.total, narrowed=wanted.narrows)
        self.signed = "" if wanted.g287 else _signed_words(signed.total, found.total)
        self.pages = f"Page {found.page} of {found.pages}" if found.pages > 1 else ""
        self.previous = address_of(wanted, found.page - 1) if found.page > 1 else ""
        self.following = address_of(wanted, found.page + 1) if found.page < found.pages else ""
        self.active = list(_active(found))
        self.chosen = {
            "text": wanted.text,
            "county": wanted.county,
            "kind": wanted.kind,
            "g287": wanted.g287,
            "law": wanted.law,
        }
        self.address = address_of(wanted)
        self.attempt = 0

    @action(Permission.SEE)
    async def narrow(self, form: dict[str, Any]) -> Any:
        """Go to the address of the list with the filter that was chosen."""
        return rx.redirect(address_of(filter_in(form if isinstance(form, dict) else {})))

    @action(Permission.CARE_FOR_AGENCIES)
    async def add(self, form: dict[str, Any]) -> Any:
        """Put an agency into the directory that it does not have, and go to its page."""
        self.attempt += 1
        slug = await run(self, add_agency, form if isinstance(form, dict) else {})
        there = agency_href(slug)
        await flash(self, "The agency is added. Now add how it can be reached.", on=there)
        return rx.redirect(there)


def _count_words(total: int, *, narrowed: bool) -> str:
    if not total:
        return ""
    noun = "agency" if total == 1 else "agencies"
    if not narrowed:
        return f"{total:,} {noun}."
    return f"{total:,} {noun} {'fits' if total == 1 else 'fit'}."


def _signed_words(signed: int, total: int) -> str:
    if not total:
        return ""
    if not signed:
        return "None has signed a 287(g) agreement that we know of."
    if signed == total == 1:
        return "It has signed a 287(g) agreement."
    return f"{signed:,} {'has' if signed == 1 else 'have'} signed a 287(g) agreement."


def _active(found: AgencyPage) -> Iterator[ActiveFilter]:
    wanted = found.filter
    if wanted.text:
        yield ActiveFilter(f"“{wanted.text}”", address_of(replace(wanted, text="")))
    lists = (
        ("county", wanted.county, found.counties),
        ("kind", wanted.kind, found.kinds),
        ("g287", wanted.g287, found.standings),
        ("law", wanted.law, found.laws),
    )
    for name, value, choices in lists:
        if value:
            words = next((one.label for one in choices if one.value == value), value)
            without: AgencyFilter = replace(wanted, **{name: ""})
            yield ActiveFilter(words, address_of(without))
