"""What the desk says of people: whose a request is, how many are whose, my reminders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.office.desk_view import LeadPart, ReminderRow, WhoseChoice, request_href
from records_app.office.desk_words import count_text, number_word
from records_app.office.missouri_time import near_day
from records_app.store.desk import MOST_REMINDERS
from records_app.store.desk_narrowing import Whose
from records_app.store.desk_records import DeskRecord
from records_app.store.watching import DueReminder

_LABELS = {Whose.MINE: "Mine", Whose.NOBODYS: "Nobody’s", Whose.WATCHED: "Watched"}


def care_words(record: DeskRecord, actor: Actor) -> str:
    """In whose care a request is: ``yours``, ``nobody’s``, or a name; of a draft, who shared it."""
    if record.stage == "draft":
        if record.shared_at is None:
            return ""
        return "shared by you" if record.author_id == actor.id else f"shared by {record.author}"
    if record.in_care_of is None:
        return "nobody’s"
    return "yours" if record.assigned_id == actor.id else record.in_care_of


def whose_choices(counts: Mapping[Whose, int], actor: Actor) -> tuple[WhoseChoice, ...]:
    """Everybody's first. Nothing can be in the care of a viewer, so theirs is not offered."""
    offered = [one for one in Whose if one is not Whose.MINE or may(actor, Permission.RECORD)]
    return (
        WhoseChoice("", "Everybody’s", ""),
        *(WhoseChoice(one.value, _LABELS[one], count_text(counts[one])) for one in offered),
    )


def reminder_rows(found: Sequence[DueReminder], today: date) -> tuple[ReminderRow, ...]:
    """The reminders as they are shown, at most ``MOST_REMINDERS``."""
    return tuple(
        ReminderRow(
            id=one.id,
            agency=one.agency or "No agency yet",
            number=one.number or "",
            href=request_href(one.request_id),
            note=one.note or "No note",
            day="Today" if one.on == today else near_day(one.on),
        )
        for one in found[:MOST_REMINDERS]
    )


def reminder_lead(found: Sequence[DueReminder]) -> tuple[LeadPart, ...]:
    """What the sentence on top says first when a reminder is due."""
    if not found:
        return ()
    if len(found) == 1:
        return (LeadPart("One reminder of yours is due."),)
    number = f"{MOST_REMINDERS}+" if len(found) > MOST_REMINDERS else number_word(len(found))
    return (LeadPart(f"{number.capitalize()} reminders of yours are due."),)
