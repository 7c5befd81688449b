"""What a request was asked to pay, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from records_app.casework.corrections import effective
from records_app.casework.events import Answered, AnswerKind, Entry, FeePaid
from records_app.casework.fees import AskedLine, sum_of

_NOTHING = Decimal(0)
_ABOUT_FEES = (AnswerKind.FEE_ASKED, AnswerKind.FEE_WAIVED, AnswerKind.FEE_REFUNDED)


@dataclass(frozen=True, slots=True)
class FeeAsked:
    """One message about a fee. `total` is None where it named no sum.

    `replaced`: a later message took its place before anything was paid.
    """

    seq: int
    on: date
    total: Decimal | None
    is_estimate: bool
    lines: tuple[AskedLine, ...]
    notice: bool | None
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """The fees of one request, in dollars.

    `first_on` is the day of the first message or payment; None means that nobody spoke of a fee.
    `estimated` is the newest estimate and `asked` what their demands come to; None means that
    there was none, or that none named a sum. `open` is what of the demands is neither paid nor
    waived; None where that cannot be known. Money that came back does not open a fee again.
    """

    messages: tuple[FeeAsked, ...] = ()
    first_on: date | None = None
    estimated: Decimal | None = None
    asked: Decimal | None = None
    paid: Decimal = _NOTHING
    waived: Decimal = _NOTHING
    refunded: Decimal = _NOTHING
    open: Decimal | None = _NOTHING

    @property
    def newest(self) -> FeeAsked | None:
        """The last message about a fee, the one to look at line by line."""
        return self.messages[-1] if self.messages else None

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was said about a fee."""
        return self.first_on is None


def ledger(entries: Iterable[Entry]) -> Ledger:
    """The fees of a request from its log, corrections applied, in the order of the days.

    A demand takes the place of what is open of the one before it, with what was waived of that: it
    corrects it. After all was paid, a demand comes on top: a deposit, then the rest. A waiver or a
    payment without a sum is one of all that is open then.
    """
    found = Ledger()
    fees = Fees()
    for entry in sorted(effective(entries), key=lambda entry: (entry.event.on, entry.seq)):
        event = entry.event
        if isinstance(event, FeePaid) or (
            isinstance(event, Answered) and event.kind in _ABOUT_FEES
        ):
            found = replace(found, first_on=found.first_on or event.on)
        if isinstance(event, FeePaid):
            found = replace(found, paid=found.paid + fees.settle(event.amount))
        elif isinstance(event, Answered) and event.kind is AnswerKind.FEE_ASKED:
            fees.ask(entry.seq, event)
        elif isinstance(event, Answered) and event.kind is AnswerKind.FEE_WAIVED:
            found = replace(found, waived=found.waived + fees.waive(event.fee))
        elif isinstance(event, Answered) and event.kind is AnswerKind.FEE_REFUNDED:
            back = found.paid - found.refunded if event.fee is None else event.fee
            found = replace(found, refunded=found.refunded + max(back, _NOTHING))
    return replace(
        found,
        messages=tuple(fees.messages),
        estimated=fees.estimated,
        asked=fees.asked,
        open=fees.open,
    )


class Fees:
    """The fold over messages, payments and waivers of one request, in the order of the days."""

    def __init__(self) -> None:
        self.messages: list[FeeAsked] = []
        self.estimated: Decimal | None = None
        self._demands: list[int] = []
        self._settled = self._asked_anew = _NOTHING
        self._waived_since_demand = _NOTHING
        self._paid_since_demand = False
        self._all_settled = False

    @property
    def asked(self) -> Decimal | None:
        totals = [self.messages[place].total for place in self._demands]
        known = [total for total in totals if total is not None]
        return sum(known, -self._asked_anew) if known else None

    @property
    def open(self) -> Decimal | None:
        if self._all_settled:
            return _NOTHING
        if any(self.messages[place].total is None for place in self._demands):
            return None
        return max((self.asked or _NOTHING) - self._settled, _NOTHING)

    def ask(self, seq: int, event: Answered) -> None:
        total = event.fee if event.fee is not None else sum_of(event.lines)
        is_estimate = event.estimate is True
        message = FeeAsked(seq, event.on, total, is_estimate, event.lines, event.notice)
        if is_estimate:
            self.estimated = total
        else:
            if self._demands and not self._paid_since_demand:
                last = self._demands.pop()
                self.messages[last] = replace(self.messages[last], replaced=True)
                self._settled -= self._waived_since_demand
            else:
                # Of a demand that was paid in part the rest is what they now ask anew.
                self._asked_anew += self.open or _NOTHING
            self._demands.append(len(self.messages))
            self._waived_since_demand = _NOTHING
            self._paid_since_demand, self._all_settled = False, False
        self.messages.append(message)

    def settle(self, amount: Decimal | None) -> Decimal:
        """A payment; gives what it came to as far as that is known."""
        self._paid_since_demand = True
        return self._take(amount)

    def waive(self, amount: Decimal | None) -> Decimal:
        """A waiver, of an estimate where nothing is demanded yet."""
        if amount is None and not self._demands:
            return self.estimated or _NOTHING
        taken = self._take(amount)
        self._waived_since_demand += taken
        return taken

    def _take(self, amount: Decimal | None) -> Decimal:
        if amount is None:
            taken = self.open or _NOTHING
            self._all_settled = True
        else:
            taken = amount
        self._settled += taken
        return taken
