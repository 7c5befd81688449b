"""Bring a database to this version: its tables, then the columns worked out from the logs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, func, null, or_
from sqlmodel import select

from records_app.casework.stages import Stage
from records_app.casework.standing_json import FOLD
from records_app.office.refresh import derive
from records_app.store.database import Store
from records_app.store.migrate import upgrade
from records_app.store.tables_requests import Request

_BATCH = 200
_request: Any = Request


def bring_up_to_date(store: Store) -> int:
    """Run the migrations that are missing; gives how many requests had columns to work out anew.

    Those are of an older version: a column is new, or the same log gave another standing then.

    What a stop interrupts is gone on with at the next start. Raises RowsLost.
    """
    upgrade(store)
    filled = 0
    while done := _fill_some(store):
        filled += done
    return filled


def _fill_some(store: Store) -> int:
    # Not limited to what a person may see: derived columns are the same for everybody.
    fold = func.coalesce(_request.further["fold"].as_integer(), 0)
    is_older = and_(_request.stage != Stage.DRAFT.value, fold != FOLD)
    query = select(Request).where(or_(_request.further.is_(null()), is_older)).limit(_BATCH)
    with store.reading() as session:
        if session.exec(query.limit(1)).first() is None:
            return 0
    with store.transaction() as session:
        rows = session.exec(query.with_for_update()).all()
        for row in rows:
            derive(session, row)
        return len(rows)
