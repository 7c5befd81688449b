"""What the words in a list mean: answers, outcomes, ways of sending, subjects, amounts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from records_app.casework.events import AnswerKind, Channel, Outcome
from records_app.casework.subjects import Subject
from records_app.directory.search_keys import search_key

NOTHING = "nothing"
"""The choice for a word that says nothing happened yet."""

ANSWERS: tuple[tuple[str, str], ...] = (
    (NOTHING, "No answer yet"),
    (AnswerKind.ACKNOWLEDGED.value, "They acknowledged it"),
    (AnswerKind.DELAYED.value, "They need more time"),
    (AnswerKind.CLARIFICATION.value, "They asked a question"),
    (AnswerKind.FEE_ASKED.value, "They asked for a fee"),
    (AnswerKind.RELEASED.value, "They sent the records"),
    (AnswerKind.PARTLY_RELEASED.value, "They sent part of the records"),
    (AnswerKind.NO_RECORDS.value, "They have no records"),
    (AnswerKind.DENIED.value, "They denied it"),
    (AnswerKind.ICE_CONTROL.value, "They say that ICE controls the records"),
    (AnswerKind.OTHER.value, "They answered something else"),
)
OUTCOMES: tuple[tuple[str, str], ...] = (
    (NOTHING, "Still open"),
    (Outcome.RELEASED.value, "Closed: records released"),
    (Outcome.PARTLY_RELEASED.value, "Closed: part released"),
    (Outcome.DENIED.value, "Closed: denied"),
    (Outcome.NO_RECORDS.value, "Closed: no records"),
    (Outcome.WITHDRAWN.value, "Closed: withdrawn"),
    (Outcome.LAPSED.value, "Closed: lapsed"),
)
WAYS: tuple[tuple[str, str], ...] = (
    (Channel.EMAIL.value, "E-mail"),
    (Channel.PORTAL.value, "Their portal"),
    (Channel.POST.value, "Post"),
    (Channel.FAX.value, "Fax"),
    (Channel.HAND.value, "Handed over"),
)
CHOICES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "answer": ANSWERS,
    "outcome": OUTCOMES,
    "how": WAYS,
}

# The first line with a matching word wins, so the special ones stand before the general ones.
_ANSWER_WORDS: tuple[tuple[str, str], ...] = (
    (
        r"\b(ice|dhs) (controls|owns)|(controlled by|property of|belongs? to) (ice|dhs)\b",
        "ice_control",
    ),
    (r"no (responsive )?(records?|documents?)|nothing found|none found|no such", "no_records"),
    (r"part|some records|redact", "partly_released"),
    (r"den(y|ied|ial)|refus|reject|exempt|withh", "denied"),
    (r"\bfees?\b|invoice|payment|deposit|cost", "fee_asked"),
    (r"clarif|question|narrow", "clarification"),
    (r"delay|extension|extended|more time|promised", "delayed"),
    (r"acknowledg|confirmed|received by|in process|processing", "acknowledged"),
    (r"no (answer|response|reply)|pending|open|waiting|awaiting|sent|submitted|overdue", NOTHING),
    (r"withdr|cancel|lapse|abandon", NOTHING),
    (r"grant|releas|fulfil|complete|provided|produced|records received|full|success", "released"),
    (r"close|done", "released"),
)
_OUTCOME_WORDS: tuple[tuple[str, str], ...] = (
    (r"withdr|cancel", "withdrawn"),
    (r"lapse|abandon|expired", "lapsed"),
)
_OVER = re.compile(r"close|complete|done|fulfil|final|finish|grant|releas|records received|full")
_ENDS = frozenset({"released", "partly_released", "denied", "no_records"})
_WAY_WORDS: tuple[tuple[str, str], ...] = (
    (r"e ?mail", "email"),
    (r"portal|online|web|nextrequest|govqa|muckrock|form", "portal"),
    (r"fax", "fax"),
    (r"mail|post|usps|letter|certified", "post"),
    (r"hand|person|walk|deliver", "hand"),
)
_SUBJECT_WORDS: tuple[tuple[str, Subject], ...] = (
    (r"287 ?g|fund|money|cash|award|reimburs|contract|agreement|invoice|igsa", Subject.FUNDING),
    (r"vehicle|\bcars?\b|truck|fleet|\bsuvs?\b", Subject.VEHICLES),
    (r"train|certif", Subject.TRAINING),
    (r"transfer|detain|jail|handed over|\bholds?\b|custody|booking", Subject.TRANSFERS),
    (r"communicat|e ?mails?\b|messag|correspond|texts?\b|memo", Subject.COMMUNICATIONS),
)
_AMOUNT = re.compile(r"(?:USD|\$)? ?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,9})(\.[0-9]+)? ?(?:USD|\$)?")
_NO_AMOUNT = frozenset({"", "0", "none", "na", "n a", "no", "free", "waived", "no fee", "nothing"})


def guessed_meaning(field: str, text: str) -> str:
    """What a word in a column of answers, outcomes or ways means; "" when it is not known."""
    key = search_key(text)
    if field == "answer":
        return _first(_ANSWER_WORDS, key)
    if field == "how":
        return _first(_WAY_WORDS, key)
    ended = _first(_OUTCOME_WORDS, key)
    if ended:
        return ended
    answer = _first(_ANSWER_WORDS, key)
    if answer in _ENDS and (_OVER.search(key) or answer == "no_records"):
        return answer
    return NOTHING


def subjects_in(text: str) -> tuple[Subject, ...]:
    """The subjects that a text speaks of; none when no word of it is known."""
    key = search_key(text)
    return tuple(subject for words, subject in _SUBJECT_WORDS if re.search(words, key))


def amount_in(text: str) -> Decimal | None:
    """The dollars in a cell, None when it holds none. Raises ``ValueError`` with the reason."""
    tidy = " ".join(text.split())
    match = _AMOUNT.fullmatch(tidy)
    if match is None:
        if search_key(tidy) in _NO_AMOUNT:
            return None
        raise ValueError(f"“{tidy[:40]}” is not an amount. Write it like 25 or 40.50.")
    cents = match.group(2) or ""
    if len(cents) > 3 and cents[3:].strip("0"):
        raise ValueError(f"“{tidy[:40]}” has more than two places behind the point.")
    amount = Decimal(match.group(1).replace(",", "") + cents[:3])
    return amount if amount else None


def _first(words: tuple[tuple[str, str], ...], key: str) -> str:
    return next((meaning for pattern, meaning in words if re.search(pattern, key)), "")
