"""Deny by default: every event of every tab passes here before anything else happens."""

from __future__ import annotations

import asyncio
import functools
import hashlib
import inspect
from collections.abc import Callable
from typing import Any

import reflex as rx
from reflex.middleware import Middleware
from reflex.state import BaseState, StateUpdate
from reflex_base.event import Event

from records_app.casework.people import Actor
from records_app.office.devices import NewBrowser, new_browsers
from records_app.office.groups import view_of
from records_app.office.refusals import OfficeRefusal
from records_app.office.sign_in import actor_of
from records_app.office.tokens import hash_of
from records_app.store.acting import come_from
from records_app.web.house import clock, house
from records_app.web.open_tabs import open_tabs, way_back
from records_app.web.policy import Policy, allows, declare, policy_of
from records_app.web.run import (
    SOMETHING_WENT_WRONG,
    current_actor,
    log_failure,
    page_path,
    settle,
    tell,
)
from records_app.web.session_cookie import token_in
from records_app.web.session_state import SessionState

_PAGE_LOADS = (".hydrate", ".hydrate_and_load", ".on_load_internal")
# Annotations as they are written: where one plain value is expected, there are not many.
_PLAIN = frozenset({"str", "int", "bool", "float"})

NOT_YOURS = "Your role does not allow you to do this."


class NotUnderstood(OfficeRefusal):
    """An event came with other values than its handler takes: no page of ours sends such a one."""

    def __init__(self) -> None:
        super().__init__("This page sent something that is not known here. Load it again.")


def action(policy: Policy, **event_options: Any) -> Callable[[Callable[..., Any]], Any]:
    """Declare a State handler together with who may call it.

    ``policy`` is a ``Permission``, or ``Anybody.SIGNED_IN`` / ``Anybody.PUBLIC``. The handler must
    be ``async``. Options such as ``background=True`` or ``supersedes=True`` go on to ``rx.event``.
    Refusals of the office that the handler lets through are shown to the person (see ``run``).
    """

    def wrap(function: Callable[..., Any]) -> Any:
        handler = _met(function)
        declare(handler, policy)
        return rx.event(handler, **event_options)

    return wrap


def _met(function: Callable[..., Any]) -> Callable[..., Any]:
    """The handler, with refusals and failures turned into words for the person."""
    signature = inspect.signature(function)
    if inspect.isasyncgenfunction(function):

        @functools.wraps(function)
        async def steps(self: Any, *args: Any, **kwargs: Any) -> Any:
            try:
                _must_fit(signature, self, args, kwargs)
                async for event in function(self, *args, **kwargs):
                    yield event
            except Exception as error:
                await tell(self, error)
            else:
                await settle(self)

        return steps
    if not inspect.iscoroutinefunction(function):
        raise TypeError(f"{function.__qualname__} must be async: it would block every tab")

    @functools.wraps(function)
    async def once(self: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            _must_fit(signature, self, args, kwargs)
            result = await function(self, *args, **kwargs)
        except Exception as error:
            await tell(self, error)
            return None
        await settle(self)
        return result

    return once


def _must_fit(
    signature: inspect.Signature, state: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> None:
    try:
        given = signature.bind(state, *args, **kwargs).arguments
    except TypeError:
        raise NotUnderstood from None
    for name, value in given.items():
        if signature.parameters[name].annotation in _PLAIN and isinstance(value, list | dict):
            raise NotUnderstood


class Guard(Middleware):
    """Finds out whose event this is, wipes what belonged to somebody else, and decides."""

    async def preprocess(self, app: Any, state: BaseState, event: Event) -> StateUpdate | None:
        """Let the event through (None), or refuse it with what the tab should be told."""
        current_actor.set(None)
        come_from(state.router.session.client_ip)
        token = token_in(state.router.headers.cookie, house().settings)
        session = await state.get_state(SessionState)
        path = page_path(state.router.url.path)
        try:
            actor, view, asked = await asyncio.to_thread(
                _look_up, token, asks=event.name.endswith(_PAGE_LOADS)
            )
        except Exception as error:
            # The database does not answer: nobody is let in, and nothing chained could help.
            log_failure(error, path)
            return await _refuse(state, session, SOMETHING_WENT_WRONG, path)
        open_tabs.note(state.router.session.client_token, hash_of(token) if actor else "")
        _hand_over(state, session, _owner_key(token) if actor else "", view)
        session._belongs_to(actor)
        session._turn_to(path)
        if event.name.endswith((".hydrate", ".hydrate_and_load")):
            session._forget()
        if event.name.endswith(_PAGE_LOADS):
            session._ask_about(asked)
        if allows(policy_of(event.name), actor):
            current_actor.set(actor)
            return None
        if actor is None:
            session.sign_in_href = way_back(state)
            return await _refuse(state, session, "", path)
        return await _refuse(state, session, NOT_YOURS, path)


def _look_up(token: str, *, asks: bool) -> tuple[Actor | None, str, tuple[NewBrowser, ...]]:
    """Who this is; when a page is loaded, also what they may see and are asked about."""
    store, (now, _) = house().store, clock()
    actor = actor_of(store, token, now) if token else None
    if actor is None or not asks:
        return actor, "", ()
    return actor, view_of(store, actor), new_browsers(store, actor, now=now)


def _owner_key(token: str) -> str:
    """Stands for the session in the tab's state, without being of use to a thief."""
    return hashlib.sha256(b"tab of " + token.encode()).hexdigest()


def _hand_over(state: BaseState, session: SessionState, owner: str, view: str) -> None:
    """Wipe the whole tree when the tab now belongs to another session, or to nobody.

    A page that is loaded is also wiped before when its person may see something else than at the
    last one: the framework sends what earlier pages held once more. Until then the tab keeps what
    is being typed there; what is asked for is decided by what holds now.
    """
    if session._owner != owner or (view and session._view not in ("", view)):
        state._get_root_state().reset()
        session._owner = owner
    session._view = view or session._view


async def _refuse(state: BaseState, session: SessionState, text: str, path: str) -> StateUpdate:
    if text:
        session._tell(text, "bad", on=path, at=path)
    root = state._get_root_state()
    delta = await root._get_resolved_delta()
    root._clean()
    return StateUpdate(delta=delta, events=[])
