"""A list becomes requests: all or nothing, each with its log, its clocks and its number."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from records_app.casework.events import Imported
from records_app.office.checking import differences_in
from records_app.office.importing import lists
from records_app.office.refusals import Refused
from records_app.office.request_page import request_view
from records_app.store.database import Store, open_store
from records_app.store.log import entries_of
from records_app.store.tables import Agency, Request
from records_app.store.tables_files import ImportRun
from records_app.store.tables_requests import EventRow
from tests.office.cast import NOW, Cast, make_office, ready_request
from tests.office.made_lists import ROWS, TODAY, chosen, csv_list, preview, rows_of


def requests_in(store: Store) -> list[Request]:
    with store.reading() as session:
        return list(session.exec(select(Request).order_by(Request.number)).all())


def bring(store: Store, cast: Cast, folder: Path, content: bytes, **words: str) -> None:
    token = chosen(store, cast.alice, folder, content, **words)
    lists.import_list(store, cast.alice, folder, token, now=NOW, today=TODAY)


def test_every_row_becomes_a_request_with_its_course(
    store: Store, cast: Cast, tmp_path: Path
) -> None:
    token = chosen(store, cast.alice, tmp_path, csv_list(*ROWS))
    page = preview(store, cast.alice, tmp_path, token)
    assert page.counts[0] == "4 requests can be brought in."
    assert [line.label for line in page.lines] == [
        "Denied, no law cited",
        "Receipt not known",
        "Fee asked: $40.00",
        "Closed: records released",
    ]
    assert rows_of(store, Request) == [0]
    done = lists.import_list(store, cast.alice, tmp_path, token, now=NOW, today=TODAY)
    assert (done.requests, done.again) == (4, False)
    rows = requests_in(store)
    assert [row.number for row in rows] == [f"OLD-2025-000{n}" for n in (1, 2, 3, 4)]
    assert [row.stage for row in rows] == ["ours_to_act", "sent", "ours_to_act", "closed"]
    assert {row.author_id for row in rows} == {row.assigned_id for row in rows} == {cast.alice.id}
    assert len({row.import_id for row in rows}) == 1
    assert rows[0].import_id
    with store.reading() as session:
        log = entries_of(session, rows[0].id or 0)
    assert log[0].event == Imported(date(2025, 3, 4), "OLD-2025-0001", "old requests.csv, row 2")
    view = request_view(store, cast.alice, rows[3].id or 0, today=TODAY)
    sentences = " ".join(line.sentence for line in view.timeline)
    assert "Fee in the list: $12" in sentences
    assert "Status: Completed" in sentences
    assert list(differences_in(store)) == []


def test_a_second_press_does_nothing_and_says_the_same(
    store: Store, cast: Cast, tmp_path: Path
) -> None:
    token = chosen(store, cast.alice, tmp_path, csv_list(*ROWS))
    first = lists.import_list(store, cast.alice, tmp_path, token, now=NOW, today=TODAY)
    before = rows_of(store, Request, EventRow, ImportRun)
    later = NOW + timedelta(minutes=1)
    second = lists.import_list(store, cast.alice, tmp_path, token, now=later, today=TODAY)
    assert (second.words, second.again, first.again) == (first.words, True, False)
    assert rows_of(store, Request, EventRow, ImportRun) == before


def test_the_same_file_needs_a_word_before_it_comes_again(
    store: Store, cast: Cast, tmp_path: Path
) -> None:
    bring(store, cast, tmp_path, csv_list(*ROWS))
    later = NOW + timedelta(hours=1)
    token = lists.keep_list(store, cast.ada, tmp_path, "again.csv", csv_list(*ROWS), now=later)
    page = lists.preview_page(store, cast.ada, tmp_path, token, now=later, today=TODAY)
    assert page.known_file == (
        "This very file was brought in on Nov 23, 2026 by Alice: 4 requests."
    )
    assert len(page.twins) == 4
    assert page.ready == 0
    with pytest.raises(Refused):
        lists.import_list(store, cast.ada, tmp_path, token, now=later, today=TODAY)
    lists.choose_ticks(store, cast.ada, tmp_path, token, {"anyway": "on"}, now=later)
    lists.import_list(store, cast.ada, tmp_path, token, now=later, today=TODAY)
    assert rows_of(store, Request) == [8]
    assert list(differences_in(store)) == []


def test_an_unknown_agency_is_chosen_found_or_added(
    store: Store, cast: Cast, tmp_path: Path
) -> None:
    content = csv_list("The blue ones,3/4/2025,x,,,,", "The blue ones,3/14/2025,y,,,,")
    with pytest.raises(Refused) as refused:
        chosen(store, cast.alice, tmp_path, content)
    assert refused.value.errors[0].label == "The blue ones"
    with pytest.raises(Refused):
        chosen(store, cast.alice, tmp_path, content, **{"agency-0": "999999"})
    with pytest.raises(Refused):
        chosen(store, cast.bob, tmp_path, content, **{"agency-0": "new"})
    found = chosen(store, cast.alice, tmp_path, content, **{"called-0": "Riverbend PD"})
    lines = preview(store, cast.alice, tmp_path, found).lines
    assert {line.agency for line in lines} == {"Riverbend Police Department"}
    bring(store, cast, tmp_path, content, **{"agency-0": "new"})
    with store.reading() as session:
        agency = session.exec(select(Agency).where(Agency.slug == "mo-the-blue-ones")).one()
    assert {row.agency_id for row in requests_in(store)} == {agency.id}
    assert not agency.from_directory
    assert agency.source == "imported from old requests.csv"


def test_numbers_of_the_list_are_used_while_they_are_free(
    store: Store, cast: Cast, tmp_path: Path
) -> None:
    ready_request(store, cast.bob, cast.riverbend)  # MO-2026-0001
    content = csv_list(
        *("Riverbend PD,3/4/2025,A-7", "Riverbend PD,3/14/2025,MO-2026-0001"),
        *("Riverbend PD,3/15/2025,MO-2026-0009", "Riverbend PD,3/16/2025,a number / of theirs"),
        headings="Agency,Date sent,Our number",
    )
    bring(store, cast, tmp_path, content)
    assert [row.number for row in requests_in(store)] == [
        *("A-7", "MO-2026-0001", "MO-2026-0009", "OLD-2025-0001", "OLD-2025-0002"),
    ]
    ready_request(store, cast.bob, cast.fenwick)
    assert requests_in(store)[3].number == "MO-2026-0010"
    assert list(differences_in(store)) == []


def test_people_of_a_list_get_their_requests(store: Store, cast: Cast, tmp_path: Path) -> None:
    content = csv_list(
        *(
            "Riverbend PD,3/4/2025,Bob",
            "Riverbend PD,3/14/2025,Somebody",
            "Riverbend PD,3/15/2025,",
        ),
        headings="Agency,Date sent,Assigned to",
    )
    bring(store, cast, tmp_path, content, mine="nobody")
    assert [row.assigned_id for row in requests_in(store)] == [cast.bob.id, None, None]


ANSWERS = ("", "Pending", "Denied", "Completed", "Fee requested", "Withdrawn", "Extension", "qq")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["Riverbend PD", "Fenwick County Sheriff", "Maple Grove PD"]),
            st.dates(date(2019, 1, 1), date(2026, 12, 31)),
            st.sampled_from(["287(g)", "training and cars", "library"]),
            st.sampled_from(ANSWERS),
            st.one_of(st.none(), st.dates(date(2019, 1, 1), date(2026, 12, 31))),
            st.sampled_from(["", "12", "$3,000.00", "lots"]),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_whatever_comes_in_the_check_finds_nothing(
    migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[object, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "any.sqlite3").write_bytes(migrated_sqlite.read_bytes())
    store = open_store(f"sqlite:///{folder / 'any.sqlite3'}")
    cast = make_office(store)
    lines = [",".join("" if one is None else f'"{one}"' for one in row) for row in rows]
    words = {f"{field}-{n}": "other" for field in ("answer",) for n in range(9)}
    content = csv_list(*lines, headings="Agency,Date sent,Subject,Status,Date of reply,Fee")
    try:
        token = chosen(store, cast.alice, folder / "imports", content)
    except Refused:
        token = chosen(store, cast.alice, folder / "imports", content, **words)
    ticks = {"anyway": "on", "leave_out": "on"}
    lists.choose_ticks(store, cast.alice, folder / "imports", token, ticks, now=NOW)
    page = preview(store, cast.alice, folder / "imports", token)
    if page.ready:
        lists.import_list(store, cast.alice, folder / "imports", token, now=NOW, today=TODAY)
    assert rows_of(store, Request) == [page.ready]
    assert list(differences_in(store)) == []
    store.close()
