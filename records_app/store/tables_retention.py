"""The table of how long things are kept."""

from __future__ import annotations

from sqlmodel import Field, SQLModel


class RetentionRule(SQLModel, table=True):
    """One kind of thing and how long it is kept: ``keep`` months or days, as its kind is counted.

    A kind without a row is kept until somebody removes it.
    """

    __tablename__ = "retention"

    kind: str = Field(primary_key=True, max_length=20)
    keep: int
