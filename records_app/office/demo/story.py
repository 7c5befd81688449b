"""What happened in the demo's office: about sixty requests, one line each, before today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle

from records_app.office.demo.days import (
    Receipt,
    due_now,
    due_soon,
    late_by,
    open_day_back,
    open_day_on,
)

Raw = dict[str, object]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something recorded: what kind of form, what was typed, and how many days after the fact."""

    form: str
    raw: Raw
    entered_after: int = 0

    @property
    def on(self) -> date:
        return date.fromisoformat(str(self.raw["on"]))


@dataclass(frozen=True, slots=True)
class Tale:
    """One request: who wrote it and when, and what happened then. No approval: still a draft."""

    author: str
    written: date
    approved: bool = True
    happenings: tuple[Happening, ...] = field(default=())
    changes: Raw = field(default_factory=dict)


def tales(today: date) -> list[Tale]:
    """All of them, the oldest letter first, so that numbers grow with time."""
    people = cycle(("advocate", "staff", "advocate", "advocate", "admin", "staff"))
    found = [
        Tale(next(people), written, approved, happenings, changes)
        for written, approved, happenings, changes in (
            *_closed(today),
            *_answered(today),
            *_late(today),
            *_waiting(today),
            *_unsent(today),
        )
    ]
    return sorted(found, key=lambda tale: (not tale.approved, tale.written))


_HIGH_FEE: Raw = {
    **{"line_what_1": "Copies of invoices", "line_charge_1": "copies", "line_quantity_1": "350"},
    **{"line_rate_1": "0.25", "line_amount_1": "87.50"},
    **{"line_what_2": "Search of mailboxes", "line_charge_2": "research", "line_quantity_2": "5"},
    **{"line_rate_2": "45", "line_amount_2": "225", "line_role_2": "lieutenant"},
    **{"line_what_3": "Legal review", "line_charge_3": "attorney", "line_quantity_3": "0.5"},
    **{"line_rate_3": "200", "line_amount_3": "100"},
}
_LOW_FEE: Raw = {
    **{"line_what_1": "Copies", "line_charge_1": "copies", "line_quantity_1": "20"},
    **{"line_rate_1": "0.10", "line_amount_1": "2"},
    **{"line_what_2": "Search", "line_charge_2": "research", "line_quantity_2": "2"},
    **{"line_rate_2": "18", "line_amount_2": "36", "line_role_2": "records clerk"},
}
_Line = tuple[date, bool, tuple[Happening, ...], Raw]


def _sent(on: date, channel: str = "email", at: str = "", **more: object) -> Happening:
    return Happening("sent", {"on": on.isoformat(), "channel": channel, "at": at, **more})


def _received(receipt: Receipt, evidence: str, entered_after: int = 0) -> Happening:
    at = "" if receipt.at is None else receipt.at.isoformat("minutes")
    raw: Raw = {"on": receipt.on.isoformat(), "at": at, "evidence": evidence}
    return Happening("received", raw, entered_after)


def _answer(on: date, kind: str, **more: object) -> Happening:
    return Happening("answer", {"on": on.isoformat(), "kind": kind, **more})


def _note(on: date, text: str) -> Happening:
    return Happening("note", {"on": on.isoformat(), "text": text})


def _out(receipt: Receipt, evidence: str = "reply", entered_after: int = 0) -> list[Happening]:
    """Sent by e-mail and received the same day, or by the portal."""
    channel = "portal" if evidence == "portal" else "email"
    reference = f"R-{receipt.on:%j}-{receipt.on.day:03}" if channel == "portal" else ""
    sent = _sent(receipt.on, channel, "09:15", reference=reference)
    return [sent, _received(receipt, evidence, entered_after)]


def _late(today: date) -> Iterator[_Line]:
    for days, evidence in ((1, "reply"), (2, "portal"), (4, "reply"), (7, "portal")):
        receipt = late_by(today, days)
        late = _out(receipt, evidence, entered_after=2 if days == 4 else 0)
        if days == 7:
            late.append(_note(open_day_back(today, 3), "Called. They look for the records."))
        yield receipt.on, True, tuple(late), {}
    receipt = late_by(today, 3)
    first = open_day_back(today, 5)
    yield (
        receipt.on,
        True,
        (*_out(receipt), _answer(first, "acknowledged", detail="Automatic reply.")),
        {},
    )
    for back, kept in ((12, 2), (15, 4)):
        begun = Receipt(open_day_back(today, back), None)
        said = open_day_back(today, back - 2)
        promised = open_day_back(today, kept).isoformat()
        yield begun.on, True, (*_out(begun), _answer(said, "delayed", promised_on=promised)), {}


