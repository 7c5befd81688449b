"""Record what went out on mail day: one letter from a work list, or all that were mailed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from records_app.casework.events import Channel
from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.letters.request_form import FieldError
from records_app.office.event_fields import MOST_LINE, EventForm
from records_app.office.mail_day_address import reach_of
from records_app.office.mail_day_numbers import doubt_about, tidy_number, twice
from records_app.office.mail_day_rows import (
    REQUEST,
    Waiting,
    agency_files,
    requests_with_reference,
    waiting_letters,
)
from records_app.office.missouri_time import missouri_day
from records_app.office.recording import Recorded, record_follow_up_sent, record_sent
from records_app.office.refusals import (
    ChangedElsewhere,
    NotAllowed,
    NotFound,
    OfficeRefusal,
    Refused,
)
from records_app.store.database import Store
from records_app.store.requests import is_id

NUMBER_FIELD = "number-{}"
_AS_TYPED = "If it stands so on the receipt, tick that above the button."
_GONE = "It does not wait any more: its sending is recorded."


@dataclass(frozen=True, slots=True)
class Mailed:
    """One letter that was mailed: on which version of its request, under which number if any."""

    id: int
    version: int
    number: object


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter that could not be recorded, and why."""

    id: int
    number: str
    why: str


@dataclass(frozen=True, slots=True)
class MailedResult:
    """Our numbers of the letters that are recorded now, and those that are kept."""

    done: tuple[str, ...]
    kept: tuple[Kept, ...]


def record_item_sent(
    store: Store,
    actor: Actor,
    letter_id: int,
    version: int,
    raw: Mapping[str, object],
    *,
    now: datetime,
) -> Recorded:
    """Record that one letter left: on, at, channel, reference, to.

    Raises what ``record_sent`` raises, and ``NotFound`` when the letter waits no more.
    """
    found = _waiting(store, actor, (letter_id,), now)
    if letter_id not in found:
        raise NotFound("letter that waits")
    return _record(store, actor, found[letter_id], version, raw, now=now)


def record_mailed(
    store: Store,
    actor: Actor,
    on: object,
    letters: tuple[Mailed, ...],
    *,
    as_typed: bool = False,
    now: datetime,
) -> MailedResult:
    """Record that letters were mailed on one day, each in a transaction of its own.

    Raises ``Refused`` before anything is recorded: the day is missing or none, a number stands for
    two letters, or is no certified-mail number; ``as_typed`` takes the last as it stands, for the
    receipt knows better. What cannot be recorded afterwards is kept with its reason.
    """
    if not may(actor, Permission.RECORD):
        raise NotAllowed(Permission.RECORD.value)
    numbers = {one.id: tidy_number(one.number) for one in letters}
    found = _waiting(store, actor, tuple(numbers), now)
    with store.reading() as session:
        errors = [] if as_typed else _doubtful(numbers, found)
        errors += _taken(session, actor, numbers, found)
        _refuse_wrong(on, errors, missouri_day(now))
        files = agency_files(session, {one.agency_id for one in found.values()})
    done: list[str] = []
    kept: list[Kept] = []
    versions: dict[int, int] = {}
    for one in letters:
        letter = found.get(one.id)
        if letter is None:
            kept.append(Kept(one.id, "", _GONE))
            continue
        reach = reach_of(letter, files[letter.agency_id])
        raw = {
            "on": on,
            "channel": Channel.POST.value,
            "reference": numbers[one.id],
            "to": reach.postal[:MOST_LINE],
        }
        # A letter before this one may have gone in the same request.
        version = versions.get(letter.request_id, one.version)
        try:
            recorded = _record(store, actor, letter, version, raw, now=now)
        except OfficeRefusal as refusal:
            kept.append(Kept(one.id, letter.number, _why(store, actor, letter, refusal, now)))
            continue
        versions[letter.request_id] = recorded.version
        done.append(letter.number)
    return MailedResult(tuple(done), tuple(kept))


def _record(
    store: Store,
    actor: Actor,
    letter: Waiting,
    version: int,
    raw: Mapping[str, object],
    *,
    now: datetime,
) -> Recorded:
    if letter.kind == REQUEST:
        return record_sent(store, actor, letter.request_id, version, raw, now=now)
    named = {**raw, "letter": letter.kind, "number": letter.number}
    return record_follow_up_sent(store, actor, letter.request_id, version, named, now=now)


def _waiting(store: Store, actor: Actor, ids: tuple[int, ...], now: datetime) -> dict[int, Waiting]:
    known = tuple(each for each in ids if is_id(each))
    with store.reading() as session:
        found = waiting_letters(session, actor, today=missouri_day(now), ids=known)
    return {one.id: one for one in found}


def _refuse_wrong(on: object, errors: list[FieldError], today: date) -> None:
    form = EventForm({"on": on}, today)
    if form.day("on") > today:
        form.refuse("on", "This day is in the future.")
    form.refuse_if_wrong()
    if errors:
        raise Refused(tuple(errors))


def _doubtful(numbers: Mapping[int, str], found: Mapping[int, Waiting]) -> list[FieldError]:
    doubts = {key: doubt_about(number) for key, number in numbers.items() if key in found}
    return [_error(key, found, f"{doubt} {_AS_TYPED}") for key, doubt in doubts.items() if doubt]


def _taken(
    session: Session, actor: Actor, numbers: Mapping[int, str], found: Mapping[int, Waiting]
) -> list[FieldError]:
    errors = [
        _error(key, found, "This number stands at two letters. Each has its own.")
        for key in twice(numbers)
    ]
    known = requests_with_reference(session, actor, {each for each in numbers.values() if each})
    return errors + [
        _error(key, found, f"This number is recorded already, for {known[number]}.")
        for key, number in numbers.items()
        if key in found and number in known
    ]


def _error(key: int, found: Mapping[int, Waiting], why: str) -> FieldError:
    label = found[key].number if key in found else "Number"
    return FieldError(NUMBER_FIELD.format(key), label, why)


def _why(store: Store, actor: Actor, letter: Waiting, refusal: OfficeRefusal, now: datetime) -> str:
    if isinstance(refusal, ChangedElsewhere):
        if not _waiting(store, actor, (letter.id,), now):
            return f"{refusal.by} recorded its sending in the meantime."
        return f"{refusal.by} changed the request in the meantime. Look at it, then press again."
    if isinstance(refusal, Refused):
        return " ".join(error.message for error in refusal.errors)
    return str(refusal)
