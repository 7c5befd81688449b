"""Puts the page of one agency together."""

from __future__ import annotations

from datetime import date
from functools import cache

from sqlmodel import Session

from records_app.casework.events import DayChangeKind
from records_app.casework.moved_words import change_words
from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.casework.standing import Stage
from records_app.casework.subjects import Subject
from records_app.casework.urgency import Urgency, label_on, urgency_of
from records_app.directory.reader import read_directory
from records_app.law.calendars import third_open_day_from
from records_app.law.day_words import clock_time, full_day, with_days_written_out
from records_app.office.agency_views import (
    AgencyView,
    AgreementView,
    ChangeLine,
    ClosureView,
    ContactView,
    RequestLine,
    agency_href,
)
from records_app.office.agency_words import (
    LAW_NAMES,
    agreement_words,
    checked_words,
    contact_name,
    day_words,
    kind_name,
    opens,
    place_words,
    standing_287g_name,
    state_hint,
)
from records_app.office.desk_view import draft_href, request_href
from records_app.office.desk_words import look_of
from records_app.office.missouri_time import day_and_time
from records_app.office.standing_in_row import standing_in
from records_app.store import agencies as store_agencies
from records_app.store.requests import subjects_of
from records_app.store.tables_agencies import (
    Agency,
    Agreement,
    Closure,
    Contact,
    ContactChange,
    DayChange,
)
from records_app.store.tables_requests import Request

_MOST_REQUESTS = 100
_MOST_CHANGES = 100
_ORDER = ("email", "portal", "post", "fax", "phone", "website")


def agency_view(session: Session, actor: Actor, row: Agency, today: date) -> AgencyView:
    """The page of a stored agency, with the requests that the actor may see."""
    agency_id = row.id or 0
    contacts = store_agencies.contacts_of(session, agency_id)
    ordered = sorted(contacts, key=lambda c: _ORDER.index(c[0].kind) if c[0].kind in _ORDER else 9)
    parent = _parent(session, row)
    return AgencyView(
        id=agency_id,
        slug=row.slug,
        name=row.name,
        place=place_words(row.city, row.county, row.state),
        kind=row.kind,
        kind_name=kind_name(row.kind),
        law=row.law,
        law_name=LAW_NAMES.get(row.law, row.law),
        state_hint=state_hint(row.state, row.law),
        g287=row.g287,
        g287_name=standing_287g_name(row.g287),
        source=with_days_written_out(row.source),
        address=tuple(row.address.splitlines()),
        belongs_to=parent.name if parent else "",
        belongs_to_href=agency_href(parent.slug) if parent else "",
        contacts=tuple(_contact(contact, by) for contact, by in ordered),
        agreements=tuple(
            _agreement(one) for one in store_agencies.agreements_of_agency(session, agency_id)
        ),
        closures=tuple(
            _closure(one, by) for one, by in store_agencies.closures_of(session, agency_id)
        ),
        requests=_requests(session, actor, agency_id, today),
        changes=_changes(session, agency_id),
        closes=clock_time(row.closes_at),
        closes_at=f"{row.closes_at:%H:%M}",
        may_care=may(actor, Permission.CARE_FOR_AGENCIES),
        may_draft=may(actor, Permission.DRAFT),
    )


@cache
def _parents() -> dict[str, str]:
    return {agency.slug: agency.part_of for agency in read_directory().agencies if agency.part_of}


def _parent(session: Session, row: Agency) -> Agency | None:
    slug = _parents().get(row.slug, "") if row.from_directory else ""
    return store_agencies.find_agency(session, slug) if slug else None


def _contact(contact: Contact, by: str) -> ContactView:
    return ContactView(
        id=contact.id or 0,
        version=contact.version,
        kind=contact.kind,
        kind_name=contact_name(contact.kind),
        value=contact.value,
        lines=tuple(contact.value.splitlines()),
        href=opens(contact.kind, contact.value),
        source=with_days_written_out(
            ", ".join(part for part in (contact.source, contact.as_of) if part)
        ),
        checked=checked_words(contact, by),
        is_checked=contact.checked_on is not None,
    )


def _agreement(one: Agreement) -> AgreementView:
    return AgreementView(
        model=one.model,
        standing=one.standing,
        standing_name=standing_287g_name(one.standing),
        words=agreement_words(one),
        link=one.link if one.link.startswith("https://") else "",
        source=one.source,
    )


def _closure(one: Closure, by: str) -> ClosureView:
    day = full_day(one.on)
    who = f"{by}, {day_and_time(one.added_at)}" if by else day_and_time(one.added_at)
    words = f"Open on {day}" if one.is_open else f"Closed on {day}"
    return ClosureView(one.id or 0, one.on, day, one.is_open, words, one.reason, who)


def _change(one: ContactChange, by: str) -> ChangeLine:
    name = contact_name(one.kind)
    old, new = one.old_value.replace("\n", ", "), one.new_value.replace("\n", ", ")
    sentences = {
        "added": f"{name} added: {new}",
        "confirmed": f"{name} confirmed: {new}",
        "corrected": f"{name} changed from {old} to {new}",
        "removed": f"{name} removed: {old}",
        "imported": f"{name} imported: {new}" + (f" instead of {old}" if old else ""),
    }
    sentence = sentences.get(one.action, f"{name}: {one.action}")
    return ChangeLine(day_and_time(one.changed_at), by or "Import", sentence, one.reason)


def _changes(session: Session, agency_id: int) -> tuple[ChangeLine, ...]:
    contacts = store_agencies.changes_of(session, agency_id, _MOST_CHANGES)
    days = store_agencies.day_changes_of(session, agency_id, _MOST_CHANGES)
    lines = [(one.changed_at, _change(one, by)) for one, by in contacts]
    lines += [(one.changed_at, _day_change(one, by)) for one, by in days]
    lines.sort(key=lambda line: line[0], reverse=True)
    return tuple(line for _, line in lines[:_MOST_CHANGES])


def _day_change(one: DayChange, by: str) -> ChangeLine:
    day = full_day(one.on) if one.on else ""
    words = change_words(DayChangeKind(one.kind), day, one.closing_before, one.closing)
    sentence = words[0].upper() + words[1:]
    return ChangeLine(day_and_time(one.changed_at), by, sentence, one.reason)


def _requests(
    session: Session, actor: Actor, agency_id: int, today: date
) -> tuple[RequestLine, ...]:
    rows = store_agencies.requests_to(session, actor, agency_id, _MOST_REQUESTS)
    subjects = subjects_of(session, [row.id or 0 for row, _ in rows])
    soon = third_open_day_from(today)
    return tuple(
        _request(row, author, subjects.get(row.id or 0, ()), today, soon) for row, author in rows
    )


def _request(
    row: Request, author: str, subjects: tuple[str, ...], today: date, soon: date
) -> RequestLine:
    is_draft = row.stage == Stage.DRAFT.value
    request_id = row.id or 0
    standing = standing_in(row)
    urgency = urgency_of(standing, today, soon)
    tone, icon = look_of(standing, urgency)
    return RequestLine(
        id=request_id,
        number=row.number or "",
        subjects=", ".join(Subject(value).label for value in subjects),
        label=label_on(standing, today),
        tone=tone,
        icon=icon,
        is_draft=is_draft,
        due=day_words(row.due_on) if row.due_on else "",
        is_overdue=urgency is Urgency.OVERDUE,
        author=author,
        href=draft_href(request_id) if is_draft else request_href(request_id),
    )
