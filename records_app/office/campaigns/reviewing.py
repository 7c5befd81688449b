"""The review of a campaign: the grid, one letter at a time, leave out, change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from records_app.casework.people import Actor
from records_app.letters.request_form import FieldError
from records_app.office.agency_views import FilterChoice
from records_app.office.agency_words import place_words
from records_app.office.campaigns.looking import Look, looks_of
from records_app.office.campaigns.own import changeable, form_for, mine, seen
from records_app.office.campaigns.recurrent import notices
from records_app.office.campaigns.views import OneLetter, ReviewLine, ReviewPart
from records_app.office.desk_view import Tone, request_href
from records_app.office.draft_form import bounded
from records_app.office.drafting import law_of, preview_of
from records_app.office.refusals import NotFound, Refused
from records_app.office.wording_paper import paper_of
from records_app.store.campaigns import MemberOf, approved_of, lock_member, members_of
from records_app.store.database import Store
from records_app.store.requests import agency_file, office_row
from records_app.store.tables_campaigns import CampaignAgency

PAGE_SIZE = 50
OWN_FIELDS = ("period_from", "period_to", "specifics", "fee_cap")
_FIELD_WORDS = {
    "period_from": "period",
    "period_to": "period",
    "specifics": "specific records",
    "fee_cap": "fee limit",
}
_SHOWS = (
    ("", "All"),
    ("ready", "Ready"),
    ("wrong", "To mend"),
    ("warned", "With a warning"),
    ("dropped", "Left out"),
    ("approved", "Approved"),
)
_LOOKS: dict[str, tuple[str, Tone, str]] = {
    "ready": ("Ready", "blue", "check"),
    "wrong": ("To mend", "red", "warning"),
    "dropped": ("Left out", "grey", "dot"),
    "approved": ("Approved", "green", "check"),
}


def review_part(
    store: Store, actor: Actor, campaign_id: int, show: str, page: int, *, now: datetime
) -> ReviewPart:
    """One page of the grid, narrowed to what ``show`` names.

    Others than the author see the agencies whose letters are approved.
    """
    with store.reading() as session:
        campaign = seen(session, actor, campaign_id)
        if campaign.author_id == actor.id:
            members = members_of(session, actor, campaign_id)
        else:
            members = approved_of(session, actor, campaign_id)
        looks = looks_of(session, actor, campaign, [one for one in members if _waits(one)], now)
    lines = [_line(one, looks.get(one.member.id or 0)) for one in members]
    known = show if show in dict(_SHOWS) else ""
    wanted = [line for line in lines if _shown(line, known)]
    pages = max(1, -(-len(wanted) // PAGE_SIZE))
    page = max(1, min(page, pages))
    counts = {value: sum(1 for line in lines if _shown(line, value)) for value, _ in _SHOWS}
    recurrent: dict[str, list[str]] = {}
    for one in members:
        look = looks.get(one.member.id or 0)
        if look and look.recurrent:
            recurrent.setdefault(look.recurrent, []).append(one.agency.name)
    return ReviewPart(
        lines=tuple(wanted[(page - 1) * PAGE_SIZE : page * PAGE_SIZE]),
        shows=tuple(
            FilterChoice(value, f"{words} ({counts[value]:,})")
            for value, words in _SHOWS
            if counts[value] or not value
        ),
        show=known,
        page=page,
        pages=pages,
        ready=counts["ready"],
        wrong=counts["wrong"],
        warned=counts["warned"],
        recurrent=notices(recurrent),
    )


def one_letter(
    store: Store, actor: Actor, campaign_id: int, member_id: int, *, now: datetime
) -> OneLetter:
    """One agency's letter as it would be now. Raises ``NotFound``."""
    with store.reading() as session:
        campaign = mine(session, actor, campaign_id)
        members = members_of(session, actor, campaign_id)
        one = next((each for each in members if each.member.id == member_id), None)
        if one is None:
            raise NotFound("agency")
        form = bounded(form_for(campaign.form, one.member.form, one.member.agency_id))
        file = agency_file(session, one.member.agency_id)
        office = office_row(session)
        paper = paper_of(session, law_of(file))
        batch = [each for each in members if _waits(each)]
        looks = looks_of(session, actor, campaign, [one], now, batch=batch) if _waits(one) else {}
    preview = preview_of(form, file, office, actor, now, paper=paper)
    line = _line(one, looks.get(member_id))
    return OneLetter(
        id=member_id,
        name=one.agency.name,
        state=line.state,
        form={name: str(form[name]) for name in OWN_FIELDS},
        wrong=line.wrong,
        warnings=line.warnings,
        title=preview.letter.title if preview.letter else "",
        blocks=preview.letter.blocks if preview.letter else (),
    )


