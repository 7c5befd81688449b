"""Selecting files and what they say. Files are only ever selected by the visible requests."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import TextClause, bindparam, delete, distinct, func, text, update
from sqlmodel import Session, select

from records_app.casework.people import Actor
from records_app.store.requests import is_id
from records_app.store.tables_agencies import Agency
from records_app.store.tables_files import FileRow, FileText
from records_app.store.tables_people import Person
from records_app.store.tables_requests import Request
from records_app.store.visibility import is_visible_to

_file: Any = FileRow
_text: Any = FileText
_request: Any = Request
_agency: Any = Agency


def find_file(session: Session, actor: Actor, file_id: int) -> FileRow | None:
    """The file, if the actor may see its request."""
    if not is_id(file_id):
        return None
    query = (
        select(FileRow)
        .join(Request, _file.request_id == _request.id)
        .where(_file.id == file_id, is_visible_to(actor))
    )
    return session.exec(query).first()


def files_and_adders(
    session: Session, actor: Actor, request_id: int
) -> Sequence[tuple[FileRow, str]]:
    """The files of a request with the names of those who added them, in the order of adding."""
    if not is_id(request_id):
        return ()
    query = (
        select(FileRow, Person.name)
        .join(Request, _file.request_id == _request.id)
        .join(Person, _file.added_by_id == Person.id)
        .where(_file.request_id == request_id, is_visible_to(actor))
        .order_by(_file.id)
    )
    return session.exec(query).all()


def twin_of(session: Session, request_id: int, sha256: str, event_seq: int | None) -> str | None:
    """The name of a file of this request with the same content that came with the same event."""
    query = select(FileRow.name).where(
        _file.request_id == request_id, _file.sha256 == sha256, _file.event_seq == event_seq
    )
    return session.exec(query).first()


def all_files(session: Session, after: int, limit: int) -> Sequence[FileRow]:
    """Files of every request in the order of adding; for looking after them, not for showing."""
    query = select(FileRow).where(_file.id > after).order_by(_file.id).limit(limit)
    return session.exec(query).all()


def all_stored_names(session: Session) -> Sequence[str]:
    """The names of all files in the folder of files."""
    return session.exec(select(FileRow.stored_as).order_by(_file.id)).all()


def count_of_files(session: Session) -> int:
    """How many files there are."""
    return session.exec(select(func.count()).select_from(FileRow)).one()


def is_stored(session: Session, stored_as: str) -> bool:
    """Whether a row stands for this file."""
    query = select(FileRow.id).where(_file.stored_as == stored_as)
    return session.exec(query).first() is not None


def file_held(session: Session, file_id: int) -> FileRow | None:
    """A file whose row nobody removes before the transaction ends; None when it is gone."""
    query = select(FileRow).where(_file.id == file_id)
    return session.exec(query.with_for_update()).first()


def next_unread(session: Session) -> FileRow | None:
    """The oldest file whose text waits to be read."""
    query = select(FileRow).where(_file.text_state == "waiting").order_by(_file.id)
    return session.exec(query).first()


def wait_again(session: Session) -> None:
    """Files that could not be decrypted wait for their text to be read once more."""
    session.exec(update(FileRow).where(_file.text_state == "locked").values(text_state="waiting"))


def replace_texts(session: Session, file_id: int, pages: Collection[FileText]) -> None:
    """Make these the pages of a file's text; its name (page 0) stays."""
    session.exec(delete(FileText).where(_text.file_id == file_id, _text.page > 0))
    session.add_all(pages)


def pages_of(session: Session, file_id: int, first: int, last: int) -> dict[int, str]:
    """The texts of some pages, by page number."""
    query = select(FileText.page, FileText.text).where(
        _text.file_id == file_id, _text.page >= first, _text.page <= last
    )
    return dict(session.exec(query).all())


def last_page_of(session: Session, file_id: int) -> int:
    """The number of the last page with text; 0 if there is none."""
    query = select(func.max(_text.page)).where(_text.file_id == file_id)
    return session.exec(query).one() or 0


def search_files(
    session: Session, actor: Actor, words: Sequence[str], *, first: int, limit: int
) -> tuple[int, Sequence[tuple[FileRow, Request, str]]]:
    """How many visible files hold every word, and some of them with request and agency.

    Each word also matches as the beginning of a longer one. The newest files come first.
    """
    holding = [
        _file.id.in_(select(FileText.file_id).where(_matches(session, [word]))) for word in words
    ]
    conditions = (is_visible_to(actor), *holding)
    count = (
        select(func.count(distinct(_file.id)))
        .join(Request, _file.request_id == _request.id)
        .where(*conditions)
    )
    found = (
        select(FileRow, Request, Agency.name)
        .join(Request, _file.request_id == _request.id)
        .join(Agency, _request.agency_id == _agency.id)
        .where(*conditions)
        .order_by(_file.id.desc())
        .offset(first)
        .limit(limit)
    )
    return session.exec(count).one(), session.exec(found).all()


def best_page(session: Session, file_id: int, words: Sequence[str]) -> FileText | None:
    """The first page with all of the words, else the first with one; the name comes last."""
    for every in (True, False):
        query = (
            select(FileText)
            .where(_text.file_id == file_id, _matches(session, words, every=every))
            .order_by(_text.page == 0, _text.page)
        )
        page = session.exec(query).first()
        if page is not None:
            return page
    return None


def pages_with(session: Session, file_id: int, words: Sequence[str]) -> int:
    """On how many pages one of the words stands."""
    query = select(func.count()).where(
        _text.file_id == file_id, _text.page > 0, _matches(session, words, every=False)
    )
    return session.exec(query).one()


def _matches(session: Session, words: Sequence[str], *, every: bool = True) -> TextClause:
    """A condition on pages, asked of the full-text index. ``words`` are letters and digits only."""
    if session.get_bind().dialect.name == "sqlite":
        asked = (" AND " if every else " OR ").join(f'"{word}"*' for word in words)
        clause = "file_text.id IN (SELECT rowid FROM file_words WHERE file_words MATCH :asked)"
    else:
        asked = (" & " if every else " | ").join(f"'{word}':*" for word in words)
        clause = (
            "to_tsvector('simple'::regconfig, file_text.words)"
            " @@ to_tsquery('simple'::regconfig, :asked)"
        )
    return text(clause).bindparams(bindparam("asked", asked, unique=True))
