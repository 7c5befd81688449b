"""The two ends of a letter, checked: every character of a name or address must be printable."""

from __future__ import annotations

from dataclasses import replace

from records_app.letters.characters import TextRefused, check_text
from records_app.letters.facts import Addressee, Sender

MOST_NAME = 120
MOST_AGENCY = 200
MOST_LINE = 120
MOST_ADDRESS_LINES = 6


def check_addressee(to: Addressee) -> Addressee:
    """Tidy the agency's name and address. Raises ``TextRefused`` naming the part."""
    agency = _line("Agency name", to.agency, MOST_AGENCY)
    if not agency:
        raise TextRefused("Agency name", "The agency has no name.")
    return replace(
        to,
        agency=agency,
        custodian=_line("Custodian", to.custodian, MOST_NAME),
        address_lines=_address("Agency address", to.address_lines),
        email=_line("Agency e-mail", to.email, 254),
        portal=_line("Agency portal", to.portal, 500),
    )


def check_sender(sender: Sender) -> Sender:
    """Tidy the letterhead. Raises ``TextRefused`` naming the part, or when nobody could answer."""
    tidy = replace(
        sender,
        organization=_line("Organization", sender.organization, MOST_AGENCY),
        address_lines=_address("Our address", sender.address_lines),
        email=_line("Our e-mail", sender.email, 254),
        phone=_line("Our telephone", sender.phone, 40),
    )
    if not (tidy.email or tidy.phone or tidy.address_lines):
        raise TextRefused("Letterhead", "Give an e-mail, telephone or postal address for answers.")
    return tidy


def address_problem(text: str) -> str:
    """Why a tidy address, one line a line, would not fit into a letter; "" when it does."""
    lines = text.splitlines()
    longest = max(map(len, lines), default=0)
    if len(lines) > MOST_ADDRESS_LINES:
        return f"Use at most {MOST_ADDRESS_LINES} lines."
    if longest > MOST_LINE:
        return f"Use at most {MOST_LINE} characters in a line; one of them has {longest}."
    return ""


def _address(label: str, lines: tuple[str, ...]) -> tuple[str, ...]:
    tidy = tuple(_line(label, line, MOST_LINE) for line in lines)
    found = tuple(line for line in tidy if line)
    if len(found) > MOST_ADDRESS_LINES:
        raise TextRefused(label, f"Write at most {MOST_ADDRESS_LINES} lines.")
    return found


def _line(label: str, text: str, most: int) -> str:
    return check_text(label, text, max_length=most, one_line=True)
