"""Amounts, lists and names in the words of a letter, the same on every machine."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

# The words by which the name of an office is known; "Jefferson College" has none and no article.
_OFFICES = re.compile(
    r"\b(?:Department|Office|Police|Patrol|Sheriff|Center|Jail|Division|Bureau|Board|Commission"
    r"|Authority|District|Agency|Services?|Court|Rangers?|Unit|Force|Facility|Cooperative)\b"
    r"|^(?:City|County|Village|Town|State|University) of "
)


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


def the(name: str) -> str:
    """`the Riverbend Police Department` in a sentence; a name without an article stays as it is."""
    begun = name.casefold().startswith("the ")
    return f"the {name}" if _OFFICES.search(name) and not begun else name
