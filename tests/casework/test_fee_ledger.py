"""What was asked, paid, waived and given back, over the ways a fee goes in life."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import permutations

import pytest

from records_app.casework.events import (
    Answered,
    AnswerKind,
    AskedLine,
    Charge,
    Corrected,
    Entry,
    Event,
    FeePaid,
    Noted,
)
from records_app.casework.fee_ledger import Ledger, ledger

RECORDED = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def day(number: int) -> date:
    return date(2026, 11, number)


def asks(number: int, fee: str | None, *, estimate: bool | None = None) -> Answered:
    total = None if fee is None else Decimal(fee)
    return Answered(day(number), AnswerKind.FEE_ASKED, None, total, "", "", estimate=estimate)


def waives(number: int, fee: str | None = None) -> Answered:
    total = None if fee is None else Decimal(fee)
    return Answered(day(number), AnswerKind.FEE_WAIVED, None, total, "", "")


def refunds(number: int, fee: str | None = None) -> Answered:
    total = None if fee is None else Decimal(fee)
    return Answered(day(number), AnswerKind.FEE_REFUNDED, None, total, "", "")


def pays(number: int, amount: str | None = None) -> FeePaid:
    return FeePaid(day(number), None if amount is None else Decimal(amount), "")


def log(*events: Event) -> tuple[Entry, ...]:
    return tuple(Entry(seq, RECORDED, "Bob", event) for seq, event in enumerate(events, 1))


def sums(found: Ledger) -> tuple[object, ...]:
    """Estimated, asked, paid, waived, refunded, open; numbers as text."""
    values = (
        found.estimated,
        found.asked,
        found.paid,
        found.waived,
        found.refunded,
        found.open,
    )
    return tuple(None if value is None else str(value) for value in values)


COURSES = {
    "nothing": ((), (None, None, "0", "0", "0", "0")),
    "a demand": ((asks(2, "40"),), (None, "40", "0", "0", "0", "40")),
    "an estimate is no debt": ((asks(2, "40", estimate=True),), ("40", None, "0", "0", "0", "0")),
    "paid in full": ((asks(2, "40"), pays(3, "40")), (None, "40", "40", "0", "0", "0")),
    "paid, no sum written": ((asks(2, "40"), pays(3)), (None, "40", "40", "0", "0", "0")),
    "paid in part": ((asks(2, "40"), pays(3, "15.50")), (None, "40", "15.50", "0", "0", "24.50")),
    "paid too much": ((asks(2, "40"), pays(3, "50")), (None, "40", "50", "0", "0", "0")),
    "corrected demand": (
        (asks(2, "412.50"), asks(5, "41.20")),
        (None, "41.20", "0", "0", "0", "41.20"),
    ),
    "deposit, then the rest": (
        (asks(2, "400", estimate=True), asks(3, "200"), pays(4, "200"), asks(9, "180")),
        ("400", "380", "200", "0", "0", "180"),
    ),
    "paid in part, then asked for the rest": (
        (asks(2, "412.50"), pays(3, "100"), asks(9, "312.50"), pays(10, "312.50")),
        (None, "412.50", "412.50", "0", "0", "0.00"),
    ),
    "paid in part, then the rest lowered": (
        (asks(2, "400"), pays(3, "100"), asks(9, "50")),
        (None, "150", "100", "0", "0", "50"),
    ),
    "paid in part, waived in part, then asked for what is left": (
        (asks(2, "40"), pays(3, "10"), waives(4, "10"), asks(9, "20")),
        (None, "40", "10", "10", "0", "20"),
    ),
    "estimate paid ahead": (
        (asks(2, "38", estimate=True), pays(3, "38"), asks(6, "40")),
        ("38", "40", "38", "0", "0", "2"),
    ),
    "waived": ((asks(2, "40"), waives(4)), (None, "40", "0", "40", "0", "0")),
    "waived in part": ((asks(2, "40"), waives(4, "30")), (None, "40", "0", "30", "0", "10")),
    "estimate waived": (
        (asks(2, "40", estimate=True), waives(4)),
        ("40", None, "0", "40", "0", "0"),
    ),
    "waived, then asked again": (
        (asks(2, "40"), waives(4), asks(9, "25")),
        (None, "25", "0", "40", "0", "25"),
    ),
    "waived in part, then asked for the rest": (
        (asks(2, "40"), waives(4, "30"), asks(9, "10")),
        (None, "10", "0", "30", "0", "10"),
    ),
    "paid and given back": (
        (asks(2, "40"), pays(3, "40"), refunds(8, "12")),
        (None, "40", "40", "0", "12", "0"),
    ),
    "all given back": (
        (asks(2, "40"), pays(3, "40"), refunds(8)),
        (None, "40", "40", "0", "40", "0"),
    ),
    "no sum named": ((asks(2, None),), (None, None, "0", "0", "0", None)),
    "no sum named, paid": ((asks(2, None), pays(3, "9")), (None, None, "9", "0", "0", None)),
    "no sum named, all paid": ((asks(2, None), pays(3)), (None, None, "0", "0", "0", "0")),
    "nothing to give back": ((refunds(3),), (None, None, "0", "0", "0", "0")),
}


@pytest.mark.parametrize("name", COURSES)
def test_courses(name: str) -> None:
    events, expected = COURSES[name]
    assert sums(ledger(log(*events))) == expected


def test_late_entries_give_the_same_ledger() -> None:
    events = (asks(2, "400", estimate=True), asks(3, "200"), pays(4, "200"), asks(9, "180"))
    expected = sums(ledger(log(*events)))
    for shuffled in permutations(events):
        assert sums(ledger(log(*shuffled))) == expected


def test_the_sum_of_the_lines_stands_in_for_a_total_that_nobody_wrote() -> None:
    line = AskedLine("copies", Charge.COPIES, Decimal(100), Decimal("0.10"), None, "")
    event = Answered(day(2), AnswerKind.FEE_ASKED, None, None, "", "", lines=(line, line))
    found = ledger(log(event))
    assert found.asked == Decimal("20.00")
    assert found.newest is not None
    assert found.newest.lines == (line, line)


def test_a_message_that_was_replaced_says_so() -> None:
    found = ledger(log(asks(2, "412.50"), asks(3, "300", estimate=True), asks(5, "41.20")))
    assert [(one.seq, one.replaced) for one in found.messages] == [
        (1, True),
        (2, False),
        (3, False),
    ]


def test_corrections_count() -> None:
    wrong, right = asks(2, "4000"), asks(2, "40")
    corrected = Corrected(day(6), 1, "A zero too many", right)
    struck = Corrected(day(6), 2, "That was another request", None)
    found = ledger(log(wrong, pays(3, "40"), corrected, struck))
    assert sums(found) == (None, "40", "0", "0", "0", "40")


def test_other_events_say_nothing_about_a_fee() -> None:
    denied = Answered(day(2), AnswerKind.DENIED, None, Decimal(40), "", "")
    assert ledger(log(denied, Noted(day(3), "They want 40 dollars"))).is_empty
    assert not ledger(log(asks(2, None))).is_empty
    assert not ledger(log(refunds(2, "3"))).is_empty
