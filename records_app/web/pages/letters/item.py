"""The form of one letter that is sent now: what it sends, and which one comes after it."""

from __future__ import annotations

from typing import Any

from records_app.letters.request_form import FieldError
from records_app.office.mail_day_view import MailLine
from records_app.office.refusals import Refused
from records_app.web.components.whole_input import with_unfinished

ITEM = "item-"


def item_fields(form: object) -> dict[str, Any]:
    """The fields of the form by the names that the office knows."""
    told = with_unfinished(form) if isinstance(form, dict) else {}
    return {
        name.removeprefix(ITEM): value
        for name, value in told.items()
        if isinstance(name, str) and isinstance(value, str)
    }


def on_the_form(refused: Refused) -> Refused:
    """The same errors at the fields of this page, where a second form has a day as well."""
    return Refused(
        tuple(FieldError(ITEM + one.field, one.label, one.message) for one in refused.errors)
    )


def next_after(lines: list[MailLine], letter_id: int, left: list[MailLine]) -> int:
    """The letter that follows in the list as it was; 0 when none of them is left."""
    waiting = {line.id for line in left}
    order = [line.id for line in lines]
    at = order.index(letter_id) if letter_id in order else -1
    after = [*order[at + 1 :], *order[: max(at, 0)]]
    return next((each for each in after if each in waiting and each != letter_id), 0)
