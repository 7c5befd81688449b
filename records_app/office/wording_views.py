"""What the studio shows: kinds of letters, the parts of one, its versions, and what differs."""

from __future__ import annotations

from dataclasses import dataclass

from records_app.letters.blocks import Block
from records_app.letters.request_form import FieldError


@dataclass(frozen=True, slots=True)
class KindLine:
    """One kind of letter in the list, with the wording in use in words."""

    href: str
    label: str
    words: str
    own: bool


@dataclass(frozen=True, slots=True)
class LawKinds:
    """The kinds of letters under one law."""

    name: str
    kinds: tuple[KindLine, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of a list."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part in the editor: its shipped words line by line, and what it must say."""

    name: str
    label: str
    shipped: tuple[str, ...]
    start: str
    how: str
    text: str
    hint: str
    must_say: tuple[str, ...]
    ways: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class PlaceholderLine:
    """A placeholder to insert, with what it stands for."""

    braces: str
    means: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the list. ``number`` 0 is the shipped letter."""

    number: int
    title: str
    words: str
    note: str
    letters: str
    in_use: bool


@dataclass(frozen=True, slots=True)
class WordingPage:
    """The editor of one kind of letter; ``version`` is the number of the newest version, or 0.

    ``language`` is that of the words, as a tag such as ``es``.
    """

    law: str
    kind: str
    title: str
    law_name: str
    language: str
    words: str
    version: int
    parts: tuple[PartLine, ...]
    placeholders: tuple[PlaceholderLine, ...]
    versions: tuple[VersionLine, ...]
    blocks: tuple[Block, ...]
    errors: tuple[FieldError, ...]


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item in the editor of a list. ``law`` is the one it is asked under, or "" for all.

    ``shipped``, ``shipped_short`` and ``shipped_why`` are the words that came with us, or "".
    """

    key: str
    on: bool
    own: bool
    text: str
    short: str
    why: str
    law: str
    shipped: str = ""
    shipped_short: str = ""
    shipped_why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ItemsPage:
    """The editor of the list of one subject; ``version`` is the number of the newest, or 0."""

    scope: str
    subject: str
    title: str
    law_name: str
    words: str
    version: int
    rows: tuple[ItemRow, ...]
    laws: tuple[Choice, ...]
    versions: tuple[VersionLine, ...]
    blocks: tuple[Block, ...]
    errors: tuple[FieldError, ...]


@dataclass(frozen=True, slots=True)
class WordingPreview:
    """The sample letter in these words, and everything that is wrong with them."""

    blocks: tuple[Block, ...]
    errors: tuple[FieldError, ...]


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A paragraph that only one of two versions has: ``gone`` or ``new``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What the sample letter says differently in two versions."""

    words: str
    lines: tuple[DiffLine, ...]
