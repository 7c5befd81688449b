"""A list that was brought in is taken back as a whole, or not at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.agency_closures import add_closure
from records_app.office.assigning import assign
from records_app.office.checking import differences_in
from records_app.office.files.folder import FileFolder
from records_app.office.follow_ups_drafts import keep_letter
from records_app.office.importing import lists
from records_app.office.importing.taking_back import (
    lists_brought_in,
    take_back,
    take_back_page,
)
from records_app.office.recording import add_note
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.office.reminding import remind_me
from records_app.office.watching import watch
from records_app.store.database import Store
from records_app.store.tables import Agency, AuditRow, EventRow, Request, RequestSubject
from records_app.store.tables_files import ImportRun
from tests.office.cast import NOW, Cast, ready_request
from tests.office.made_files import add
from tests.office.made_lists import ROWS, TODAY, chosen, csv_list, preview, rows_of

LATER = NOW + timedelta(minutes=5)
TABLES = (Request, EventRow, RequestSubject, ImportRun, Agency)


def bring(store: Store, actor: Actor, folder: Path, content: bytes, **words: str) -> int:
    """Bring a list in; gives the id of the import."""
    token = chosen(store, actor, folder, content, **words)
    lists.import_list(store, actor, folder, token, now=NOW, today=TODAY)
    with store.reading() as session:
        return max(row.id or 0 for row in session.exec(select(ImportRun)))


def of_run(store: Store, run_id: int) -> list[Request]:
    with store.reading() as session:
        query = select(Request).where(Request.import_id == run_id).order_by(Request.number)
        return list(session.exec(query))


def test_everything_of_the_list_goes_and_nothing_else(
    store: Store, cast: Cast, tmp_path: Path
) -> None:
    ready_request(store, cast.bob, cast.riverbend)
    before = rows_of(store, *TABLES)
    content = csv_list(*ROWS, "The blue ones,3/25/2025,x,,,,Zebrafinch")
    run_id = bring(store, cast.alice, tmp_path, content, **{"agency-0": "new"})
    assert rows_of(store, *TABLES) != before
    view = take_back_page(store, cast.alice, run_id)
    assert view.line.brought == "Nov 23, 2026, by Alice"
    assert view.goes[:2] == (
        "5 requests, OLD-2025-0001 to OLD-2025-0005, each with all that the list said of it.",
        "1 agency that the list added, unless something else belongs to it by now.",
    )
    assert (view.touched, view.button) == ((), "Take back 5 requests")

    said = take_back(store, cast.alice, run_id)

    assert said == "5 requests of old requests.csv were taken back. 1 agency went too."
    assert rows_of(store, *TABLES) == before
    assert list(differences_in(store)) == []
    with store.reading() as session:
        acts = session.exec(select(AuditRow).order_by(AuditRow.id)).all()
    assert acts[-1].about == "the list old requests.csv, taken back: 5 requests"
    assert "OLD-2025-0005" in (acts[-1].details or "")
    assert not any("Zebrafinch" in (act.details or "") for act in acts)


def test_the_same_list_can_come_again_with_other_columns(
    store: Store, cast: Cast, tmp_path: Path
) -> None:
    token = chosen(store, cast.alice, tmp_path, csv_list(*ROWS))
    done = lists.import_list(store, cast.alice, tmp_path, token, now=NOW, today=TODAY)
    take_back(store, cast.alice, int(done.run_id))
    page = preview(store, cast.alice, tmp_path, token)
    assert (page.known_file, page.twins, page.ready) == ("", (), 4)
    again = lists.import_list(store, cast.alice, tmp_path, token, now=LATER, today=TODAY)
    assert (again.requests, again.again) == (4, False)
    assert list(differences_in(store)) == []


def noted(store: Store, cast: Cast, row: Request, folder: Path) -> None:
    add_note(store, cast.alice, row.id or 0, row.version, {"text": "Called"}, now=LATER)


def handed_over(store: Store, cast: Cast, row: Request, folder: Path) -> None:
    raw = {"care_to": str(cast.bob.id)}
    assign(store, cast.alice, row.id or 0, row.version, raw, now=LATER)


def watched(store: Store, cast: Cast, row: Request, folder: Path) -> None:
    watch(store, cast.vera, row.id or 0)


def reminded(store: Store, cast: Cast, row: Request, folder: Path) -> None:
    raw = {"remind_on": "2026-12-01", "remind_note": "Ask"}
    remind_me(store, cast.vera, row.id or 0, raw, now=LATER)


def with_a_file(store: Store, cast: Cast, row: Request, folder: Path) -> None:
    add(store, cast.alice, row.id or 0, FileFolder(folder / "files"), "reply.txt", b"Their reply")


def letter_begun(store: Store, cast: Cast, row: Request, folder: Path) -> None:
    typed = {"more": "Dear custodian"}
    keep_letter(store, cast.alice, row.id or 0, "reminder", typed, now=LATER)


@pytest.mark.parametrize(
    ("touch", "why"),
    [
        (noted, "Something was recorded."),
        (handed_over, "Something was recorded."),
        (watched, "Somebody watches it."),
        (reminded, "Somebody wants to be reminded of it."),
        (with_a_file, "It has a file."),
        (letter_begun, "Somebody began a letter."),
    ],
)
def test_a_request_that_somebody_worked_with_keeps_the_whole_list(
    store: Store,
    cast: Cast,
    tmp_path: Path,
    touch: Callable[[Store, Cast, Request, Path], None],
    why: str,
) -> None:
    run_id = bring(store, cast.alice, tmp_path, csv_list(*ROWS))
    row = of_run(store, run_id)[0]
    touch(store, cast, row, tmp_path)
    before = rows_of(store, *TABLES)
    view = take_back_page(store, cast.ada, run_id)
    assert [(one.number, one.address, one.why) for one in view.touched] == [
        ("OLD-2025-0001", f"/requests/{row.id}/", why)
    ]
    assert view.button == ""
    with pytest.raises(Refused) as refused:
        take_back(store, cast.ada, run_id)
    assert refused.value.errors[0].field == "requests"
    assert rows_of(store, *TABLES) == before


def test_an_agency_that_something_else_belongs_to_stays(
    store: Store, cast: Cast, tmp_path: Path
) -> None:
    content = csv_list("The blue ones,3/25/2025,x,,,,")
    run_id = bring(store, cast.alice, tmp_path, content, **{"agency-0": "new"})
    agency_id = of_run(store, run_id)[0].agency_id
    assert agency_id
    ready_request(store, cast.bob, agency_id)
    assert take_back(store, cast.alice, run_id).endswith("was taken back.")
    with store.reading() as session:
        assert session.get(Agency, agency_id) is not None


def test_staff_take_any_list_back_and_an_advocate_only_their_own(
    store: Store, cast: Cast, tmp_path: Path
) -> None:
    of_alice = bring(store, cast.alice, tmp_path, csv_list(ROWS[0]))
    of_bob = bring(store, cast.bob, tmp_path, csv_list(ROWS[1]))
    assert [one.run_id for one in lists_brought_in(store, cast.alice)] == [
        str(of_bob),
        str(of_alice),
    ]
    assert [one.run_id for one in lists_brought_in(store, cast.bob)] == [str(of_bob)]
    for act in (take_back_page, take_back):
        with pytest.raises(NotAllowed):
            act(store, cast.bob, of_alice)
        with pytest.raises(NotAllowed):
            act(store, cast.vera, of_bob)
        with pytest.raises(NotFound):
            act(store, cast.alice, 999_999)
        with pytest.raises(NotFound):
            act(store, cast.alice, 2**70)
    take_back(store, cast.bob, of_bob)
    take_back(store, cast.ada, of_alice)
    assert rows_of(store, Request, ImportRun) == [0, 0]
    with pytest.raises(NotFound):
        take_back(store, cast.ada, of_alice)


def test_what_happens_in_between_is_seen_in_the_transaction(
    store: Store, cast: Cast, tmp_path: Path
) -> None:
    run_id = bring(store, cast.alice, tmp_path, csv_list(*ROWS))
    assert take_back_page(store, cast.alice, run_id).button
    noted(store, cast, of_run(store, run_id)[3], tmp_path)
    with pytest.raises(Refused):
        take_back(store, cast.alice, run_id)
    assert rows_of(store, Request) == [4]


def test_a_deadline_that_the_program_moved_is_nobodys_work(
    store: Store, cast: Cast, tmp_path: Path
) -> None:
    run_id = bring(store, cast.alice, tmp_path, csv_list(*ROWS))
    row = of_run(store, run_id)[1]
    assert row.safe_on
    add_closure(
        store,
        cast.alice,
        agency_id=row.agency_id or 0,
        on=row.safe_on,
        is_open=False,
        reason="Inventory",
        now=LATER,
    )
    with store.reading() as session:
        kinds = session.exec(select(EventRow.kind).where(EventRow.request_id == row.id)).all()
    assert "deadline_moved" in kinds
    assert take_back(store, cast.alice, run_id).startswith("4 requests")
    assert rows_of(store, Request) == [0]
