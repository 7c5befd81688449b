"""Looking agencies up: while typing, as a list, and one by one."""

from __future__ import annotations

from datetime import date

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.directory.records import Standing287g
from records_app.directory.search_keys import search_key
from records_app.office.agency_adding import add_agency
from records_app.office.agency_closures import add_closure, change_closing_time, remove_closure
from records_app.office.agency_contacts import confirm_contact, correct_contact, remove_contact
from records_app.office.agency_details import agency_view
from records_app.office.agency_views import (
    AgencyFilter,
    AgencyPage,
    AgencyRow,
    AgencyView,
    FilterChoice,
    FoundAgency,
    agency_href,
)
from records_app.office.agency_words import (
    LAW_NAMES,
    STATE_NAMES,
    kind_name,
    place_words,
    standing_287g_name,
)
from records_app.office.refusals import NotAllowed, NotFound
from records_app.store import agencies as store_agencies
from records_app.store.agencies import PAGE_SIZE, AgencyNarrowing, Words
from records_app.store.database import Store
from records_app.store.tables_agencies import Agency

__all__ = [
    "add_agency",
    "add_closure",
    "agency_page",
    "all_agencies",
    "change_closing_time",
    "confirm_contact",
    "correct_contact",
    "found_agency",
    "known_laws",
    "list_agencies",
    "remove_closure",
    "remove_contact",
    "search_agencies",
    "words_of",
]

_MOST_TEXT = 200
_MOST_WORDS = 8
_SHORT = {"pd": ("police",), "so": ("sheriff",), "mt": ("mount",), "dept": ("department",)}


def search_agencies(
    store: Store, text: str, *, law: str | None = None, limit: int = 8
) -> tuple[FoundAgency, ...]:
    """The agencies that fit what was typed so far, best first; none for an empty text.

    Every word must begin a word of the name, another name, the city or the county.
    """
    words = words_of(text)
    if not words:
        return ()
    with store.reading() as session:
        rows = store_agencies.best_matches(session, words, law or "", max(1, min(limit, 50)))
        return tuple(found_agency(row) for row in rows)


def list_agencies(store: Store, actor: Actor, wanted: AgencyFilter, page: int = 1) -> AgencyPage:
    """One page of 25 agencies; a page behind the last one gives the last one."""
    _must_see(actor)
    narrowing = _narrowing(wanted)
    with store.reading() as session:
        page = max(1, min(page, 100_000))
        found = store_agencies.page_of_agencies(session, actor, narrowing, page)
        pages = max(1, -(-found.total // PAGE_SIZE))
        if page > pages:
            page = pages
            found = store_agencies.page_of_agencies(session, actor, narrowing, page)
        return AgencyPage(
            rows=tuple(_row(row, found.requests.get(row.id or 0, 0)) for row in found.rows),
            total=found.total,
            page=page,
            pages=pages,
            counties=tuple(
                _county_choice(county, state)
                for county, state in store_agencies.counties_there_are(session)
            ),
            kinds=_sorted_choices(
                {k: kind_name(k) for k in store_agencies.kinds_there_are(session)}
            ),
            standings=tuple(
                FilterChoice(s.value, standing_287g_name(s.value)) for s in Standing287g
            ),
            laws=tuple(
                FilterChoice(code, LAW_NAMES.get(code, code))
                for code in store_agencies.laws_there_are(session)
            ),
            filter=wanted,
            may_add=may(actor, Permission.CARE_FOR_AGENCIES),
        )


def agency_page(store: Store, actor: Actor, agency: int | str, today: date) -> AgencyView:
    """Everything about one agency, by id or slug. Raises NotFound for a wrong one."""
    _must_see(actor)
    with store.reading() as session:
        row = store_agencies.find_agency(session, agency)
        if row is None:
            raise NotFound("agency")
        return agency_view(session, actor, row, today)


def all_agencies(store: Store, law: str = "") -> tuple[FoundAgency, ...]:
    """Every agency by name, or those under one law: for the terminal."""
    with store.reading() as session:
        return tuple(found_agency(row) for row in store_agencies.all_agencies(session, law))


def known_laws(store: Store) -> tuple[str, ...]:
    """The laws that some agency is under."""
    with store.reading() as session:
        return tuple(store_agencies.laws_there_are(session))


def words_of(text: str) -> Words:
    """The words to look for, each in its spellings; the last may be unfinished ("sai")."""
    words = search_key(text[:_MOST_TEXT]).split()[:_MOST_WORDS]
    return tuple(_spellings(word) for word in words)


def _spellings(word: str) -> tuple[str, ...]:
    found = [word, *_SHORT.get(word, ())]
    # The search column has "st" and "ste"; somebody may still be typing "Saint" or "Sainte".
    if len(word) > 1 and "sainte".startswith(word):
        found.append("st")
    return tuple(dict.fromkeys(found))


def _must_see(actor: Actor) -> None:
    if not may(actor, Permission.SEE):
        raise NotAllowed(Permission.SEE.value)


def _narrowing(wanted: AgencyFilter) -> AgencyNarrowing:
    county, comma, state = wanted.county.rpartition(", ")
    if not comma:
        county, state = wanted.county, "MO" if wanted.county else ""
    return AgencyNarrowing(
        words=words_of(wanted.text),
        county=county,
        state=state,
        kind=wanted.kind,
        g287=wanted.g287,
        law=wanted.law,
    )


def _county_choice(county: str, state: str) -> FilterChoice:
    if state == "MO":
        return FilterChoice(county, county)
    return FilterChoice(f"{county}, {state}", f"{county}, {STATE_NAMES.get(state, state)}")


def _sorted_choices(names: dict[str, str]) -> tuple[FilterChoice, ...]:
    return tuple(FilterChoice(v, n) for v, n in sorted(names.items(), key=lambda item: item[1]))


def found_agency(row: Agency) -> FoundAgency:
    """One agency as the lists of those found show it."""
    return FoundAgency(
        id=row.id or 0,
        slug=row.slug,
        name=row.name,
        place=place_words(row.city, row.county, row.state),
        city=row.city,
        county=row.county,
        state=row.state,
        kind=row.kind,
        kind_name=kind_name(row.kind),
        law=row.law,
        g287=row.g287,
        g287_name=standing_287g_name(row.g287),
    )


def _row(row: Agency, requests: int) -> AgencyRow:
    return AgencyRow(
        id=row.id or 0,
        slug=row.slug,
        name=row.name,
        place=place_words(row.city, row.county, row.state),
        kind=row.kind,
        kind_name=kind_name(row.kind),
        law=row.law,
        g287=row.g287,
        g287_name=standing_287g_name(row.g287),
        requests=requests,
        href=agency_href(row.slug),
    )
