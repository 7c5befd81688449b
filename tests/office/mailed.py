"""Letters that wait for mail day, with real bytes but without the time of rendering them."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import pikepdf
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.store.database import Store
from records_app.store.tables import LetterRow, Request
from tests.office.cast import ready_request


def pdf_of(pages: int, words: str = "a letter") -> bytes:
    """A PDF with so many pages of US Letter, each with its words as its content."""
    pdf = pikepdf.new()
    for page in range(1, pages + 1):
        pdf.add_blank_page(page_size=(612, 792))
        pdf.pages[-1].Contents = pdf.make_stream(f"% {words}, page {page}\n".encode())
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True, compress_streams=False)
    return out.getvalue()


def mail_letter(
    store: Store,
    author: Actor,
    agency_id: int,
    *,
    pages: int = 2,
    facts: dict[str, Any] | None = None,
) -> int:
    """A request that is ready, with a letter of so many pages; the id of the letter."""
    request_id, _ = ready_request(store, author, agency_id)
    table: Any = LetterRow
    with store.transaction() as session:
        row = session.exec(select(LetterRow).where(table.request_id == request_id)).one()
        row.pdf = pdf_of(pages, row.name)
        row.sha256 = hashlib.sha256(row.pdf).hexdigest()
        row.pages = pages
        row.facts = facts or {}
        session.add(row)
        assert row.id is not None
        return row.id


def letter_row(store: Store, letter_id: int) -> LetterRow:
    """A letter as it is stored."""
    with store.reading() as session:
        return session.get_one(LetterRow, letter_id)


def version_of(store: Store, letter_id: int) -> int:
    """The newest version of the request of a letter."""
    with store.reading() as session:
        return session.get_one(Request, letter_row(store, letter_id).request_id).version
