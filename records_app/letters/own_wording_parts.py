"""Which parts of each letter an office may say in its own words; everything else is locked.

Facts, items, dates, the names of laws and whatever depends on them are locked. A part here is a
block of the same name in ``letter_templates``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

PartShape = Literal["paragraph", "block", "added", "text"]
PORTAL = "portal"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a letter.

    ``paragraph``: text inside a paragraph that goes on or has begun with locked words. ``block``:
    whole paragraphs and items. ``added``: a place where nothing stands as shipped. ``text``: a
    whole plain text.
    """

    name: str
    label: str
    shape: PartShape = "paragraph"

    @property
    def may_be_left_out(self) -> bool:
        """Whether the letter is whole without it; the required statements are asked besides."""
        return self.shape == "block"


_FIRST = Part("own_first", "Added after the opening", "added")
_LAST = Part("own_last", "Added before the end", "added")
_THANKS = Part("own_thanks", "The last words")
_OFFER = Part("own_offer", "The offer to help")
_RELEASE = Part("own_release", "What we ask them to do", "block")
_COPIES = Part("own_estimate", "The estimate")
_CLOSED = Part("own_closed", "Closed records")
_TIME = Part("own_time", "Time")
_FEES = Part("own_fees", "Fees")
_CONTACT = Part("own_contact", "Contact")
_GROUNDS = Part("own_grounds", "The demand for written grounds", "block")
_CAUSE = Part("own_cause", "The demand for cause, place and date", "block")
_READY = Part("own_ready", "Release of what is ready", "block")

_REMINDER = (_FIRST, _RELEASE, _LAST, _OFFER, _THANKS)
_NARROWING = (_FIRST, Part("own_stays", "What stays as it was"), _COPIES, _LAST, _THANKS)
_PLAIN = (_FIRST, _LAST, _THANKS)
_DATE = (_FIRST, _CAUSE, _READY, _LAST, _THANKS)

PARTS: Mapping[tuple[str, str], tuple[Part, ...]] = {
    ("us-mo", "request"): (
        _FIRST,
        _FEES,
        Part("own_cheapest", "Lowest charges, and review by attorneys"),
        _CLOSED,
        _TIME,
        _LAST,
        _CONTACT,
        _THANKS,
    ),
    ("us-il", "request"): (_FIRST, _FEES, _CLOSED, _TIME, _LAST, _CONTACT, _THANKS),
    ("us-ks", "request"): (
        _FIRST,
        _FEES,
        Part("own_cost", "If they write about the cost"),
        _CLOSED,
        _TIME,
        _LAST,
        _CONTACT,
        _THANKS,
    ),
    ("us-fed", "request"): (
        _FIRST,
        Part("own_category", "Fee category"),
        _FEES,
        _CLOSED,
        _TIME,
        _LAST,
        _CONTACT,
        _THANKS,
    ),
    **{(law, "reminder"): _REMINDER for law in ("us-mo", "us-il", "us-ks", "us-fed")},
    **{(law, "narrowing"): _NARROWING for law in ("us-mo", "us-il", "us-ks", "us-fed")},
    **{(law, "withdrawal"): _PLAIN for law in ("us-mo", "us-il", "us-ks", "us-fed")},
    **{(law, "thanks"): _PLAIN for law in ("us-mo", "us-il", "us-ks", "us-fed")},
    ("us-mo", "demand-date"): _DATE,
    ("us-ks", "demand-date"): _DATE,
    ("us-mo", "demand-grounds"): (
        _FIRST,
        _GROUNDS,
        Part("own_separate", "What is exempt and what is not"),
        _LAST,
        _THANKS,
    ),
    ("us-ks", "demand-grounds"): (_FIRST, _GROUNDS, _LAST, _THANKS),
    ("us-mo", "fee-waiver"): (
        _FIRST,
        Part("own_waive", "Why the fee should be waived"),
        Part("own_estimate", "What the estimate should list", "block"),
        Part("own_cheapest", "Lowest charges, and review by attorneys", "block"),
        _LAST,
        _THANKS,
    ),
    ("us-mo", "fee-objection"): (
        _FIRST,
        Part("own_corrected", "What we ask them to do", "block"),
        _LAST,
        _THANKS,
    ),
    ("us-mo", "clarification"): (_FIRST, _LAST, _OFFER, _THANKS),
    ("us-mo", "control"): (_FIRST, _RELEASE, _LAST, _THANKS),
    ("us-mo", "complaint-summary"): (_FIRST, _LAST, _THANKS),
    ("us-mo", "prosecutor-note"): (
        _FIRST,
        Part("own_enforce", "What we ask of the prosecuting attorney", "block"),
        _LAST,
        _THANKS,
    ),
    ("us-il", "review"): (_FIRST, _LAST, _OFFER, _THANKS),
    ("us-ks", "cost-answer"): _PLAIN,
    ("us-fed", "appeal"): (_FIRST, _RELEASE, _LAST, _OFFER, _THANKS),
}


def _texts(count: int) -> tuple[Part, ...]:
    ends = {1: ", the longest", count: ", the shortest"}
    return tuple(
        Part(f"own_text_{at}", f"Text {at}{ends.get(at, '')}", "text") for at in range(1, count + 1)
    )


_NOTE = (
    Part("own_first", "Added at the beginning", "added"),
    Part("own_next", "What happens next"),
    Part("own_last", "Added before the end", "added"),
)
_CHECKED = Part("own_checked", "That the translation is our own", "block")
NOTES: Mapping[str, tuple[Part, ...]] = {
    "note-en": _NOTE,
    "note-es": (*_NOTE, _CHECKED),
    "note-bs": (*_NOTE, _CHECKED),
    "note-vi": (*_NOTE, _CHECKED),
}
"""The notes for families and volunteers, which are the same under every law."""

# Beside the letters: the texts for portals, the longest first, and the notes.
_BESIDES: Mapping[tuple[str, str], tuple[Part, ...]] = {
    ("us-mo", PORTAL): _texts(7),
    ("us-il", PORTAL): _texts(4),
    ("us-ks", PORTAL): _texts(5),
    ("us-fed", PORTAL): _texts(4),
    **{("shared", kind): parts for kind, parts in NOTES.items()},
}


def parts_of(law: str, kind: str) -> tuple[Part, ...]:
    """The parts of a letter that may be worded anew, in their order; none of an unknown kind."""
    return PARTS.get((law, kind)) or _BESIDES.get((law, kind), ())
