"""What the page of one request holds, and what can be done on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.correcting import correction_form
from records_app.office.desk_view import request_href
from records_app.office.missouri_time import time_words
from records_app.office.recording import (
    add_note,
    close_request,
    correct_line,
    record_answer,
    record_contact,
    record_decision,
    record_escalation,
    record_follow_up_received,
    record_follow_up_sent,
    record_payment,
    record_received,
    record_sent,
    reopen_request,
)
from records_app.office.refusals import ChangedElsewhere, NotFound
from records_app.office.request_page import request_view
from records_app.office.request_view import RequestView, TimelineEntry
from records_app.web.guard import action
from records_app.web.house import clock
from records_app.web.pages.request.form_names import (
    first_values,
    form_for,
    letter_for,
    line_for,
    typed,
    version_of,
)
from records_app.web.pages.request.offers import Offers, offers_of
from records_app.web.run import FormProblems, flash, run

_LARGEST_ID = 2**31 - 1
_RECORDERS = {
    "sent": record_sent,
    "received": record_received,
    "answer": record_answer,
    "note": add_note,
    "follow_up": record_follow_up_sent,
    "follow_up_received": record_follow_up_received,
    "payment": record_payment,
    "close": close_request,
    "reopen": reopen_request,
    "contact": record_contact,
    "outside": record_escalation,
    "decision": record_decision,
    "undo": correct_line,
}
_SAID = {
    "sent": "The sending is recorded.",
    "received": "The receipt is recorded. The clock runs from there.",
    "answer": "The answer is recorded.",
    "note": "The note is kept.",
    "follow_up": "The letter is recorded.",
    "follow_up_received": "The receipt is recorded. The clock of the grounds runs from there.",
    "payment": "The payment is recorded.",
    "close": "The request is closed.",
    "reopen": "The request is open again.",
    "contact": "The record is kept.",
    "outside": "The step is recorded.",
    "decision": "The decision is recorded.",
    "undo": "The correction is taken back.",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the timeline; ``first`` is the part that is seen at a glance."""

    day: str
    first: str
    rest: str
    by: str
    recorded: str
    mark: str
    correct: str
    undo: str


@dataclass(frozen=True, slots=True)
class DayReason:
    """One day of the strip, and why it counts or not."""

    day: str
    why: str


