"""Tables of files that came in: what they are and what they say. The bytes lie in a folder."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Column, ForeignKey, Integer
from sqlmodel import Field, SQLModel

from records_app.store.columns import UtcDateTime


class FileRow(SQLModel, table=True):
    """A file that belongs to a request. It never changes; a redacted copy is another file.

    ``stored_as`` is its name in the folder of files, never the name a person gave it. ``purpose``
    is ``reply``, ``proof`` (of sending or receipt) or ``other``. ``event_seq`` is the line of the
    log it came with. ``redacts_id`` is the file of which this one is a redacted copy.
    """

    __tablename__ = "file"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    event_seq: int | None = Field(default=None)
    purpose: str = Field(default="reply", max_length=20)
    name: str = Field(max_length=255)
    media_type: str = Field(max_length=100)
    size: int = Field(sa_column=Column(BigInteger, nullable=False))
    sha256: str = Field(max_length=64)
    stored_as: str = Field(max_length=80, unique=True)
    pages: int | None = Field(default=None)
    text_state: str = Field(default="none", max_length=20)
    note: str = Field(default="", max_length=500)
    redacts_id: int | None = Field(default=None, foreign_key="file.id")
    added_at: datetime = Field(sa_type=UtcDateTime)
    added_by_id: int = Field(foreign_key="person.id")


class FileText(SQLModel, table=True):
    """The text of one page of a file, as far as it could be read; page 0 holds the file's name.

    ``words`` is the text as it is searched: small letters without accents, single spaces. The
    databases keep a full-text index over it (migration 0006).
    """

    __tablename__ = "file_text"

    id: int | None = Field(default=None, primary_key=True)
    file_id: int = Field(
        sa_column=Column(
            Integer, ForeignKey("file.id", ondelete="CASCADE"), index=True, nullable=False
        )
    )
    page: int
    text: str
    words: str


class ImportRun(SQLModel, table=True):
    """A list of earlier requests that was brought in at once."""

    __tablename__ = "import_run"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=255)
    sha256: str = Field(max_length=64)
    requests: int
    imported_at: datetime = Field(sa_type=UtcDateTime)
    imported_by_id: int = Field(foreign_key="person.id")
