"""Agencies to choose from while somebody types whom to ask."""

from __future__ import annotations

from dataclasses import dataclass

from records_app.casework.people import Actor
from records_app.office.agencies import found_agency, words_of
from records_app.office.agency_views import FoundAgency
from records_app.store.agencies import best_matches
from records_app.store.database import Store
from records_app.store.groups import limits_of

_ENOUGH = 200


@dataclass(frozen=True, slots=True)
class Offered:
    """The agencies that fit, best first, and in words what is wrong or left out."""

    agencies: tuple[FoundAgency, ...]
    words: str


def agencies_to_ask(store: Store, actor: Actor, text: str, *, limit: int) -> Offered:
    """The agencies that fit what was typed and that the actor may write to, at most ``limit``."""
    words = words_of(text)
    if not words:
        return Offered((), "")
    with store.reading() as session:
        fitting = best_matches(session, words, "", _ENOUGH)
        limits = limits_of(session, [one.id or 0 for one in fitting])
        kept = {each for each, limit in limits.items() if not limit.lets(actor.id)}
        found = [one for one in fitting if one.id not in kept]
        offered = tuple(found_agency(one) for one in found[:limit])
    said = [_found_words(len(found), limit)] if found or not kept else []
    if kept:
        agencies = "1 agency that fits is" if len(kept) == 1 else f"{len(kept)} that fit are"
        said.append(f"{agencies} for a group that you are not in.")
    return Offered(offered, " ".join(said))


def _found_words(count: int, limit: int) -> str:
    if not count:
        return (
            "No agency found. Try fewer letters, the city or the county. Not there at all? Staff "
            "can add it at the end of the page Agencies."
        )
    if count > limit:
        return f"The first {limit} that fit. Write more to narrow them down."
    return "1 agency found." if count == 1 else f"{count} agencies found."
