"""The raw form of a draft: what may be in it, and what a new one starts with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from records_app.casework.subjects import Subject
from records_app.letters.item_choices import MOST_LINES
from records_app.letters.request_form import FIELDS, LABELS, FieldError
from records_app.office.refusals import Refused

MAX_CHARACTERS = 12_000
_WAIVER = (
    "We are residents who want to understand how our local agencies work with federal "
    "immigration authorities, and what that costs. We share what we learn with the public "
    "free of charge."
)
_SUBJECTS = frozenset(subject.value for subject in Subject)

RawForm = dict[str, str | list[str]]


def bounded(form: Mapping[str, object]) -> RawForm:
    """The form with known fields only, every value text, the subjects a list of known ones.

    Raises ``Refused`` for a value that no form of ours sends, or one that is too long to keep.
    """
    errors: list[FieldError] = []
    kept: RawForm = {}
    for field in FIELDS:
        label = LABELS[field]
        value = form.get(field, "")
        if field == "subjects":
            chosen = _subjects(value)
            if chosen is None:
                errors.append(FieldError(field, label, "Choose from the list."))
            else:
                kept[field] = chosen
        elif field == "items":
            lines = _lines(value)
            if lines is None:
                errors.append(FieldError(field, label, "This is not a list of items."))
            else:
                kept[field] = lines
        elif not isinstance(value, str):
            errors.append(FieldError(field, label, "This is not text."))
        elif len(value) > MAX_CHARACTERS:
            reason = f"This has {len(value):,} characters. At most {MAX_CHARACTERS:,} can be kept."
            errors.append(FieldError(field, label, reason))
        else:
            kept[field] = value
    if errors:
        raise Refused(tuple(errors))
    return kept


def _subjects(value: object) -> list[str] | None:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list | tuple):
        return None
    chosen = [one for one in listed if one != ""]
    if any(one not in _SUBJECTS for one in chosen if isinstance(one, str)):
        return None
    if not all(isinstance(one, str) for one in chosen):
        return None
    return list(dict.fromkeys(chosen))


def _lines(value: object) -> list[str] | None:
    """Lines about items as they are, right or wrong; None for what no form of ours sends."""
    listed = [] if value == "" else value
    if not isinstance(listed, list | tuple) or len(listed) > MOST_LINES:
        return None
    if not all(isinstance(one, str) and len(one) <= MAX_CHARACTERS for one in listed):
        return None
    return list(listed) if sum(map(len, listed)) <= 4 * MAX_CHARACTERS else None


def starting_form(signer: str, today: date, agency_id: int | None) -> RawForm:
    """What a new draft starts with: the last calendar year until the day of the search."""
    return {
        "agency": "" if agency_id is None else str(agency_id),
        "subjects": [],
        "items": [],
        "period_from": f"{today.year - 1}-01-01",
        "period_to": "",
        "specifics": "",
        "fee_cap": "",
        "fee_waiver_reason": _WAIVER,
        "format": "electronic",
        "signer_name": signer,
        "signer_title": "",
    }


def agency_id_in(form: Mapping[str, Any]) -> int | None:
    """The agency's id in a raw form, if what stands there can be one."""
    text = str(form.get("agency", "")).strip()
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return int(text)
    return None
