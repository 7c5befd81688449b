"""The report of what was closed to us, and the same denials as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session

from records_app.casework.closed_records import (
    ASKING,
    CLOSING,
    Denial,
    Tally,
    denials_in,
    quarter_of,
    tallies,
)
from records_app.casework.people import Actor
from records_app.law.day_words import full_day
from records_app.office.closed_records_words import (
    case_row,
    ground_row,
    lead_of,
    quarter_words,
    reply_views,
    severed_word,
    tally_row,
    what_word,
)
from records_app.office.csv_cells import Cell, csv_file
from records_app.office.report_views import (
    ClosedGround,
    ClosedReport,
    ReplyView,
    ReportFilter,
    TallyRow,
)
from records_app.office.reporting import agency_in, choices, page_of, require_seeing
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.reported import ReportedLog, reported_logs
from records_app.store.requests import find_request

_Case = tuple[Denial, ReportedLog]
Key = TypeVar("Key")


def closed_report(store: Store, actor: Actor, asked: ReportFilter) -> ClosedReport:
    """The index of closed records as ``asked``: by provision, agency and quarter, and each one.

    A request with drafts, or one that the actor may not see, is in no number.
    """
    require_seeing(actor)
    with store.reading() as session:
        every = _cases(_logs(session, actor, asked))
        offered = choices(session, actor, (denial.on.year for denial, _ in every))
    cases = [one for one in every if asked.year in (None, one[0].on.year)]
    shown, page, pages = page_of(cases, asked)
    return ClosedReport(
        lead=lead_of(_tally_of(cases)),
        grounds=tuple(_grounds(cases)),
        agencies=tuple(_agencies(cases)),
        quarters=tuple(_quarters(cases)),
        cases=tuple(case_row(denial, log) for denial, log in shown),
        page=page,
        pages=pages,
        choices=offered,
        is_empty=not every and asked.agency_id is None,
    )


def closed_records_csv(
    store: Store, actor: Actor, asked: ReportFilter, *, with_words: bool = False
) -> bytes:
    """Every denial of the report as a CSV file, newest first.

    The words of an answer may name somebody: they are left out unless they are asked for.
    """
    require_seeing(actor)
    with store.reading() as session:
        every = _cases(_logs(session, actor, asked))
    heads = ("day", "request", "agency", "law", "what", "cited", "exceptions", "words", "severed")
    rows: Iterator[tuple[Cell, ...]] = (
        (
            denial.on,
            log.number,
            log.agency,
            log.law,
            what_word(denial),
            denial.cited.label,
            "; ".join(ground.citation for ground in denial.grounds),
            denial.text if with_words else "(left out)",
            severed_word(denial.severed),
        )
        for denial, log in every
        if asked.year in (None, denial.on.year)
    )
    return csv_file(heads, rows)


def _logs(session: Session, actor: Actor, asked: ReportFilter) -> tuple[ReportedLog, ...]:
    return reported_logs(session, actor, CLOSING, letters=ASKING, agency_id=agency_in(asked))


@dataclass(frozen=True, slots=True)
class ClosedHere:
    """One denial on the page of its request."""

    day: str
    what: str
    grounds: str
    cited: str
    severed: str
    replies: tuple[ReplyView, ...]


def closed_of(store: Store, actor: Actor, request_id: int) -> tuple[ClosedHere, ...]:
    """The denials of one request, newest first, with what to answer. Empty if there is none."""
    require_seeing(actor)
    with store.reading() as session:
        row = find_request(session, actor, request_id)
        if row is None or row.stage == "draft":
            return ()
        entries, law_code = entries_of(session, request_id), row.law
    found = sorted(denials_in(entries, law_code), key=lambda one: (one.on, one.seq), reverse=True)
    return tuple(
        ClosedHere(
            day=full_day(denial.on),
            what=what_word(denial),
            grounds=", ".join(ground.citation for ground in denial.grounds),
            cited=denial.cited.label,
            severed=severed_word(denial.severed),
            replies=reply_views(denial.grounds or (None,), law_code, prefix=f"reply-{denial.seq}"),
        )
        for denial in found
    )


def _cases(logs: Iterable[ReportedLog]) -> list[_Case]:
    """Every denial with its request, newest first."""
    cases = [(denial, log) for log in logs for denial in denials_in(log.entries, log.law)]
    return sorted(cases, key=lambda case: (case[0].on, case[1].request_id), reverse=True)


def _tally_of(cases: list[_Case]) -> Tally:
    return tallies((denial, ("all",)) for denial, _ in cases).get("all", Tally())


def _grounds(cases: list[_Case]) -> Iterator[ClosedGround]:
    """By provision, the most cited first; denials without one are a line of their own."""
    found = tallies(
        (denial, [(log.law, ground) for ground in denial.grounds or (None,)])
        for denial, log in cases
    )
    for place, ((law_code, ground), tally) in enumerate(_sorted(found)):
        replies = reply_views((ground,), law_code, prefix=f"reply-{place}")
        yield ClosedGround(ground_row(ground, law_code, tally), replies)


def _agencies(cases: list[_Case]) -> Iterator[TallyRow]:
    found = tallies((denial, ((log.agency, log.agency_id),)) for denial, log in cases)
    return (tally_row(name, tally) for (name, _), tally in _sorted(found, lambda key: key[0]))


def _quarters(cases: list[_Case]) -> Iterator[TallyRow]:
    found = tallies((denial, (quarter_of(denial.on),)) for denial, _ in cases)
    return (tally_row(quarter_words(key), found[key]) for key in sorted(found, reverse=True))


def _sorted(
    found: Mapping[Key, Tally], name: Callable[[Key], str] = str
) -> list[tuple[Key, Tally]]:
    """The largest first; equal ones by their name."""
    return sorted(found.items(), key=lambda each: (-each[1].all, name(each[0])))
