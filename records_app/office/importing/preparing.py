"""What a whole list becomes: requests with their logs, and everything that is in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.casework.standing import Standing, standing_of
from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.law.errors import LawError
from records_app.office.importing.agency_names import AgencyNames, name_key
from records_app.office.importing.columns import headings
from records_app.office.importing.course import log_of, problems_in
from records_app.office.importing.numbers import series_of, usable_once
from records_app.office.importing.plan import NEW_AGENCY, Plan
from records_app.office.importing.rows import RowError, RowFacts, RowReader
from records_app.office.importing.sheet import Sheet
from records_app.store.agencies import all_agencies
from records_app.store.groups import Limit, limits_of
from records_app.store.importing import (
    SentBefore,
    laws_of,
    numbers_taken,
    people_there_are,
    sent_before,
)
from records_app.store.requests import days_of_agencies, office_row
from records_app.store.tables_agencies import Agency

NEW_LAW = "us-mo"


@dataclass(frozen=True, slots=True)
class Desk:
    """What the database knows that a list is held against."""

    agencies: Mapping[int, Agency]
    names: AgencyNames
    people: tuple[tuple[int, str, str], ...]
    may_add_agencies: bool


@dataclass(frozen=True, slots=True)
class Becoming:
    """One row and the request it becomes. ``agency_id`` is 0 for an agency that is added first.

    ``number`` is empty while the request gets the next one of its ``OLD`` series.
    """

    facts: RowFacts
    agency_id: int
    agency: str
    law: str
    number: str
    person_id: int | None
    standing: Standing
    twin: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What of the database the rows were worked out from; when it changes, so may they."""

    laws: Mapping[int, str]
    limits: Mapping[int, Limit]
    numbers: frozenset[str]
    days: Mapping[int, AgencyDays]
    taken: frozenset[str]
    sent_before: tuple[SentBefore, ...]
    chaser_days: int


@dataclass(frozen=True, slots=True)
class Prepared:
    """All of it. ``twins`` are rows that look like a request we have, or like another row."""

    rows: tuple[Becoming, ...]
    errors: tuple[RowError, ...]
    twins: tuple[RowError, ...]
    wrong_lines: frozenset[int]
    rests_on: Ground


def open_desk(session: Session, actor: Actor) -> Desk:
    """Read what a list is held against."""
    agencies = all_agencies(session)
    return Desk(
        agencies={agency.id or 0: agency for agency in agencies},
        names=AgencyNames(agencies),
        people=tuple(people_there_are(session)),
        may_add_agencies=may(actor, Permission.CARE_FOR_AGENCIES),
    )


def agency_choice(plan: Plan, desk: Desk, name: str) -> str:
    """Which agency a name means: an id as text, ``new``, or "" when somebody must choose."""
    chosen = plan.agencies.get(name_key(name), "")
    if chosen == NEW_AGENCY:
        return chosen if desk.may_add_agencies else ""
    if chosen.isdecimal() and int(chosen) in desk.agencies:
        return chosen
    sure = desk.names.match(name).sure
    return str(sure) if sure else ""


def person_choice(plan: Plan, desk: Desk, name: str) -> int:
    """Who a name in the column of people is; 0 for nobody of ours."""
    key = name_key(name)
    if key in plan.people:
        return plan.people[key]
    found = [n for n, called, mail in desk.people if key in (name_key(called), name_key(mail))]
    return found[0] if len(found) == 1 else 0


@dataclass(frozen=True, slots=True)
class Task:
    """A list, how to read it, and who brings it in when."""

    actor: Actor
    sheet: Sheet
    plan: Plan
    now: datetime
    today: date


def prepare(session: Session, task: Task) -> Prepared:
    """Read every row and work out what it becomes."""
    return _Preparing(session, task).whole()


def still_holds(session: Session, actor: Actor, ground: Ground) -> bool:
    """Whether nothing that the rows were worked out from has changed since."""
    return _ground(session, actor, frozenset(ground.laws), ground.numbers) == ground


def _ground(
    session: Session, actor: Actor, agency_ids: frozenset[int], numbers: frozenset[str]
) -> Ground:
    return Ground(
        laws=laws_of(session, agency_ids),
        limits=limits_of(session, agency_ids),
        numbers=numbers,
        days=days_of_agencies(session, agency_ids),
        taken=frozenset(numbers_taken(session, numbers)),
        sent_before=tuple(sent_before(session, actor, agency_ids)),
        chaser_days=office_row(session).chaser_days,
    )


