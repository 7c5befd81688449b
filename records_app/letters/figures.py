"""Amounts and lists in the words of a letter, the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


def dollars(amount: Decimal) -> str:
    """`$25`, or `$40.50` where there are cents."""
    cents = amount != amount.to_integral_value()
    return f"${amount:,.2f}" if cents else f"${amount:,.0f}"


def count(quantity: Decimal) -> str:
    """`412`, `1,000` or `3.5`: no zeros after the last figure."""
    plain = f"{quantity:,f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def and_list(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
