"""A standing read back from the columns of a list, for rows whose log is not loaded."""

from __future__ import annotations

from records_app.casework.clocks import CHASER_DAYS, OpenDeadline
from records_app.casework.events import Outcome
from records_app.casework.standing import Stage, Standing, Turn
from records_app.casework.standing_json import with_further
from records_app.store.kept_standing import KeptStanding
from records_app.store.tables_requests import Request


def standing_in(row: Request | KeptStanding, chaser_days: int = CHASER_DAYS) -> Standing:
    """The standing as columns tell it: urgency, badge, clocks and next steps are those of the log.

    ``chaser_days`` is the office's spacing; only next steps look at it. The days of sending and
    receipt and the promises are not among the columns and stay empty; the start of the nearest
    clock is not either, and its due day stands in for it.
    """
    clock = None
    if row.clock is not None and row.due_on is not None and row.safe_on is not None:
        clock = OpenDeadline(row.clock, row.due_on, row.due_on, row.safe_on, row.receipt_expected)
    standing = Standing(
        stage=Stage(row.stage),
        outcome=Outcome(row.outcome) if row.outcome else None,
        turn=Turn(row.turn),
        label=row.label,
        deadline=clock,
        sent_on=None,
        received_on=None,
        receipt_known=clock is not None and not row.receipt_expected,
        chased_on=row.chased_on,
        chaser_days=chaser_days,
        law_code=row.law,
    )
    return with_further(standing, row.further or {})
