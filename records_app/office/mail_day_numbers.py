"""Certified-mail numbers as they are typed or scanned.

Length and check digit as public descriptions of the Postal Service's package numbers give them: 20
digits (service 71 is Certified Mail) or 22 digits that begin with 9; the last digit makes the sum
of all, from the right times 1 and 3 in turn, a multiple of ten; an older form of 20 digits counts
with 91 in front. See the tracking number data of github.com/jkeen/tracking_number_data.
A wrong number is refused until a person says that it stands so on the receipt in their hand.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from records_app.office.event_fields import MOST_LINE

# A scanner reads the whole bar code: 420 and the ZIP code of the addressee stand before the number.
_ROUTING = {30: 8, 34: 12}
_LENGTHS = (20, 22)


def tidy_number(text: object) -> str:
    """The number without spaces, dashes, what a scanner adds around it, and its routing part."""
    if not isinstance(text, str):
        return ""
    plain = "".join(c for c in text if unicodedata.category(c)[0] not in "ZC")
    digits = plain.replace("-", "").replace("–", "")
    if not (digits.isascii() and digits.isdigit()):
        return plain[:MOST_LINE]
    if digits.startswith("420"):
        digits = digits[_ROUTING.get(len(digits), 0) :]
    return digits[:MOST_LINE]


def doubt_about(number: str) -> str:
    """What looks wrong with a tidy number, in a sentence; "" when nothing does or it is empty."""
    if not number:
        return ""
    if not (number.isascii() and number.isdigit()):
        return "A certified-mail number has only digits. Check it against the receipt."
    if len(number) not in _LENGTHS:
        digits = "1 digit" if len(number) == 1 else f"{len(number)} digits"
        return f"This has {digits}; a certified-mail number has 20 or 22. Check the receipt."
    if not _adds_up(number):
        return "The last digit does not fit the others. Check it against the receipt."
    return ""


def twice(numbers: Mapping[int, str]) -> dict[int, str]:
    """Which of these stand for more than one letter; each letter with its number."""
    each = [number for number in numbers.values() if number]
    return {key: number for key, number in numbers.items() if number and each.count(number) > 1}


def _adds_up(number: str) -> bool:
    forms = (number, f"91{number}") if len(number) == _LENGTHS[0] else (number,)
    return any(
        sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(form))) % 10
        == 0
        for form in forms
    )