def _waiting(today: date) -> Iterator[_Line]:
    for receipt, evidence in zip(due_now(today)[:3], ("reply", "portal", "reply"), strict=False):
        yield receipt.on, True, tuple(_out(receipt, evidence)), {}
    for receipt, evidence in zip(
        [*due_soon(today), *due_soon(today)][:6], cycle(("reply", "portal")), strict=False
    ):
        yield receipt.on, True, tuple(_out(receipt, evidence)), {}
    for back, ahead in ((4, 6), (6, 9), (9, 14), (11, 20)):
        begun = Receipt(open_day_back(today, back), None)
        said = open_day_back(today, back - 3)
        promised = open_day_on(today, ahead).isoformat()
        detail = "They search the mailbox of the chief."
        answer = _answer(said, "delayed", promised_on=promised, detail=detail)
        yield begun.on, True, (*_out(begun), answer), {}
    dateless = Receipt(open_day_back(today, 4), None)
    words = "They need more time, no date given."
    delayed = _answer(open_day_back(today, 2), "delayed", detail=words)
    yield dateless.on, True, (*_out(dateless), delayed), {}
    for back, channel in ((1, "post"), (2, "post"), (1, "email"), (2, "portal")):
        day = open_day_back(today, back)
        reference = "9400 1000 0000 0000 0000 01" if channel == "post" else ""
        yield day, True, (_sent(day, channel, reference=reference),), {}
    for back, channel in ((9, "post"), (6, "email")):
        day = open_day_back(today, back)
        yield day, True, (_sent(day, channel),), {}


def _answered(today: date) -> Iterator[_Line]:
    answers: tuple[tuple[int, str, Raw], ...] = (
        (6, "fee_asked", {"fee": "412.50", "detail": "As a demand.", **_HIGH_FEE}),
        (9, "fee_asked", {"fee": "38", "estimate": "yes", **_LOW_FEE}),
        (4, "denied", {"detail": "They wrote that the records are not public."}),
        (
            7,
            "denied",
            {"exception": "§ 610.021(19)", "severed": "no", "detail": "Security, they say."},
        ),
        (5, "partly_released", {"detail": "Forty pages; the invoices are missing."}),
        (
            11,
            "partly_released",
            {"exception": "§ 610.100", "severed": "yes", "detail": "Names are blacked out."},
        ),
        (3, "no_records", {"detail": "No records about vehicles."}),
        (2, "released", {"detail": "One PDF of 112 pages."}),
        (8, "released", {"detail": "Two e-mails with the agreements."}),
        (5, "other", {"detail": "They ask which years we mean by “training”."}),
    )
    for back, kind, more in answers:
        begun = Receipt(open_day_back(today, back + 3), None)
        raw: Raw = {"on": open_day_back(today, back).isoformat(), "kind": kind, **more}
        answer = Happening("answer", raw, entered_after=back % 2)
        yield begun.on, True, (*_out(begun), answer), {}


def _closed(today: date) -> Iterator[_Line]:
    endings = (
        (90, "released", "released"),
        (84, "released", "released"),
        (77, "no_records", "no_records"),
        (70, "partly_released", "partly_released"),
        (66, "denied", "denied"),
        (60, "released", "released"),
        (54, "fee_asked", "withdrawn"),
        (48, "released", "released"),
        (43, "acknowledged", "lapsed"),
        (38, "partly_released", "partly_released"),
        (33, "released", "released"),
        (27, "no_records", "no_records"),
        (22, "released", "released"),
        (18, "denied", "denied"),
    )
    for back, kind, outcome in endings:
        begun = Receipt(open_day_back(today, back), None)
        more: Raw = {"fee": "1250"} if kind == "fee_asked" else {}
        if kind == "denied":
            more = {"exception": "§ 610.021.1 (1) and (14)"}
        raw: Raw = {"on": open_day_back(today, back - 3).isoformat(), "kind": kind, **more}
        answer = Happening("answer", raw)
        ended = open_day_back(today, back - 8).isoformat()
        closing = Happening("close", {"on": ended, "outcome": outcome})
        yield begun.on, True, (*_out(begun), answer, closing), {}
    unsent = open_day_back(today, 30)
    withdrawn = Happening("close", {"on": unsent.isoformat(), "outcome": "withdrawn"})
    yield unsent, True, (withdrawn,), {}


def _unsent(today: date) -> Iterator[_Line]:
    for back in (0, 1, 2, 5):
        yield open_day_back(today, back), True, (), {}
    unfinished: tuple[Raw, ...] = (
        {},
        {"subjects": []},
        {"fee_cap": "ten"},
        {"agency": ""},
        {"specifics": "Every e-mail with the words “task force stipend”."},
        {"signer_name": ""},
    )
    for days, changes in enumerate(unfinished):
        yield today - timedelta(days=days), False, (), changes
