"""Whether a batch makes us a recurrent requester of a public body in Illinois.

5 ILCS 140/2(g) counts what one person asked of the same public body in the twelve months before a
request: 50 requests, or 15 within 30 days, or 7 within 7 days. Every office of a body counts for
it, and every request of ours counts, also those that the person who looks may not see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.directory.branches import branch_of
from records_app.store.agencies import all_agencies
from records_app.store.campaign_asked import Asked, asked_since
from records_app.store.campaigns import MemberOf

_ILLINOIS = "us-il"
_WITHIN = ((7, 7), (15, 30))
_IN_A_YEAR = 50


def recurrent_of(
    session: Session, actor: Actor, members: Sequence[MemberOf], today: date
) -> dict[int, str]:
    """What is reached, such as "7 or more requests within 7 days", by the id of the agency.

    ``members`` are the agencies of a batch that goes out today, of whatever law.
    """
    batch = [one.agency for one in members if one.agency.law == _ILLINOIS]
    if not batch:
        return {}
    bodies: dict[str, list[int]] = {}
    for agency in all_agencies(session, _ILLINOIS):
        bodies.setdefault(_body(agency.name, agency.slug), []).append(agency.id or 0)
    wanted = {_body(agency.name, agency.slug) for agency in batch}
    ids = [each for body in wanted for each in bodies[body]]
    asked = _days(asked_since(session, actor, ids, year_before(today)))
    in_batch = {agency.id for agency in batch}
    found: dict[int, str] = {}
    for body in wanted:
        days = [day for each in bodies[body] for day in asked.get(each, ())]
        now = [each for each in bodies[body] if each in in_batch]
        if words := reached([*days, *[today] * len(now)], today):
            found |= dict.fromkeys(now, words)
    return found


def reached(days: Sequence[date], today: date) -> str:
    """Which of the three counts these days of requests reach, up to today; "" for none."""
    recent = sorted(day for day in days if year_before(today) <= day <= today)
    for least, span in _WITHIN:
        if _most_within(recent, timedelta(days=span)) >= least:
            return f"{least} or more requests within {span} days"
    if len(recent) >= _IN_A_YEAR:
        return f"{_IN_A_YEAR} or more requests within 12 months"
    return ""


def year_before(day: date) -> date:
    """The same date of the year before, which is still within twelve months."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def warning(words: str) -> str:
    """The sentence at one letter."""
    return (
        f"With this batch, this public body has {words} from us. Illinois may then treat us as a "
        "recurrent requester, with 21 business days to answer (5 ILCS 140/2(g) and 3.2). Better "
        "ask for several things in one request."
    )


def notices(names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """One sentence for each count that is reached, from the names of the agencies that reach it."""
    return tuple(
        f"With this batch, {_some(agencies)} {'has' if len(agencies) == 1 else 'have'} {words} "
        "from us. Illinois may then treat us as a recurrent requester, with 21 business days to "
        "answer (5 ILCS 140/2(g) and 3.2). Better ask for several things in one request, or leave "
        f"{'it' if len(agencies) == 1 else 'them'} out."
        for words, agencies in names.items()
    )


def _some(names: Sequence[str]) -> str:
    if len(names) <= 4:
        return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    return f"{', '.join(names[:3])} and {len(names) - 3:,} other agencies"


def _most_within(days: Sequence[date], span: timedelta) -> int:
    """The most of these days, in order, that lie within one span."""
    counts = (sum(1 for day in days[at:] if day < first + span) for at, first in enumerate(days))
    return max(counts, default=0)


def _body(name: str, slug: str) -> str:
    return branch_of(name) or slug


def _days(asked: Iterable[Asked]) -> dict[int, list[date]]:
    found: dict[int, list[date]] = {}
    for one in asked:
        found.setdefault(one.agency_id, []).append(one.on)
    return found
