"""What the pages of campaigns show: plain values, ready for the screen."""

from __future__ import annotations

from dataclasses import dataclass

from records_app.letters.blocks import Block
from records_app.letters.request_form import FieldError
from records_app.office.agency_views import FilterChoice
from records_app.office.desk_view import Icon, Tone


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """One line of the list of campaigns; ``group`` is the only one that sees it, or empty."""

    id: int
    name: str
    href: str
    who: str
    begun: str
    words: str
    group: str
    label: str
    tone: Tone
    icon: Icon


@dataclass(frozen=True, slots=True)
class CampaignsPage:
    """The list, and what a new campaign can start with: values of ``start`` and their words."""

    lines: tuple[CampaignLine, ...]
    starts: tuple[FilterChoice, ...]


@dataclass(frozen=True, slots=True)
class CampaignHead:
    """What stands above every step, and what the buttons need.

    ``group`` is the only one that sees it, or empty. ``left`` counts agencies
    that wait for their letter and have no known trouble; ``percent`` is how far approving is.
    """

    id: int
    version: int
    name: str
    who: str
    words: str
    group: str
    label: str
    tone: Tone
    icon: Icon
    stage: str
    trouble: str
    is_mine: bool
    may_change: bool
    agencies: int
    dropped: int
    approved: int
    troubled: int
    left: int
    percent: int
    progress: str


@dataclass(frozen=True, slots=True)
class WhoSees:
    """The group that a campaign is for, its value among ``choices``, and what may be chosen.

    Without ``choices`` the actor may not change it.
    """

    group: str
    value: str
    choices: tuple[FilterChoice, ...]


@dataclass(frozen=True, slots=True)
class MemberLine:
    """An agency of a campaign in the list of the first step."""

    id: int
    name: str
    place: str
    law_name: str
    href: str
    may_remove: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """An agency that a line of a pasted list may mean."""

    id: int
    name: str
    place: str


@dataclass(frozen=True, slots=True)
class PastedLine:
    """A line of a pasted list that is not one agency beyond doubt."""

    line: int
    text: str
    words: str
    offers: tuple[Offer, ...]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a choice of agencies, in one sentence, and the lines nobody is sure of.

    ``kept`` says how many were left out because they are for a group, or is empty.
    """

    words: str
    unsure: tuple[PastedLine, ...] = ()
    more: str = ""
    kept: str = ""


@dataclass(frozen=True, slots=True)
class AgenciesPart:
    """The first step: who is in, and by what others can be chosen."""

    lines: tuple[MemberLine, ...]
    page: int
    pages: int
    counties: tuple[FilterChoice, ...]
    kinds: tuple[FilterChoice, ...]
    standings: tuple[FilterChoice, ...]
    models: tuple[FilterChoice, ...]
    laws: tuple[FilterChoice, ...]


@dataclass(frozen=True, slots=True)
class LetterPart:
    """The second step: the raw form, what is wrong with it, and how many items it asks for."""

    form: dict[str, str | list[str]]
    errors: tuple[FieldError, ...]
    lists: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One agency of the grid. ``state`` is ready, wrong, dropped or approved."""

    id: int
    name: str
    place: str
    state: str
    label: str
    tone: Tone
    icon: str
    way: str
    wrong: tuple[str, ...]
    warnings: tuple[str, ...]
    changed: str
    number: str
    href: str


@dataclass(frozen=True, slots=True)
class ReviewPart:
    """The third step: a page of the grid, and how many agencies each choice of it shows."""

    lines: tuple[ReviewLine, ...]
    shows: tuple[FilterChoice, ...]
    show: str
    page: int
    pages: int
    ready: int
    wrong: int
    warned: int
    recurrent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OneLetter:
    """One agency's letter as it would be, with its own fields beside it."""

    id: int
    name: str
    state: str
    form: dict[str, str]
    wrong: tuple[str, ...]
    warnings: tuple[str, ...]
    title: str
    blocks: tuple[Block, ...]
