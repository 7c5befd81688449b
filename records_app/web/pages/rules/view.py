"""How the rules look: law by law, each with its citation, source and confidence.

The laws do not change while the program runs, so all of it is drawn when the pages are built.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import reflex as rx

from records_app.law.day_words import month_day, with_days_written_out
from records_app.law.open_questions import OpenQuestion, open_questions
from records_app.law.rules import Basis, ClockRule, Confidence, ExceptionRule, Provision
from records_app.law.statute import Law, law
from records_app.office.calculating import law_choices
from records_app.web.components import lead, link, more, page, pairs, section

_WORDS = {
    Confidence.STATUTE: "Text read",
    Confidence.SECONDARY: "Good second source",
    Confidence.UNVERIFIED: "Not verified",
}
_OPEN = "not-verified"


def rules_page() -> rx.Component:
    """The page at ``/rules/``."""
    laws = [law(one.value) for one in law_choices()]
    questions = [question for one in laws for question in open_questions(one.code)]
    return page(
        "Rules",
        lead(
            "What we compute with, from which words, checked when. ",
            f"{len(questions)} points are not verified: they give no date and enter no letter.",
        ),
        rx.el.nav(
            rx.el.ul(
                *(rx.el.li(link(one.name, f"#{one.code}", outside=True)) for one in laws),
                rx.el.li(link("Not verified", f"#{_OPEN}", outside=True)),
                rx.el.li(link("Calculator", "/calculator/")),
                class_name="row",
            ),
            class_name="mt-4 no-print",
            custom_attrs={"aria-label": "On this page"},
        ),
        *(_law(one) for one in laws),
        _not_verified(questions),
        current="calculator",
    )


def _law(found: Law) -> rx.Component:
    provisions = [
        one for one in found.all_provisions if one.basis.confidence is not Confidence.UNVERIFIED
    ]
    exceptions = [one for one in found.exceptions if one.confidence is not Confidence.UNVERIFIED]
    return section(
        found.name,
        rx.el.h3("Clocks"),
        *(part for clock in found.clocks.values() for part in _versions(clock)),
        rx.el.h3("Calendars", class_name="mt-6"),
        *(
            _rule(one.short, f"{_capital(one.title)}. {one.caution}".strip(), one.basis)
            for one in found.calendars.values()
        ),
        rx.el.h3("Fees, delivery, duties and remedies", class_name="mt-6"),
        *(_provision(one) for one in provisions),
        rx.el.div(
            more(f"Exceptions by number ({len(exceptions)})", _exceptions(exceptions)),
            class_name="mt-6",
        ),
        note=found.citation,
        id=found.code,
    )


def _versions(clock: ClockRule) -> list[rx.Component]:
    """The rule of today, and the one that it replaced."""
    shown, version = [], clock
    while True:
        side = "runs against the body" if version.side.value == "them" else "runs against us"
        name = f"{version.title} ({version.name}), {side}"
        if version.basis.confidence is not Confidence.UNVERIFIED:
            shown.append(_rule(name, version.rule, version.basis))
        if version.before is None:
            return shown
        version = version.before


def _provision(one: Provision) -> rx.Component:
    return _rule(f"{_capital(one.topic.value)}: {one.name}", one.text, one.basis)


def _rule(name: str, text: str, basis: Basis) -> rx.Component:
    until = f" to {_day(basis.effective_until)}" if basis.effective_until else ""
    return rx.el.div(
        rx.el.h4(name, class_name="font-semibold"),
        rx.el.p(text, class_name="max-w-[46rem]"),
        rx.el.p(
            f"{basis.citation} · {_WORDS[basis.confidence]}, {_day(basis.verified_on)}"
            f" · Applied from {_day(basis.effective_from)}{until}",
            class_name="soft small num mt-1",
        ),
        rx.el.p(
            "Source: ", with_days_written_out(basis.source), class_name="soft small wrap-anywhere"
        ),
        class_name="py-3 border-b border-[var(--hair)] break-inside-avoid",
    )


def _exceptions(exceptions: Sequence[ExceptionRule]) -> rx.Component:
    """Numbers with their words; the source of a group is said once, below it."""
    groups: dict[Basis, list[ExceptionRule]] = {}
    for one in exceptions:
        groups.setdefault(_without_number(one), []).append(one)
    return rx.el.div(
        *(
            rx.el.div(
                pairs(*((_number(one), one.short) for one in members)),
                rx.el.p(
                    f"{_WORDS[basis.confidence]}, {_day(basis.verified_on)}. "
                    f"Source: {with_days_written_out(basis.source)}",
                    class_name="soft small wrap-anywhere mt-2",
                ),
            )
            for basis, members in groups.items()
        ),
        class_name="stack",
    )


def _without_number(one: ExceptionRule) -> Basis:
    basis = one.basis
    return Basis("", basis.source, basis.verified_on, one.confidence, basis.effective_from)


def _number(one: ExceptionRule) -> str:
    moved = one.former_number and one.former_number != one.number
    return f"{one.citation}, once ({one.former_number})" if moved else one.citation


def _not_verified(questions: Sequence[OpenQuestion]) -> rx.Component:
    return section(
        "Not verified",
        rx.el.p(
            "For a lawyer to work off. Nothing on this list gives a date or enters a letter, "
            "and doubts about a calendar only ever move a date to the careful side.",
            class_name="max-w-[46rem]",
        ),
        rx.el.ol(
            *(_question(one) for one in questions), class_name="mt-3 list-decimal pl-6 print:pl-5"
        ),
        note=str(len(questions)),
        id=_OPEN,
    )


def _question(one: OpenQuestion) -> rx.Component:
    return rx.el.li(
        rx.el.b(f"{law(one.law).short_name}, {one.kind}: {one.title}"),
        rx.el.p(one.text, class_name="max-w-[46rem]"),
        rx.el.p(
            f"{one.citation} · Noted {_day(one.noted_on)} · {with_days_written_out(one.source)}",
            class_name="soft small wrap-anywhere",
        ),
        class_name="py-3 break-inside-avoid",
    )


def _day(day: date) -> str:
    return f"{month_day(day)}, {day.year}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
