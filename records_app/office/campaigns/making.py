"""The list of campaigns; begin one, name it anew, give it up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.letters.characters import TextRefused, check_text
from records_app.letters.request_form import FieldError
from records_app.office.agency_views import FilterChoice
from records_app.office.campaigns.own import (
    LABELS,
    MOST_NAME,
    campaign_href,
    changeable,
    must_draft,
    tally_words,
)
from records_app.office.campaigns.views import CampaignLine, CampaignsPage
from records_app.office.draft_form import RawForm, bounded, starting_form
from records_app.office.missouri_time import missouri_day, whole_day
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.campaign_groups import groups_of_campaigns
from records_app.store.campaigns import Tally, campaigns_for, members_of, tallies
from records_app.store.database import Store
from records_app.store.requests import find_request
from records_app.store.tables_agencies import Agency
from records_app.store.tables_campaigns import Campaign
from records_app.store.tables_requests import Request
from records_app.store.visibility import visible_to

_DRAFT = "draft-"
_MOST_DRAFTS = 20
_request: Any = Request


def campaigns_page(store: Store, actor: Actor) -> CampaignsPage:
    """The actor's own campaigns and those of others that are under way or done."""
    if not may(actor, Permission.SEE):
        raise NotAllowed(Permission.SEE.value)
    with store.reading() as session:
        rows = campaigns_for(session, actor)
        ids = [row.id for row, _ in rows if row.id is not None]
        counts = tallies(session, actor, ids)
        limits = groups_of_campaigns(session, ids)
        lines = tuple(
            _line(
                row,
                who,
                counts.get(row.id or 0, Tally()),
                limits.get(row.id or 0, (0, ""))[1],
            )
            for row, who in rows
        )
        starts = _starts(session, actor) if may(actor, Permission.DRAFT) else ()
    return CampaignsPage(lines, starts)


def new_campaign(store: Store, actor: Actor, raw: Mapping[str, object], *, now: datetime) -> int:
    """Begin a campaign with a name, and with a new letter or one of the actor's drafts."""
    must_draft(actor)
    name = _name(raw.get("name"))
    start = raw.get("start")
    with store.transaction() as session:
        form: RawForm = starting_form(actor.name, missouri_day(now), None)
        if isinstance(start, str) and start.startswith(_DRAFT):
            number = start.removeprefix(_DRAFT)
            known = number.isascii() and number.isdigit() and len(number) <= 9
            draft = find_request(session, actor, int(number)) if known else None
            if draft is None or draft.author_id != actor.id:
                raise NotFound("draft")
            form = {**bounded(draft.form), "agency": ""}
        row = Campaign(
            name=name, form=dict(form), author_id=actor.id, created_at=now, updated_at=now
        )
        session.add(row)
        session.flush()
        assert row.id is not None  # noqa: S101 - the flush has given it one
        return row.id


def rename_campaign(
    store: Store, actor: Actor, campaign_id: int, raw: Mapping[str, object], *, now: datetime
) -> None:
    """Give a campaign another name."""
    name = _name(raw.get("name"))
    with store.transaction() as session:
        changeable(session, actor, campaign_id, now).name = name


def discard_campaign(store: Store, actor: Actor, campaign_id: int, *, now: datetime) -> None:
    """Give a campaign up of which no letter is approved yet. Nothing of it stays."""
    with store.transaction() as session:
        row = changeable(session, actor, campaign_id, now)
        for member, _, number, _ in members_of(session, actor, campaign_id):
            if number is not None:
                why = "Letters of this campaign are approved already, so it stays."
                raise Refused((FieldError("campaign", "Campaign", why),))
            draft = session.get(Request, member.request_id) if member.request_id else None
            if draft is not None:
                draft.discarded_at = now
        session.delete(row)


def _name(value: object) -> str:
    text = value if isinstance(value, str) else ""
    try:
        name = check_text("", text, max_length=MOST_NAME, one_line=True)
    except TextRefused as refused:
        raise Refused((FieldError("name", "Name", refused.reason),)) from refused
    if not name:
        raise Refused((FieldError("name", "Name", "Give the campaign a name."),))
    return name


def _line(row: Campaign, who: str, tally: Tally, group: str) -> CampaignLine:
    label, tone, icon = LABELS[row.stage]
    return CampaignLine(
        id=row.id or 0,
        name=row.name,
        href=campaign_href(row.id or 0),
        who=who,
        begun=whole_day(missouri_day(row.created_at)),
        words=tally_words(tally),
        group=group,
        label=label,
        tone=tone,
        icon=icon,
    )


def _starts(session: Session, actor: Actor) -> tuple[FilterChoice, ...]:
    drafts = session.exec(
        visible_to(actor)
        .where(_request.stage == "draft", _request.author_id == actor.id)
        .order_by(_request.updated_at.desc())
        .limit(_MOST_DRAFTS)
    ).all()
    ids = {draft.agency_id for draft in drafts if draft.agency_id is not None}
    agency: Any = Agency
    query = select(agency.id, agency.name).where(agency.id.in_(ids))
    names = {row[0]: row[1] for row in session.execute(query)}
    return tuple(
        FilterChoice(f"{_DRAFT}{draft.id}", f"My draft: {_named(draft, names)}")
        for draft in drafts
        if draft.form.get("subjects")
    )


def _named(draft: Request, names: Mapping[int, str]) -> str:
    whom = names.get(draft.agency_id or 0, "no agency yet")
    return f"{whom}, {', '.join(draft.form.get('subjects', ()))}"
