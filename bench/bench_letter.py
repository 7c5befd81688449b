"""One letter through our printer against bare WeasyPrint on the same HTML."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import weasyprint

from bench.run import Line, shown
from records_app.casework.subjects import OFFERED
from records_app.letters.compose import Letter, compose
from records_app.letters.facts import Addressee, LetterFacts, Sender
from records_app.letters.follow_up import FollowUpFacts, RequestSoFar
from records_app.letters.kept.memory import Kept
from records_app.letters.pdf import Pdf, _press, render_pdf

ROUNDS = 25

FACTS = LetterFacts(
    law="us-mo",
    kind="request",
    dated=date(2026, 11, 23),
    to=Addressee(
        "Riverbend Police Department", "", ("100 Main Street", "Riverbend, MO 63000"), "", ""
    ),
    sender=Sender("Ana Ruiz", "Open Records Group", ("1 Oak Avenue", "St. Louis, MO 63101")),
    subjects=OFFERED,
    period_from=date(2025, 1, 1),
    fee_cap=Decimal(25),
    fee_waiver_reason="We publish what local agencies agree with ICE.",
)
REMINDER = FollowUpFacts(
    law="us-mo",
    kind="reminder",
    dated=date(2026, 12, 2),
    to=FACTS.to,
    sender=FACTS.sender,
    request=RequestSoFar(
        number="MO-2026-0001",
        dated=date(2026, 11, 23),
        subjects=OFFERED,
        sent_on=date(2026, 11, 23),
    ),
)


def measure() -> Iterable[Line]:
    """Medians and their ratio; the works take turns, so that a busy moment hits all.

    The first has nothing kept from letters before it; the second is what an office mostly prints.
    """
    letter = compose(FACTS)
    others = iter(range(ROUNDS + 1))
    works: list[Callable[[], object]] = [
        lambda: _first_of_its_kind(letter),
        lambda: render_pdf(compose(_to_another(next(others)))),
        lambda: weasyprint.HTML(string=letter.html).write_pdf(),
        lambda: compose(FACTS),
        lambda: render_pdf(compose(REMINDER)),
    ]
    times: list[list[float]] = [[] for _ in works]
    for work in works:
        work()  # the first call pays for imports and caches
    for _ in range(ROUNDS):
        for work, taken in zip(works, times, strict=True):
            started = time.perf_counter()
            work()
            taken.append(time.perf_counter() - started)
    ours, again, bare, preview, reminder = (statistics.median(taken) for taken in times)
    yield Line("one letter, PDF of three pages, the first of its kind", shown(ours))
    yield Line("bare WeasyPrint, same HTML", shown(bare))
    yield Line("ours / bare", f"{ours / bare:.2f}", "at most 1.1")
    yield Line("the same to another agency, composed and as PDF", shown(again))
    yield Line("one letter for the preview, no PDF", shown(preview), "at most 5 ms")
    yield Line("one reminder, composed and as PDF of one page", shown(reminder))


def _first_of_its_kind(letter: Letter) -> Pdf:
    _press().fonts.kept = Kept()
    return render_pdf(letter)


def _to_another(place: int) -> LetterFacts:
    return replace(FACTS, to=replace(FACTS.to, agency=f"Sample Town {place:04d} Police Department"))
