"""The index of closed records over a real store: who is counted, how it is narrowed, the file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from sqlalchemy import event as sql_event
from sqlmodel import select

from records_app.casework.events import (
    Answered,
    AnswerKind,
    Channel,
    Corrected,
    FollowUp,
    FollowUpSent,
)
from records_app.office.closed_records import closed_of, closed_records_csv, closed_report
from records_app.office.drafting import new_draft
from records_app.office.report_views import ClosedReport, ReportFilter
from records_app.store.database import Store
from records_app.store.tables import Agency, EventRow, Request
from tests.office.cast import NOW, Cast, make_agency, ready_request
from tests.office.reported_answers import answered, happened

EVERYTHING = ReportFilter()


def denied(on: str, exception: str = "", severed: str = "", kind: str = "denied") -> dict[str, str]:
    return {"on": on, "kind": kind, "exception": exception, "severed": severed}


@pytest.fixture
def closed(store: Store, cast: Cast) -> dict[str, int]:
    """Three requests of Bob that were denied in part or whole, and one that was released."""
    bob, old = cast.bob, "2025-12-15"
    return {
        "security": answered(
            store, bob, cast.riverbend, denied("2026-11-05", "610.021(19) and (14)", "no")
        ),
        "silent": answered(
            store,
            bob,
            cast.fenwick,
            denied("2026-11-06", severed="yes"),
            denied("2026-11-12", "610.021(19)", kind="grounds_given"),
        ),
        "part": answered(
            store,
            bob,
            cast.riverbend,
            denied("2025-12-18", kind="partly_released"),
            received=old,
        ),
        "open": answered(store, bob, cast.riverbend, denied("2026-11-05", kind="released")),
    }


def by_ground(report: ClosedReport) -> dict[str, tuple[int, ...]]:
    """Denials, in part, at once, later, severed, not severed of each line."""
    return {
        one.row.name: (
            *(one.row.all, one.row.in_part, one.row.at_once, one.row.later),
            *(one.row.severed, one.row.not_severed),
        )
        for one in report.grounds
    }


def test_by_exception(store: Store, cast: Cast, closed: dict[str, int]) -> None:
    report = closed_report(store, cast.vera, EVERYTHING)
    assert by_ground(report) == {
        "§ 610.021(19)": (2, 0, 1, 1, 1, 1),
        "§ 610.021(14)": (1, 0, 1, 0, 0, 1),
        "No law cited": (1, 1, 0, 0, 0, 0),
    }
    assert report.lead == "3 denials: 1 cited a law at once, 1 when we asked, 1 none."
    assert not report.is_empty


def test_a_number_says_what_it_means_now_and_meant_before(store: Store, cast: Cast) -> None:
    answered(store, cast.bob, cast.riverbend, denied("2026-11-05", "610.021(18), 610.021(77)"))
    notes = {
        one.row.name: one.row.note for one in closed_report(store, cast.bob, EVERYTHING).grounds
    }
    assert notes["§ 610.021(18)"].startswith("Auditor's working papers")
    assert "before August 28, 2024: Police security measures" in notes["§ 610.021(18)"]
    assert notes["§ 610.021(77)"] == "Not a number of the list that we know"


def test_by_agency_and_over_time(store: Store, cast: Cast, closed: dict[str, int]) -> None:
    report = closed_report(store, cast.vera, EVERYTHING)
    agencies = [(row.name, row.all, row.last) for row in report.agencies]
    assert agencies == [
        ("Riverbend Police Department", 2, "Thu, Nov 5, 2026"),
        ("Fenwick County Sheriff's Office", 1, "Fri, Nov 6, 2026"),
    ]
    quarters = [(row.name, row.all, row.in_part) for row in report.quarters]
    assert quarters == [("2026, October to December", 2, 0), ("2025, October to December", 1, 1)]


def test_agencies_with_as_many_denials_stand_by_name(store: Store, cast: Cast) -> None:
    for agency in (cast.riverbend, cast.fenwick, cast.maple):
        answered(store, cast.bob, agency, denied("2026-11-05", "610.021(14)"))
    names = [row.name for row in closed_report(store, cast.vera, EVERYTHING).agencies]
    assert names == sorted(names)


def test_two_agencies_of_one_name_stay_two(store: Store, cast: Cast) -> None:
    twin = make_agency(store, "Riverbend Police  Department", county="Other County")
    with store.transaction() as session:
        row = session.get(Agency, twin)
        assert row is not None
        row.name = "Riverbend Police Department"
    for agency in (cast.riverbend, twin):
        answered(store, cast.bob, agency, denied("2026-11-05", "610.021(14)"))
    agencies = closed_report(store, cast.vera, EVERYTHING).agencies
    assert [(row.name, row.all) for row in agencies] == [("Riverbend Police Department", 1)] * 2


def test_every_denial_the_newest_first(store: Store, cast: Cast, closed: dict[str, int]) -> None:
    cases = closed_report(store, cast.vera, EVERYTHING).cases
    assert [case.href for case in cases] == [
        f"/requests/{closed[name]}/" for name in ("silent", "security", "part")
    ]
    assert [(case.cited, case.severed, case.what) for case in cases] == [
        ("When asked", "Severed", "In whole"),
        ("At once", "Not severed", "In whole"),
        ("No law cited", "Not said", "In part"),
    ]


def test_narrowing(store: Store, cast: Cast, closed: dict[str, int]) -> None:
    def count(**wanted: int) -> int:
        return len(closed_report(store, cast.vera, ReportFilter(**wanted)).cases)

    assert count() == 3
    assert count(year=2026) == 2
    assert count(year=2025, agency_id=cast.riverbend) == 1
    assert count(year=2025, agency_id=cast.fenwick) == 0
    assert count(year=1999) == count(agency_id=999_999) == 0
    assert count(agency_id=2**60) == 3  # no agency can have that number
    report = closed_report(store, cast.vera, ReportFilter(year=1999))
    assert [one.value for one in report.choices.years] == ["2026", "2025"]
    assert report.lead == "No denial fits this."


def test_corrections_count_whatever_line_they_correct(store: Store, cast: Cast) -> None:
    """An acknowledgment that was a denial is none of the lines that the query looks for."""
    on = date(2026, 11, 5)
    request_id = answered(
        store,
        cast.bob,
        cast.riverbend,
        {"on": "2026-11-05", "kind": "acknowledged"},
        denied("2026-11-06", "610.021(1)"),
    )
    denial = Answered(on, AnswerKind.DENIED, None, None, "610.021(13)", "")
    happened(store, cast.bob, request_id, Corrected(date(2026, 11, 9), 4, "Misread", denial))
    happened(store, cast.bob, request_id, Corrected(date(2026, 11, 9), 5, "Not ours", None))
    report = closed_report(store, cast.bob, EVERYTHING)
    assert [row.row.name for row in report.grounds] == ["§ 610.021(13)"]


def test_a_denial_repeated_with_the_law_we_asked_for_is_one(store: Store, cast: Cast) -> None:
    request_id = answered(store, cast.bob, cast.riverbend, denied("2026-11-05"))
    demand = FollowUpSent(
        date(2026, 11, 6), None, FollowUp.DEMAND_GROUNDS, "", Channel.EMAIL, "", ""
    )
    happened(store, cast.bob, request_id, demand)
    again = Answered(date(2026, 11, 10), AnswerKind.DENIED, None, None, "610.021(14)", "")
    happened(store, cast.bob, request_id, again)
    report = closed_report(store, cast.bob, EVERYTHING)
    assert by_ground(report) == {"§ 610.021(14)": (1, 0, 0, 1, 0, 0)}
    assert [one.cited for one in closed_of(store, cast.bob, request_id)] == ["When asked"]


def test_drafts_and_discarded_requests_are_in_no_number(store: Store, cast: Cast) -> None:
    new_draft(store, cast.bob, now=NOW)
    gone = answered(store, cast.bob, cast.riverbend, denied("2026-11-05", "610.021(1)"))
    with store.transaction() as session:
        row = session.get(Request, gone)
        assert row is not None
        row.discarded_at = NOW
    report = closed_report(store, cast.ada, EVERYTHING)
    assert report.is_empty
    assert report.cases == ()
    assert closed_of(store, cast.ada, gone) == ()


def test_pages(store: Store, cast: Cast) -> None:
    many_denials(store, cast, 120)
    first = closed_report(store, cast.vera, EVERYTHING)
    last = closed_report(store, cast.vera, ReportFilter(page=99))
    assert (len(first.cases), first.page, first.pages) == (50, 1, 3)
    assert (len(last.cases), last.page) == (20, 3)
    assert closed_report(store, cast.vera, ReportFilter(page=-4)).cases == first.cases


def test_the_file_has_every_denial_and_no_formula(store: Store, cast: Cast) -> None:
    many_denials(store, cast, 60)
    answered(store, cast.bob, cast.fenwick, denied("2026-11-20", "=HYPERLINK(1), 610.021(3)"))
    content = closed_records_csv(store, cast.vera, EVERYTHING, with_words=True)
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0][:3] == ["day", "request", "agency"]
    assert len(rows) == 62
    newest = dict(zip(rows[0], rows[1], strict=True))
    assert newest["words"] == "'=HYPERLINK(1), 610.021(3)"
    assert newest["exceptions"] == "§ 610.021(3)"
    assert newest["day"] == "2026-11-20"
    fenwick = ReportFilter(agency_id=cast.fenwick, year=2026)
    assert len(closed_records_csv(store, cast.vera, fenwick).splitlines()) == 2


def test_the_denials_of_one_request_with_what_to_answer(store: Store, cast: Cast) -> None:
    request_id = answered(
        store, cast.bob, cast.riverbend, denied("2026-11-05", "610.021(19), 8 CFR 236.6")
    )
    (denial,) = closed_of(store, cast.vera, request_id)
    assert denial.grounds == "§ 610.021(19), 8 C.F.R. § 236.6"
    assert [reply.says for reply in denial.replies] == [
        "§ 610.021(19)",
        "§ 610.021(20)",
        "8 C.F.R. § 236.6",
    ]
    assert len({reply.id for reply in denial.replies}) == 3
    assert closed_of(store, cast.vera, request_id + 1) == ()
    waiting, _ = ready_request(store, cast.bob, cast.riverbend)
    assert closed_of(store, cast.vera, waiting) == ()


def many_denials(store: Store, cast: Cast, number: int) -> None:
    """Copies of one denied request, straight into the tables."""
    first = answered(store, cast.bob, cast.riverbend, denied("2026-11-05", "610.021(14)", "yes"))
    with store.transaction() as session:
        row = session.get(Request, first)
        assert row is not None
        values = row.model_dump(exclude={"id", "number"})
        copies = [Request(**values, number=f"MO-2027-{n:05}") for n in range(number - 1)]
        session.add_all(copies)
        session.flush()
        events = [
            one.model_dump(exclude={"id", "request_id"})
            for one in session.exec(select(EventRow).where(EventRow.request_id == first))
        ]
        session.add_all(
            EventRow(**values, request_id=copy.id) for copy in copies for values in events
        )


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """The statements that reach the database."""
    seen: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        seen.append(statement)

    sql_event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        sql_event.remove(store.engine, "before_cursor_execute", note)


def test_the_number_of_queries_does_not_grow(store: Store, cast: Cast) -> None:
    answered(store, cast.bob, cast.fenwick, denied("2026-11-05", "610.021(14)"))
    with counted(store) as few:
        closed_report(store, cast.vera, EVERYTHING)
    many_denials(store, cast, 80)
    with counted(store) as many:
        report = closed_report(store, cast.vera, EVERYTHING)
    assert sum(row.all for row in report.agencies) == 81
    selects = [len([one for one in seen if "SELECT" in one]) for seen in (few, many)]
    assert selects == [2, 2]
