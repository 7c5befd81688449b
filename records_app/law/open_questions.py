"""What nobody has checked yet: a list for a lawyer to work off.

Rules on it give no date and no sentence anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from records_app.law.laws import Law
from records_app.law.rules import Basis, Confidence
from records_app.law.statute import known_laws, law


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """One rule to check: in which law, what kind of rule, what it is believed to say."""

    law: str
    kind: str
    title: str
    text: str
    citation: str
    source: str
    noted_on: date


def open_questions(law_code: str = "") -> tuple[OpenQuestion, ...]:
    """The open questions of one law, or of all of them. Raises UnknownLaw."""
    codes = (law_code,) if law_code else known_laws()
    return tuple(question for code in codes for question in _of(law(code)))


def _of(found: Law) -> Iterator[OpenQuestion]:
    for clock in found.clocks.values():
        if clock.basis.confidence is Confidence.UNVERIFIED:
            yield _question(found, "clock", clock.name, clock.rule, clock.basis)
    for calendar in found.calendars.values():
        unread = calendar.basis.confidence is Confidence.UNVERIFIED
        if unread or calendar.caution:
            text = calendar.caution or calendar.title
            yield _question(found, "calendar", calendar.name, text, calendar.basis)
    for provision in found.all_provisions:
        if provision.basis.confidence is Confidence.UNVERIFIED:
            topic = provision.topic.value
            yield _question(found, topic, provision.name, provision.text, provision.basis)
    for exception in found.exceptions:
        if exception.confidence is Confidence.UNVERIFIED:
            yield OpenQuestion(
                found.code,
                "exception",
                exception.number,
                exception.short,
                exception.citation,
                exception.basis.source,
                exception.basis.verified_on,
            )


def _question(found: Law, kind: str, title: str, text: str, basis: Basis) -> OpenQuestion:
    return OpenQuestion(
        found.code, kind, title, text, basis.citation, basis.source, basis.verified_on
    )
