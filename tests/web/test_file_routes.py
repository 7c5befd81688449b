"""Taking files away and looking at their pages: the very bytes, for whoever may see them."""

from __future__ import annotations

import asyncio
import hashlib
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.drafting import new_draft
from records_app.office.files import reader
from records_app.store.tables_audit import AuditRow
from records_app.store.tables_files import FileRow
from records_app.web.house import House
from tests.office.cast import NOW, Cast, ready_request
from tests.office.made_files import (
    add,
    everything_in,
    locked_pdf,
    pdf_of,
    pdf_with_script,
    picture,
)
from tests.office.signing_in import session_of
from tests.web.waiting import PATIENCE_SECONDS

Browser = httpx.AsyncClient


@pytest.fixture
def request_id(house: House, cast: Cast) -> int:
    return ready_request(house.store, cast.bob, cast.riverbend)[0]


def sign_in(client: Browser, house: House, actor: Actor) -> None:
    client.cookies.set("sid", session_of(house.store, actor, datetime.now(UTC)))


def added(house: House, cast: Cast, request_id: int, name: str, content: bytes) -> int:
    return add(house.store, cast.bob, request_id, house.files, name, content).id


@pytest.mark.parametrize("who", ["vera", "bob", "carl", "alice", "ada"])
async def test_everybody_in_the_office_gets_the_very_bytes(
    client: Browser, house: House, cast: Cast, request_id: int, who: str
) -> None:
    content = pdf_with_script()
    file_id = added(house, cast, request_id, "Résumé.pdf", content)
    sign_in(client, house, getattr(cast, who))
    answer = await client.get(f"/files/{file_id}")
    assert answer.status_code == 200
    assert answer.content == content
    headers = answer.headers
    assert headers["content-disposition"] == (
        "attachment; filename=\"Resume.pdf\"; filename*=UTF-8''R%C3%A9sum%C3%A9.pdf"
    )
    assert headers["content-type"] == "application/pdf"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "private, no-store"
    assert headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    digest = headers["repr-digest"].removeprefix("sha-256=:").removesuffix(":")
    assert b64decode(digest) == hashlib.sha256(content).digest()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("page.html", b"<html><script>alert(1)</script>"),
        ("plan.svg", b"<svg onload='alert(1)'/>"),
        ("notes.txt", b"<b>words"),
        ("mail.eml", b"From: a\nSubject: b\n\nc"),
        ("call.mp3", b"ID3\x04\0\0\0\0\0\0" + b"\0" * 50),
    ],
)
async def test_what_a_browser_could_run_is_only_bytes_to_save(
    client: Browser, house: House, cast: Cast, request_id: int, name: str, content: bytes
) -> None:
    file_id = added(house, cast, request_id, name, content)
    sign_in(client, house, cast.vera)
    answer = await client.get(f"/files/{file_id}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.content == content
    for path in ("view", "pages/1.png"):
        assert (await client.get(f"/files/{file_id}/{path}")).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "expected"),
    [
        ("bytes=0-3", 206, b"0123"),
        ("bytes=4-", 206, b"456789"),
        ("bytes=-3", 206, b"789"),
        ("bytes=8-99", 206, b"89"),
        ("bytes=0-0", 206, b"0"),
        ("bytes=10-", 416, b""),
        ("bytes=5-2", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=-", 200, b"0123456789"),
        ("bytes=0-1,4-5", 200, b"0123456789"),
        ("lines=0-1", 200, b"0123456789"),
    ],
)
async def test_parts_of_a_file(
    client: Browser,
    house: House,
    cast: Cast,
    request_id: int,
    asked: str,
    status: int,
    expected: bytes,
) -> None:
    file_id = added(house, cast, request_id, "digits.txt", b"0123456789")
    sign_in(client, house, cast.vera)
    answer = await client.get(f"/files/{file_id}", headers={"Range": asked})
    assert answer.status_code == status
    if status != 416:
        assert answer.content == expected
        assert answer.headers["content-length"] == str(len(expected))
    head = await client.head(f"/files/{file_id}", headers={"Range": asked})
    assert (head.status_code, head.content if status != 416 else b"") == (status, b"")


def taken(house: House) -> list[str]:
    """What the audit says was taken out."""
    with house.store.reading() as session:
        acts = session.exec(select(AuditRow).where(AuditRow.act == "taken"))
        return [row.about for row in sorted(acts, key=lambda row: row.id or 0)]


@pytest.mark.parametrize("asked", ["bytes=1-", "bytes=-9", "Bytes=0-", "bytes=1-, 0-0", "lines=1-"])
async def test_nobody_takes_a_file_out_past_the_audit(
    client: Browser, house: House, cast: Cast, request_id: int, asked: str
) -> None:
    file_id = added(house, cast, request_id, "digits.txt", b"0123456789")
    sign_in(client, house, cast.vera)
    for _ in range(3):
        assert (await client.get(f"/files/{file_id}", headers={"Range": asked})).content
    assert set(taken(house)) == {f"/files/{file_id}"}
    letter = f"/letters/{request_id}.pdf"
    assert (await client.get(letter, headers={"Range": asked})).content
    assert taken(house)[-1] == letter


