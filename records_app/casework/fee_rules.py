"""What each law says about the lines of a fee. Only its verified provisions speak here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from records_app.casework.fee_lines import AskedLine, Charge, Flag, money
from records_app.law.rules import Provision, Topic
from records_app.law.statute import law

# The reasons of the letter that objects to a fee (letters/follow_up.py).
PAGE_RATE, ATTORNEY_REVIEW = "page-rate", "attorney-review"
CLERICAL_RATE, NOT_ITEMIZED = "clerical-rate", "not-itemized"

TEN_CENTS = Decimal("0.10")  # § 610.026.1(1), RSMo
_FREE_PAGES, _FIFTEEN_CENTS = 50, Decimal("0.15")  # 5 ILCS 140/6
_FREE_COPIES, _FREE_HOURS, _SMALLEST = 100, 2, Decimal(14)  # 6 CFR 5.11
_ATTORNEY = re.compile(r"\b(attorneys?|lawyers?|counsel|counselors?|legal)\b", re.IGNORECASE)
_RANK = re.compile(
    r"\b(chiefs?|sheriffs?|captains?|lieutenants?|lt|sergeants?|sgt|majors?|commanders?|colonels?"
    r"|directors?|administrators?|managers?|superintendents?|deputy chiefs?)\b",
    re.IGNORECASE,
)

_Rules = Mapping[str, Provision]
_Line = tuple[int, AskedLine]


def about_line(place: int, line: AskedLine, law_code: str, on: date | None) -> Iterator[Flag]:
    """What the law says against one line; nothing where the law has no verified rule for it."""
    auditor = _AUDITORS.get(law_code)
    if auditor is not None and line.cost != 0:
        yield from auditor((place, line), _rules(law_code, on))


def about_total(total: Decimal, law_code: str, on: date | None) -> Iterator[Flag]:
    """What the law says against the whole sum, however it is made up."""
    smallest = _rules(law_code, on).get("promise to pay") if law_code == "us-fed" else None
    if smallest is not None and total < _SMALLEST:
        words = f"Nothing is charged below {money(_SMALLEST)}."
        yield Flag(None, "", words, smallest.basis.citation)


def not_itemized(place: int | None, law_code: str, on: date | None) -> Iterator[Flag]:
    """One sum where the law has rules about parts."""
    rules = _rules(law_code, on)
    rule = rules.get("copies and time") or rules.get("free pages") or rules.get("actual cost")
    rule = rule or rules.get("categories")
    if rule is not None:
        words = (
            "One sum does not show what it is for. Ask for the pages, the hours, the position of "
            "who does the work, and the rates: the law has its own rule for each."
        )
        yield Flag(place, NOT_ITEMIZED, words, rule.basis.citation)


def page_limit(law_code: str, on: date | None = None) -> Decimal | None:
    """The most that one page may cost, in dollars; None where no verified rule says so."""
    rules = _rules(law_code, on)
    if law_code == "us-mo" and "copies and time" in rules:
        return TEN_CENTS
    if law_code == "us-il" and "free pages" in rules:
        return _FIFTEEN_CENTS
    return None


def _rules(law_code: str, on: date | None) -> _Rules:
    """The verified provisions about fees on a day, or those in force now, by name."""
    if on is not None:
        return {one.name: one for one in law(law_code).provisions(Topic.FEE, on)}
    newest = max((one.basis.effective_from for one in law(law_code).all_provisions), default=None)
    return {} if newest is None else _rules(law_code, newest)


def _missouri(numbered: _Line, rules: _Rules) -> Iterator[Flag]:
    place, line = numbered
    rule, attorneys = rules.get("copies and time"), rules.get("attorney review")
    if line.charge is Charge.ATTORNEY:
        if attorneys is not None:
            words = "Attorneys’ review time may not be charged as research time."
            yield Flag(place, ATTORNEY_REVIEW, words, attorneys.basis.citation)
        return
    if rule is None:
        return
    citation = rule.basis.citation
    if line.charge is Charge.COPIES and line.each is not None:
        yield from _page_rate(numbered, TEN_CENTS, citation)
    elif line.charge is Charge.OTHER:
        words = "The law names copies, staff time and the medium. Ask which of them this is."
        yield Flag(place, NOT_ITEMIZED, words, citation, is_question=True)
    elif line.quantity is None or line.rate is None:
        yield from not_itemized(place, "us-mo", rule.basis.effective_from)
    if line.charge is Charge.DUPLICATION and line.each is not None:
        words = (
            "Time to make copies costs at most the average hourly pay of clerical staff. "
            "We do not know that figure: ask for it."
        )
        yield Flag(place, CLERICAL_RATE, words, citation, is_question=True)
    if line.charge.is_time:
        yield from _who(numbered, citation, attorneys)


def _page_rate(numbered: _Line, limit: Decimal, citation: str) -> Iterator[Flag]:
    place, line = numbered
    each = line.each
    if each is None or each <= limit:
        return
    words = "A page of paper up to 9 by 14 inches costs at most 10 cents."
    if line.quantity:
        words += f" {_count(line.quantity, 'page')} to at most {money(line.quantity * limit)}."
    yield Flag(place, PAGE_RATE, words, citation)


def _who(numbered: _Line, citation: str, attorneys: Provision | None) -> Iterator[Flag]:
    """Questions about whose time it is."""
    place, line = numbered
    if attorneys is not None and _ATTORNEY.search(f"{line.role} {line.what}"):
        words = (
            "This looks like attorneys’ time, and their review may not be charged as research "
            "time. Ask what it was."
        )
        yield Flag(place, ATTORNEY_REVIEW, words, attorneys.basis.citation, is_question=True)
    elif _RANK.search(line.role):
        words = "The law asks for the employees who cost least. Ask why it takes this position."
        yield Flag(place, "", words, citation, is_question=True)
    elif line.charge is Charge.RESEARCH and line.each is not None and not line.role.strip():
        words = (
            "Time to search costs what it really costs, with the employees who cost least. "
            "Ask which position does it, and what it is paid."
        )
        yield Flag(place, NOT_ITEMIZED, words, citation, is_question=True)


def _illinois(numbered: _Line, rules: _Rules) -> Iterator[Flag]:
    place, line = numbered
    rule = rules.get("free pages")
    if rule is None:
        return
    if line.charge in (Charge.RESEARCH, Charge.ATTORNEY):
        words = "An ordinary request pays nothing for search or review."
        yield Flag(place, "", words, rule.basis.citation)
    if line.charge is not Charge.COPIES:
        return
    free = "The first 50 black and white pages are free, more cost at most 15 cents each."
    if line.quantity is not None and line.cost is not None:
        most = max(line.quantity - _FREE_PAGES, Decimal(0)) * _FIFTEEN_CENTS
        if line.cost > most:
            words = f"{free} {_count(line.quantity, 'page')} to at most {money(most)}."
            yield Flag(place, PAGE_RATE, words, rule.basis.citation)
    elif line.each is not None and line.each > _FIFTEEN_CENTS:
        yield Flag(place, PAGE_RATE, free, rule.basis.citation)
    else:
        yield from not_itemized(place, "us-il", rule.basis.effective_from)


def _kansas(numbered: _Line, rules: _Rules) -> Iterator[Flag]:
    place, line = numbered
    rule = rules.get("actual cost")
    if rule is not None and (line.quantity is None or line.rate is None):
        words = "Fees are at most the actual cost. Ask how this one was counted."
        yield Flag(place, NOT_ITEMIZED, words, rule.basis.citation, is_question=True)


def _federal(numbered: _Line, rules: _Rules) -> Iterator[Flag]:
    place, line = numbered
    rule, few = rules.get("categories"), line.quantity
    if rule is None:
        return
    words = ""
    if line.charge is Charge.ATTORNEY:
        words = "Only a commercial request pays for review."
    elif line.charge is Charge.COPIES and few is not None and few <= _FREE_COPIES:
        words = "The first 100 pages are free, unless the request is commercial."
    elif line.charge is Charge.RESEARCH and few is not None and few <= _FREE_HOURS:
        words = "The first 2 hours of search are free, unless the request is commercial."
    if words:
        yield Flag(place, "", words, rule.basis.citation)


def _count(quantity: Decimal, what: str) -> str:
    plain = f"{quantity:,f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return f"{plain} {what} comes" if plain == "1" else f"{plain} {what}s come"


_AUDITORS: Mapping[str, Callable[[_Line, _Rules], Iterator[Flag]]] = MappingProxyType(
    {"us-mo": _missouri, "us-il": _illinois, "us-ks": _kansas, "us-fed": _federal}
)
