"""What the desk shows: rows of ready-to-show words, by urgency."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from records_app.casework.urgency import Urgency

Tone = Literal["red", "amber", "blue", "green", "grey"]
Icon = Literal["warning", "clock", "arrow", "check", "pencil", "letter"]


@dataclass(frozen=True, slots=True)
class DeskFilter:
    """What the address of the desk asks for; every part may be left out.

    ``standing`` is a stage ("waiting") or "closed"; ``whose`` is mine, nobodys or watched;
    ``person_id`` is who wrote it; ``section`` and ``page`` (from 1) ask for one section alone,
    further down; ``campaign_id`` is the campaign that it belongs to.
    """

    standing: str = ""
    county: str = ""
    agency_id: int | None = None
    subject: str = ""
    person_id: int | None = None
    text: str = ""
    whose: str = ""
    section: str = ""
    page: int = 1
    campaign_id: int | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is filtered, apart from the section and page."""
        chosen = (self.standing, self.county, self.agency_id, self.subject, self.person_id)
        return any(chosen) or bool(self.text or self.whose or self.campaign_id)


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One request on the desk. ``href`` is its page, ``step_href`` the place of its next step.

    ``care`` says in whose care it is, in a word or a name; of a draft, who shared it.
    """

    id: int
    number: str
    agency: str
    subjects: str
    label: str
    tone: Tone
    icon: Icon
    due: str
    due_note: str
    turn: str
    care: str
    step: str
    step_label: str
    step_is_main: bool
    href: str
    step_href: str


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """A reminder of the person who looks, for today or a day before."""

    id: int
    agency: str
    number: str
    href: str
    note: str
    day: str


@dataclass(frozen=True, slots=True)
class WhoseChoice:
    """One way to say whose requests to show. ``count`` is in figures, empty for everybody's."""

    value: str
    label: str
    count: str


@dataclass(frozen=True, slots=True)
class Section:
    """Requests of one urgency, most pressing first. ``count`` stops at 1,001 ("1,000+")."""

    urgency: Urgency
    title: str
    note: str
    count: int
    count_text: str
    due_heading: str
    rows: tuple[DeskRow, ...]
    page: int
    has_next: bool


@dataclass(frozen=True, slots=True)
class LeadPart:
    """A piece of the sentence above the tables; the most pressing piece is ``strong``."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a filter: the value for the address, and its words."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Choices:
    """What each part of the filter can be."""

    standings: tuple[Choice, ...] = ()
    counties: tuple[Choice, ...] = ()
    agencies: tuple[Choice, ...] = ()
    subjects: tuple[Choice, ...] = ()
    people: tuple[Choice, ...] = ()
    campaigns: tuple[Choice, ...] = ()


NO_CHOICES = Choices()


@dataclass(frozen=True, slots=True)
class Desk:
    """The whole page. ``is_empty``: this office has no request yet that the person may see."""

    day: str
    lead: tuple[LeadPart, ...]
    sections: tuple[Section, ...]
    choices: Choices
    whose: tuple[WhoseChoice, ...]
    reminders: tuple[ReminderRow, ...]
    more_reminders: bool
    closed_words: str
    is_empty: bool
    filter: DeskFilter


def request_href(request_id: int) -> str:
    """Address of a request's page. With the last slash: without it a redirect loses the query."""
    return f"/requests/{request_id}/"


def draft_href(request_id: int) -> str:
    """Address of a draft's page."""
    return f"/drafts/{request_id}/"


def letter_href(request_id: int) -> str:
    """Address that downloads the letter."""
    return f"/letters/{request_id}.pdf"
