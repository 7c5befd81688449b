"""The page docs/law.md, written from the laws' data: what we compute, from which words."""

from __future__ import annotations

from collections.abc import Iterator

from records_app.law.hints import hints
from records_app.law.laws import Law
from records_app.law.open_questions import open_questions
from records_app.law.rules import (
    Basis,
    ClockRule,
    Confidence,
    Side,
    Start,
    Topic,
)
from records_app.law.statute import known_laws, law

_HOW_KNOWN = {
    Confidence.STATUTE: "its text was read",
    Confidence.SECONDARY: "second source",
    Confidence.UNVERIFIED: "not verified",
}
_TOPICS = {
    Topic.FEE: "Fees",
    Topic.DELIVERY: "Delivery",
    Topic.DUTY: "Duties",
    Topic.REMEDY: "Remedies",
    Topic.PERIOD: "Periods that are not computed",
}
_STARTS = {
    Start.DOUBT: "Outside office hours: that day, or the next open day.",
    Start.NEXT_OPEN_DAY: "On a closed day: the next open day. After hours: a doubt.",
    Start.AS_DATED: "The day itself, whatever day it is.",
}


def law_page() -> str:
    """The whole page, in Markdown."""
    return "\n".join(_page()).rstrip() + "\n"


def _page() -> Iterator[str]:
    yield "# What we compute, and from which words"
    yield ""
    yield "This page is written by `python scripts/law_page.py` from the files in"
    yield "`records_app/law/`. Change those, never this page. Computed, not legal advice."
    yield ""
    yield "Against an agency, `due` is the earliest end over all readings, `safe` the latest: only"
    yield "after `safe` is it late. Against us, `due` is the last day under the latest reading and"
    yield "`safe` the last open day on or before the earliest: act by `safe`. How and why:"
    yield "[two dates](decisions/0001-two-dates.md) and"
    yield "[clocks of four laws](decisions/0007-clocks-of-four-laws.md)."
    yield ""
    for code in sorted(known_laws(), key=("us-mo", "us-il", "us-ks", "us-fed").index):
        yield from _law(law(code))
    yield from _other_states()
    yield from _open_questions()


def _law(found: Law) -> Iterator[str]:
    yield f"## {found.name} (`{found.code}`)"
    yield ""
    yield f"{found.citation}. The first clock is the default."
    yield ""
    for clock in found.clocks.values():
        yield from _clock(clock)
    yield "### Calendars"
    yield ""
    for calendar in found.calendars.values():
        moves = [
            words
            for words, kept in (
                ("a Sunday holiday moves to Monday", calendar.sunday_to_monday),
                ("a Saturday holiday moves to Friday", calendar.saturday_to_friday),
            )
            if kept
        ]
        names = [
            holiday.name
            for holiday in found.holidays
            if not holiday.only_on or calendar.name in holiday.only_on
        ]
        yield f"- **{calendar.short}**: {', '.join(names)}; {' and '.join(moves)}."
        if calendar.published_years:
            years = " and ".join(str(year) for year in calendar.published_years)
            yield f"  Published lists of {years} match day by day; later years are expected."
        if calendar.caution:
            yield f"  Not verified: {calendar.caution}"
        yield f"  {_basis(calendar.basis)}"
    yield ""
    yield from _provisions(found)
    yield from _exceptions(found)


def _clock(clock: ClockRule, former: bool = False) -> Iterator[str]:
    yield f"### `{clock.name}`: {clock.title}" if not former else f"**Before: {clock.title}**"
    yield ""
    yield clock.rule
    yield ""
    length = "the day itself" if not clock.length else clock.span.words
    if clock.until is not None:
        length = f"until {clock.until.isoformat()}"
    if clock.extends:
        length += f" more than `{clock.extends}`"
    if clock.long_length:
        length += f", or {clock.unit.words(clock.long_length)} above ${clock.long_above:,}"
    if clock.short_reading is not None:
        length += f", and {clock.short_reading.words} to be safe"
    if clock.outer is not None:
        length += f", never later than {clock.outer.words} after the violation"
    against = "us" if clock.side is Side.US else "the agency"
    yield f"- Runs against {against}, from: {clock.starts_at}. {_STARTS[clock.start]}"
    yield f"- Length: {length}; calendars `{clock.earliest}` and `{clock.latest}`."
    if clock.extension_most and not clock.extends:
        yield f"- Can be extended by at most {clock.unit.words(clock.extension_most)}."
    for pause in clock.pauses:
        times = " once" if pause.most == 1 else ""
        yield f"- Stands still{times} for: {pause.kind.value} ({pause.citation})."
    if clock.roll_citation:
        yield f"- A Sunday as last day may not count ({clock.roll_citation})."
    yield f"- When it has run out: {clock.missed}"
    if clock.then:
        yield f"- Then may start: {', '.join(f'`{name}`' for name in clock.then)}."
    yield f"- {_basis(clock.basis)}"
    yield ""
    if clock.before is not None:
        yield from _clock(clock.before, former=True)


def _provisions(found: Law) -> Iterator[str]:
    for topic, title in _TOPICS.items():
        rules = [
            rule
            for rule in found.all_provisions
            if rule.topic is topic and rule.basis.confidence is not Confidence.UNVERIFIED
        ]
        if rules:
            yield f"### {title}"
            yield ""
            for rule in rules:
                yield f"- {rule.text} {_basis(rule.basis)}"
            yield ""


def _exceptions(found: Law) -> Iterator[str]:
    yield "### Reasons for closing a record, by number"
    yield ""
    yield "| number | former | what | how known |"
    yield "|---|---|---|---|"
    for rule in found.exceptions:
        if rule.confidence is not Confidence.UNVERIFIED:
            known = _HOW_KNOWN[rule.confidence]
            yield f"| {rule.number} | {rule.former_number} | {rule.short} | {known} |"
    yield ""


def _other_states() -> Iterator[str]:
    yield "## Other States and D.C.: hints, never dates"
    yield ""
    yield "Gathered from second sources of varying age. Nothing computes with them."
    yield ""
    yield "| State | law | days | counted | confidence |"
    yield "|---|---|---|---|---|"
    for hint in hints():
        days = hint.days if hint.days is not None else "none fixed"
        row = (hint.state, f"{hint.law_name}, {hint.citation}", days, hint.counted, hint.confidence)
        yield f"| {' | '.join(str(cell).replace('|', '/') for cell in row)} |"
    yield ""


def _open_questions() -> Iterator[str]:
    yield "## Not verified: for a lawyer to work off"
    yield ""
    yield "None of these gives a date or a sentence in a letter. Calendars are listed for the days"
    yield "nobody has checked; such days only ever move a date to the careful side."
    yield ""
    yield "| law | kind | what | belief | citation | what we have | noted |"
    yield "|---|---|---|---|---|---|---|"
    for question in open_questions():
        row = (
            question.law,
            question.kind,
            question.title,
            question.text,
            question.citation,
            question.source,
            question.noted_on.isoformat(),
        )
        yield f"| {' | '.join(row)} |"


def _basis(basis: Basis) -> str:
    """Citation, from when to when, source, how well known and when checked."""
    until = f" to {basis.effective_until.isoformat()}" if basis.effective_until else ""
    span = f"applied from {basis.effective_from.isoformat()}{until}"
    known = _HOW_KNOWN[basis.confidence]
    return f"({basis.citation}; {span}; {basis.source}; {known}, {basis.verified_on.isoformat()})"
