"""Uploads of lists and e-mails: who may, how much, and what becomes of bad ones."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest
import time_machine

from records_app.casework.people import Actor
from records_app.office.importing.columns import guessed_columns, heading_row, headings
from records_app.office.importing.lists import list_head
from records_app.office.importing.mails import mails_page
from records_app.office.importing.reading import read_sheet
from records_app.settings import Settings
from records_app.web import import_clearing
from records_app.web.house import House
from records_app.web.import_clearing import clearing_imports
from tests.office.cast import NOW, Cast
from tests.office.made_lists import csv_list
from tests.office.made_mails import eml
from tests.office.signing_in import session_of
from tests.web.waiting import until

pytestmark = pytest.mark.usefixtures("at_a_known_time")

LIST = csv_list("Riverbend Police Department,3/4/2025,cars,Pending,,,")


@pytest.fixture
def folder(settings: Settings) -> Path:
    return settings.data_dir / "imports"


def sign_in(client: httpx.AsyncClient, house: House, actor: Actor) -> None:
    client.cookies.set("sid", session_of(house.store, actor))


def token_of(answer: httpx.Response) -> str:
    assert answer.status_code == 303
    return answer.headers["location"].partition("?list=")[2]


async def post(
    client: httpx.AsyncClient, *contents: bytes, to: str = "/import/list", name: str = "a.csv"
) -> httpx.Response:
    files = [("file", (name, content, "text/csv")) for content in contents]
    return await client.post(to, files=files)


async def test_a_list_is_read_and_kept_for_its_owner(
    client: httpx.AsyncClient, house: House, cast: Cast, folder: Path
) -> None:
    sign_in(client, house, cast.bob)
    token = token_of(await post(client, LIST, name="../old\u202e.csv"))
    head = list_head(house.store, cast.bob, folder, token, now=NOW)
    assert (head.name, head.rows, head.refused) == ("old.csv", 1, "")
    assert folder.stat().st_mode & 0o077 == 0
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "This is a PDF"),
        (b"a,b\n" * 1_400_000, "larger than 5 MB"),
    ],
)
async def test_a_bad_list_leads_to_a_page_that_says_why(
    client: httpx.AsyncClient, house: House, cast: Cast, folder: Path, content: bytes, words: str
) -> None:
    sign_in(client, house, cast.alice)
    token = token_of(await post(client, content))
    assert words in list_head(house.store, cast.alice, folder, token, now=NOW).refused


async def test_what_is_far_too_large_is_not_even_read(
    client: httpx.AsyncClient, house: House, cast: Cast, folder: Path
) -> None:
    sign_in(client, house, cast.alice)
    announced = {"content-length": str(2 * 1024**3), "content-type": "multipart/form-data"}
    answer = await client.post("/import/list", content=b"x", headers=announced)
    assert answer.status_code == 413
    answer = await post(client, b"x" * (13 * 1024 * 1024))
    assert answer.status_code == 413
    assert not folder.exists()


@pytest.mark.parametrize("to", ["/import/list", "/import/mails"])
async def test_strangers_viewers_and_other_sites_upload_nothing(
    client: httpx.AsyncClient, house: House, cast: Cast, folder: Path, to: str
) -> None:
    assert (await post(client, LIST, to=to)).headers["location"] == "/login/"
    sign_in(client, house, cast.vera)
    assert (await post(client, LIST, to=to)).status_code == 403
    sign_in(client, house, cast.alice)
    files = {"file": ("a.csv", LIST)}
    answer = await client.post(to, files=files, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert not folder.exists()


@pytest.mark.parametrize("to", ["/import/list", "/import/mails"])
async def test_a_form_without_a_file_comes_back(
    client: httpx.AsyncClient, house: House, cast: Cast, to: str
) -> None:
    sign_in(client, house, cast.alice)
    missing = await client.post(to, files={"other": ("a.csv", b"x")})
    assert missing.headers["location"].endswith("?missing=1")
    plain = await client.post(to, data={"file": "x"})
    assert plain.headers["location"] in ("/import/", "/import/mail/")
    broken = await client.post(
        to, content=b"junk", headers={"content-type": "multipart/form-data; boundary=b"}
    )
    assert broken.status_code in (303, 400)


async def test_several_mails_come_at_once(
    client: httpx.AsyncClient, house: House, cast: Cast, folder: Path
) -> None:
    sign_in(client, house, cast.bob)
    answer = await post(client, eml(), b"no mail", to="/import/mails", name="a.eml")
    assert answer.headers["location"].startswith("/import/mail/?list=")
    mails = mails_page(house.store, cast.bob, folder, token_of(answer), now=NOW).mails
    assert [bool(one.refused) for one in mails] == [False, True]


async def test_the_list_to_start_from_needs_no_choosing(
    client: httpx.AsyncClient, house: House, cast: Cast
) -> None:
    sign_in(client, house, cast.bob)
    answer = await client.get("/import/template.csv")
    assert "earlier-requests.csv" in answer.headers["content-disposition"]
    sheet = read_sheet(answer.content)
    assert heading_row(sheet) == 0
    assert len(guessed_columns(headings(sheet, 0))) == 16
    sign_in(client, house, cast.vera)
    assert (await client.get("/import/template.csv")).status_code == 403


async def test_what_is_a_day_old_goes_when_the_server_starts(
    client: httpx.AsyncClient,
    house: House,
    cast: Cast,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sign_in(client, house, cast.bob)
    await post(client, LIST)
    with time_machine.travel(NOW + timedelta(hours=23), tick=False):
        assert await _left_when_cleared(folder, monkeypatch)
    with time_machine.travel(NOW + timedelta(hours=25), tick=False):
        assert not await _left_when_cleared(folder, monkeypatch)


async def _left_when_cleared(folder: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether anything is still there when the server has cleared for the first time."""
    cleared: list[float] = []

    async def rest(seconds: float) -> None:
        cleared.append(seconds)
        await asyncio.Event().wait()

    async def is_cleared() -> bool:
        return cleared == [3600]

    ours = SimpleNamespace(**{**vars(asyncio), "sleep": rest})
    monkeypatch.setattr(import_clearing, "asyncio", ours)
    async with clearing_imports():
        await until(is_cleared)
    return bool(list(folder.iterdir()))
