"""What the page of the people holds, and what an admin can do on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.accounts import (
    PersonCard,
    change_role,
    disable_person,
    enable_person,
    list_people,
)
from records_app.office.deleting_people import delete_person
from records_app.office.invites import (
    INVITE_LASTS,
    SHORT_LINK_LASTS,
    invite,
    open_invites,
    password_link,
    revoke_invite,
)
from records_app.office.missouri_time import day_and_time
from records_app.office.password_again import FIELD, confirm, is_fresh
from records_app.office.refusals import NotFound, Refused
from records_app.office.second_factor_admin import is_required, require_from_all, reset_factor
from records_app.store.acting import acting_now
from records_app.web.guard import action
from records_app.web.house import clock, house
from records_app.web.pages.desk_address import whole_number
from records_app.web.pages.people.lines import (
    ROLE_NAMES,
    Heir,
    InviteLine,
    PersonLine,
    count_words,
    heirs_of,
    invite_line,
    person_line,
)
from records_app.web.run import FormProblems, current_actor, flash, run

T = TypeVar("T")

PEOPLE = "/people/"
_LONGEST = 20_000
_NOT_ASKED = "Nobody is asked for it any more. Whoever has one keeps it."


class PeopleState(FormProblems, rx.State):
    """Everybody, the open links, and the one link that was made just now.

    ``link`` is a secret that is shown once: it goes when the page is left or loaded again.
    ``of`` is the person who is being changed. ``asked`` says which form the errors belong to.
    ``must_confirm``: the password is asked for again before anything dangerous.
    """

    lead: str = ""
    people: list[PersonLine] = []  # noqa: RUF012 - a State var; Reflex copies the default
    invites: list[InviteLine] = []  # noqa: RUF012
    of: PersonLine | None = None
    heirs: list[Heir] = []  # noqa: RUF012
    factor_required: bool = False
    must_confirm: bool = False
    link: str = ""
    link_for: str = ""
    link_words: str = ""
    made: int = 0
    asked: str = ""
    attempt: int = 0
    filled: int = 0

    @action(Permission.MANAGE_PEOPLE)
    async def load(self) -> None:
        """Show everybody; a link that was made before is not shown again."""
        self._put_away()
        await self._look()
        wanted = whole_number(dict(self.router.url.query_parameters), "of") or 0
        self.of = next((line for line in self.people if line.id == wanted), None)
        self.heirs = heirs_of(self.people, wanted)
        self.attempt, self.asked = 0, ""

    @action(Permission.MANAGE_PEOPLE)
    async def forget(self) -> None:
        """The link was passed on, or the page is left."""
        self._put_away()

    @action(Permission.MANAGE_PEOPLE)
    async def invite(self, form: dict[str, Any]) -> None:
        """Make a link for somebody new."""
        fields = _typed(form)
        email, name = fields.get("email", ""), fields.get("name", "")
        role = fields.get("role", "")
        secret = await self._dangerous("invite", fields, invite, email, name, role)
        until = day_and_time(clock()[0] + INVITE_LASTS)
        self._hand_out(secret, name.strip() or email.strip(), until)
        self.filled += 1
        await self._look()

    @action(Permission.MANAGE_PEOPLE)
    async def take_back(self, invite_id: int) -> Any:
        """A link that was sent to the wrong person, or is not needed any more."""
        await run(self, revoke_invite, _id(invite_id))
        self._put_away()
        await self._look()
        await flash(self, "The link is taken back. It does not work any more.")
        return rx.set_focus("title")

    @action(Permission.MANAGE_PEOPLE)
    async def make_password_link(self, form: dict[str, Any]) -> None:
        """A link for somebody who forgot their password."""
        fields = _typed(form)
        person = _person(fields)
        secret = await self._dangerous("link", fields, password_link, person)
        line = next((one for one in self.people if one.id == person), None)
        until = day_and_time(clock()[0] + SHORT_LINK_LASTS)
        self._hand_out(secret, line.name if line else "them", until)
        await self._look()

    @action(Permission.MANAGE_PEOPLE)
    async def give_role(self, form: dict[str, Any]) -> Any:
        """Give somebody another role; it counts from their next click on."""
        fields = _typed(form)
        role = fields.get("role", "")
        changed = await self._dangerous("role", fields, change_role, _person(fields), role)
        return await self._changed(f"{changed.name} is {_as(changed)} now.")

    @action(Permission.MANAGE_PEOPLE)
    async def disable(self, form: dict[str, Any]) -> Any:
        """Keep somebody from signing in, and end their sessions at once."""
        fields = _typed(form)
        changed = await self._dangerous("disable", fields, disable_person, _person(fields))
        return await self._changed(f"{changed.name} cannot sign in any more.")

    @action(Permission.MANAGE_PEOPLE)
    async def delete(self, form: dict[str, Any]) -> Any:
        """Delete somebody for good; what they did stays."""
        fields = _typed(form)
        gone = await self._dangerous("delete", fields, delete_person, _person(fields), fields)
        return await self._changed(f"The account is deleted. In the log it is {gone.name}.")

    @action(Permission.MANAGE_PEOPLE)
    async def reset_second_factor(self, form: dict[str, Any]) -> Any:
        """Take back the second factor of somebody whose phone is gone."""
        fields = _typed(form)
        name = await self._dangerous("reset", fields, reset_factor, _person(fields))
        return await self._changed(f"{name} signs in without a second factor until they set it up.")

    @action(Permission.MANAGE_PEOPLE)
    async def ask_for_second_factor(self, form: dict[str, Any]) -> None:
        """Ask everybody for a second factor at their next sign-in, or nobody any more."""
        fields = _typed(form)
        wanted = fields.get("required") == "yes"
        await self._dangerous("require", fields, require_from_all, required=wanted)
        await self._look()
        said = "Everybody is asked for it at their next sign-in." if wanted else _NOT_ASKED
        await flash(self, said)

    @action(Permission.MANAGE_PEOPLE)
    async def enable(self, form: dict[str, Any]) -> Any:
        """Let somebody sign in again, with the password they had."""
        fields = _typed(form)
        changed = await self._dangerous("enable", fields, enable_person, _person(fields))
        return await self._changed(f"{changed.name} can sign in again.")

    async def _dangerous(
        self,
        asked: str,
        fields: dict[str, str],
        function: Callable[..., T],
        *args: Any,
        **more: Any,
    ) -> T:
        """Do what needs the password once more; it may have come with the form."""
        self.asked, self.attempt = asked, self.attempt + 1
        try:
            if typed := fields.get(FIELD):
                place = acting_now().place
                sure = await run(self, confirm, typed, attempts=house().attempts, address=place)
                current_actor.set(sure)
                self.must_confirm = False
            return await run(self, function, *args, **more)
        except Refused as refused:
            self.must_confirm |= any(error.field == FIELD for error in refused.errors)
            raise

    async def _look(self) -> None:
        actor, now = current_actor.get(), clock()[0]
        me = actor.id if actor else 0
        self.must_confirm = actor is None or not is_fresh(actor, now)
        self.factor_required = await run(self, is_required)
        self.people = [person_line(card, me, now) for card in await run(self, list_people)]
        self.invites = [invite_line(card) for card in await run(self, open_invites)]
        self.lead = count_words(self.people, len(self.invites))

    async def _changed(self, said: str) -> Any:
        self._put_away()
        await self._look()
        await flash(self, said, on=PEOPLE)
        return [rx.set_focus("title"), rx.redirect(PEOPLE, replace=True)]

    def _hand_out(self, secret: str, who: str, until: str) -> None:
        self.link = f"{house().settings.origin}/invite/{secret}/"
        self.link_for = who[:120]
        self.link_words = f"It works once, until {until}. It is shown only now."
        self.made += 1

    def _put_away(self) -> None:
        self.link = self.link_for = self.link_words = ""
        self.made = 0


def _typed(form: object) -> dict[str, str]:
    """The fields of a form as text; whatever is no text is left out."""
    fields = form if isinstance(form, dict) else {}
    return {
        name: value[:_LONGEST]
        for name, value in fields.items()
        if isinstance(name, str) and isinstance(value, str)
    }


def _person(fields: dict[str, str]) -> int:
    """The person that a form is about; 0 for nobody."""
    return whole_number(fields, "person") or 0


def _id(number: object) -> int:
    """An id as a row may have one. Raises ``NotFound`` for anything else."""
    if not isinstance(number, int) or isinstance(number, bool) or not 0 < number < 2**31:
        raise NotFound("person")
    return number


def _as(card: PersonCard) -> str:
    name = ROLE_NAMES[card.role].lower()
    return name if name == "staff" else f"an {name}" if name[0] == "a" else f"a {name}"
