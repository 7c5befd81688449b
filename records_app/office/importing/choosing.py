"""What a person chose on the pages of an import: a form in, a plan and the errors out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from records_app.letters.request_form import FieldError
from records_app.office.importing import plan as plans
from records_app.office.importing.columns import FIELDS, guessed_columns, headings
from records_app.office.importing.days import DayOrder
from records_app.office.importing.list_pages import (
    people_names,
    unsure_names,
    word_fields,
    word_lines,
)
from records_app.office.importing.plan import NEW_AGENCY, Plan, known_choice
from records_app.office.importing.preparing import Desk
from records_app.office.importing.sheet import Sheet
from records_app.office.importing.words import CHOICES

Form = Mapping[str, str]
Chosen = tuple[Plan, tuple[FieldError, ...]]
_OTHER_HEADINGS = "The headings are in another row now. Check the columns below, then go on."


def chosen_columns(plan: Plan, sheet: Sheet, form: Form) -> Chosen:
    """The plan with the columns of a form: ``heading`` and ``column-agency``, ..."""
    heading = _number(form.get("heading", ""))
    if heading is not None and heading != plan.heading:
        # Other headings: what was chosen for the columns before is guessed anew.
        moved = plans.with_columns(plan, sheet, heading, {})
        guessed = guessed_columns(headings(sheet, moved.heading))
        error = FieldError("heading", "Headings", _OTHER_HEADINGS)
        return replace(moved, columns=guessed, chosen=False), (error,)
    columns: dict[str, int] = {}
    errors: list[FieldError] = []
    for field in FIELDS:
        column = _number(form.get(f"column-{field.name}", ""))
        if column is not None:
            columns[field.name] = column
        elif field.needed:
            errors.append(FieldError(f"column-{field.name}", field.label, "Choose its column."))
    chosen = plans.with_columns(plan, sheet, plan.heading, columns)
    return (replace(plan, chosen=False) if errors else chosen), tuple(errors)


def chosen_words(plan: Plan, sheet: Sheet, desk: Desk, form: Form) -> Chosen:
    """The plan with what the words of the list mean. A word left without is an error."""
    errors: list[FieldError] = []
    agencies, called = _agencies(plan, sheet, desk, form, errors)
    meanings = _meanings(plan, sheet, form, errors)
    ids = {str(number) for number, _, _ in desk.people}
    people = dict(plan.people)
    for place, key in enumerate(people_names(plan, sheet)):
        value = form.get(f"person-{place}", "")
        people[key] = int(value) if value in ids else 0
    order = form.get("order", "")
    chosen = replace(
        plan,
        order=order if order in set(DayOrder) else plan.order,
        meanings=meanings,
        agencies=agencies,
        called=called,
        people=people,
        way=known_choice("how", form.get("way", "")) or plan.way,
        mine=form.get("mine", "me" if plan.mine else "") == "me",
    )
    return chosen, tuple(errors)


def _meanings(
    plan: Plan, sheet: Sheet, form: Form, errors: list[FieldError]
) -> dict[str, dict[str, str]]:
    meanings = {field: dict(plan.meanings.get(field, {})) for field in CHOICES}
    for field in word_fields(plan):
        for place, (key, (text, _)) in enumerate(word_lines(plan, sheet, field).items()):
            value = known_choice(field, form.get(f"{field}-{place}", ""))
            if value:
                meanings[field][key] = value
            else:
                meanings[field].pop(key, None)
                errors.append(FieldError(f"{field}-{place}", text[:60], "Choose what it means."))
    return meanings


def _agencies(
    plan: Plan, sheet: Sheet, desk: Desk, form: Form, errors: list[FieldError]
) -> tuple[dict[str, str], dict[str, str]]:
    agencies, called = dict(plan.agencies), dict(plan.called)
    for place, (key, (text, _)) in enumerate(unsure_names(plan, sheet, desk).items()):
        typed = form.get(f"called-{place}", "").strip()[:200]
        value = _agency_in(form.get(f"agency-{place}", ""), desk)
        if typed and typed != called.get(key, "") and value in ("", agencies.get(key, "")):
            # Typed just now, and nothing else chosen: look for what was typed.
            sure = desk.names.match(typed).sure
            value = str(sure) if sure else ""
        called[key], agencies[key] = typed, value
        if not value:
            words = "Choose it from the list now." if typed else "Choose which agency this is."
            errors.append(FieldError(f"agency-{place}", text[:60], words))
    return agencies, called


def _agency_in(value: str, desk: Desk) -> str:
    if value == NEW_AGENCY:
        return value if desk.may_add_agencies else ""
    is_number = value.isascii() and value.isdigit() and len(value) < 10
    return value if is_number and int(value) in desk.agencies else ""


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
