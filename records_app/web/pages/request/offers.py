"""What the card of the next step offers: one act first, at most two beside it, the rest on request.

Nothing is offered twice, whatever the law's steps and the page's own ways of recording have in
common.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from records_app.office.request_view import StepView

_BESIDE = 2
# They end a request: behind all others, and never beside the first, where a finger slips.
_LAST = frozenset({"close", "withdraw"})
_THEIR_TURN = frozenset({"sent", "waiting", "answering"})
# What must be allowed, where it is done, what it is called, what it is for.
_AT_ANY_TIME = (
    ("note", "?step=note", "Write a note", "Whatever else should be remembered."),
    ("contact", "?step=contact", "Record a call or a visit", "Who said what, and when."),
    (
        "outside",
        "?step=outside",
        "Record a complaint, appeal or suit",
        "What was begun elsewhere, with its number.",
    ),
    ("follow_up", "letter/", "Write another letter", "Every kind that may follow a request."),
    (
        "follow_up",
        "?step=letter",
        "Record a letter written elsewhere",
        "One of ours that was not written here.",
    ),
)


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that can be done now: a link and what it is for. ``name`` is that of the step."""

    name: str
    label: str
    href: str
    why: str
    not_before: str = ""


@dataclass(frozen=True, slots=True)
class Offers:
    """Everything that the card offers. ``letters`` are the kinds of letters that steps write."""

    first: Offer | None
    beside: tuple[Offer, ...]
    more: tuple[Offer, ...]
    letters: tuple[str, ...]


def offers_of(
    steps: Sequence[StepView], records: Collection[str], stage: str, address: str
) -> Offers:
    """Part the steps, the most useful first, and what may be recorded at any time."""
    allowed = [step for step in steps if step.allowed]
    offered = list(_once(_of_step(step, address) for step in allowed))
    always = [
        Offer(name, label, address + place, why)
        for name, place, label, why in _AT_ANY_TIME
        # A step that is done by reading and noting opens the form for a note as well.
        if name in records and not (name == "note" and _notes(allowed))
    ]
    calls = [one for one in always if one.name == "contact" and stage in _THEIR_TURN]
    later = [one for one in offered[1:] if one.name not in _LAST]
    last = [one for one in offered[1:] if one.name in _LAST]
    beside = [*later, *calls][:_BESIDE]
    return Offers(
        first=offered[0] if offered else None,
        beside=tuple(beside),
        more=tuple(one for one in _once((*later, *always, *last)) if one not in beside),
        letters=tuple(step.letter for step in allowed if step.letter),
    )


def _of_step(step: StepView, address: str) -> Offer:
    place = f"letter/{step.letter}/" if step.letter else f"?step={step.action}"
    return Offer(step.action, step.label, address + place, step.why, step.not_before)


def _notes(steps: Iterable[StepView]) -> bool:
    return any(step.action == "review_answer" for step in steps)


def _once(offers: Iterable[Offer]) -> Iterator[Offer]:
    """The offers without those that lead to where an earlier one leads."""
    seen: set[str] = set()
    for one in offers:
        if one.href not in seen:
            seen.add(one.href)
            yield one
