"""Any law, clock and date: the deadline with its reasons, forwards and backwards.

Pure over the law and the days of one agency. Nothing is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from records_app.law.agency_days import STANDARD_DAYS, AgencyDays
from records_app.law.day_words import with_days_written_out
from records_app.law.errors import LawError
from records_app.law.hints import hint_for, hints
from records_app.law.rules import ClockRule
from records_app.law.statute import known_laws, law
from records_app.letters.request_form import FieldError
from records_app.office.calculating_form import (
    BACKWARDS,
    FIELDS,
    LABELS,
    needs_of,
    pause_rows,
    read_question,
    spoken_dates,
    start_hint,
    start_values,
    time_hint,
    unused_words,
    used_fields,
)
from records_app.office.calculating_view import Calculation, HintView, Needs, Result
from records_app.office.calculation_words import backwards_result, forwards_result
from records_app.office.desk_view import Choice

HOME_LAW = "us-mo"
_WRONG_ANY_DAY = ("extension", "fee")
_ORDER = ("us-mo", "us-il", "us-ks", "us-fed")


def law_choices() -> tuple[Choice, ...]:
    """The laws whose dates are computed, ours first."""
    codes = sorted(known_laws(), key=lambda code: (code not in _ORDER, code))
    first = [code for code in _ORDER if code in codes]
    ordered = [*first, *(code for code in codes if code not in first)]
    return tuple(Choice(code, law(code).name) for code in ordered)


def state_choices() -> tuple[Choice, ...]:
    """The other States and D.C.: hints only."""
    return tuple(Choice(_state_code(hint.code), hint.state) for hint in hints())


def clock_choices(code: str) -> tuple[Choice, ...]:
    """The clocks of one law, in its order."""
    return tuple(Choice(rule.name, rule.title) for rule in law(code).clocks.values())


def kept_fields(raw: Mapping[str, str]) -> dict[str, str]:
    """What of a form belongs into the address: only what the chosen law and clock have a use for.

    An unknown law or clock is kept, so that the page can say what is wrong with it.
    """
    code = raw.get("law", "") or HOME_LAW
    if code not in known_laws():
        return {"law": code}
    rule = law(code).clocks.get(raw.get("clock", "") or law(code).default_clock)
    if rule is None:
        # The law was changed and the clock is one of the old law: begin with the law's first.
        rule = law(code).clocks[law(code).default_clock]
        raw = {**raw, "clock": rule.name}
    names = used_fields(rule, raw.get("way", ""))
    return {name: raw[name] for name in FIELDS if name in names and raw.get(name)}


def calculate(
    raw: Mapping[str, str],
    *,
    today: date,
    agency: AgencyDays = STANDARD_DAYS,
    agency_name: str = "",
) -> Calculation:
    """Answer what the fields in ``raw`` ask; errors are words at their field, never exceptions."""
    values = {name: raw.get(name, "") for name in FIELDS}
    code = values["law"] or HOME_LAW
    if code not in known_laws():
        return _hinted(code, values, today)
    found = law(code)
    rule = found.clocks.get(values["clock"] or found.default_clock)
    if rule is None:
        message = f"The {found.name} has no clock “{values['clock']}”."
        rule = found.clocks[found.default_clock]
        shown = _shown(rule, code, {**values, "law": code, "clock": rule.name}, today, agency)
        return replace(shown, errors=(_error("clock", message),))
    names = used_fields(rule, values["way"])
    unused = [name for name, value in values.items() if value and name not in names]
    used = {name: values[name] if name in names else "" for name in FIELDS}
    shown = _shown(rule, code, {**used, "law": code, "clock": rule.name}, today, agency)
    remarks = (unused_words(unused),) if unused else ()
    result, errors = _answer(shown, rule, today, agency, agency_name)
    return replace(shown, remarks=remarks, errors=errors, result=result)


def _answer(
    shown: Calculation, rule: ClockRule, today: date, agency: AgencyDays, agency_name: str
) -> tuple[Result | None, tuple[FieldError, ...]]:
    asked = read_question(shown.fields, today)
    about = " · ".join(part for part in (law(shown.law).name, rule.title, agency_name) if part)
    back = shown.fields["way"] == BACKWARDS
    make = backwards_result if back else forwards_result
    try:
        result = make(shown.law, rule.name, asked, about=about, agency=agency, today=today)
    except LawError as error:
        found = _law_error(error, back=back)
        # With a start that could not be read, taken as today, only these are surely wrong as well.
        also = not asked.errors or found.field in _WRONG_ANY_DAY
        unread = all(found.field != each.field for each in asked.errors)
        return None, (*asked.errors, found) if also and unread else asked.errors
    return (None, asked.errors) if asked.errors else (result, ())


def _law_error(error: LawError, *, back: bool) -> FieldError:
    """What the engine has to say, at the field where a person can mend it."""
    field = {"closed": "agency", "day": "wanted" if back else "start"}.get(error.field, error.field)
    message = str(error).partition(": ")[2] or str(error)
    if field not in LABELS:
        field = "wanted" if back else "start"
    return _error(field, spoken_dates(message))


def _shown(
    rule: ClockRule, code: str, values: dict[str, str], today: date, agency: AgencyDays
) -> Calculation:
    return Calculation(
        law=code,
        clock=rule.name,
        clocks=clock_choices(code),
        needs=needs_of(rule),
        start_hint=start_hint(rule),
        time_hint=time_hint(agency),
        fields=start_values(values, today),
        rows=pause_rows(values),
    )


def _hinted(code: str, values: dict[str, str], today: date) -> Calculation:
    """A State that is only hinted at, or nothing that anybody knows."""
    kept = start_values({**dict.fromkeys(values, ""), "law": code}, today)
    empty = Calculation(code, "", (), Needs(), "", "", kept, 1)
    try:
        hint = hint_for(code)
    except LawError:
        return replace(empty, errors=(_error("law", f"“{code}” is no law and no State we know."),))
    view = hint_view(hint.state)
    return replace(empty, law=_state_code(hint.code), hint=view)


def hint_view(state: str) -> HintView:
    """What is said about another State. Raises LawError for one whose dates are computed."""
    hint = hint_for(state)
    return HintView(
        state=hint.state,
        sentence=hint.sentence(),
        appeal=hint.appeal,
        residency=hint.residency,
        confidence=hint.confidence,
        source=with_days_written_out(hint.source),
    )


def _state_code(postal: str) -> str:
    return f"us-{postal.lower()}"


def _error(field: str, message: str) -> FieldError:
    return FieldError(field, LABELS[field], message)
