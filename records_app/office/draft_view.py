"""What the drafting page shows: plain values, ready for the screen."""

from __future__ import annotations

from dataclasses import dataclass, field

from records_app.letters.blocks import Block
from records_app.letters.own_items import Lists
from records_app.letters.request_form import FieldError
from records_app.office.draft_items import ItemList


@dataclass(frozen=True, slots=True)
class AgencyChoice:
    """The agency a draft is for; ``place`` is words such as "St. Charles, St. Charles County".

    ``law`` is the code of the law that the request is made under, ``law_name`` its name.
    """

    id: int
    name: str
    place: str
    law: str = "us-mo"
    law_name: str = ""


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as it stands.

    ``form`` holds the raw values by field name: text, and lists for ``subjects`` and ``items``.
    ``items`` are the lists of the ticked subjects, ``lists`` the office's own. ``blocks`` is the
    letter so far, empty while no preview is possible. ``errors`` are all there are, whether or not
    the person has reached that field yet. ``version`` is the one to save with next time, and
    ``saved_words`` the moment of the last save in Missouri time ("10:42 AM").
    """

    id: int
    version: int
    form: dict[str, str | list[str]]
    agency: AgencyChoice | None
    saved_words: str
    errors: tuple[FieldError, ...]
    title: str
    blocks: tuple[Block, ...]
    agency_has_address: bool
    ways_to_send: tuple[str, ...]
    items: tuple[ItemList, ...] = ()
    lists: Lists = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Approved:
    """A letter became final: the request and the number it was given."""

    request_id: int
    number: str
