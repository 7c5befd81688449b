"""Approving a campaign: one agency after the other, each in transactions of its own.

Nothing but the database knows how far it is. So it can be stopped, killed and gone on with, by the
same process or another: an agency whose request is made gets no second one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from records_app.casework.people import Actor, Role
from records_app.casework.permissions import Permission, may
from records_app.letters.pdf import PdfNotPossible
from records_app.letters.request_form import FieldError
from records_app.office.approving import approve
from records_app.office.campaigns.looking import looks_of
from records_app.office.campaigns.own import APPROVING, DONE, STOPPED, changeable, form_for
from records_app.office.draft_form import bounded
from records_app.office.drafting import add_draft
from records_app.office.refusals import ChangedElsewhere, NotFound, Refused
from records_app.store.acting import Acting, acting_as
from records_app.store.campaigns import (
    campaigns_in,
    find_campaign,
    lock_campaign,
    lock_member,
    members_of,
    next_member,
)
from records_app.store.database import Store
from records_app.store.requests import agency_file
from records_app.store.tables_campaigns import Campaign, CampaignAgency
from records_app.store.tables_people import Person
from records_app.store.tables_requests import Request

_LONGEST_TROUBLE = 500
_GONE = "Its draft was discarded. Press the button again to write it anew."


def begin(store: Store, actor: Actor, campaign_id: int, version: int, *, now: datetime) -> None:
    """Let the letters be approved that are ready; the others stay, each with what is wrong.

    Raises ``Refused`` when none is ready, ``ChangedElsewhere`` when the campaign is not the one
    that the person looked at.
    """
    with store.transaction() as session:
        row = changeable(session, actor, campaign_id, now, version)
        members = members_of(session, actor, campaign_id)
        waiting = [one for one in members if one.number is None and not one.member.dropped]
        looks = looks_of(session, actor, row, waiting, now)
        ready = 0
        for one in waiting:
            errors = looks[one.member.id or 0].errors
            trouble = " ".join(f"{error.label}: {error.message}" for error in errors)
            one.member.trouble = trouble[:_LONGEST_TROUBLE]
            ready += not errors
        if not ready:
            why = "No letter is ready. Look at the review: it says what is missing."
            raise Refused((FieldError("approve", "Approve", why),))
        row.stage, row.trouble = APPROVING, ""


def stop(store: Store, actor: Actor, campaign_id: int, *, now: datetime) -> None:
    """Stop after the letter that is just being made. Its author may, and an admin."""
    with store.transaction() as session:
        row = lock_campaign(session, campaign_id)
        if row is None or find_campaign(session, actor, campaign_id) is None:
            raise NotFound("campaign")
        if row.author_id != actor.id and actor.role is not Role.ADMIN:
            raise NotFound("campaign")
        if row.stage == APPROVING:
            _rest(row, STOPPED, now)


def under_way(store: Store) -> Sequence[int]:
    """The campaigns whose letters are being approved, also those that a restart interrupted."""
    with store.reading() as session:
        return campaigns_in(session, APPROVING)


def approve_next(store: Store, campaign_id: int, *, now: datetime) -> bool:
    """Approve the next letter of a campaign under way; False when there is nothing more to do."""
    with store.reading() as session:
        row = session.get(Campaign, campaign_id)
        if row is None or row.stage != APPROVING:
            return False
        author = _author(session.get(Person, row.author_id))
        sees_it = author is not None and find_campaign(session, author, campaign_id) is not None
        member_id = next_member(session, campaign_id)
    if author is None or not may(author, Permission.DRAFT):
        _halt(store, campaign_id, "Whoever began it may not approve letters any more.", now)
        return False
    if not sees_it:
        _halt(store, campaign_id, "Whoever began it is not in the group that it is for.", now)
        return False
    with acting_as(Acting(author.id, author.name, "campaign")):
        if member_id is None:
            return not _finish(store, campaign_id, now)
        try:
            _approve(store, author, campaign_id, member_id, now)
        except PdfNotPossible as failure:
            _halt(store, campaign_id, str(failure), now)
            return False
    return True


def _approve(store: Store, author: Actor, campaign_id: int, member_id: int, now: datetime) -> None:
    draft = _draft_of(store, author, campaign_id, member_id, now)
    if draft is None:
        return
    try:
        approve(store, author, draft[0], draft[1], now=now)
    except Refused as refused:
        if all(error.field != "number" for error in refused.errors):
            _give_up(store, member_id, str(refused), now)
    except (NotFound, ChangedElsewhere):
        _make_sure(store, member_id, now)


def _draft_of(
    store: Store, author: Actor, campaign_id: int, member_id: int, now: datetime
) -> tuple[int, int] | None:
    """The draft of an agency's letter and its version; made here unless it was made before.

    The row of the agency learns of the request in the very transaction that makes it.
    """
    with store.transaction() as session:
        campaign = lock_campaign(session, campaign_id)
        member = lock_member(session, campaign_id, member_id)
        if campaign is None or campaign.stage != APPROVING or member is None or member.dropped:
            return None
        if member.request_id is None:
            form = bounded(form_for(campaign.form, member.form, member.agency_id))
            file = agency_file(session, member.agency_id)
            member.request_id = add_draft(session, author, form, file, now)
            return member.request_id, 1
        draft = session.get(Request, member.request_id)
        return (member.request_id, draft.version) if draft is not None else None


def _make_sure(store: Store, member_id: int, now: datetime) -> None:
    """The draft is not what it was: another process approved it, or its author gave it up."""
    with store.reading() as session:
        draft = _request_of(session, member_id)
        gone = draft is not None and draft.discarded_at is not None
    if gone:
        _give_up(store, member_id, _GONE, now)


def _give_up(store: Store, member_id: int, trouble: str, now: datetime) -> None:
    """This letter cannot be approved: its draft goes, and the agency says why."""
    with store.transaction() as session:
        member = session.get_one(CampaignAgency, member_id, with_for_update=True)
        draft = _request_of(session, member_id)
        if draft is not None and draft.number is None:
            draft.discarded_at = draft.discarded_at or now
            member.request_id = None
            member.trouble = trouble[:_LONGEST_TROUBLE]


def _finish(store: Store, campaign_id: int, now: datetime) -> bool:
    with store.transaction() as session:
        row = lock_campaign(session, campaign_id)
        if row is not None and row.stage == APPROVING:
            if next_member(session, campaign_id) is not None:
                return False
            _rest(row, DONE, now)
        return True


def _halt(store: Store, campaign_id: int, trouble: str, now: datetime) -> None:
    with store.transaction() as session:
        row = lock_campaign(session, campaign_id)
        if row is not None and row.stage == APPROVING:
            _rest(row, STOPPED, now)
            row.trouble = trouble[:_LONGEST_TROUBLE]


def _rest(row: Campaign, stage: str, now: datetime) -> None:
    row.stage = stage
    row.version += 1
    row.updated_at = now


def _request_of(session: Session, member_id: int) -> Request | None:
    member = session.get_one(CampaignAgency, member_id)
    return session.get(Request, member.request_id) if member.request_id else None


def _author(row: Person | None) -> Actor | None:
    if row is None or row.id is None or row.disabled_at is not None:
        return None
    return Actor(row.id, row.name, row.email, Role(row.role))
