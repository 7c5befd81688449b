"""Which requests a person may see: the only way to select them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import select
from sqlmodel.sql.expression import SelectOfScalar

from records_app.casework.people import Actor
from records_app.store.tables_requests import Request


def is_visible_to(actor: Actor) -> ColumnElement[bool]:
    """The condition: not discarded, and either no draft or the actor's own."""
    table: Any = Request
    return and_(
        table.discarded_at.is_(None),
        or_(table.stage != "draft", table.author_id == actor.id),
    )


def visible_to(actor: Actor) -> SelectOfScalar[Request]:
    """A query over the requests that ``actor`` may see."""
    return select(Request).where(is_visible_to(actor))
