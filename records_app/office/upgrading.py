"""Bring a database to this version: its tables, then the columns worked out from the logs."""

from __future__ import annotations

from typing import Any

from sqlalchemy import null
from sqlmodel import select

from records_app.office.refresh import derive
from records_app.store.database import Store
from records_app.store.migrate import upgrade
from records_app.store.tables_requests import Request

_BATCH = 200
_request: Any = Request


def bring_up_to_date(store: Store) -> int:
    """Run the migrations that are missing; gives how many requests had columns to fill.

    What a stop interrupts is gone on with at the next start. Raises RowsLost.
    """
    upgrade(store)
    filled = 0
    while done := _fill_some(store):
        filled += done
    return filled


def _fill_some(store: Store) -> int:
    # Not limited to what a person may see: derived columns are the same for everybody.
    query = select(Request).where(_request.further.is_(null())).limit(_BATCH)
    with store.reading() as session:
        if session.exec(query.limit(1)).first() is None:
            return 0
    with store.transaction() as session:
        rows = session.exec(query.with_for_update()).all()
        for row in rows:
            derive(session, row)
        return len(rows)
