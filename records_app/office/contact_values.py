"""Checks one way to reach an agency, as somebody typed it."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from records_app.directory import cells
from records_app.directory.records import ContactKind
from records_app.letters.characters import TextRefused, check_text
from records_app.letters.parties import MOST_ADDRESS_LINES, address_problem

_MOST = {ContactKind.EMAIL: 254, ContactKind.POST: 400}
_MOST_OTHERWISE = 500
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"
)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
_LAST_LINE = re.compile(r".+, [A-Z]{2} \d{5}(-\d{4})?")


def read_contact(kind: str, value: object) -> tuple[ContactKind, str]:
    """The kind and the value in one spelling.

    Raises TextRefused with one sentence: a kind we do not know, an address that cannot work, or
    text that cannot stand in a letter.
    """
    if kind not in set(ContactKind):
        known = ", ".join(kind.value for kind in ContactKind)
        raise TextRefused("Kind", f"Choose one of: {known}.")
    known_kind = ContactKind(kind)
    is_post = known_kind is ContactKind.POST
    most = _MOST.get(known_kind, _MOST_OTHERWISE)
    text = check_text("Contact", value, max_length=most, one_line=not is_post)
    if not text:
        raise TextRefused("Contact", "This cannot be empty.")
    return known_kind, _READERS[known_kind](text)


def _email(text: str) -> str:
    local, at, domain = text.rpartition("@")
    if not _EMAIL.fullmatch(text) or ".." in text or local.startswith(".") or local.endswith("."):
        raise TextRefused("E-mail", "Write one e-mail address, such as records@town.example.")
    return f"{local}{at}{domain.lower()}"


def _web(text: str) -> str:
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port, parts = "", None, urlsplit("")
    if parts.scheme.lower() not in ("http", "https"):
        raise TextRefused("Address", "Write a web address that begins with https:// or http://.")
    if "@" in parts.netloc or " " in text or not _HOST.fullmatch(host) or port == 0:
        raise TextRefused("Address", "Write a whole web address, such as https://town.example/foi.")
    return text


def _phone(text: str) -> str:
    number = cells.phone(text)
    if not number:
        raise TextRefused("Number", "Write ten digits with area code, such as (314) 555-0100.")
    return number


def _post(text: str) -> str:
    lines = text.splitlines()
    if not 2 <= len(lines) <= MOST_ADDRESS_LINES:
        raise TextRefused("Address", f"Write the address in two to {MOST_ADDRESS_LINES} lines.")
    if problem := address_problem(text):
        raise TextRefused("Address", problem)
    if not _LAST_LINE.fullmatch(lines[-1]):
        raise TextRefused("Address", "End with a line like: Riverbend, MO 63000.")
    return text


_READERS: dict[ContactKind, Callable[[str], str]] = {
    ContactKind.EMAIL: _email,
    ContactKind.PORTAL: _web,
    ContactKind.WEBSITE: _web,
    ContactKind.PHONE: _phone,
    ContactKind.FAX: _phone,
    ContactKind.POST: _post,
}