def change_one(
    store: Store,
    actor: Actor,
    campaign_id: int,
    member_id: int,
    raw: Mapping[str, object],
    *,
    now: datetime,
) -> None:
    """Keep what is different in one agency's letter; what equals the campaign's letter is not."""
    with store.transaction() as session:
        campaign = changeable(session, actor, campaign_id, now)
        member = _waiting(lock_member(session, campaign_id, member_id))
        whole = bounded({**campaign.form, **{name: raw.get(name, "") for name in OWN_FIELDS}})
        member.form = {
            name: whole[name] for name in OWN_FIELDS if whole[name] != campaign.form.get(name, "")
        }
        member.trouble = ""


def leave_out(
    store: Store, actor: Actor, campaign_id: int, member_id: int, out: bool, *, now: datetime
) -> None:
    """Leave an agency out of the batch, or take it back in."""
    with store.transaction() as session:
        changeable(session, actor, campaign_id, now)
        member = _waiting(lock_member(session, campaign_id, member_id))
        member.dropped, member.trouble = out, ""


def leave_out_all(store: Store, actor: Actor, campaign_id: int, show: str, *, now: datetime) -> int:
    """Leave out every agency that the grid shows under ``show``: wrong or warned; how many."""
    if show not in ("wrong", "warned"):
        raise NotFound("list")
    with store.transaction() as session:
        campaign = changeable(session, actor, campaign_id, now)
        waiting = [one for one in members_of(session, actor, campaign_id) if _waits(one)]
        looks = looks_of(session, actor, campaign, waiting, now)
        count = 0
        for one in waiting:
            line = _line(one, looks.get(one.member.id or 0))
            if one.member.request_id is None and _shown(line, show):
                one.member.dropped, one.member.trouble = True, ""
                count += 1
        return count


def _waiting(member: CampaignAgency | None) -> CampaignAgency:
    if member is None:
        raise NotFound("agency")
    if member.request_id is not None:
        why = "Its letter is approved or begun already; it is a request of its own now."
        raise Refused((FieldError("agency", "Agency", why),))
    return member


def _waits(one: MemberOf) -> bool:
    return not one.member.dropped and one.number is None


def _shown(line: ReviewLine, show: str) -> bool:
    if show == "warned":
        return bool(line.warnings)
    return show in ("", line.state)


def _line(one: MemberOf, look: Look | None) -> ReviewLine:
    member, agency = one.member, one.agency
    wrong = tuple(f"{error.label}: {error.message}" for error in look.errors) if look else ()
    if member.trouble and look and not wrong:
        wrong = (member.trouble,)
    if one.number is not None:
        state = "approved"
    elif member.dropped:
        state = "dropped"
    else:
        state = "wrong" if wrong else "ready"
    label, tone, icon = _LOOKS[state]
    changed = dict.fromkeys(_FIELD_WORDS[name] for name in OWN_FIELDS if name in member.form)
    return ReviewLine(
        id=member.id or 0,
        name=agency.name,
        place=place_words(agency.city, agency.county, agency.state),
        state=state,
        label=label,
        tone=tone,
        icon=icon,
        way=look.way if look else "",
        wrong=wrong,
        warnings=look.warnings if look else (),
        changed=f"Own {' and '.join(changed)}" if changed else "",
        number=one.number or "" if one.seen else "",
        href=request_href(member.request_id)
        if one.seen and one.number and member.request_id
        else "",
    )
