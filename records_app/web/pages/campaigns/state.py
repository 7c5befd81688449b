"""What the page of a campaign holds: one step of it, as the address asks for it."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.campaigns.approving import begin, stop
from records_app.office.campaigns.choosing import add_fitting, add_one, agencies_part, remove
from records_app.office.campaigns.letter import letter_part, save_letter
from records_app.office.campaigns.limiting import limit_campaign, who_sees
from records_app.office.campaigns.making import discard_campaign, rename_campaign
from records_app.office.campaigns.own import APPROVING, campaign_head
from records_app.office.campaigns.pasted import add_pasted
from records_app.office.campaigns.reviewing import (
    change_one,
    leave_out,
    leave_out_all,
    one_letter,
    review_part,
)
from records_app.office.campaigns.views import (
    Added,
    AgenciesPart,
    CampaignHead,
    LetterPart,
    OneLetter,
    PastedLine,
    ReviewPart,
    WhoSees,
)
from records_app.office.refusals import Refused
from records_app.web.campaign_task import wake
from records_app.web.guard import action
from records_app.web.letter_sheet.lines import SheetLine, lines_of
from records_app.web.pages.campaigns.address import (
    CAMPAIGNS,
    Place,
    choice_in,
    letter_in,
    place_in,
    texts_in,
)
from records_app.web.run import FormProblems, flash, run


class CampaignState(FormProblems, rx.State):
    """One step of one campaign. Everything comes from the address and the database."""

    head: CampaignHead | None = None
    who: WhoSees | None = None
    step: str = ""
    agencies: AgenciesPart | None = None
    letter: LetterPart | None = None
    texts: dict[str, str] = {}  # noqa: RUF012 - State vars; Reflex copies the defaults
    subjects: list[str] = []  # noqa: RUF012
    review: ReviewPart | None = None
    one: OneLetter | None = None
    lines: list[SheetLine] = []  # noqa: RUF012
    added: Added | None = None
    unsure: list[PastedLine] = []  # noqa: RUF012
    unsure_more: str = ""
    attempt: int = 0
    asked: int = 0
    asked_to_discard: int = 0
    previous: str = ""
    following: str = ""

    @action(Permission.SEE)
    async def load(self) -> None:
        """Show the step that the address asks for."""
        self.attempt = self.asked = self.asked_to_discard = 0
        self.errors, self.problems = {}, []
        self.added = None
        if self.head is None or self.head.id != self._place().campaign:
            self.unsure, self.unsure_more = [], ""
        await self._show()

    @action(Permission.DRAFT)
    async def add_fitting(self, form: dict[str, Any]) -> None:
        """Add every agency that fits what was chosen."""
        await self._add(add_fitting, choice_in(form))

    @action(Permission.DRAFT)
    async def add_pasted(self, form: dict[str, Any]) -> None:
        """Add the agencies of a list; lines that are not sure stay until somebody settles them."""
        await self._add(add_pasted, texts_in(form).get("pasted", ""))
        if self.added is not None:
            self.unsure, self.unsure_more = list(self.added.unsure), self.added.more

    @action(Permission.DRAFT)
    async def add_one(self, agency_id: int, line: int) -> Any:
        """Add an agency that a line of the list may mean: this settles the line."""
        if not isinstance(agency_id, int):
            return None
        await self._add(add_one, agency_id)
        return self._settled(line)

    @action(Permission.DRAFT)
    async def settle(self, line: int) -> Any:
        """Nothing is to be added for a line of the list; 0 stands for every line."""
        self.added = None
        return self._settled(line)

    @action(Permission.DRAFT)
    async def remove(self, member_id: int) -> None:
        """Take an agency out again."""
        if isinstance(member_id, int):
            self.added = None
            await run(self, remove, self._place().campaign, member_id)
            await self._show()

    @action(Permission.DRAFT)
    async def save_letter(self, form: dict[str, Any]) -> Any:
        """Keep the letter; when nothing is wrong with it, go on to the review."""
        if self.head is None:
            return None
        place = self._place()
        raw = letter_in(form)
        part = await run(self, save_letter, place.campaign, self.head.version, raw)
        self.head = await run(self, campaign_head, place.campaign)
        self.letter = part
        if part.errors:
            self.attempt += 1
            raise Refused(part.errors)
        return rx.redirect(place._replace(step="review").address)

    @action(Permission.DRAFT)
    async def leave_out(self, member_id: int, out: bool) -> None:
        """Leave one agency out, or take it back in."""
        if isinstance(member_id, int):
            await run(self, leave_out, self._place().campaign, member_id, out is True)
            await self._show()

    @action(Permission.DRAFT)
    async def leave_out_all(self) -> None:
        """Leave out every agency that the grid shows now, with what is wrong or a warning."""
        place = self._place()
        count = await run(self, leave_out_all, place.campaign, place.show)
        await self._show()
        letters = "1 letter is" if count == 1 else f"{count} letters are"
        await flash(self, f"{letters} left out. Take back in what you want to keep.")

    @action(Permission.DRAFT)
    async def change_one(self, form: dict[str, Any]) -> None:
        """Keep what is different in the letter that is open."""
        place = self._place()
        await run(self, change_one, place.campaign, place.agency, texts_in(form))
        await self._show()
        await flash(self, "Kept for this letter alone.")

    @action(Permission.DRAFT)
    async def ask_to_approve(self) -> None:
        """Ask whether the letters may become final."""
        self.asked += 1

    @action(Permission.DRAFT)
    async def keep_looking(self) -> None:
        """Not yet, after all."""
        self.asked = self.asked_to_discard = 0

    @action(Permission.DRAFT)
    async def approve(self) -> None:
        """Let the server approve the letters, one after the other."""
        if self.asked < 1 or self.head is None:
            return
        self.asked = 0
        try:
            await run(self, begin, self.head.id, self.head.version)
        except Refused:
            self.attempt += 1
            raise
        wake()
        await self._show()

    @action(Permission.DRAFT)
    async def stop(self) -> None:
        """Stop after the letter that is just being made."""
        await run(self, stop, self._place().campaign)
        await self._show()

    @action(Permission.SEE)
    async def look_again(self) -> None:
        """How far the approving is by now."""
        self.head = await run(self, campaign_head, self._place().campaign)
        if self.head.stage != APPROVING:
            await self._show()

    @action(Permission.DRAFT)
    async def rename(self, form: dict[str, Any]) -> None:
        """Give the campaign another name."""
        await run(self, rename_campaign, self._place().campaign, texts_in(form))
        await self._show()

    @action(Permission.DRAFT)
    async def limit(self, form: dict[str, Any]) -> Any:
        """Let a group alone see the campaign and its requests, or the whole office again."""
        said = await run(self, limit_campaign, self._place().campaign, texts_in(form))
        await self._show()
        await flash(self, said)
        return rx.set_focus("title")

    @action(Permission.DRAFT)
    async def ask_to_discard(self) -> None:
        """Ask whether the campaign may go."""
        self.asked_to_discard += 1

    @action(Permission.DRAFT)
    async def discard(self) -> Any:
        """Give the campaign up."""
        if self.asked_to_discard < 1 or self.head is None:
            return None
        await run(self, discard_campaign, self.head.id)
        await flash(self, "The campaign is discarded.", on=CAMPAIGNS)
        return rx.redirect(CAMPAIGNS)

    def _place(self) -> Place:
        return place_in(self.router.url.path, dict(self.router.url.query_parameters))

    def _settled(self, line: object) -> Any:
        self.unsure = [one for one in self.unsure if line not in (0, one.line)]
        self.unsure_more = "" if line == 0 else self.unsure_more
        return rx.set_focus("unsure" if self.unsure or self.unsure_more else "pasted")

    async def _add(self, function: Any, chosen: Any) -> None:
        try:
            added = await run(self, function, self._place().campaign, chosen)
        except Refused:
            self.attempt += 1
            self.added = None
            raise
        await self._show()
        self.added = added

    async def _show(self) -> None:
        place = self._place()
        head = await run(self, campaign_head, place.campaign)
        step = place.step or ("agencies" if head.is_mine and not head.approved else "review")
        if not head.is_mine:
            step = "review"
        parts: dict[str, Any] = dict.fromkeys(("agencies", "letter", "review", "one"))
        pages = 1
        if step == "agencies":
            parts["agencies"] = await run(self, agencies_part, place.campaign, place.page)
            pages = parts["agencies"].pages
        elif step == "letter":
            parts["letter"] = part = await run(self, letter_part, place.campaign)
            self.texts = {name: str(value) for name, value in part.form.items()}
            self.subjects = list(part.form["subjects"])
        elif step == "review" and place.agency and head.is_mine:
            parts["one"] = one = await run(self, one_letter, place.campaign, place.agency)
            self.lines = lines_of(one.blocks)
        else:
            parts["review"] = part = await run(
                self, review_part, place.campaign, place.show, place.page
            )
            pages = part.pages
        for name, part in parts.items():
            setattr(self, name, part)
        self.head, self.step = head, step
        self.who = await run(self, who_sees, place.campaign)
        at = min(place.page, pages)
        there = place._replace(step=step)
        self.previous = there._replace(page=at - 1).address if at > 1 else ""
        self.following = there._replace(page=at + 1).address if at < pages else ""
