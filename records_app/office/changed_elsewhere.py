"""Who saved a request in between: oneself in another window, or somebody else."""

from __future__ import annotations

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.office.refusals import ChangedElsewhere
from records_app.store.requests import name_of
from records_app.store.tables_requests import Request

# Stands where a name stands: "... changed this request at 10:00 AM."
_ONESELF = "In another window you"


def changed_elsewhere(session: Session, row: Request, actor: Actor) -> ChangedElsewhere:
    """The refusal that names who changed the request since the actor looked at it, and when."""
    is_own = row.updated_by_id == actor.id
    return ChangedElsewhere(
        _ONESELF if is_own else name_of(session, row.updated_by_id), row.updated_at
    )
