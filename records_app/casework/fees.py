"""A fee held against the law: what is too much, what does not add up, what to ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from records_app.casework.fee_lines import CENT, AskedLine, Charge, Flag, money, sum_of
from records_app.casework.fee_rules import (
    TEN_CENTS,
    about_line,
    about_total,
    not_itemized,
    page_limit,
)

__all__ = ["TEN_CENTS", "AskedLine", "Charge", "Flag", "audit", "over_cap", "page_limit", "sum_of"]


def audit(
    lines: Sequence[AskedLine],
    total: Decimal | None,
    law_code: str,
    *,
    on: date | None = None,
    cap: Decimal | None = None,
) -> tuple[Flag, ...]:
    """What can be said against a fee: line by line, then about the whole.

    `total` is the whole sum in dollars, None where they named none; `on` the day of their message,
    None for the rules of now; `cap` what our letter said to tell us before. Only verified rules of
    the law speak here: where there is none, nothing is said.
    """
    found: list[Flag] = []
    for place, line in enumerate(lines):
        found += about_line(place, line, law_code, on)
        found += _arithmetic(place, line)
    found += _whole(lines, total, law_code, on)
    found += over_cap(total if total is not None else sum_of(lines), cap)
    return tuple(found)


def over_cap(asked: Decimal | None, cap: Decimal | None) -> Iterator[Flag]:
    """The warning that a sum is more than our letter names, if it is."""
    if asked is None or cap is None or asked <= cap:
        return
    limit = f"the {money(cap)} that our letter names" if cap else "our letter, which agrees to none"
    yield Flag(None, "", f"{money(asked)} is more than {limit}: it asks to be told first.", "")


def _arithmetic(place: int, line: AskedLine) -> Iterator[Flag]:
    product = line.product
    if product is None or line.amount is None or abs(product - line.amount) <= CENT:
        return
    words = f"This does not add up: by its own numbers it is {money(product)}."
    yield Flag(place, "", words, "")


def _whole(
    lines: Sequence[AskedLine], total: Decimal | None, law_code: str, on: date | None
) -> Iterator[Flag]:
    if total is None or total <= 0:
        return
    yield from about_total(total, law_code, on)
    if not lines:
        yield from not_itemized(None, law_code, on)
        return
    named = sum((line.cost for line in lines if line.cost is not None), Decimal(0))
    all_named = sum_of(lines) is not None
    if named > total or (all_named and abs(named - total) > CENT):
        words = f"The lines come to {money(named)}, the whole sum is {money(total)}."
        yield Flag(None, "", words, "")
