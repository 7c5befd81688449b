"""Everything the page of one request shows, from the log and what belongs to it."""

from __future__ import annotations

from datetime import date

from records_app.casework.corrections import effective
from records_app.casework.next_steps import next_steps
from records_app.casework.people import Actor
from records_app.casework.permissions import may_record
from records_app.casework.standing import Stage, Standing, Turn, standing_of
from records_app.casework.subjects import Subject
from records_app.casework.urgency import label_on, urgency_of
from records_app.directory.records import STANDING_287G_NAMES, Standing287g
from records_app.law.calendars import third_open_day_from
from records_app.law.day_words import full_day, with_days_written_out
from records_app.letters.follow_up_kinds import kinds_for
from records_app.office.agency_words import opens
from records_app.office.clock_lines import clock_lines
from records_app.office.correspondents import place_of
from records_app.office.deadline_card import deadline_card
from records_app.office.desk_words import look_of
from records_app.office.letter_lines import letter_lines, letter_to_send
from records_app.office.missouri_time import near_day
from records_app.office.refusals import NotFound
from records_app.office.request_view import (
    BodySoFar,
    ContactLine,
    RequestView,
    StepView,
)
from records_app.office.timeline import timeline_of
from records_app.store.database import Store
from records_app.store.letters import letters_of
from records_app.store.log import entries_of
from records_app.store.requests import (
    AgencyFile,
    agency_file,
    count_of_agency,
    days_of_agency,
    find_request,
    name_of,
    office_row,
    subjects_of,
)
from records_app.store.tables_agencies import Contact
from records_app.store.wording import made_with

_TURNS = {Turn.THEM: "Their turn", Turn.US: "Our turn", Turn.NOBODY: ""}
_CONTACTS = {
    "email": "E-mail",
    "portal": "Portal",
    "phone": "Phone",
    "post": "Post",
    "fax": "Fax",
    "website": "Website",
}
_ANSWERS = frozenset({"released", "partly_released", "denied", "ice_control", "no_records"})
_AFTER_SENDING = (
    *("answer", "note", "received", "sent", "close", "correct"),
    *("follow_up", "follow_up_received", "payment"),
    *("contact", "outside", "decision"),
)
_RECORDS = {
    Stage.READY: ("sent", "note", "contact", "close", "correct"),
    Stage.SENT: _AFTER_SENDING,
    Stage.WAITING: _AFTER_SENDING,
    Stage.ANSWERING: _AFTER_SENDING,
    Stage.OURS_TO_ACT: _AFTER_SENDING,
    Stage.CLOSED: ("reopen", "note", "follow_up", "contact", "outside", "decision", "correct"),
}


def request_view(store: Store, actor: Actor, request_id: int, *, today: date) -> RequestView:
    """The page of an approved request. Raises ``NotFound``, also for a draft: it has its own page.

    ``records`` names what the actor may record now: sent, received, answer, note, close,
    reopen, follow_up, follow_up_received, payment, contact, outside, decision, correct.
    """
    with store.reading() as session:
        row = find_request(session, actor, request_id)
        if row is None or row.stage == "draft" or row.agency_id is None:
            raise NotFound("request")
        entries = entries_of(session, request_id)
        days = days_of_agency(session, row.agency_id)
        file = agency_file(session, row.agency_id)
        letters = letters_of(session, request_id)
        made = made_with(session, [one.row.id or 0 for one in letters])
        subjects = subjects_of(session, (request_id,)).get(request_id, ())
        author = name_of(session, row.author_id)
        counts = count_of_agency(session, actor, row.agency_id)
        spacing = office_row(session).chaser_days
    if file is None:
        raise NotFound("request")
    standing = standing_of(entries, law_code=row.law, agency=days, chaser_days=spacing)
    urgency = urgency_of(standing, today, third_open_day_from(today))
    tone, icon = look_of(standing, urgency)
    card = deadline_card(standing, entries, law_code=row.law, agency=days, today=today)
    recording = may_record(actor, row.author_id, row.assigned_id)
    agency = file.agency
    lines = letter_lines(letters, effective(entries), request_id, made)
    return RequestView(
        id=request_id,
        number=row.number or "",
        version=row.version,
        is_draft=False,
        agency_id=row.agency_id,
        agency=agency.name,
        place=place_of(agency.city, agency.county),
        agency_slug=agency.slug,
        subjects=tuple(Subject(subject).label for subject in subjects),
        author=author,
        stage=standing.stage.value,
        outcome=standing.outcome.value if standing.outcome else "",
        label=label_on(standing, today),
        tone=tone,
        icon=icon,
        turn=_TURNS[standing.turn],
        deadline=card,
        steps=_steps(standing, today, allowed=recording),
        timeline=timeline_of(entries, may_correct=recording),
        letter=next((line for line in lines if line.kind == "request"), None),
        letters=lines,
        to_send=letter_to_send(standing.unsent, lines, letters),
        contacts=tuple(_contact_line(contact) for contact in file.contacts),
        clocks=clock_lines(standing, law_code=row.law, agency=days, today=today),
        so_far=_so_far(file, counts),
        may_record=recording,
        records=_RECORDS[standing.stage] if recording else (),
    )


def _steps(standing: Standing, today: date, *, allowed: bool) -> tuple[StepView, ...]:
    """A step whose letter is not written yet under this law opens the form that records it."""
    written = kinds_for(standing.law_code)
    return tuple(
        StepView(
            action=step.action.value,
            label=step.label,
            # The sign and its number stay on one line.
            why=step.why.replace("§ ", "§\u00a0"),
            not_before=near_day(step.not_before)
            if step.not_before is not None and step.not_before > today
            else "",
            allowed=allowed,
            letter=step.letter if step.letter in written else "",
        )
        for step in next_steps(standing, today)
    )


def _contact_line(contact: Contact) -> ContactLine:
    checked = "not checked yet"
    if contact.checked_on is not None:
        checked = f"last checked {full_day(contact.checked_on)}"
    elif contact.as_of:
        checked = f"as of {with_days_written_out(contact.as_of)}, not checked since"
    return ContactLine(
        contact.kind,
        _CONTACTS.get(contact.kind, contact.kind),
        contact.value,
        checked,
        opens(contact.kind, contact.value),
    )


def _so_far(file: AgencyFile, counts: dict[tuple[str, str | None], int]) -> BodySoFar:
    words = STANDING_287G_NAMES.get(Standing287g(file.agency.g287), "")
    signed = [one for one in file.agreements if one.standing == "signed"]
    if signed:
        newest = signed[-1]
        words = newest.model
        if newest.signed_on is not None:
            words += f", signed {full_day(newest.signed_on)}"
    return BodySoFar(
        requests=sum(counts.values()),
        answered=sum(count for key, count in counts.items() if _is_answered(*key)),
        open=sum(count for (stage, _), count in counts.items() if stage != Stage.CLOSED),
        g287=words,
    )


def _is_answered(stage: str, outcome: str | None) -> bool:
    """Whether they acted on it: an acknowledgment or a promise alone is no answer."""
    return stage == Stage.OURS_TO_ACT or outcome in _ANSWERS
