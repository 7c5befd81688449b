"""Agencies off a list that somebody pastes: one name a line, and every line is accounted for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from records_app.casework.people import Actor
from records_app.letters.request_form import FieldError
from records_app.office.agency_words import place_words
from records_app.office.campaigns.choosing import MOST_AGENCIES, kept_for, kept_from, put_in
from records_app.office.campaigns.own import changeable
from records_app.office.campaigns.views import Added, Offer, PastedLine
from records_app.office.importing.agency_names import AgencyNames, Match
from records_app.office.refusals import Refused
from records_app.store.agencies import all_agencies
from records_app.store.database import Store
from records_app.store.groups import Limit
from records_app.store.tables_agencies import Agency

_MOST_CHARACTERS = 400_000
_LONGEST_LINE = 300
_MOST_SHOWN = 100


def add_pasted(
    store: Store, actor: Actor, campaign_id: int, pasted: object, *, now: datetime
) -> Added:
    """Add the agency that each line names beyond doubt; offer what the others may mean.

    Raises ``Refused`` for an empty list and for one that is too long.
    """
    lines = _lines(pasted)
    with store.reading() as session:
        agencies = {agency.id or 0: agency for agency in all_agencies(session)}
        kept = kept_from(session, actor, agencies)
    names = AgencyNames(agencies.values())
    sure: list[int] = []
    unsure: list[PastedLine] = []
    count = 0
    for number, text in lines:
        match = names.match(text)
        if match.sure and match.sure not in kept:
            sure.append(match.sure)
            continue
        count += 1
        if count <= _MOST_SHOWN:
            unsure.append(_line(number, text, match, agencies, kept))
    with store.transaction() as session:
        changeable(session, actor, campaign_id, now)
        words = put_in(session, campaign_id, sure)
    more = f"{count - _MOST_SHOWN:,} more lines are not sure." if count > _MOST_SHOWN else ""
    return Added(words, tuple(unsure), more)


def _lines(pasted: object) -> list[tuple[int, str]]:
    if not isinstance(pasted, str) or not pasted.strip():
        _refuse("Paste at least one name, each on a line of its own.")
    text = str(pasted)
    if len(text) > _MOST_CHARACTERS:
        _refuse(f"This has {len(text):,} characters. At most {_MOST_CHARACTERS:,} are read.")
    found = [(at, " ".join(line.split())) for at, line in enumerate(text.splitlines(), 1)]
    found = [(at, line[:_LONGEST_LINE]) for at, line in found if line]
    if len(found) > MOST_AGENCIES:
        _refuse(f"These are {len(found):,} lines. At most {MOST_AGENCIES:,} are read.")
    return found


def _refuse(why: str) -> None:
    raise Refused((FieldError("pasted", "List of names", why),))


def _line(
    number: int,
    text: str,
    match: Match,
    agencies: dict[int, Agency],
    kept: Mapping[int, Limit],
) -> PastedLine:
    if match.sure:
        return PastedLine(number, text, kept_for(kept[match.sure]), ())
    offers = tuple(_offer(agencies[each]) for each in match.offered if each not in kept)
    words = "It may be one of these:" if offers else "No agency has a name like this."
    return PastedLine(number, text, words, offers)


def _offer(agency: Agency) -> Offer:
    return Offer(agency.id or 0, agency.name, place_words(agency.city, agency.county, agency.state))
