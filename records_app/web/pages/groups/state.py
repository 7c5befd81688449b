"""What the page of the groups holds, and what an admin can do on it."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.agencies import search_agencies
from records_app.office.agency_views import FoundAgency
from records_app.office.groups import (
    GroupCard,
    add_group,
    change_group,
    limit_agency,
    list_groups,
    open_agency,
    remove_group,
)
from records_app.office.sharing import DraftsLeft, drafts_left, take_over_drafts
from records_app.web.guard import action
from records_app.web.house import house
from records_app.web.pages.desk_address import whole_number
from records_app.web.run import FormProblems, flash, run

GROUPS = "/groups/"
_SHOWN = 8
_LONGEST = 500
_MOST_BOXES = 2_000


@dataclass(frozen=True, slots=True)
class GroupLine:
    """One group in the list."""

    id: int
    name: str
    people: str
    agencies: str
    campaigns: str


@dataclass(frozen=True, slots=True)
class PersonBox:
    """One person to tick."""

    name: str
    field: str
    is_in: bool


class GroupsState(FormProblems, rx.State):
    """Every group; the one that is being changed is ``of``; ``left`` are drafts without a hand."""

    lines: list[GroupLine] = []  # noqa: RUF012 - State vars; Reflex copies the defaults
    boxes: list[PersonBox] = []  # noqa: RUF012
    left: list[DraftsLeft] = []  # noqa: RUF012
    of: GroupCard | None = None
    found: list[FoundAgency] = []  # noqa: RUF012
    found_words: str = ""
    loaded: bool = False
    asked: str = ""
    attempt: int = 0
    filled: int = 0

    @action(Permission.MANAGE_GROUPS)
    async def load(self) -> None:
        """Show every group, and the one that the address names."""
        self.asked, self.attempt, self.found, self.found_words = "", 0, [], ""
        self.errors, self.problems = {}, []
        await self._look(whole_number(dict(self.router.url.query_parameters), "of") or 0)

    @action(Permission.MANAGE_GROUPS)
    async def add(self, form: dict[str, Any]) -> Any:
        """Make a group, and go on to put people into it."""
        self.asked, self.attempt = "add", self.attempt + 1
        made = await run(self, add_group, _typed(form).get("name", ""))
        await self._look(made)
        await flash(self, "The group is there. Put people into it.", on=GROUPS)
        return rx.redirect(f"{GROUPS}?of={made}", replace=True)

    @action(Permission.MANAGE_GROUPS)
    async def save(self, form: dict[str, Any]) -> None:
        """Keep the name of the group and who is in it."""
        self.asked, self.attempt = "change", self.attempt + 1
        fields = _typed(form)
        group_id = whole_number(fields, "group") or 0
        await run(
            self,
            change_group,
            group_id,
            whole_number(fields, "version") or 0,
            name=fields.get("group_name", ""),
            person_ids=_ticked(fields),
        )
        await self._look(group_id)
        await flash(self, "The group is saved. It counts from now on.")

    @action(Permission.MANAGE_GROUPS)
    async def search(self, form: dict[str, Any]) -> None:
        """Look for an agency to limit to the group."""
        text = _typed(form).get("find", "").strip()[:200]
        rows = await asyncio.to_thread(search_agencies, house().store, text, limit=_SHOWN)
        self.found = list(rows) if text else []
        self.found_words = "" if self.found else "No agency found. Try fewer letters."

    @action(Permission.MANAGE_GROUPS)
    async def limit(self, agency_id: int) -> Any:
        """The requests to this agency are for the group alone from now on."""
        self.asked = "agency"
        if self.of is None:
            return None
        await run(self, limit_agency, self.of.id, agency_id)
        self.found = []
        await self._look(self.of.id)
        await flash(self, "Only this group and admins see requests to that agency now.")
        return rx.set_focus("agencies-title")

    @action(Permission.MANAGE_GROUPS)
    async def open_to_all(self, agency_id: int) -> Any:
        """The requests to this agency are for the whole office again."""
        self.asked = "agency"
        if self.of is None:
            return None
        await run(self, open_agency, self.of.id, agency_id)
        await self._look(self.of.id)
        await flash(self, "Everybody in the office sees requests to that agency again.")
        return rx.set_focus("agencies-title")

    @action(Permission.MANAGE_GROUPS)
    async def remove(self) -> Any:
        """Remove the group that is open."""
        self.asked, self.attempt = "change", self.attempt + 1
        if self.of is None:
            return None
        await run(self, remove_group, self.of.id)
        await self._look(0)
        await flash(self, "The group is gone.", on=GROUPS)
        return [rx.set_focus("title"), rx.redirect(GROUPS, replace=True)]

    @action(Permission.MANAGE_PEOPLE)
    async def take_over(self, person_id: int) -> Any:
        """Become the author of what somebody left behind."""
        self.asked = "left"
        taken = await run(self, take_over_drafts, person_id)
        await self._look(self.of.id if self.of else 0)
        words = "One draft is yours now." if taken == 1 else f"{taken} drafts are yours now."
        await flash(self, f"{words} You find what is yours on the desk.")
        return rx.set_focus("title")

    async def _look(self, wanted: int) -> None:
        page = await run(self, list_groups)
        self.lines = [_line(card) for card in page.groups]
        self.of = next((card for card in page.groups if card.id == wanted), None)
        inside = {one.id for one in self.of.people} if self.of else set()
        self.boxes = [
            PersonBox(one.name, f"person-{one.id}", one.id in inside) for one in page.everybody
        ]
        self.left = list(await run(self, drafts_left))
        self.loaded, self.filled = True, self.filled + 1


def _line(card: GroupCard) -> GroupLine:
    people = ", ".join(one.name for one in card.people) or "Nobody yet"
    agencies = ", ".join(one.name for one in card.agencies) or "None"
    campaigns = "; ".join(one.words for one in card.campaigns) or "None"
    return GroupLine(card.id, card.name, people, agencies, campaigns)


def _typed(form: object) -> dict[str, str]:
    fields = list(form.items())[:_MOST_BOXES] if isinstance(form, dict) else []
    return {
        name: text[:_LONGEST]
        for name, text in fields
        if isinstance(name, str) and isinstance(text, str)
    }


def _ticked(fields: dict[str, str]) -> tuple[int, ...]:
    numbers = (name.removeprefix("person-") for name in fields if name.startswith("person-"))
    return tuple(int(one) for one in numbers if one.isascii() and one.isdigit() and len(one) < 10)
