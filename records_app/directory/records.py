"""What the shipped directory holds: agencies, how to reach them, their 287(g) agreements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AgencyKind(StrEnum):
    """What sort of body an agency is; the values are stored and shared in addresses."""

    POLICE = "police"
    SHERIFF = "sheriff"
    JAIL = "jail"
    STATE = "state"
    CITY = "city"
    UNIVERSITY = "university"
    SCHOOL = "school"
    COURT = "court"
    PARK = "park"
    AIRPORT = "airport"
    TASK_FORCE = "task_force"
    BRANCH = "branch"
    OTHER = "other"


KIND_NAMES: dict[AgencyKind, str] = {
    AgencyKind.POLICE: "Police department",
    AgencyKind.SHERIFF: "Sheriff's office",
    AgencyKind.JAIL: "Jail or prison",
    AgencyKind.STATE: "State agency",
    AgencyKind.CITY: "City",
    AgencyKind.UNIVERSITY: "University or college police",
    AgencyKind.SCHOOL: "School district",
    AgencyKind.COURT: "Court",
    AgencyKind.PARK: "Park rangers",
    AgencyKind.AIRPORT: "Airport or port",
    AgencyKind.TASK_FORCE: "Task force",
    AgencyKind.BRANCH: "Station or branch office",
    AgencyKind.OTHER: "Other public body",
}


class Standing287g(StrEnum):
    """Where an agency stands with ICE's 287(g) program, as far as ICE has published it."""

    SIGNED = "signed"
    LISTED_EARLIER = "listed_earlier"
    PENDING = "pending"
    NONE = "none"


STANDING_287G_NAMES: dict[Standing287g, str] = {
    Standing287g.SIGNED: "287(g) agreement",
    Standing287g.LISTED_EARLIER: "287(g) listed earlier",
    Standing287g.PENDING: "287(g) pending",
    Standing287g.NONE: "No 287(g) agreement known",
}


class ContactKind(StrEnum):
    """A way to reach an agency."""

    EMAIL = "email"
    PORTAL = "portal"
    PHONE = "phone"
    POST = "post"
    FAX = "fax"
    WEBSITE = "website"


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """One way to reach an agency, and where we have it from.

    `value` of a postal address is several lines, street first, city last. `as_of` is a date as
    YYYY-MM-DD or the words of the source ("c. 2021"). `verified` means: read on the agency's own
    page; it never means that somebody tried it.
    """

    kind: ContactKind
    value: str
    source: str
    as_of: str
    verified: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """One 287(g) agreement as ICE published it.

    `signed_on` is None for one that was only ever listed as pending. `first_listed` and
    `last_listed` are the dates of the first and last of ICE's own sheets that carry it.
    `current` means: on the newest sheet we know, or its document was linked on 2026-09-14.
    """

    model: str
    signed_on: date | None
    first_listed: date | None
    last_listed: date | None
    current: bool
    moa_url: str
    source: str


@dataclass(frozen=True, slots=True)
class AgencyRecord:
    """One public body. `county` is "" only for a body that serves the whole state.

    `also` holds other names it is looked for under; `part_of` is the slug of the agency that a
    station or branch office belongs to, or ""; `last_reported` the last year in which the agency
    reported its staff to the FBI, None when it never did.
    """

    slug: str
    name: str
    kind: AgencyKind
    law: str
    county: str
    city: str
    state: str
    address_lines: tuple[str, ...] = ()
    postal_code: str = ""
    phone: str = ""
    website: str = ""
    ori: str = ""
    region: str = ""
    also: tuple[str, ...] = ()
    part_of: str = ""
    last_reported: int | None = None
    contacts: tuple[ContactRecord, ...] = ()
    agreements: tuple[AgreementRecord, ...] = ()
    g287: Standing287g = Standing287g.NONE


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A row of a source that is no agency of ours, and why."""

    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value we ship as the source has it although something about it looks wrong."""

    slug: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Directory:
    """Everything we ship. Agencies are ordered by slug."""

    agencies: tuple[AgencyRecord, ...]
    left_out: tuple[LeftOut, ...]
    doubts: tuple[Doubt, ...]
