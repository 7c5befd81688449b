"""What the pages of agencies show: plain values, ready for the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from records_app.office.desk_view import Icon, Tone


@dataclass(frozen=True, slots=True)
class FoundAgency:
    """One agency that fits what was typed. ``place`` is words, ``g287`` a value."""

    id: int
    slug: str
    name: str
    place: str
    city: str
    county: str
    state: str
    kind: str
    kind_name: str
    law: str
    g287: str
    g287_name: str


@dataclass(frozen=True, slots=True)
class AgencyFilter:
    """What the address of the list asks for; every part may be left out.

    ``county`` is a value out of ``AgencyPage.counties``: "Clay County" or "Bond County, IL".
    """

    text: str = ""
    county: str = ""
    kind: str = ""
    g287: str = ""
    law: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is filtered."""
        return any((self.text, self.county, self.kind, self.g287, self.law))


@dataclass(frozen=True, slots=True)
class FilterChoice:
    """One entry of a filter: the value for the address, and its words."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class AgencyRow:
    """One line of the list. ``requests`` counts letters of ours to it, drafts left out."""

    id: int
    slug: str
    name: str
    place: str
    kind: str
    kind_name: str
    law: str
    g287: str
    g287_name: str
    requests: int
    href: str


@dataclass(frozen=True, slots=True)
class AgencyPage:
    """One page of the list, with what can be filtered by, and whether this person may add one."""

    rows: tuple[AgencyRow, ...]
    total: int
    page: int
    pages: int
    counties: tuple[FilterChoice, ...]
    kinds: tuple[FilterChoice, ...]
    standings: tuple[FilterChoice, ...]
    laws: tuple[FilterChoice, ...]
    filter: AgencyFilter
    may_add: bool = False


@dataclass(frozen=True, slots=True)
class ContactView:
    """One way to reach the agency. ``href`` opens it (mail, web or phone), or is empty."""

    id: int
    version: int
    kind: str
    kind_name: str
    value: str
    lines: tuple[str, ...]
    href: str
    source: str
    checked: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class AgreementView:
    """One 287(g) agreement. ``words`` says when it was signed and listed; ``link`` may be empty."""

    model: str
    standing: str
    standing_name: str
    words: str
    link: str
    source: str


@dataclass(frozen=True, slots=True)
class ClosureView:
    """One day on which the agency departs from the calendar of its law."""

    id: int
    on: date
    day: str
    is_open: bool
    words: str
    reason: str
    who: str


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request of ours to the agency. ``due`` is words, empty when no clock runs.

    ``label``, ``tone`` and ``icon`` make the same badge as on the desk.
    """

    id: int
    number: str
    subjects: str
    label: str
    tone: Tone
    icon: Icon
    is_draft: bool
    due: str
    is_overdue: bool
    author: str
    href: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change of a contact, of a day or of the closing time, newest first."""

    when: str
    who: str
    sentence: str
    reason: str


@dataclass(frozen=True, slots=True)
class AgencyView:
    """Everything on the page of one agency.

    ``state_hint`` says what is known of the law of a State that is not computed here, or nothing.
    ``address`` is what a letter falls back on without a postal contact. ``belongs_to`` is the
    agency that a station or branch office is part of, as name and address of
    its page; both are empty otherwise. ``closes`` is words, ``closes_at`` the same as HH:MM.
    """

    id: int
    slug: str
    name: str
    place: str
    kind: str
    kind_name: str
    law: str
    law_name: str
    state_hint: str
    g287: str
    g287_name: str
    source: str
    address: tuple[str, ...]
    belongs_to: str
    belongs_to_href: str
    contacts: tuple[ContactView, ...]
    agreements: tuple[AgreementView, ...]
    closures: tuple[ClosureView, ...]
    requests: tuple[RequestLine, ...]
    changes: tuple[ChangeLine, ...]
    closes: str
    closes_at: str
    may_care: bool
    may_draft: bool


def agency_href(slug: str) -> str:
    """Address of an agency's page. With the last slash: without it a redirect loses the query."""
    return f"/agencies/{slug}/"
