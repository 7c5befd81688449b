"""Who cares for the request on the page, who watches it, and the reminders of the person."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.assigning import assign
from records_app.office.missouri_time import time_words
from records_app.office.people_card import PeopleCard, people_card
from records_app.office.refusals import ChangedElsewhere, NotFound
from records_app.office.reminding import done_with_reminder, remind_me
from records_app.office.watching import stop_watching, watch
from records_app.web.guard import action
from records_app.web.pages.desk_address import whole_number
from records_app.web.pages.request.state import RequestState
from records_app.web.run import FormProblems, flash, run

_FIELDS = ("care_to", "care_why", "remind_on", "remind_note", "version", "request")
_LONGEST = 2_000


class PeopleState(FormProblems, rx.State):
    """The card of people beside a request.

    ``filled`` counts up when the forms must be drawn anew, empty; ``attempt`` counts how often the
    person pressed a button; ``stale`` says who was faster.
    """

    card: PeopleCard | None = None
    watched_by: str = ""
    filled: int = 0
    attempt: int = 0
    stale: str = ""

    _last_press: dict[str, str] = {}  # noqa: RUF012 - a State var; Reflex copies the default

    @action(Permission.SEE)
    async def load(self) -> None:
        """Show the people of this address; what is being typed stays on the same request."""
        request_id = _request_in(self.router.url.path)
        if self.card is not None and self.card.request_id != request_id:
            self.card = None
            self.filled += 1
        self.attempt, self.stale, self._last_press = 0, "", {}
        await self._show(request_id)

    async def _show(self, request_id: int) -> None:
        card = await run(self, people_card, request_id)
        self.card = card
        self.watched_by = f"Watched by {_listed(card.watchers)}." if card.watchers else ""

    @action(Permission.RECORD)
    async def take(self) -> Any:
        """Take a request that is nobody's."""
        card = self._known()
        return await self._move({"care_to": card.me, "version": str(card.version)})

    @action(Permission.RECORD)
    async def move(self, form: dict[str, Any]) -> Any:
        """Hand over or assign, with a reason for the log."""
        fields = _typed(form)
        self._known(fields)
        if fields == self._last_press:
            return None
        return await self._move(fields)

    async def _move(self, fields: dict[str, str]) -> Any:
        card = self._known()
        self.attempt += 1
        self.stale = ""
        version = whole_number(fields, "version") or 0
        try:
            done = await run(self, assign, card.request_id, version, fields)
        except ChangedElsewhere as newer:
            await self._show(card.request_id)
            self.stale = _stale_words(newer)
            return RequestState.load
        await self._changed(fields, done.words)
        return RequestState.load

    @action(Permission.SEE)
    async def watch(self) -> None:
        """Watch this request."""
        card = self._known()
        await run(self, watch, card.request_id)
        await self._show(card.request_id)

    @action(Permission.SEE)
    async def stop_watching(self) -> None:
        """Do not watch it any more."""
        card = self._known()
        await run(self, stop_watching, card.request_id)
        await self._show(card.request_id)

    @action(Permission.SEE)
    async def remind(self, form: dict[str, Any]) -> None:
        """Make a reminder that only this person sees."""
        fields = _typed(form)
        card = self._known(fields)
        if fields == self._last_press:
            return
        self.attempt += 1
        await run(self, remind_me, card.request_id, fields)
        await self._changed(fields, "The reminder is kept. Only you see it.")

    @action(Permission.SEE)
    async def done(self, reminder: int) -> None:
        """Take one of the person's own reminders away."""
        card = self._known()
        await run(self, done_with_reminder, reminder)
        await self._changed({}, "That reminder is done.", request_id=card.request_id)

    async def _changed(
        self, fields: dict[str, str], words: str, *, request_id: int | None = None
    ) -> None:
        self._last_press = fields
        self.filled += 1
        await self._show(request_id or self._known().request_id)
        await flash(self, words)

    def _known(self, fields: Mapping[str, str] | None = None) -> PeopleCard:
        """The card on the screen; a form must come from the same request."""
        card = self.card
        if card is None or (fields is not None and fields.get("request") != str(card.request_id)):
            raise NotFound("request")
        return card


def _request_in(path: str) -> int:
    """The id in ``/requests/12/``. Raises ``NotFound`` for anything else."""
    parts = path.strip("/").split("/")
    found = whole_number({"id": parts[1] if len(parts) == 2 else ""}, "id")
    if found is None:
        raise NotFound("request")
    return found


def _typed(form: object) -> dict[str, str]:
    """The known fields of a form, as they were typed."""
    fields = form if isinstance(form, dict) else {}
    known = {name: fields.get(name) for name in _FIELDS}
    return {name: text[:_LONGEST] for name, text in known.items() if isinstance(text, str)}


def _listed(names: tuple[str, ...]) -> str:
    """``you``, ``Ada and you``, ``Ada, Bob and you``."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _stale_words(newer: ChangedElsewhere) -> str:
    return (
        f"{newer.by} changed this request at {time_words(newer.at)}. What you chose is still here: "
        "press the button again if it still holds."
    )