class _Preparing:
    def __init__(self, session: Session, task: Task) -> None:
        self._session, self._actor = session, task.actor
        self._sheet, self._plan = task.sheet, task.plan
        self._now, self._today = task.now, task.today
        self._desk = open_desk(session, task.actor)
        self._reader = RowReader(
            task.plan,
            headings(task.sheet, task.plan.heading),
            task.plan.day_order(task.sheet),
            from_1904=task.sheet.from_1904,
        )
        self._errors: list[RowError] = []

    def whole(self) -> Prepared:
        known = tuple(self._with_agencies(self._facts()))
        ids = frozenset(agency_id for _, agency_id in known if agency_id)
        numbers = [facts.number for facts, _ in known if facts.number]
        ground = _ground(self._session, self._actor, ids, frozenset(numbers))
        usable = usable_once(numbers, ground.taken)
        twins = _twins(known, ground.sent_before)
        rows = [
            becoming
            for facts, agency_id in known
            if (becoming := self._becoming(facts, agency_id, ground, usable)) is not None
        ]
        rows = [replace(row, twin=twins.get(row.facts.line, "")) for row in rows]
        doubled = tuple(
            RowError(row.facts.line, self._reader.column_name("agency"), row.twin)
            for row in rows
            if row.twin
        )
        wrong = {error.line for error in self._errors}
        wrong |= set() if self._plan.anyway else {error.line for error in doubled}
        errors = sorted(self._errors, key=lambda error: error.line)
        return Prepared(tuple(rows), tuple(errors), doubled, frozenset(wrong), ground)

    def _facts(self) -> Iterator[RowFacts]:
        for row in self._plan.rows(self._sheet):
            read = self._reader.read(row)
            if isinstance(read, RowFacts):
                yield read
            else:
                self._errors += read

    def _with_agencies(self, rows: Iterator[RowFacts]) -> Iterator[tuple[RowFacts, int]]:
        choices: dict[str, str] = {}
        for facts in rows:
            key = name_key(facts.agency)
            if key not in choices:
                choices[key] = agency_choice(self._plan, self._desk, facts.agency)
            if choices[key]:
                yield facts, 0 if choices[key] == NEW_AGENCY else int(choices[key])
            else:
                words = f"Choose which agency “{facts.agency[:60]}” is, one step back."
                self._wrong(facts.line, "agency", words)

    def _becoming(
        self, facts: RowFacts, agency_id: int, ground: Ground, usable: frozenset[str]
    ) -> Becoming | None:
        agency = self._desk.agencies.get(agency_id)
        law = agency.law if agency else NEW_LAW
        person_id = self._person(facts.person)
        limit = ground.limits.get(agency_id)
        if agency and limit and not self._lets(limit, agency.name, facts.line, person_id):
            return None
        number = facts.number if facts.number in usable else ""
        log = log_of(facts, number or series_of(facts.sent_on), "", self._actor.name, self._now)
        try:
            problems = problems_in(log, self._today, law)
            for field, words in problems.items():
                self._wrong(facts.line, field, words)
            if problems:
                return None
            standing = standing_of(
                log,
                law_code=law,
                agency=ground.days.get(agency_id, STANDARD_DAYS),
                chaser_days=ground.chaser_days,
            )
        except LawError as error:
            self._wrong(facts.line, "sent_on", f"{error}.")
            return None
        return Becoming(
            facts=facts,
            agency_id=agency_id,
            agency=agency.name if agency else facts.agency,
            law=law,
            number=number,
            person_id=person_id,
            standing=standing,
            twin="",
        )

    def _person(self, name: str) -> int | None:
        found = person_choice(self._plan, self._desk, name) if name else 0
        return found or (self._actor.id if self._plan.mine else None)

    def _lets(self, limit: Limit, agency: str, line: int, person_id: int | None) -> bool:
        """Whether the group of this agency has who brings the row in, and who gets it."""
        if not limit.lets(self._actor.id):
            words = f"Requests to {agency} are only for the group {limit.group}."
            self._wrong(line, "agency", words)
            return False
        if person_id and not limit.lets(person_id):
            name = next(name for number, name, _ in self._desk.people if number == person_id)
            words = f"{name} is not in the group {limit.group}, which requests to {agency} are for."
            self._wrong(line, "person", words)
            return False
        return True

    def _wrong(self, line: int, field: str, words: str) -> None:
        self._errors.append(RowError(line, self._reader.column_name(field), words))


def _twins(known: Sequence[tuple[RowFacts, int]], before: Sequence[SentBefore]) -> dict[int, str]:
    """For lines that look like something else, the words that say what."""
    stored = {(one.agency_id, one.sent_on, one.subjects): one.number for one in before}
    found: dict[int, str] = {}
    first: dict[object, int] = {}
    for facts, agency_id in known:
        place: object = agency_id or name_key(facts.agency)
        key = (place, facts.sent_on, frozenset(facts.subjects))
        # With no subject recognized the words themselves must be the same.
        whole = (*key, facts.remarks if not facts.subjects else ())
        if key in stored:
            found[facts.line] = f"This looks like {stored[key]}: same agency, day and subjects."
        elif whole in first:
            found[facts.line] = f"This looks like row {first[whole]} of the same list."
        first.setdefault(whole, facts.line)
    return found
