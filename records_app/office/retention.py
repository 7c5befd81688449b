"""How long things are kept: the rules, what would go today, and what goes by the clock."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.law.day_words import full_day
from records_app.letters.request_form import FieldError
from records_app.office.files.folder import FileFolder
from records_app.office.files.listing import size_words
from records_app.office.missouri_time import missouri_day
from records_app.office.password_again import demand_fresh
from records_app.office.purging import Purged, forget_browsers, purge_files, purge_requests
from records_app.office.refusals import ChangedElsewhere, NotAllowed, Refused
from records_app.store.database import Store
from records_app.store.retention import (
    browsers_unseen_since,
    closed_before,
    discarded_before,
    other_files_before,
    rules_of,
    write_rules,
)

_NUMBER = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class RuleKind:
    """A kind of thing with an age. ``unit`` is months or days, from ``fewest`` to ``most``."""

    name: str
    label: str
    hint: str
    unit: str
    fewest: int
    most: int


KINDS = (
    RuleKind(
        "requests",
        "Months a closed request is kept",
        "Counted from the last line of its log. An admin presses Purge; nothing goes by itself.",
        "months",
        6,
        600,
    ),
    RuleKind(
        "other_files",
        "Months a file marked “other” is kept",
        "Only files of closed requests that are neither reply nor proof. An admin presses Purge.",
        "months",
        1,
        600,
    ),
    RuleKind(
        "drafts",
        "Days a discarded draft is kept",
        "Nobody can open it any more. It goes by itself.",
        "days",
        1,
        3650,
    ),
    RuleKind(
        "browsers",
        "Days a browser is remembered that nobody comes back with",
        "From where and with which browser somebody signed in. It goes by itself.",
        "days",
        91,
        3650,
    ),
)


@dataclass(frozen=True, slots=True)
class DueRequest:
    """A closed request that is older than the rule allows."""

    id: int
    number: str
    agency: str
    last: str
    holds: str


@dataclass(frozen=True, slots=True)
class DueFile:
    """A file that is older than the rule allows."""

    id: int
    name: str
    number: str
    added: str


@dataclass(frozen=True, slots=True)
class Retention:
    """The rules as they are, and what would go today."""

    rules: dict[str, str]
    requests: tuple[DueRequest, ...]
    files: tuple[DueFile, ...]
    drafts: int
    browsers: int


def retention(store: Store, actor: Actor, *, now: datetime) -> Retention:
    """What the rules are, and what they would remove today. Nothing happens."""
    _refuse_others(actor)
    with store.reading() as session:
        rules = rules_of(session)
        before = {kind: _before(kind, keep, now) for kind, keep in rules.items()}
        requests = closed_before(session, actor, before["requests"]) if "requests" in before else ()
        files = (
            other_files_before(session, actor, before["other_files"])
            if "other_files" in before
            else ()
        )
        drafts = discarded_before(session, before["drafts"]) if "drafts" in before else []
        unseen = browsers_unseen_since(session, before["browsers"]) if "browsers" in before else []
    return Retention(
        {kind.name: str(rules.get(kind.name, "")) for kind in KINDS},
        tuple(
            DueRequest(row[0], row[1] or "", row[2], _day(row[3]), _holds(row[5], row[4]))
            for row in requests
        ),
        tuple(
            DueFile(row[0], f"{row[1]} ({size_words(row[4])})", row[2] or "", _day(row[3]))
            for row in files
        ),
        len(drafts),
        len(unseen),
    )


def change_retention(
    store: Store,
    actor: Actor,
    form: Mapping[str, object],
    *,
    was: Mapping[str, str],
    now: datetime,
) -> None:
    """Keep the rules of a form: a number turns one on, an empty field turns it off.

    ``was`` are the rules that were on the screen. Raises ``Refused`` and ``ChangedElsewhere``.
    """
    _refuse_others(actor)
    wanted = _read(form)
    with store.transaction() as session:
        rules = rules_of(session)
        if {kind.name: str(rules.get(kind.name, "")) for kind in KINDS} != dict(was):
            raise ChangedElsewhere("Another admin", now)
        write_rules(session, wanted)


def purge_due(
    store: Store,
    actor: Actor,
    kind: str,
    shown: Sequence[int],
    *,
    sure: bool,
    folder: FileFolder,
    now: datetime,
) -> Purged:
    """Remove what the preview showed, if it is still what the rule names; else nothing goes.

    Raises ``Refused``, also unless the password was given just now.
    """
    found = retention(store, actor, now=now)
    due = found.requests if kind == "requests" else found.files if kind == "other_files" else ()
    if not due or sorted(shown) != sorted(one.id for one in due):
        why = "The list has changed meanwhile. Look at it again."
        raise Refused((FieldError(f"sure_{kind}", "What would go", why),))
    if not sure:
        label = "I know that this cannot be undone."
        raise Refused((FieldError(f"sure_{kind}", label, "Tick it to go on."),))
    demand_fresh(actor, now)
    ids = [one.id for one in due]
    if kind == "requests":
        return purge_requests(store, ids, folder=folder)
    return purge_files(store, ids, folder=folder)


def purge_by_the_clock(store: Store, folder: FileFolder, *, now: datetime) -> int:
    """Remove discarded drafts and ended sign-ins that are past their days; gives how many."""
    with store.reading() as session:
        rules = rules_of(session)
        drafts, unseen = [], []
        if "drafts" in rules:
            drafts = discarded_before(session, _before("drafts", rules["drafts"], now))
        if "browsers" in rules:
            unseen = browsers_unseen_since(session, _before("browsers", rules["browsers"], now))
    if unseen:
        forget_browsers(store, unseen)
    if drafts:
        purge_requests(store, drafts, folder=folder)
    return len(drafts) + len(unseen)


def _read(form: Mapping[str, object]) -> dict[str, int | None]:
    wanted: dict[str, int | None] = {}
    errors = []
    for kind in KINDS:
        value = form.get(kind.name)
        typed = value.strip() if isinstance(value, str) else ""
        number = int(typed) if _NUMBER.fullmatch(typed) else None
        if typed and (number is None or not kind.fewest <= number <= kind.most):
            why = f"Choose a whole number from {kind.fewest} to {kind.most}, or leave it empty."
            errors.append(FieldError(kind.name, kind.label, why))
        wanted[kind.name] = number
    if errors:
        raise Refused(tuple(errors))
    return wanted


def _before(kind: str, keep: int, now: datetime) -> datetime:
    unit = next(one.unit for one in KINDS if one.name == kind)
    if unit == "days":
        return now - timedelta(days=keep)
    year, month = divmod(now.year * 12 + now.month - 1 - keep, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return now.replace(year=year, month=month + 1, day=min(now.day, last))


def _day(moment: datetime) -> str:
    return full_day(missouri_day(moment))


def _holds(letters: int, files: int) -> str:
    some = "1 letter" if letters == 1 else f"{letters} letters"
    return f"{some}, " + ("1 file" if files == 1 else f"{files} files")


def _refuse_others(actor: Actor) -> None:
    if not may(actor, Permission.PURGE):
        raise NotAllowed(Permission.PURGE.value)
