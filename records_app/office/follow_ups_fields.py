"""The fields of a letter after the request, as its form shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from records_app.letters.follow_up_kinds import Field, FollowUpKind

_FROM_THE_LOG = "Taken from our log: check that it is word for word."
_SHAPES = {"lines": "text", "happenings": "text"}


@dataclass(frozen=True, slots=True)
class LetterChoice:
    """One entry of a list to choose from."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class LetterField:
    """One question; ``value`` is what the field starts with.

    ``shape`` is line, text, day, amount, choice or fee lines. An ``optional`` field may be empty.
    """

    name: str
    label: str
    shape: str
    hint: str = ""
    value: str = ""
    optional: bool = False
    choices: tuple[LetterChoice, ...] = ()


def fields_of(
    kind: FollowUpKind, values: Mapping[str, object], *, from_log: bool
) -> Iterator[LetterField]:
    """The fields of a letter of this kind with these values."""
    for field in kind.fields:
        value = str(values.get(field.name, ""))
        yield LetterField(
            name=field.name,
            label=field.label,
            shape=_SHAPES.get(field.shape, field.shape),
            hint=_hint(field, quoted=from_log and bool(value)),
            value=value,
            optional=_is_optional(field),
            choices=tuple(LetterChoice(*choice) for choice in field.choices),
        )


def _hint(field: Field, *, quoted: bool) -> str:
    if field.name == "quote" and quoted:
        return _FROM_THE_LOG
    return field.hint


def _is_optional(field: Field) -> bool:
    """A question that says itself that it need not be answered is not marked once more."""
    says = ("if any", "if known", "if it has passed", "Leave it empty")
    told = any(words in f"{field.label} {field.hint}" for words in says)
    return not field.missing and field.shape != "choice" and not told
