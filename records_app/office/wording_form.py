"""Reads what somebody typed into the studio: which parts in own words, and what is wrong there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from records_app.letters.characters import TextRefused, check_text
from records_app.letters.own_wording import Trouble, read_own_text
from records_app.letters.own_wording_parts import PORTAL, Part, parts_of
from records_app.letters.own_wording_values import placeholders_of
from records_app.letters.request_form import FieldError
from records_app.letters.required import missing, required_of
from records_app.letters.required_of_portals import sends_away

AS_SHIPPED, OWN, LEFT_OUT = "shipped", "own", "out"
MOST_NOTE = 200


def read_parts(
    law: str, kind: str, raw: Mapping[str, object]
) -> tuple[dict[str, str], tuple[FieldError, ...]]:
    """The parts that are not as shipped, and every error in them, at its line.

    ``raw`` holds for a part of the name ``own_time`` its text, and at ``own_time-how`` one of
    ``shipped``, ``own`` and ``out``.
    """
    parts: dict[str, str] = {}
    errors: list[FieldError] = []
    for part in parts_of(law, kind):
        how = raw.get(f"{part.name}-how", AS_SHIPPED)
        if how == LEFT_OUT:
            parts[part.name] = ""
            errors += _not_without(law, kind, part)
        elif how == OWN:
            text = raw.get(part.name, "")
            parts[part.name] = text if isinstance(text, str) else ""
            errors += _errors_in(law, kind, part, text)
    return parts, tuple(errors)


def read_note(raw: Mapping[str, object]) -> str:
    """The note on why; raises ``TextRefused``."""
    return check_text("Note", raw.get("note", ""), max_length=MOST_NOTE, one_line=True)


def note_errors(raw: Mapping[str, object]) -> tuple[FieldError, ...]:
    """What is wrong with the note, if anything."""
    try:
        read_note(raw)
    except TextRefused as refused:
        return (FieldError("note", "Note", refused.reason),)
    return ()


def _errors_in(law: str, kind: str, part: Part, text: object) -> Iterator[FieldError]:
    _, troubles = read_own_text(text, part, placeholders_of(kind))
    for trouble in troubles:
        yield _error(part, str(trouble))
    if isinstance(text, str) and not _is_too_long(troubles):
        for lost in missing(law, kind, {part.name: text}):
            yield _error(part, lost.complaint)
        if kind == PORTAL and (why := sends_away(law, text)):
            yield _error(part, why)


def _not_without(law: str, kind: str, part: Part) -> Iterator[FieldError]:
    needed = required_of(law, kind, part.name)
    if needed:
        yield from (_error(part, each.complaint) for each in needed)
    elif not part.may_be_left_out:
        yield _error(
            part, "This part cannot be left out. Choose the standard wording or our own words."
        )


def _is_too_long(troubles: tuple[Trouble, ...]) -> bool:
    return any(trouble.line == 0 for trouble in troubles)


def _error(part: Part, words: str) -> FieldError:
    return FieldError(part.name, part.label, words)