class RequestState(FormProblems, rx.State):
    """One request as the page shows it, and the form that is open on it.

    ``form`` is the kind of event that is being recorded. ``attempt`` counts how often the person
    pressed the button; ``done`` counts up when something was recorded, and is 0 on a fresh visit.
    """

    view: RequestView | None = None
    above: str = ""
    standing: str = ""
    next_step: str = ""
    offers: Offers | None = None
    happened: list[Happening] = []  # noqa: RUF012 - a State var; Reflex copies the default
    reasons: list[DayReason] = []  # noqa: RUF012
    address: str = ""
    form: str = ""
    start: dict[str, str] = {}  # noqa: RUF012 - a State var; Reflex copies the default
    attempt: int = 0
    done: int = 0
    stale: str = ""

    _recorded: str = ""
    _own_words: bool = False

    @action(Permission.SEE)
    async def load(self) -> Any:
        """Show the request of this address, with the form that ``?step=`` asks for.

        A step that is done by a letter leads on to the page of that letter.
        """
        request_id = _id_in(self.router.url.path)
        if self.view is not None and self.view.id != request_id:
            self.view, self._recorded = None, ""
        view = await run(self, request_view, request_id)
        self._show(view)
        step = self.router.url.query_parameters.get("step", "")
        if letter := letter_for(step, view):
            return rx.redirect(f"{self.address}letter/{letter}/", replace=True)
        line = line_for(step, self.router.url.query_parameters.get("line", ""), view)
        form = form_for(step, view)
        self.form, self.attempt, self.stale = form, 0, ""
        self.done = self.done if self._recorded else 0
        self._own_words = False
        self.start = first_values(step, view, clock()[1]) if form or line else {}
        if line:
            await self._correct(line, view)
        return None

    async def _correct(self, line: str, view: RequestView) -> None:
        """Open the form of a line that is recorded, with what stands there."""
        wanted = await run(self, correction_form, view.id, line)
        self.form = wanted.form or "refused"
        self.start = {
            **self.start,
            **wanted.values,
            "said": wanted.said,
            "refused": wanted.refused,
            "key": f"line {line}",
        }
        # Where the letter went is recorded: choosing another way must not replace it.
        self._own_words = "to" in wanted.values

    def _show(self, view: RequestView) -> None:
        self.view = view
        self.address = request_href(view.id)
        self.above = f"{view.number} · {', '.join(view.subjects).lower()} · by {view.author}"
        self.standing = f"{view.label} · {view.turn.lower()}" if view.turn else view.label
        self.next_step = _next_words(view)
        self.offers = offers_of(view.steps, view.records, view.stage, self.address)
        self.happened = [_happening(entry) for entry in view.timeline]
        days = view.deadline.days if view.deadline else ()
        self.reasons = [DayReason(*_split(day.why, ": ")) for day in days]

    @action(Permission.RECORD)
    async def choose_channel(self, channel: str) -> None:
        """Suggest where it went, once the person says how; what they wrote themselves stays."""
        way = channel if isinstance(channel, str) else ""
        suggested = self.start.get("to", "") if self._own_words else self.start.get(f"to_{way}", "")
        self.start = {**self.start, "channel": way, "to": suggested}

    @action(Permission.RECORD)
    async def wrote_where_to(self, text: str) -> None:
        """Remember whether the person wrote something of their own."""
        words = text.strip() if isinstance(text, str) else ""
        self._own_words = bool(words) and words != self.start.get("to", "")

    @action(Permission.RECORD)
    async def record(self, form: dict[str, Any]) -> Any:
        """Add what happened to the log; on a newer version say who was faster."""
        fields = typed(form)
        view, kind = self.view, self.form
        if view is None or kind not in _RECORDERS or fields.get("request") != str(view.id):
            raise NotFound("request")
        correcting = bool(fields.get("line"))
        this_press = f"{view.id} {kind} {fields.get('line', '')} {fields.get('version')}"
        if this_press == self._recorded:
            return None
        self.attempt += 1
        self.stale = ""
        try:
            recorder = correct_line if correcting else _RECORDERS[kind]
            await run(self, recorder, view.id, version_of(fields), fields)
        except ChangedElsewhere as newer:
            self._show(await run(self, request_view, view.id))
            self.stale = _stale_words(newer)
            return None
        self._recorded = this_press
        self.done += 1
        said = "The line is corrected." if correcting and kind != "undo" else _SAID[kind]
        await flash(self, said, on=self.address)
        return rx.redirect(self.address, replace=True)


def _id_in(path: str) -> int:
    """The id in ``/requests/12/``. Raises ``NotFound`` for anything else."""
    parts = path.strip("/").split("/")
    text = parts[1] if len(parts) == 2 else ""
    if not (text.isascii() and text.isdigit()) or len(text) > 10 or int(text) > _LARGEST_ID:
        raise NotFound("request")
    return int(text)


def _happening(entry: TimelineEntry) -> Happening:
    """A note is somebody's own text and stays in one piece; the rest begins with what happened."""
    first, rest = ("", entry.sentence)
    if entry.kind != "noted":
        first, rest = _split(entry.sentence, ". ")
        first, rest = (f"{first}.", f" {rest}") if rest else (first, "")
    by = f"{entry.who} · {entry.late_words}" if entry.late_words else entry.who
    entered = f"Entered {entry.recorded}"
    return Happening(entry.day, first, rest, by, entered, entry.mark, entry.correct, entry.undo)


def _next_words(view: RequestView) -> str:
    if view.stage == "closed" or not view.steps:
        return "Nothing more to do"
    return f"Next step: {view.steps[0].label.lower()}"


def _split(text: str, at: str) -> tuple[str, str]:
    first, _, rest = text.partition(at)
    return first, rest


def _stale_words(newer: ChangedElsewhere) -> str:
    return (
        f"{newer.by} changed this request at {time_words(newer.at)}. What you typed is still here: "
        "read “What happened”, then press the button again if it still holds."
    )