async def test_a_file_that_is_read_in_pieces_is_put_down_once_for_each_session(
    client: Browser, house: House, cast: Cast, request_id: int
) -> None:
    file_id = added(house, cast, request_id, "digits.txt", b"0123456789")
    for who in (cast.vera, cast.bob, cast.vera):
        sign_in(client, house, who)
        for first in range(5):
            await client.get(f"/files/{file_id}", headers={"Range": f"bytes={first}-{first}"})
    assert taken(house) == [f"/files/{file_id}"] * 3


async def test_pages_are_put_down_whichever_is_looked_at(
    client: Browser, house: House, cast: Cast, request_id: int
) -> None:
    file_id = added(house, cast, request_id, "plan.pdf", pdf_of("one", "two", "three"))
    sign_in(client, house, cast.vera)
    for page in (2, 3, 1):
        assert (await client.get(f"/files/{file_id}/pages/{page}.png")).status_code == 200
    assert taken(house) == [f"/files/{file_id}/pages/2.png"]


async def test_pictures_are_shown_and_pages_drawn(
    client: Browser, house: House, cast: Cast, request_id: int
) -> None:
    photo = added(house, cast, request_id, "photo.jpg", picture("JPEG"))
    fax = added(house, cast, request_id, "fax.tif", picture("TIFF", pages=2))
    pdf = added(house, cast, request_id, "reply.pdf", pdf_of("one", "two"))
    sign_in(client, house, cast.vera)
    shown = await client.get(f"/files/{photo}/view")
    assert shown.content == picture("JPEG")
    assert shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["content-disposition"].startswith("inline;")
    for path in (f"{fax}/pages/2", f"{pdf}/pages/1", f"{photo}/pages/1"):
        drawn = await client.get(f"/files/{path}.png")
        assert drawn.status_code == 200, path
        assert drawn.content.startswith(b"\x89PNG")
        assert drawn.headers["cache-control"] == "private, no-store"
    for path in (f"{fax}/view", f"{pdf}/view", f"{pdf}/pages/3.png", f"{pdf}/pages/0.png"):
        assert (await client.get(f"/files/{path}")).status_code == 404, path


async def test_a_locked_pdf_can_be_saved_and_not_shown(
    client: Browser, house: House, cast: Cast, request_id: int
) -> None:
    file_id = added(house, cast, request_id, "locked.pdf", locked_pdf())
    sign_in(client, house, cast.vera)
    assert (await client.get(f"/files/{file_id}")).status_code == 200
    assert (await client.get(f"/files/{file_id}/pages/1.png")).status_code == 404


@pytest.mark.parametrize("path", ["", "/view", "/pages/1.png"])
async def test_strangers_and_numbers_from_elsewhere_get_nothing(
    client: Browser, house: House, cast: Cast, request_id: int, path: str
) -> None:
    file_id = added(house, cast, request_id, "photo.png", picture())
    answer = await client.get(f"/files/{file_id}{path}")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login/")
    sign_in(client, house, cast.vera)
    for number in (0, 999, 2**31, "9" * 40):
        assert (await client.get(f"/files/{number}{path}")).status_code == 404


@pytest.mark.parametrize("path", ["", "/view", "/pages/1.png"])
async def test_files_of_somebody_elses_draft_are_not_there(
    client: Browser, house: House, cast: Cast, request_id: int, path: str
) -> None:
    file_id = added(house, cast, request_id, "photo.png", picture())
    draft = new_draft(house.store, cast.bob, now=NOW)
    with house.store.transaction() as session:
        session.exec(select(FileRow)).one().request_id = draft
    sign_in(client, house, cast.alice)
    assert (await client.get(f"/files/{file_id}{path}")).status_code == 404


@pytest.mark.parametrize("path", ["", "/view", "/pages/1.png"])
async def test_a_changed_file_is_not_handed_out(
    client: Browser, house: House, cast: Cast, request_id: int, path: str
) -> None:
    file_id = added(house, cast, request_id, "photo.png", picture())
    (name,) = everything_in(house.files)
    (house.files.path / name).write_bytes(picture(size=(3, 3)))
    sign_in(client, house, cast.vera)
    answer = await client.get(f"/files/{file_id}{path}")
    assert answer.status_code == 500
    assert "has changed since it came in" in answer.text
    assert b"PNG" not in answer.content


async def test_slow_files_hold_nobody_else_up(
    client: Browser,
    house: House,
    cast: Cast,
    request_id: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file_id = added(house, cast, request_id, "reply.pdf", pdf_of("one"))
    sign_in(client, house, cast.vera)
    begun, end = tmp_path / "begun", tmp_path / "end"
    program = tmp_path / "slow.py"
    program.write_text(
        "import pathlib, time\n"
        f"pathlib.Path({str(begun)!r}).touch()\n"
        f"while not pathlib.Path({str(end)!r}).exists(): time.sleep(0.02)\n"
    )
    monkeypatch.setattr(reader, "_PROGRAM", program)
    path = f"/files/{file_id}/pages/1.png"
    waiting = [asyncio.create_task(client.get(path)) for _ in range(12)]
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not begun.exists():
            await asyncio.sleep(0.01)
        assert (await client.get("/healthz")).status_code == 200
        assert (await client.get(f"/files/{file_id}")).status_code == 200
        # All of them still wait for a program that ends when it is told to.
        assert not any(task.done() for task in waiting)
        end.touch()
        answers = await asyncio.gather(*waiting)
    assert {answer.status_code for answer in answers} == {200}
