"""What the desk can be narrowed to, as conditions on requests; and how many are whose."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select

from records_app.casework.people import Actor
from records_app.casework.standing import Stage
from records_app.store.tables_agencies import Agency
from records_app.store.tables_campaigns import CampaignAgency
from records_app.store.tables_people import Person
from records_app.store.tables_requests import Request, RequestSubject
from records_app.store.tables_watching import Watch
from records_app.store.visibility import is_visible_to
from records_app.store.watching import can_care

COUNT_LIMIT = 1_001

_request: Any = Request
_agency: Any = Agency
_subject: Any = RequestSubject
_person: Any = Person
_member: Any = CampaignAgency
_watch: Any = Watch
_DRAFT = Stage.DRAFT.value
_OPEN = tuple(stage.value for stage in Stage if stage not in (Stage.DRAFT, Stage.CLOSED))


class Whose(StrEnum):
    """Whose requests to show: in my care or my drafts, in nobody's, or those I watch."""

    MINE = "mine"
    NOBODYS = "nobodys"
    WATCHED = "watched"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the person filters by; None and empty mean everything.

    ``text`` is looked for in numbers; ``words``, in the spelling of ``Agency.search_key``, all
    have to stand in the agency's.
    """

    standing: str = ""
    county: str = ""
    agency_id: int | None = None
    subject: str = ""
    person_id: int | None = None
    campaign_id: int | None = None
    text: str = ""
    words: tuple[str, ...] = ()
    whose: Whose | None = None


def conditions_of(narrowing: Narrowing, actor: Actor) -> list[ColumnElement[bool]]:
    """Every condition of a filter. Visibility is not among them."""
    found = _besides_whose(narrowing)
    if narrowing.whose is Whose.MINE:
        own_draft = and_(_request.stage == _DRAFT, _request.author_id == actor.id)
        found.append(or_(_request.assigned_id == actor.id, own_draft))
    if narrowing.whose is Whose.NOBODYS:
        nobody = or_(_request.assigned_id.is_(None), _request.assigned_id.in_(_unable()))
        found += [nobody, _request.stage != _DRAFT]
    if narrowing.whose is Whose.WATCHED:
        found.append(_request.id.in_(_watched_by(actor)))
    return found


def parts_of_whose(actor: Actor, narrowing: Narrowing) -> dict[Whose, list[Select[Any]]]:
    """The requests that are whose under the rest of a filter, in parts to be counted together.

    Closed ones count only when the filter asks for a standing. Each part follows an index of its
    own.
    """
    others = [is_visible_to(actor), *_besides_whose(narrowing)]
    stages: list[ColumnElement[bool]] = []
    if not narrowing.standing:
        stages = [_request.stage.in_([literal(one, literal_execute=True) for one in _OPEN])]

    def part(*conditions: ColumnElement[bool]) -> Select[Any]:
        return select(literal(1).label("one")).select_from(Request).where(*conditions, *others)

    watched = part(_watch.person_id == actor.id, *stages)
    return {
        Whose.MINE: [
            part(_request.assigned_id == actor.id, *stages),
            part(_request.author_id == actor.id, _request.stage == _DRAFT),
        ],
        Whose.NOBODYS: [
            part(_request.assigned_id.is_(None), _request.stage != _DRAFT, *stages),
            part(_request.assigned_id.in_(_unable()), *stages),
        ],
        Whose.WATCHED: [watched.join(Watch, _watch.request_id == _request.id)],
    }


def _unable() -> Any:
    """The people in whose care nothing can be: what was theirs is nobody's."""
    return select(_person.id).where(~can_care())


def _watched_by(actor: Actor) -> Any:
    return select(_watch.request_id).where(_watch.person_id == actor.id)


def _besides_whose(narrowing: Narrowing) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if narrowing.standing:
        found.append(_request.stage == narrowing.standing)
    if narrowing.county:
        in_county = select(_agency.id).where(_agency.county == narrowing.county)
        found.append(_request.agency_id.in_(in_county))
    if narrowing.agency_id is not None:
        found.append(_request.agency_id == narrowing.agency_id)
    if narrowing.subject:
        about = select(_subject.request_id).where(_subject.subject == narrowing.subject)
        found.append(_request.id.in_(about))
    if narrowing.person_id is not None:
        found.append(_request.author_id == narrowing.person_id)
    if narrowing.campaign_id is not None:
        asked = select(_member.request_id).where(
            _member.campaign_id == narrowing.campaign_id, _member.request_id.is_not(None)
        )
        found.append(_request.id.in_(asked))
    if narrowing.text:
        found.append(_says(narrowing.text, narrowing.words))
    return found


def _says(text: str, words: tuple[str, ...]) -> ColumnElement[bool]:
    numbered: ColumnElement[bool] = _request.number.contains(text.upper(), autoescape=True)
    if not words:
        return numbered
    spelled = (_agency.search_key.contains(word, autoescape=True) for word in words)
    return or_(numbered, _request.agency_id.in_(select(_agency.id).where(*spelled)))
