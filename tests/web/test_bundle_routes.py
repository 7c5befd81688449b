"""Downloads of the bundle: for whoever may see the request, by the choices of the form."""

from __future__ import annotations

import hashlib
import io
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest
import time_machine
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.bundles import BundleLimit
from records_app.office.drafting import new_draft
from records_app.store.tables import LetterRow, Request
from records_app.web.house import House
from records_app.web.routes import bundles
from tests.letters.bundle_made import words
from tests.office.bundle_course import filed
from tests.office.cast import NOW, Cast, ready_request
from tests.office.signing_in import session_of


@pytest.fixture(autouse=True)
def at_a_known_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(bundles, "LIMIT", BundleLimit())
    with time_machine.travel(NOW, tick=False):
        yield


def sign_in(client: httpx.AsyncClient, house: House, actor: Actor) -> None:
    client.cookies.set("sid", session_of(house.store, actor))


@pytest.fixture
def request_id(house: House, cast: Cast) -> int:
    """A request with a file and its redacted copy."""
    found, _ = ready_request(house.store, cast.bob, cast.riverbend)

    def keep(name: str, redacts: int | None = None) -> int:
        return filed(
            house.store,
            house.files,
            cast.bob,
            found,
            name,
            name.encode(),
            media_type="text/csv",
            redacts=redacts,
        )

    keep("black.csv", keep("names.csv"))
    return found


def names_in(answer: httpx.Response) -> set[str]:
    with ZipFile(io.BytesIO(answer.content)) as zipped:
        return {name for name in zipped.namelist() if name.startswith("files/")}


async def test_a_viewer_gets_the_pdf_with_its_hash(
    client: httpx.AsyncClient, house: House, cast: Cast, request_id: int, tmp_path: Path
) -> None:
    sign_in(client, house, cast.vera)
    answer = await client.get(f"/requests/{request_id}/bundle.pdf")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    name = "MO-2026-0001-bundle-2026-11-23.pdf"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["content-length"] == str(len(answer.content))
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    digest = answer.headers["repr-digest"].removeprefix("sha-256=:").removesuffix(":")
    assert b64decode(digest) == hashlib.sha256(answer.content).digest()
    path = tmp_path / "b.pdf"
    path.write_bytes(answer.content)
    assert "Records request MO-2026-0001" in words(path)[0]


async def test_without_the_form_it_gives_away_the_least(
    client: httpx.AsyncClient, house: House, cast: Cast, request_id: int
) -> None:
    sign_in(client, house, cast.bob)
    address = f"/requests/{request_id}/bundle.zip"
    careful = await client.get(address)
    assert careful.headers["content-type"] == "application/zip"
    assert names_in(careful) == {"files/item-02-black.csv"}
    chosen = await client.get(address, params={"chosen": "yes", "redacted": "yes"})
    assert names_in(chosen) == {"files/item-02-black.csv"}
    originals = await client.get(address, params={"chosen": "yes"})
    assert names_in(originals) == {"files/item-02-names.csv"}


@pytest.mark.parametrize("ending", ["pdf", "zip"])
async def test_a_stranger_is_sent_to_the_sign_in_page(
    client: httpx.AsyncClient, request_id: int, ending: str
) -> None:
    for token in ("", "forged"):
        client.cookies.set("sid", token)
        answer = await client.get(f"/requests/{request_id}/bundle.{ending}")
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login/")
        assert len(answer.content) < 100


@pytest.mark.parametrize("ending", ["pdf", "zip"])
@pytest.mark.parametrize("number", ["0", "999", "2147483648", "9" * 40])
async def test_a_wrong_number_is_not_found(
    client: httpx.AsyncClient, house: House, cast: Cast, number: str, ending: str
) -> None:
    sign_in(client, house, cast.ada)
    answer = await client.get(f"/requests/{number}/bundle.{ending}")
    assert answer.status_code == 404
    assert answer.text == "There is no such request, or it is not yours to see.\n"


async def test_drafts_and_discarded_requests_have_no_bundle(
    client: httpx.AsyncClient, house: House, cast: Cast, request_id: int
) -> None:
    draft = new_draft(house.store, cast.bob, now=NOW)
    with house.store.transaction() as session:
        session.get_one(Request, request_id).discarded_at = NOW
    for actor in (cast.bob, cast.vera, cast.ada):
        sign_in(client, house, actor)
        for number in (draft, request_id):
            assert (await client.get(f"/requests/{number}/bundle.pdf")).status_code == 404


async def test_posting_is_refused(
    client: httpx.AsyncClient, house: House, cast: Cast, request_id: int
) -> None:
    sign_in(client, house, cast.bob)
    assert (await client.post(f"/requests/{request_id}/bundle.pdf")).status_code == 405


async def test_a_damaged_letter_is_told_in_words(
    client: httpx.AsyncClient, house: House, cast: Cast, request_id: int
) -> None:
    with house.store.transaction() as session:
        row = session.exec(select(LetterRow)).one()
        row.pdf += b"?"
        session.add(row)
    sign_in(client, house, cast.bob)
    answer = await client.get(f"/requests/{request_id}/bundle.pdf")
    assert answer.status_code == 500
    assert "has changed since it was approved" in answer.text


async def test_a_person_cannot_keep_the_machine_busy(
    client: httpx.AsyncClient,
    house: House,
    cast: Cast,
    request_id: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    used = BundleLimit()
    for _ in range(12):
        used.count(cast.bob.id)
    monkeypatch.setattr(bundles, "LIMIT", used)
    sign_in(client, house, cast.bob)
    answer = await client.get(f"/requests/{request_id}/bundle.pdf")
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
