"""Uploads over the real layers: what is kept, what is refused, and that nothing half is left."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from records_app.casework.people import Actor
from records_app.office.drafting import new_draft
from records_app.office.files.folder import Incoming
from records_app.office.files.listing import FileLine, files_of_request
from records_app.settings import Settings
from records_app.web import upload_stream
from records_app.web.house import House, move_in
from records_app.web.taking_files import DISK_FULL
from tests.office.cast import NOW, Cast, ready_request
from tests.office.made_files import PROGRAM, everything_in, pdf_of
from tests.office.signing_in import session_of
from tests.web.uploads import BOUNDARY, JSON, form, part, post, told, upload

Browser = httpx.AsyncClient


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"max_file_mb": 1, "max_upload_mb": 3, "max_files": 4})


@pytest.fixture
def request_id(house: House, cast: Cast) -> int:
    return ready_request(house.store, cast.bob, cast.riverbend)[0]


@pytest.fixture
def bob(client: Browser, house: House, cast: Cast) -> Browser:
    sign_in(client, house, cast.bob)
    return client


def sign_in(client: Browser, house: House, actor: Actor) -> None:
    client.cookies.set("sid", session_of(house.store, actor, datetime.now(UTC)))


def lines(house: House, cast: Cast, request_id: int) -> tuple[FileLine, ...]:
    return files_of_request(house.store, cast.ada, request_id)


def assert_nothing_is_left(house: House, cast: Cast, request_id: int) -> None:
    assert everything_in(house.files) == []
    assert lines(house, cast, request_id) == ()


async def test_many_files_at_once_each_with_its_word(
    bob: Browser, house: House, cast: Cast, request_id: int
) -> None:
    answer = await upload(
        bob,
        request_id,
        ("Reply.pdf", pdf_of("one")),
        ("invoice.pdf", PROGRAM),
        ("", b""),
        ("notes.txt", b"words"),
        purpose="reply",
        event_seq="1",
    )
    assert answer.status_code == 200
    assert told(answer) == [("Reply.pdf", True), ("invoice.pdf", False), ("notes.txt", True)]
    assert "this is a program" in answer.json()["files"][1]["words"]
    kept = lines(house, cast, request_id)
    assert [(line.name, line.event_seq, line.purpose) for line in kept] == [
        ("Reply.pdf", 1, "reply"),
        ("notes.txt", 1, "reply"),
    ]
    assert len(everything_in(house.files)) == 2


async def test_without_script_the_browser_goes_back_or_reads_why_not(
    bob: Browser, request_id: int
) -> None:
    good = await upload(bob, request_id, ("a.txt", b"one"), headers={})
    assert (good.status_code, good.headers["location"]) == (303, f"/requests/{request_id}/#files")
    bad = await upload(bob, request_id, ("<b>.exe", b"x"), ("b.txt", b"two"), headers={})
    assert bad.status_code == 400
    assert "Not every file was kept" in bad.text
    assert "_b_.exe" in bad.text
    assert "<b>.exe" not in bad.text
    assert f'href="/requests/{request_id}/#files"' in bad.text
    none = await upload(bob, request_id, ("", b""), headers={})
    assert none.status_code == 400
    assert "Choose a file first" in none.text


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("../../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini.txt", "boot.ini.txt"),
        ("invoice\u202etxt.pdf.txt", "invoicetxt.pdf.txt"),
        ("a%22b%0D%0Ac.txt", "a_b c.txt"),
        ("é" * 300 + ".txt", "é" * 124 + "….txt"),
    ],
)
async def test_names_are_cleaned_and_lead_nowhere(
    bob: Browser, house: House, cast: Cast, request_id: int, sent: str, kept: str
) -> None:
    answer = await upload(bob, request_id, (sent, b"words"))
    assert told(answer) == [(kept, True)]
    (place,) = everything_in(house.files)
    assert len(place) == 35


async def test_a_file_over_the_limit_is_refused_and_the_rest_kept(
    bob: Browser, house: House, cast: Cast, request_id: int
) -> None:
    large = b"x" * (1024 * 1024 + 1)
    answer = await upload(bob, request_id, ("large.txt", large), ("small.txt", b"one"))
    assert told(answer) == [("large.txt", False), ("small.txt", True)]
    assert "larger than 1 MB" in answer.json()["files"][0]["words"]
    assert len(everything_in(house.files)) == 1


@pytest.mark.parametrize("size", [str(2 * 1024**3), "9" * 30, "-1", "many"])
async def test_two_gigabytes_are_refused_by_their_announcement(
    bob: Browser, house: House, cast: Cast, request_id: int, size: str
) -> None:
    asked = 0

    async def body() -> AsyncIterator[bytes]:
        nonlocal asked
        asked += 1
        yield b"x"

    answer = await post(bob, request_id, body(), headers={**JSON, "Content-Length": size})
    assert answer.status_code == 413
    assert "larger than 3 MiB" in answer.text
    assert asked <= 1
    assert_nothing_is_left(house, cast, request_id)


async def test_an_endless_stream_is_cut_off(
    bob: Browser, house: House, cast: Cast, request_id: int
) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        yield part("files", b"", "endless.txt").removesuffix(b"\r\n")
        while sent < 2 * 1024**3:
            sent += 65_536
            yield b"x" * 65_536

    answer = await post(bob, request_id, endless())
    assert answer.status_code == 413
    assert_nothing_is_left(house, cast, request_id)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no form at all",
        form([("a.txt", b"one")])[:-20],
        form([("a.txt", b"one")])[:150],
        part("files", b"x" * 500, "a.txt")[:-2],
        f"--{BOUNDARY}\r\n".encode() + b"X: " + b"y" * 9000 + b"\r\n\r\n",
        f"--{BOUNDARY}\r\n".encode() + b"X: y\r\n" * 99 + b"\r\n",
    ],
)
async def test_a_form_that_breaks_off_leaves_nothing_of_its_last_file(
    bob: Browser, house: House, cast: Cast, request_id: int, body: bytes
) -> None:
    answer = await post(bob, request_id, body)
    assert answer.status_code == 200
    assert all(not kept for _, kept in told(answer))
    assert_nothing_is_left(house, cast, request_id)


async def test_what_came_before_the_break_is_kept(
    bob: Browser, house: House, cast: Cast, request_id: int
) -> None:
    body = part("files", b"whole", "a.txt") + part("files", b"ha", "b.txt")[:-2]
    answer = await post(bob, request_id, body)
    assert told(answer) == [("a.txt", True), ("b.txt", False)]
    assert [line.name for line in lines(house, cast, request_id)] == ["a.txt"]
    assert len(everything_in(house.files)) == 1


async def test_a_slow_upload_is_given_up(
    bob: Browser,
    house: House,
    cast: Cast,
    request_id: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(upload_stream, "QUIET_SECONDS", 1)

    async def slow() -> AsyncIterator[bytes]:
        yield part("files", b"be", "slow.txt")[:-2]
        await asyncio.Event().wait()  # nothing more ever comes

    answer = await post(bob, request_id, slow())
    assert told(answer) == [("slow.txt", False)]
    assert_nothing_is_left(house, cast, request_id)


async def test_a_full_disk_says_so_and_keeps_nothing(
    bob: Browser, house: House, cast: Cast, request_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = Incoming.write

    def full(self: Incoming, piece: bytes) -> None:
        written(self, piece[: len(piece) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Incoming, "write", full)
    answer = await upload(bob, request_id, ("a.txt", b"x" * 100_000), ("b.txt", b"y"))
    assert [one["words"] for one in answer.json()["files"]] == [DISK_FULL, DISK_FULL]
    assert_nothing_is_left(house, cast, request_id)


async def test_a_nearly_full_disk_takes_nothing(
    bob: Browser, house: House, cast: Cast, request_id: int
) -> None:
    cramped = house.settings.model_copy(update={"keep_free_mb": 10**9})
    move_in(replace(house, settings=cramped))
    answer = await upload(bob, request_id, ("a.txt", b"one"))
    assert answer.status_code == 507
    assert answer.text.strip() == DISK_FULL
    assert_nothing_is_left(house, cast, request_id)


async def test_too_many_files_in_one_form(
    bob: Browser, house: House, cast: Cast, request_id: int
) -> None:
    files = [(f"{number}.txt", str(number).encode()) for number in range(6)]
    answer = await upload(bob, request_id, *files)
    assert [kept for _, kept in told(answer)] == [True] * 4 + [False] * 2
    assert "Only 4 files" in answer.json()["files"][5]["words"]


@pytest.mark.parametrize("who", ["vera", "carl"])
async def test_who_may_not_record_is_refused_before_the_body_is_read(
    client: Browser, house: House, cast: Cast, request_id: int, who: str
) -> None:
    sign_in(client, house, getattr(cast, who))
    answer = await upload(client, request_id, ("a.txt", b"one"))
    assert answer.status_code == 403
    assert_nothing_is_left(house, cast, request_id)


async def test_a_stranger_and_a_foreign_page_are_turned_away(
    client: Browser, house: House, cast: Cast, request_id: int
) -> None:
    answer = await upload(client, request_id, ("a.txt", b"one"))
    assert (answer.status_code, answer.headers["location"]) == (303, "/login/")
    sign_in(client, house, cast.bob)
    foreign = {**JSON, "Origin": "https://evil.example"}
    answer = await upload(client, request_id, ("a.txt", b"one"), headers=foreign)
    assert answer.status_code == 403
    assert_nothing_is_left(house, cast, request_id)


async def test_drafts_and_requests_that_are_not_there(
    bob: Browser, house: House, cast: Cast
) -> None:
    draft = new_draft(house.store, cast.bob, now=NOW)
    for number in (draft, 999, 0, 2**31, "9" * 10):
        assert (await upload(bob, number, ("a.txt", b"one"))).status_code == 404
    assert everything_in(house.files) == []


@pytest.mark.parametrize(
    "fields", [{"purpose": "bribe"}, {"event_seq": "x"}, {"event_seq": "77"}, {"redacts_id": "5"}]
)
async def test_fields_from_elsewhere_are_refused(
    bob: Browser, house: House, cast: Cast, request_id: int, fields: dict[str, Any]
) -> None:
    answer = await upload(bob, request_id, ("a.txt", b"one"), **fields)
    assert told(answer) == [("a.txt", False)]
    assert_nothing_is_left(house, cast, request_id)


async def test_other_addresses_take_no_more_than_before(bob: Browser) -> None:
    for path in ("/echo/", "/requests/1/files/", "/requests/1/files/x", "/files/1"):
        answer = await bob.post(path, content=b"x" * (1024 * 1024 + 1))
        assert answer.status_code == 413, path
