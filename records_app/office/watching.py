"""Watch a request that may be somebody else's work, and stop watching it."""

from __future__ import annotations

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.office.refusals import NotAllowed, NotFound
from records_app.store import watching
from records_app.store.database import Store
from records_app.store.requests import lock_request


def watch(store: Store, actor: Actor, request_id: int) -> None:
    """Put a request among those that the actor watches; whoever sees it may. Twice is once.

    Nothing goes into the log and no version moves. Raises ``NotFound``, also for a draft.
    """
    with store.transaction() as session:
        _hold(session, actor, request_id)
        watching.start_watching(session, request_id, actor.id)


def stop_watching(store: Store, actor: Actor, request_id: int) -> None:
    """Take a request out of those that the actor watches."""
    with store.transaction() as session:
        _hold(session, actor, request_id)
        watching.stop_watching(session, request_id, actor.id)


def _hold(session: Session, actor: Actor, request_id: int) -> None:
    if not may(actor, Permission.SEE):
        raise NotAllowed(Permission.SEE.value)
    row = lock_request(session, actor, request_id)
    if row is None or row.stage == "draft":
        raise NotFound("request")
