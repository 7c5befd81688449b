"""What is wrong within an answer or an amount, whatever else is in the log."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal

from records_app.casework.events import Answered, AnswerKind
from records_app.law.day_words import full_day

Problem = tuple[str, str]
# A promised date further away than this is a slip of the keyboard.
_FARTHEST_PROMISE = timedelta(days=5 * 366)
_LARGEST_FEE = Decimal("1000000")
_HAVE_NOTICE = frozenset({AnswerKind.FEE_ASKED, AnswerKind.CLARIFICATION})
_HAVE_A_FEE = frozenset({AnswerKind.FEE_ASKED, AnswerKind.FEE_WAIVED, AnswerKind.FEE_REFUNDED})
_CAN_BE_SEVERED = frozenset({AnswerKind.DENIED, AnswerKind.PARTLY_RELEASED, AnswerKind.ICE_CONTROL})


def in_the_answer(event: Answered) -> Iterator[Problem]:
    """What does not fit together within one answer."""
    yield from _of_promise(event)
    yield from _of_fee(event)
    if event.severed is not None and event.kind not in _CAN_BE_SEVERED:
        yield "severed", "Only a refusal has closed parts. Leave it out."


def _of_promise(event: Answered) -> Iterator[Problem]:
    if event.promised_on is None:
        return
    if event.kind is not AnswerKind.DELAYED:
        yield "promised_on", "Only a delay has a promised day. Choose the delay, or leave it empty."
    elif event.promised_on < event.on:
        yield "promised_on", f"The promised day is before the answer of {full_day(event.on)}."
    elif event.promised_on - event.on > _FARTHEST_PROMISE:
        yield "promised_on", "The promised day is more than five years away. Check the year."


def _of_fee(event: Answered) -> Iterator[Problem]:
    if event.notice is not None and event.kind not in _HAVE_NOTICE:
        yield "notice", "Only a fee or a question has this notice. Leave it out."
    if event.estimate is not None and event.kind is not AnswerKind.FEE_ASKED:
        yield "estimate", "Only a fee can be an estimate. Leave it out."
    if event.lines and event.kind is not AnswerKind.FEE_ASKED:
        yield "lines", "Only a fee has lines. Leave them out."
    if event.fee is not None and event.kind not in _HAVE_A_FEE:
        yield "fee", "Only an answer about a fee has an amount. Choose the fee, or leave it empty."
        return
    if event.kind is AnswerKind.FEE_ASKED and event.fee is not None and event.fee.is_zero():
        yield "fee", "Nothing to pay is no fee. Choose that they waive the fee."
    yield from of_amount("fee", event.fee)


def of_amount(field: str, amount: Decimal | None) -> Iterator[Problem]:
    """Whether an amount of dollars can be one."""
    if amount is None:
        return
    if not amount.is_finite():
        yield field, "Write the amount in dollars, such as 25 or 40.50."
    elif amount < 0:
        yield field, "The fee cannot be less than nothing."
    elif amount >= _LARGEST_FEE:
        yield field, "The fee must be less than $1,000,000. Check the amount."
    elif amount != amount.quantize(Decimal("0.01")):
        yield field, "Write the amount in dollars and cents, such as 25 or 40.50."
