"""A page state that exists only in tests, with one handler of every kind, and who works at it."""

from __future__ import annotations

from datetime import date, datetime

import reflex as rx

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.letters.request_form import FieldError
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.web.guard import action
from records_app.web.house import House
from records_app.web.policy import Anybody
from records_app.web.run import FormProblems, flash, run
from tests.office.signing_in import session_of
from tests.web.tabs import Tab

calls: list[tuple[str, str]] = []
times: list[tuple[datetime, date]] = []
REFUSALS: dict[str, Exception] = {
    "not found": NotFound("request"),
    "not allowed": NotAllowed("do that"),
    "changed": ChangedElsewhere("Bob", datetime.fromisoformat("2026-11-23T16:00:00+00:00")),
    "refused": Refused((FieldError("fee", "Fee cap", "Write an amount."),)),
    "broken": RuntimeError("a secret detail"),
}


def sign_in(tab: Tab, house: House, actor: Actor) -> str:
    """Give the tab a new session; the token is that of its cookie."""
    token = session_of(house.store, actor)
    tab.belongs_to(token)
    return token


def ask_office(store: Store, actor: Actor, what: str, *, now: datetime, today: date) -> str:
    """Stands for a use case: refuses as told, or answers with who asked."""
    calls.append((actor.name, what))
    times.append((now, today))
    if what in REFUSALS:
        raise REFUSALS[what]
    return f"{actor.name} asked"


class BenchState(FormProblems, rx.State):
    answer: str = ""
    _secret: str = ""

    @action(Permission.SEE)
    async def load(self):
        self.answer = await run(self, ask_office, "load")

    @action(Permission.RECORD)
    async def ask(self, what: str):
        self.answer = await run(self, ask_office, what)
        self._secret = "only ours"
        if what == "say":
            await flash(self, "Said.")
        if what == "go":
            await flash(self, "Sent.", on="/requests/MO-2026-0001/")
            return rx.redirect("/requests/MO-2026-0001/")
        return None

    @action(Permission.RECORD)
    async def steps(self, what: str):
        self.answer = "started"
        yield
        self.answer = await run(self, ask_office, what)

    @action(Permission.RECORD, background=True)
    async def slowly(self, what: str):
        found = await run(self, ask_office, what)
        async with self:
            self.answer = found

    @action(Anybody.SIGNED_IN)
    async def anyone_here(self):
        self.answer = "here"

    @action(Anybody.PUBLIC)
    async def anyone(self):
        self.answer = "anyone"


class PlainState(rx.State):
    """Without FormProblems, and with a method that somebody forgot to declare."""

    touched: bool = False

    @action(Permission.RECORD)
    async def ask(self, what: str):
        await run(self, ask_office, what)

    async def forgotten(self):
        calls.append(("nobody", "forgotten"))
        self.touched = True

    @rx.event
    async def half_forgotten(self):
        calls.append(("nobody", "half forgotten"))
        self.touched = True
