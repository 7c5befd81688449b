"""What people wrote enters no log, and no export without a tick that the audit puts down."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import httpx
import pytest
import time_machine
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from records_app.office.auditing import AuditFilter, audit_page
from records_app.office.calendar_addresses import make_address
from records_app.office.recording import add_note, record_answer, record_received, record_sent
from records_app.store.tables import FileRow, ImportRun, RemindMe, Request
from records_app.web.house import House
from records_app.web.run import log_failure
from tests.office.cast import NOW, Cast, ready_request
from tests.office.made_files import add, pdf_of, read_all_texts
from tests.office.signing_in import session_of

MARK = "Zebrafinch"
DAY = {"on": "2026-11-23"}
Browser = httpx.AsyncClient


@pytest.fixture(autouse=True)
def at_a_known_time() -> Iterator[None]:
    """Their sessions begin at ``NOW``, and end two weeks later."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def request_id(house: House, cast: Cast, caplog: pytest.LogCaptureFixture) -> int:
    """A request with the mark in every field that may name somebody."""
    caplog.set_level(logging.INFO)
    store, bob = house.store, cast.bob
    number, version = ready_request(store, bob, cast.riverbend)
    sent = record_sent(store, bob, number, version, {**DAY, "channel": "email"}, now=NOW)
    raw = {**DAY, "evidence": "reply", "detail": f"{MARK} wrote"}
    got = record_received(store, bob, number, sent.version, raw, now=NOW)
    raw = {**DAY, "kind": "denied", "exception": f"610.021(3), says {MARK}", "detail": MARK}
    said = record_answer(store, bob, number, got.version, raw, now=NOW)
    add_note(store, bob, number, said.version, {"text": f"{MARK} was moved"}, now=NOW)
    add(store, bob, number, house.files, f"{MARK}.txt", f"{MARK} signed".encode())
    add(store, bob, number, house.files, "broken.pdf", f"%PDF-1.7 {MARK}".encode())
    read_all_texts(store, house.files)
    with store.transaction() as session:
        row = session.get_one(Request, number)
        row.form = {**row.form, "purpose": f"About {MARK}"}
        note = {"note": f"Ask {MARK}", "on": NOW.date(), "made_at": NOW}
        session.add(RemindMe(request_id=number, person_id=bob.id, **note))
        session.add(
            ImportRun(
                name=f"{MARK}.csv", sha256="0", requests=0, imported_at=NOW, imported_by_id=bob.id
            )
        )
    return number


async def test_no_export_holds_words_without_the_tick(
    client: Browser, house: House, cast: Cast, request_id: int
) -> None:
    client.cookies.set("sid", session_of(house.store, cast.ada))
    for path in ("/audit.csv", "/reports/closed-records.csv", "/reports/fees.csv"):
        answer = await client.get(path)
        assert answer.status_code == 200
        assert len(answer.content.splitlines()) > 1 or "fees" in path
        assert MARK not in answer.text, path
    token = make_address(house.store, cast.ada, for_office=True, own_only=False, now=NOW)
    answer = await client.get(f"/calendar/{token}.ics")
    assert answer.status_code == 200
    assert "BEGIN:VCALENDAR" in answer.text
    assert MARK not in answer.text


@pytest.mark.parametrize("path", ["/audit.csv", "/reports/closed-records.csv"])
async def test_with_the_tick_they_are_there_and_the_audit_says_so(
    client: Browser, house: House, cast: Cast, request_id: int, path: str
) -> None:
    client.cookies.set("sid", session_of(house.store, cast.ada))
    assert MARK in (await client.get(path, params={"words": "on"})).text
    newest = audit_page(house.store, cast.ada, AuditFilter(), 1).lines[0]
    assert (newest.act, newest.about) == ("Taken out", f"{path}, with what people wrote")
    await client.get(path)
    newest = audit_page(house.store, cast.ada, AuditFilter(), 1).lines[0]
    assert newest.about == path


async def test_no_log_holds_them(
    client: Browser,
    house: House,
    cast: Cast,
    request_id: int,
    caplog: pytest.LogCaptureFixture,
) -> None:
    client.cookies.set("sid", session_of(house.store, cast.ada))
    for path in ("/files/1", "/files/2", "/files/2/pages/1.png", f"/letters/{request_id}.pdf"):
        await client.get(path)
    with house.store.reading() as session:
        stored_as = session.get_one(FileRow, 1).stored_as
    house.files.place_of(stored_as).write_bytes(b"changed")
    assert (await client.get("/files/1")).status_code == 500
    again = insert(Request).values(id=request_id, form={"purpose": MARK}, law=MARK)
    with house.store.engine.connect() as connection, pytest.raises(IntegrityError) as failed:
        connection.execute(again)
    log_failure(failed.value, "a test of logs")
    await client.get(f"/files/?words={MARK}")
    assert "does not match its hash" in caplog.text
    assert "IntegrityError" in caplog.text
    ours = [line for line in caplog.text.splitlines() if "HTTP Request" not in line]
    assert [line for line in ours if MARK in line] == []


async def test_only_the_first_page_of_a_file_is_put_down(
    client: Browser, house: House, cast: Cast, request_id: int
) -> None:
    file = add(house.store, cast.bob, request_id, house.files, "two.pdf", pdf_of("One", "Two"))
    client.cookies.set("sid", session_of(house.store, cast.vera))
    for page in (1, 2, 2):
        assert (await client.get(f"/files/{file.id}/pages/{page}.png")).status_code == 200
    await client.get(f"/files/{file.id}")
    lines = audit_page(house.store, cast.ada, AuditFilter(), 1).lines
    taken = [line.about for line in lines if line.act == "Taken out"]
    assert taken == [f"/files/{file.id}", f"/files/{file.id}/pages/1.png"]
