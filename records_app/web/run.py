"""How a page asks the office to do something, and what happens when the office says no.

A page handler is: parse, ``await run(...)``, assign. Example::

    from records_app.casework.permissions import Permission
    from records_app.web.guard import action
    from records_app.web.run import FormProblems, flash, run

    class RequestState(FormProblems, rx.State):
        page: RequestPage = NO_PAGE                  # frozen dataclass of ready-to-show words

        @action(Permission.SEE)
        async def load(self):
            self.page = await run(self, requests.request_page, self.number)

        @action(Permission.RECORD)
        async def note(self, form: dict):
            self.page = await run(self, requests.note, self.number, form.get("text", ""))
            await flash(self, "The note is kept.")

``run(self, f, *args, **kwargs)`` calls ``f(store, actor, *args, now=..., **kwargs)`` in a thread.
``now`` is UTC; when ``f`` has a parameter ``today``, it gets the date in America/Chicago. The actor
is the one whom the guard found for this very event. The result is what ``f`` returned.

The office's refusals need no code in the page. They leave ``run`` as exceptions
(records_app.office.refusals), and ``@action`` meets those that a handler does not catch:

* ``Refused``: if the state is a ``FormProblems``, its ``errors`` (field name to message) and
  ``problems`` (the same in order, with labels, for the summary) are set; otherwise the flash.
* ``NotFound``: ``SessionState.not_found`` is True; the shell shows its plain panel.
* ``ChangedElsewhere``, ``NotAllowed`` and the others: their sentence becomes the flash.
* anything else: logged with a reference; the flash says that nothing was saved.

A handler of a ``FormProblems`` state that ends well clears its problems. What the flash says stays
until the person goes to another page or dismisses it; what went wrong is also taken back when an
action of the same state ends well. Before ``rx.redirect`` write
``await flash(self, "Sent.", on="/requests/MO-2026-0001/")``.

Routes use ``run_as(actor, f, *args)``, the same without a state.
"""

from __future__ import annotations

import asyncio
import inspect
import logging
import secrets
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from contextvars import ContextVar
from functools import cache
from typing import Any, TypeVar

import reflex as rx
from reflex.istate.proxy import StateProxy

from records_app.casework.people import Actor
from records_app.letters.request_form import FieldError
from records_app.office.refusals import NotAllowed, NotFound, OfficeRefusal, Refused
from records_app.store.acting import Acting, acting_as, acting_now
from records_app.web.house import clock, house
from records_app.web.session_state import SessionState

T = TypeVar("T")

SOMETHING_WENT_WRONG = "Something went wrong here. Nothing was saved."

logger = logging.getLogger("records_app.web")
# Set by the guard for the task that runs one event; a handler without a guard has nobody.
current_actor: ContextVar[Actor | None] = ContextVar("current_actor", default=None)


class FormProblems(rx.State, mixin=True):
    """Add to a page's state to show the errors of its form. See the module's docstring."""

    errors: dict[str, str] = {}  # noqa: RUF012 - a State var; Reflex copies the default
    problems: list[FieldError] = []  # noqa: RUF012


async def run(state: rx.State, function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Let the office do something for the person whose event this is; see the module."""
    actor = current_actor.get()
    if actor is None:
        raise NotAllowed(f"use {type(state).__name__}")
    return await run_as(actor, function, *args, **kwargs)


async def run_as(actor: Actor, function: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    """Let the office do something for ``actor``, in a thread."""
    now, today = clock()
    if _wants_today(function):
        kwargs.setdefault("today", today)
    if _wants_now(function):
        kwargs.setdefault("now", now)
    with acting_as(Acting(actor.id, actor.name, acting_now().place)):
        return await asyncio.to_thread(function, house().store, actor, *args, **kwargs)


@cache
def _wants_today(function: Callable[..., Any]) -> bool:
    return "today" in inspect.signature(function).parameters


@cache
def _wants_now(function: Callable[..., Any]) -> bool:
    return "now" in inspect.signature(function).parameters


async def flash(state: rx.State, text: str, *, tone: str = "good", on: str = "") -> None:
    """Show one sentence on this page, or on the page with the address ``on``."""
    session = await state.get_state(SessionState)
    here = page_path(state.router.url.path)
    there = page_path(on) if on else here
    session._tell(text, tone, on=there, at=here, by=state.get_full_name())


def page_path(path: str) -> str:
    """One spelling of a page's address, as it is compared: with a slash at the end."""
    return "/" + path.strip("/") + ("/" if path.strip("/") else "")


async def settle(state: rx.State) -> None:
    """After an action that ended well: what was wrong before is not wrong any more."""
    async with _writable(state):
        if "errors" in state.base_vars and "problems" in state.base_vars and state.errors:
            state.errors, state.problems = {}, []
        session = await state.get_state(SessionState)
        session._settled_by(state.get_full_name())


async def tell(state: rx.State, error: Exception) -> None:
    """Show a refusal of the office, or log a failure and say so in plain words."""
    async with _writable(state):
        session = await state.get_state(SessionState)
        here, name = page_path(state.router.url.path), state.get_full_name()
        if isinstance(error, Refused) and "problems" in state.base_vars:
            state.errors = {problem.field: problem.message for problem in error.errors}
            state.problems = list(error.errors)
        elif isinstance(error, NotFound):
            session._tell_not_found(here, name)
        elif isinstance(error, OfficeRefusal):
            session._tell(str(error), "bad", on=here, at=here, by=name)
        else:
            text = f"{SOMETHING_WENT_WRONG} (Reference {log_failure(error, here)})"
            session._tell(text, "bad", on=here, at=here, by=name)


def log_failure(error: BaseException, where: str) -> str:
    """Write a failure to the log; the reference returned may be shown to a person."""
    reference = secrets.token_hex(4)
    place = "".join(c for c in where[:200] if c.isprintable())
    logger.error("failure %s at %s", reference, place, exc_info=error)
    return reference


def _writable(state: rx.State) -> AbstractAsyncContextManager[Any]:
    """A background handler may change its state only while it holds the tab's lock."""
    if isinstance(state, StateProxy) and not state._is_mutable():
        return state
    return nullcontext()
