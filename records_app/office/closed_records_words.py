"""The words of the index of closed records: rows, days, and what may be answered."""

from __future__ import annotations

from collections.abc import Iterable

from records_app.casework.closed_records import Denial, Tally
from records_app.casework.grounds import Ground
from records_app.law.day_words import full_day
from records_app.law.rules import ExceptionRule
from records_app.law.statute import law
from records_app.letters.exception_replies import replies_to
from records_app.office.desk_view import request_href
from records_app.office.report_views import ClosedCase, ReplyView, TallyRow
from records_app.store.reported import ReportedLog

_QUARTERS = {
    1: "January to March",
    2: "April to June",
    3: "July to September",
    4: "October to December",
}
_SAYS = {
    "no law": "No law cited",
    "exception": "An exception of § 610.021",
    "other law": "Another law",
}


def lead_of(tally: Tally) -> str:
    """One sentence over the report."""
    if not tally.all:
        return "No denial fits this."
    denials = "1 denial" if tally.all == 1 else f"{tally.all:,} denials"
    return (
        f"{denials}: {tally.at_once:,} cited a law at once, {tally.later:,} when we asked, "
        f"{tally.not_cited:,} none."
    )


def ground_row(ground: Ground | None, law_code: str, tally: Tally) -> TallyRow:
    """The line of one provision; without one, of the denials that cite none we can read."""
    if ground is None:
        return tally_row("No law cited", tally, note="or none that we can read")
    return tally_row(ground.citation, tally, note=meaning(ground, law_code))


def meaning(ground: Ground, law_code: str) -> str:
    """What the cited number is about. Both meanings where the list was renumbered."""
    if not ground.number:
        return ""
    meant = law(law_code).exceptions_numbered(ground.number)
    if not meant:
        return "Not a number of the list that we know"
    return "; ".join(_meaning(rule, ground.number) for rule in meant)


def _meaning(rule: ExceptionRule, cited: str) -> str:
    if rule.number == cited:
        return rule.short
    return f"by its number before August 28, 2024: {rule.short}, now ({rule.number})"


def tally_row(name: str, tally: Tally, *, note: str = "") -> TallyRow:
    """A line of counts."""
    return TallyRow(
        name=name,
        note=note,
        all=tally.all,
        in_part=tally.in_part,
        at_once=tally.at_once,
        later=tally.later,
        not_cited=tally.not_cited,
        severed=tally.severed,
        not_severed=tally.not_severed,
        severing_unknown=tally.severing_unknown,
        last=full_day(tally.last_on) if tally.last_on else "",
    )


def quarter_words(quarter: tuple[int, int]) -> str:
    """`2026, July to September`."""
    return f"{quarter[0]}, {_QUARTERS[quarter[1]]}"


def case_row(denial: Denial, log: ReportedLog) -> ClosedCase:
    """One denial in the list of all."""
    return ClosedCase(
        day=full_day(denial.on),
        number=log.number,
        href=request_href(log.request_id),
        agency=log.agency,
        what=what_word(denial),
        grounds=", ".join(ground.citation for ground in denial.grounds) or denial.text,
        cited=denial.cited.label,
        severed=severed_word(denial.severed),
    )


def what_word(denial: Denial) -> str:
    """Whether all was closed or a part."""
    return "In part" if denial.is_part else "In whole"


def severed_word(severed: bool | None) -> str:
    """Whether they separated the open from the closed parts (§ 610.024)."""
    if severed is None:
        return "Not said"
    return "Severed" if severed else "Not severed"


def reply_views(
    grounds: Iterable[Ground | None], law_code: str, *, prefix: str
) -> tuple[ReplyView, ...]:
    """The paragraphs that answer these grounds, each once, with ids for the page."""
    answers = [reply for ground in grounds for reply in replies_to(ground, law_code)]
    return tuple(
        ReplyView(f"{prefix}-{place}", _says(reply.to), reply.text, reply.citation)
        for place, reply in enumerate(dict.fromkeys(answers))
    )


def _says(to: str) -> str:
    return _SAYS.get(to) or (f"§ 610.021({to})" if to.isdigit() else to)
