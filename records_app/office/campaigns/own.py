"""Whose campaign it is, and in what state: asked before anything is shown or changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.letters.request_form import FieldError
from records_app.office.campaigns.views import CampaignHead
from records_app.office.desk_view import Icon, Tone
from records_app.office.draft_form import RawForm
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.store.campaign_groups import groups_of_campaigns
from records_app.store.campaigns import Tally, find_campaign, lock_campaign, tallies
from records_app.store.database import Store
from records_app.store.requests import name_of
from records_app.store.tables_campaigns import Campaign

OPEN, APPROVING, STOPPED, DONE = "open", "approving", "stopped", "done"
MOST_NAME = 120

LABELS: Mapping[str, tuple[str, Tone, Icon]] = {
    OPEN: ("Being prepared", "grey", "pencil"),
    APPROVING: ("Approving", "blue", "arrow"),
    STOPPED: ("Stopped", "amber", "clock"),
    DONE: ("Approved", "green", "check"),
}


def campaign_href(campaign_id: int) -> str:
    """Address of a campaign's page."""
    return f"/campaigns/{campaign_id}/"


def must_draft(actor: Actor) -> None:
    """Raise ``NotAllowed`` for those who may only look."""
    if not may(actor, Permission.DRAFT):
        raise NotAllowed(Permission.DRAFT.value)


def seen(session: Session, actor: Actor, campaign_id: int) -> Campaign:
    """A campaign that the actor may see; else ``NotFound``."""
    if not may(actor, Permission.SEE):
        raise NotAllowed(Permission.SEE.value)
    row = find_campaign(session, actor, campaign_id)
    if row is None:
        raise NotFound("campaign")
    return row


def mine(session: Session, actor: Actor, campaign_id: int) -> Campaign:
    """A campaign of the actor's own, to look at what only its author sees."""
    row = seen(session, actor, campaign_id)
    if row.author_id != actor.id:
        raise NotFound("campaign")
    return row


def changeable(
    session: Session, actor: Actor, campaign_id: int, now: datetime, version: int | None = None
) -> Campaign:
    """The actor's own campaign, locked and at rest; it counts as changed from here on.

    With ``version`` it must be exactly that one, or ``ChangedElsewhere`` is raised.
    """
    must_draft(actor)
    row = lock_campaign(session, campaign_id)
    if find_campaign(session, actor, campaign_id) is None:
        raise NotFound("campaign")
    if row is None or row.author_id != actor.id:
        raise NotFound("campaign")
    if row.stage == APPROVING:
        why = "Its letters are being approved at this moment. Stop that first."
        raise Refused((FieldError("campaign", "Campaign", why),))
    if version is not None and row.version != version:
        raise ChangedElsewhere(name_of(session, row.author_id), row.updated_at)
    row.version += 1
    row.updated_at = now
    return row


def form_for(form: Mapping[str, object], own: Mapping[str, object], agency_id: int) -> RawForm:
    """The form of one agency's letter: the campaign's, with what is its own."""
    return {**form, **own, "agency": str(agency_id)}  # type: ignore[dict-item]


def campaign_head(store: Store, actor: Actor, campaign_id: int) -> CampaignHead:
    """What stands above every step. Raises ``NotFound``."""
    with store.reading() as session:
        row = seen(session, actor, campaign_id)
        tally = tallies(session, actor, (campaign_id,)).get(campaign_id, Tally())
        group = groups_of_campaigns(session, (campaign_id,)).get(campaign_id, (0, ""))[1]
        who = name_of(session, row.author_id)
    label, tone, icon = LABELS[row.stage]
    is_mine = row.author_id == actor.id
    may_draft = may(actor, Permission.DRAFT)
    wanted = tally.approved + tally.left
    return CampaignHead(
        id=campaign_id,
        version=row.version,
        name=row.name,
        who=who,
        words=tally_words(tally),
        group=group,
        label=label,
        tone=tone,
        icon=icon,
        stage=row.stage,
        trouble=row.trouble,
        is_mine=is_mine and may_draft,
        may_change=is_mine and may_draft and row.stage != APPROVING,
        agencies=tally.all,
        dropped=tally.dropped,
        approved=tally.approved,
        troubled=tally.trouble,
        left=tally.left,
        percent=round(100 * tally.approved / wanted) if wanted else 0,
        progress=f"{tally.approved:,} of {wanted:,} approved",
    )


def tally_words(tally: Tally) -> str:
    """How far a campaign is, in words: "60 agencies, 12 approved, 2 left out"."""
    if not tally.all:
        return "No agencies yet"
    parts = [f"{tally.all:,} {'agency' if tally.all == 1 else 'agencies'}"]
    if tally.approved:
        parts.append(f"{tally.approved:,} approved")
    if tally.dropped:
        parts.append(f"{tally.dropped:,} left out")
    return ", ".join(parts)
