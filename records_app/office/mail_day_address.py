"""Where a waiting letter can go: the ways we know, and an address that fits on an envelope."""

from __future__ import annotations

import re
from dataclasses import dataclass

from records_app.casework.events import FollowUp
from records_app.letters.compose import role_of
from records_app.office.correspondents import addressee_of, ways_to_send
from records_app.office.mail_day_rows import Waiting
from records_app.store.requests import AgencyFile

# "Riverbend, MO 63000" at the end of an address; what is left before it must be a street or a box.
_TOWN = re.compile(
    r"(?:^|,\s*|\s)(?P<city>[^,\d]+),?\s+[A-Z]{2}\.?,?\s+\d{5}(?:-\d{4})?(?:,?\s*(?:USA|U\.S\.A\.))?$"
)
_STREET = re.compile(r"\d|\bbox\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reach:
    """How one letter can go. ``ways`` has the quickest first; ``lines`` stand on the envelope.

    ``to`` is who it goes to, ``address`` the lines below the names; ``half`` is an address that
    lacks the street, in one line.
    """

    to: str
    ways: tuple[str, ...]
    lines: tuple[str, ...]
    address: tuple[str, ...]
    email: str
    portal: str
    fax: str
    half: str

    @property
    def postal(self) -> str:
        """The address in one line, without the names; empty when there is none."""
        return ", ".join(self.address)


def reach_of(letter: Waiting, file: AgencyFile) -> Reach:
    """The ways of a letter: to the agency, or to the office a letter about it is addressed to."""
    if "about" in letter.facts:
        return _others(letter)
    to = addressee_of(file)
    fax = next((one.value for one in file.contacts if one.kind == "fax"), "")
    mailable = is_whole(to.address_lines)
    address = to.address_lines if mailable else ()
    lines = (role_of(letter.law), to.agency, *address) if mailable else ()
    ways = tuple(way for way in ways_to_send(file) if way != "post" or mailable)
    half = "" if mailable else ", ".join(to.address_lines)
    return Reach(to.agency, ways, lines, address, to.email, to.portal, fax, half)


def way_of(letter: Waiting, reach: Reach) -> str:
    """The way the letter was written for, if we still know it, else the quickest; "" for none."""
    if letter.kind == FollowUp.COMPLAINT_SUMMARY:
        return "portal"
    wanted = letter.facts.get("delivery", "")
    if wanted in reach.ways:
        return str(wanted)
    return reach.ways[0] if reach.ways else ""


def is_whole(lines: tuple[str, ...]) -> bool:
    """Whether an address has a street or a box, and not only a town."""
    text = " ".join(", ".join(lines).split())
    town = _TOWN.search(text)
    if town is None:
        return len(lines) > 1 and _STREET.search(text) is not None
    before = text[: town.start()].strip(" ,")
    # Without a comma the street and the town run together: then a number tells them apart.
    return bool(before) or (len(lines) == 1 and _STREET.search(town["city"]) is not None)


def _others(letter: Waiting) -> Reach:
    """A letter about the agency: its own words say where it goes."""
    to = letter.facts.get("to", {})
    name = str(to.get("agency", ""))
    written = tuple(str(line) for line in to.get("address_lines", ()))
    mailable = is_whole(written)
    address = written if mailable else ()
    known = {"email": to.get("email", ""), "portal": to.get("portal", ""), "post": mailable}
    ways = tuple(way for way in ("email", "portal", "post") if known[way])
    if letter.kind == FollowUp.COMPLAINT_SUMMARY and "portal" not in ways:
        # It goes in with a form on the web.
        ways = ("portal", *ways)
    first = str(to.get("custodian", "")) or name
    lines = tuple(dict.fromkeys((first, name, *address))) if mailable else ()
    half = "" if mailable else ", ".join(written)
    email, portal = str(known["email"]), str(known["portal"])
    return Reach(name, ways, lines, address, email, portal, "", half)
