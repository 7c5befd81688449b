"""What the pages of an import show: plain values, ready for the screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list to choose from."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class ListHead:
    """The file itself. ``refused`` says why it cannot be brought in; then there is nothing else.

    ``step`` is the first that is not done yet: columns, words or preview.
    """

    token: str
    name: str
    refused: str
    remarks: tuple[str, ...]
    rows: int
    step: str


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One of our fields and the column that is chosen for it ("" for none)."""

    name: str
    label: str
    hint: str
    needed: bool
    value: str


@dataclass(frozen=True, slots=True)
class ColumnsView:
    """The step that says which column is what."""

    head: ListHead
    heading: str
    heading_choices: tuple[Choice, ...]
    column_choices: tuple[Choice, ...]
    fields: tuple[FieldLine, ...]


@dataclass(frozen=True, slots=True)
class WordLine:
    """A word of the list and what it means; ``name`` is the name of its control."""

    name: str
    text: str
    count: str
    value: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class WordGroup:
    """The words of one column."""

    field: str
    label: str
    lines: tuple[WordLine, ...]


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """A name of an agency that is not beyond doubt, and the agencies it may be."""

    name: str
    called_name: str
    text: str
    count: str
    value: str
    called: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class WordsView:
    """The step that says what the words of the list mean. ``shape`` travels with its form."""

    head: ListHead
    shape: str
    order: str
    order_asked: bool
    order_example: str
    groups: tuple[WordGroup, ...]
    agencies: tuple[AgencyLine, ...]
    agencies_sure: str
    people: tuple[WordLine, ...]
    way: str
    ways: tuple[Choice, ...]
    mine: bool
    may_add: bool


@dataclass(frozen=True, slots=True)
class ErrorLine:
    """What is wrong with a row."""

    row: str
    column: str
    words: str


@dataclass(frozen=True, slots=True)
class BecomingLine:
    """A row as the request it becomes."""

    row: str
    number: str
    agency: str
    subjects: str
    sent: str
    label: str
    tone: str
    icon: str
    twin: bool


@dataclass(frozen=True, slots=True)
class PreviewView:
    """The step before it is done. ``counts`` are sentences; ``left`` columns not brought in.

    ``ready`` is how many requests the button brings in; 0 while something is in the way.
    """

    head: ListHead
    counts: tuple[str, ...]
    lines: tuple[BecomingLine, ...]
    more: str
    errors: tuple[ErrorLine, ...]
    more_errors: str
    twins: tuple[ErrorLine, ...]
    more_twins: str
    known_file: str
    left: str
    leave_out: bool
    leave_out_words: str
    anyway: bool
    ready: int
    button: str


@dataclass(frozen=True, slots=True)
class DoneView:
    """What was brought in; ``again`` if it had been before this press.

    ``run_id`` is the number by which it is taken back.
    """

    token: str
    run_id: str
    name: str
    requests: int
    words: str
    again: bool
