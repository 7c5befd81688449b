"""A look at one agency of a campaign: whether its letter is ready, and what to know first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.subjects import Subject
from records_app.letters.request_form import FieldError, read_form
from records_app.office.campaigns.own import form_for
from records_app.office.campaigns.recurrent import recurrent_of, warning
from records_app.office.correspondents import addressee_of, agreements_of, sender_of, ways_to_send
from records_app.office.draft_form import bounded
from records_app.office.drafting import law_of, not_for
from records_app.office.missouri_time import missouri_day, near_day
from records_app.office.wording_paper import Paper, paper_of
from records_app.store.campaign_asked import Asked, asked_since
from records_app.store.campaigns import MemberOf, files_of
from records_app.store.requests import office_row
from records_app.store.tables_campaigns import Campaign

_SAME = timedelta(days=30)
_WAYS = {
    "email": "E-mail",
    "portal": "Portal",
    "post": "Post",
    "fax": "Fax",
    "hand": "By hand",
}
_LACKS = {"email": "no e-mail address known", "post": "no postal address known"}
_NO_WAY = "We know no way to send it: no e-mail, no portal and no postal address."
_MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at one agency's letter found. ``recurrent`` is what Illinois counts, or ""."""

    errors: tuple[FieldError, ...]
    warnings: tuple[str, ...]
    way: str
    recurrent: str = ""


def looks_of(
    session: Session,
    actor: Actor,
    campaign: Campaign,
    members: Sequence[MemberOf],
    now: datetime,
    *,
    batch: Sequence[MemberOf] = (),
) -> dict[int, Look]:
    """A look at each of these agencies of a campaign by the id of the member.

    ``batch`` is everybody who gets a letter together with them; empty: they are the batch.
    Agencies that are left out or approved need no look and should not be among either.
    """
    today = missouri_day(now)
    files = files_of(session, [one.agency for one in members])
    office = office_row(session)
    asked = _by_agency(asked_since(session, actor, list(files), today - _SAME))
    reached = recurrent_of(session, actor, batch or members, today)
    papers: dict[str, Paper] = {}
    found: dict[int, Look] = {}
    for one in members:
        file = files[one.member.agency_id]
        form = bounded(form_for(campaign.form, one.member.form, one.member.agency_id))
        ways = ways_to_send(file)
        law = law_of(file)
        if law not in papers:
            papers[law] = paper_of(session, law)
        result = read_form(
            form,
            to=addressee_of(file),
            sender=sender_of(office, actor.name),
            dated=today,
            law=law,
            delivery=ways[0] if ways else None,
            agreements=agreements_of(file),
            lists=papers[law].lists,
        )
        recurrent = reached.get(one.member.agency_id, "")
        warnings = (
            *([] if ways else [_NO_WAY]),
            *_asked_before(asked.get(one.member.agency_id, ()), form["subjects"]),
            *([warning(recurrent)] if recurrent else []),
        )
        errors = (*not_for(file, actor), *result.errors)
        found[one.member.id or 0] = Look(errors, warnings, _way_words(ways), recurrent)
    return found


def _way_words(ways: Sequence[str]) -> str:
    if not ways:
        return "No way known"
    lacks = [words for way, words in _LACKS.items() if way not in ways]
    return f"{_WAYS[ways[0]]} ({', '.join(lacks)})" if lacks else _WAYS[ways[0]]


def _asked_before(asked: Iterable[Asked], subjects: Iterable[str]) -> Iterable[str]:
    wanted = set(subjects)
    same = [one for one in asked if one.seen and wanted & one.subjects]
    if not same:
        return
    shared = wanted & frozenset().union(*(one.subjects for one in same))
    about = ", ".join(each.label for each in Subject if each.value in shared)
    newest = sorted(same, key=lambda one: (one.on, one.number), reverse=True)
    named = ", ".join(one.number for one in newest[:_MOST_NAMED])
    rest = f" and {len(newest) - _MOST_NAMED} more" if len(newest) > _MOST_NAMED else ""
    last = "Asked" if len(newest) == 1 else f"Asked {len(newest)} times, last"
    yield f"{last} on {near_day(newest[0].on)} about the same ({about}): {named}{rest}."


def _by_agency(asked: Iterable[Asked]) -> Mapping[int, list[Asked]]:
    found: dict[int, list[Asked]] = {}
    for one in asked:
        found.setdefault(one.agency_id, []).append(one)
    return found
