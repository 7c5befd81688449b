"""What a fee is made of, and what can be said about its lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

CENT = Decimal("0.01")


def money(amount: Decimal) -> str:
    """`$1,412.50`."""
    return f"${amount:,.2f}"


class Charge(StrEnum):
    """What a line of a fee is for."""

    COPIES = "copies"
    LARGE_COPIES = "large_copies"
    DUPLICATION = "duplication"
    RESEARCH = "research"
    ATTORNEY = "attorney"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The words of the choice on a form."""
        return _CHARGES[self]

    @property
    def is_time(self) -> bool:
        """Whether its quantity is hours; else it is pages or pieces."""
        return self in (Charge.DUPLICATION, Charge.RESEARCH, Charge.ATTORNEY)


_CHARGES = {
    Charge.COPIES: "Paper copies, up to 9 by 14 inches",
    Charge.LARGE_COPIES: "Larger, electronic, audio or video copies",
    Charge.DUPLICATION: "Time to make copies",
    Charge.RESEARCH: "Time to search",
    Charge.ATTORNEY: "Attorneys’ review",
    Charge.OTHER: "Something else",
}


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One line of a fee as they asked for it; None where they did not say.

    `quantity` is pages or hours, `rate` dollars for each of them, `amount` dollars; `role` is who
    does the work, in their words.
    """

    what: str
    charge: Charge
    quantity: Decimal | None
    rate: Decimal | None
    amount: Decimal | None
    role: str

    @property
    def cost(self) -> Decimal | None:
        """Its amount, else quantity times rate; None where neither is known."""
        return self.amount if self.amount is not None else self.product

    @property
    def product(self) -> Decimal | None:
        """Quantity times rate, to the cent."""
        if self.quantity is None or self.rate is None:
            return None
        return (self.quantity * self.rate).quantize(CENT)

    @property
    def each(self) -> Decimal | None:
        """What one page or hour costs: the rate, else what amount and quantity come to."""
        if self.rate is not None or self.amount is None or not self.quantity:
            return self.rate
        return self.amount / self.quantity


@dataclass(frozen=True, slots=True)
class Flag:
    """Something about a fee that the law does not allow, or that nobody can check.

    `line` is the place of the line from 0, None for the whole; `reason` names the reason in the
    letter that objects to it, empty where that letter has none. `citation` is empty where no law
    stands behind it: sums, and what our own letter said. `is_question`: a figure is missing, so
    there is something to ask and nothing to object to yet.
    """

    line: int | None
    reason: str
    words: str
    citation: str
    is_question: bool = False


def sum_of(lines: Iterable[AskedLine]) -> Decimal | None:
    """What the lines come to; None where one of them names no sum, and for no lines."""
    costs = [line.cost for line in lines]
    known = [cost for cost in costs if cost is not None]
    return sum(known, Decimal(0)) if costs and len(known) == len(costs) else None
