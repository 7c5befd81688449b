"""Reads agencies of one's own from a CSV file: all rows, or none."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from records_app.directory.cells import cell, postal_code
from records_app.directory.records import AgencyKind, ContactKind
from records_app.law.errors import LawError
from records_app.law.statute import law as law_of
from records_app.letters.characters import TextRefused, check_text
from records_app.office.agency_words import key_of
from records_app.office.contact_values import read_contact
from records_app.store.database import Store
from records_app.store.tables_agencies import Agency, Contact, ContactChange

_NEEDED = ("name", "kind", "law")
_TEXTS = {"name": 200, "county": 80, "city": 80, "state": 2, "address": 300, "source": 400}
_CONTACTS = ("email", "portal", "phone", "fax", "website")
_COLUMNS = frozenset({*_TEXTS, *_CONTACTS, "kind", "law", "zip", "slug"})
_STATES = {"us-mo": "MO", "us-il": "IL"}
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_contact: Any = Contact


@dataclass(frozen=True, slots=True)
class BadLine:
    """What is wrong with one line of the file. The line with the column names is line 1."""

    line: int
    message: str


class ImportRefused(Exception):
    """Nothing was imported; every bad line is named."""

    def __init__(self, lines: tuple[BadLine, ...]) -> None:
        self.lines = lines
        super().__init__("; ".join(f"line {bad.line}: {bad.message}" for bad in lines))


@dataclass(frozen=True, slots=True)
class Imported:
    """How many agencies were added, and how many updated."""

    added: int
    updated: int


@dataclass(frozen=True, slots=True)
class _Row:
    slug: str
    columns: dict[str, str]
    contacts: tuple[tuple[str, str], ...] = field(default=())


def import_agencies(store: Store, content: bytes, file_name: str, now: datetime) -> Imported:
    """Add or update the agencies of a CSV file in UTF-8, in one transaction.

    Raises ImportRefused with every bad line. A kind of contact that a person has changed at an
    agency stays as that person left it.
    """
    rows = _read(content, file_name)
    added = 0
    with store.transaction() as session:
        for row in rows:
            agency = session.exec(select(Agency).where(Agency.slug == row.slug)).first()
            added += agency is None
            _put(session, agency or Agency(slug=row.slug, name="", kind="", law=""), row, now)
    return Imported(added, len(rows) - added)


def _read(content: bytes, file_name: str) -> list[_Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ImportRefused((BadLine(1, "the file is not in UTF-8"),)) from None
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    bad: list[BadLine] = []
    found: dict[str, _Row] = {}
    try:
        _check_header(reader.fieldnames)
        for raw in reader:
            try:
                row = _row(raw, file_name)
                if row.slug in found:
                    raise TextRefused("", f"{row.columns['name']!r} is in the file twice")
                found[row.slug] = row
            except TextRefused as refused:
                bad.append(BadLine(reader.line_num, refused.reason))
    except csv.Error as error:
        bad.append(BadLine(reader.line_num, f"this is not CSV: {error}"))
    if bad:
        raise ImportRefused(tuple(bad))
    return list(found.values())


def _check_header(names: Any) -> None:
    present = [name or "" for name in names or ()]
    missing = [name for name in _NEEDED if name not in present]
    unknown = [name for name in present if name not in _COLUMNS]
    if missing:
        raise ImportRefused((BadLine(1, f"missing column: {', '.join(missing)}"),))
    if unknown:
        raise ImportRefused((BadLine(1, f"unknown column: {', '.join(unknown)[:100]}"),))


def _row(raw: dict[str | None, Any], file_name: str) -> _Row:
    if None in raw or None in raw.values():
        raise TextRefused("", "the number of values is not the number of columns")
    given = {str(name): cell(value) for name, value in raw.items()}
    columns = {name: _text(name, given.get(name, ""), most) for name, most in _TEXTS.items()}
    columns["kind"] = _one_of("kind", given["kind"], [kind.value for kind in AgencyKind])
    columns["law"] = _law(given["law"])
    columns["state"] = (columns["state"] or _STATES.get(columns["law"], "")).upper()
    columns["source"] = columns["source"] or f"imported from {file_name}"[:400]
    if not columns["name"]:
        raise TextRefused("", "name is empty")
    columns["address"] = _address(columns, given.get("zip", ""))
    slug = given.get("slug", "") or _slug(columns)
    if len(slug) > 160 or not _SLUG.fullmatch(slug):
        raise TextRefused("", f"slug {slug[:60]!r} is not made of small letters, digits and -")
    return _Row(slug, columns, tuple(_contacts(given, columns["address"])))


def _text(name: str, value: str, most: int) -> str:
    try:
        return check_text(name, value, max_length=most, one_line=True)
    except TextRefused as refused:
        raise TextRefused(name, f"{name}: {refused.reason}") from None


def _one_of(name: str, value: str, known: list[str]) -> str:
    if value not in known:
        raise TextRefused(name, f"{name} {value[:40]!r} is none of: {', '.join(known)}")
    return value


def _law(code: str) -> str:
    if code in _STATES:
        return code
    try:
        return law_of(code).code
    except LawError:
        raise TextRefused("law", f"law {code[:40]!r} is not known") from None


def _address(columns: dict[str, str], zip_code: str) -> str:
    street = [line.strip() for line in columns["address"].split(";") if line.strip()]
    if zip_code and not postal_code(zip_code):
        raise TextRefused("zip", f"zip {zip_code[:20]!r} is not a ZIP code")
    if not street:
        return ""
    if not (columns["city"] and postal_code(zip_code)):
        raise TextRefused("address", "address needs city and zip")
    last = f"{columns['city']}, {columns['state']} {postal_code(zip_code)}"
    return "\n".join((*street, last))


def _contacts(given: dict[str, str], address: str) -> list[tuple[str, str]]:
    values = [(kind, given.get(kind, "")) for kind in _CONTACTS]
    values.append((ContactKind.POST.value, address))
    found: list[tuple[str, str]] = []
    for kind, value in values:
        if not value:
            continue
        try:
            found.append((kind, read_contact(kind, value)[1]))
        except TextRefused as refused:
            raise TextRefused(kind, f"{kind}: {refused.reason}") from None
    return found


def _slug(columns: dict[str, str]) -> str:
    plain = unicodedata.normalize("NFKD", columns["name"].casefold().replace("'", ""))
    words = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    if not words:
        raise TextRefused("slug", "give a slug: the name has no Latin letters")
    return f"{columns['state'].casefold()}-{words}"


def _put(session: Session, agency: Agency, row: _Row, now: datetime) -> None:
    is_new = agency.id is None
    for name, value in row.columns.items():
        if value or is_new or name in _NEEDED:
            setattr(agency, name, value)
    agency.from_directory = False
    agency.version += not is_new
    agency.search_key = key_of(agency)
    session.add(agency)
    session.flush()
    assert agency.id is not None  # noqa: S101 - it was flushed
    _put_contacts(session, agency, row, now)


def _put_contacts(session: Session, agency: Agency, row: _Row, now: datetime) -> None:
    agency_id = agency.id or 0
    changes = session.exec(select(ContactChange).where(ContactChange.agency_id == agency_id))
    cared_for = {change.kind for change in changes if change.changed_by_id is not None}
    for kind, value in row.contacts:
        if kind in cared_for:
            continue
        holding = select(Contact).where(
            _contact.agency_id == agency_id, _contact.kind == kind, _contact.removed_at.is_(None)
        )
        known = session.exec(holding.order_by(_contact.id)).all()
        if any(contact.value == value for contact in known):
            continue
        old = known[0].value if known else ""
        contact = known[0] if known else Contact(agency_id=agency_id, kind=kind, value="")
        contact.value, contact.source = value, row.columns["source"]
        contact.as_of, contact.version = now.date().isoformat(), contact.version + bool(known)
        contact.checked_on = contact.checked_by_id = None
        session.add(contact)
        session.flush()
        session.add(
            ContactChange(
                agency_id=agency_id,
                contact_id=contact.id or 0,
                action="imported",
                kind=kind,
                old_value=old,
                new_value=value,
                reason=row.columns["source"],
                changed_at=now,
            )
        )
