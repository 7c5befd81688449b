"""Downloads of letters: the stored bytes for whoever may see them, and nothing for others."""

from __future__ import annotations

import hashlib
from base64 import b64decode

import httpx
import pytest
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.drafting import new_draft, save_draft
from records_app.store.tables import LetterRow
from records_app.web.house import House
from tests.office.cast import NOW, Cast, filled_form
from tests.office.signing_in import session_of
from tests.web.made_requests import ready_request

pytestmark = pytest.mark.usefixtures("at_a_known_time")


def sign_in(client: httpx.AsyncClient, house: House, actor: Actor) -> None:
    client.cookies.set("sid", session_of(house.store, actor))


def stored(house: House, request_id: int) -> LetterRow:
    with house.store.reading() as session:
        return session.exec(select(LetterRow).where(LetterRow.request_id == request_id)).one()


@pytest.mark.parametrize("who", ["vera", "bob", "carl", "alice", "ada"])
async def test_everybody_in_the_office_gets_the_stored_bytes(
    client: httpx.AsyncClient, house: House, cast: Cast, who: str
) -> None:
    request_id = ready_request(house.store, cast.bob, cast.riverbend)
    sign_in(client, house, getattr(cast, who))
    answer = await client.get(f"/letters/{request_id}.pdf")
    assert answer.status_code == 200
    assert answer.content == stored(house, request_id).pdf
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="MO-2026-0001.pdf"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    digest = answer.headers["repr-digest"].removeprefix("sha-256=:").removesuffix(":")
    assert b64decode(digest) == hashlib.sha256(answer.content).digest()


async def test_the_text_is_the_letter_as_approved(
    client: httpx.AsyncClient, house: House, cast: Cast
) -> None:
    request_id = ready_request(
        house.store, cast.bob, cast.riverbend, specifics="Invoices of Grüße & Söhne 中文"
    )
    sign_in(client, house, cast.vera)
    answer = await client.get(f"/letters/{request_id}.txt")
    assert answer.content.decode() == stored(house, request_id).text
    assert "Grüße & Söhne 中文" in answer.text
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["content-disposition"] == 'attachment; filename="MO-2026-0001.txt"'
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"


@pytest.mark.parametrize("ending", ["pdf", "txt"])
async def test_head_says_the_same_without_the_body(
    client: httpx.AsyncClient, house: House, cast: Cast, ending: str
) -> None:
    request_id = ready_request(house.store, cast.bob, cast.riverbend)
    sign_in(client, house, cast.bob)
    full = await client.get(f"/letters/{request_id}.{ending}")
    head = await client.head(f"/letters/{request_id}.{ending}")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(full.content))
    assert head.headers["content-disposition"] == full.headers["content-disposition"]


@pytest.mark.parametrize("ending", ["pdf", "txt"])
async def test_a_stranger_is_sent_to_the_sign_in_page(
    client: httpx.AsyncClient, house: House, cast: Cast, ending: str
) -> None:
    request_id = ready_request(house.store, cast.bob, cast.riverbend)
    for token in ("", "forged"):
        client.cookies.set("sid", token)
        answer = await client.get(f"/letters/{request_id}.{ending}")
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login/")
        assert b"%PDF" not in answer.content


@pytest.mark.parametrize("ending", ["pdf", "txt"])
@pytest.mark.parametrize("number", ["0", "999", "2147483648", "9" * 40])
async def test_a_wrong_number_is_not_found_in_plain_words(
    client: httpx.AsyncClient, house: House, cast: Cast, number: str, ending: str
) -> None:
    sign_in(client, house, cast.ada)
    answer = await client.get(f"/letters/{number}.{ending}")
    assert answer.status_code == 404
    assert answer.text == "There is no such letter, or it is not yours to see.\n"


async def test_a_draft_has_no_letter_for_anybody(
    client: httpx.AsyncClient, house: House, cast: Cast
) -> None:
    draft_id = new_draft(house.store, cast.bob, now=NOW)
    save_draft(house.store, cast.bob, draft_id, 1, filled_form(cast.riverbend), now=NOW)
    for actor in (cast.bob, cast.carl, cast.ada):
        sign_in(client, house, actor)
        assert (await client.get(f"/letters/{draft_id}.pdf")).status_code == 404
        assert (await client.get(f"/letters/{draft_id}.txt")).status_code == 404


@pytest.mark.parametrize("path", ["/letters/-1.pdf", "/letters/1.5.pdf", "/letters/one.pdf"])
async def test_other_spellings_give_no_letter(
    client: httpx.AsyncClient, house: House, cast: Cast, path: str
) -> None:
    ready_request(house.store, cast.bob, cast.riverbend)
    sign_in(client, house, cast.bob)
    answer = await client.get(path)
    assert b"%PDF" not in answer.content


async def test_posting_is_refused(client: httpx.AsyncClient, house: House, cast: Cast) -> None:
    request_id = ready_request(house.store, cast.bob, cast.riverbend)
    sign_in(client, house, cast.bob)
    assert (await client.post(f"/letters/{request_id}.pdf")).status_code == 405


@pytest.mark.parametrize("ending", ["pdf", "txt"])
async def test_bytes_that_changed_in_the_store_are_not_handed_out(
    client: httpx.AsyncClient, house: House, cast: Cast, ending: str
) -> None:
    request_id = ready_request(house.store, cast.bob, cast.riverbend)
    with house.store.transaction() as session:
        letter = session.exec(select(LetterRow).where(LetterRow.request_id == request_id)).one()
        letter.pdf = letter.pdf[:-1] + b"?"
        session.add(letter)
    sign_in(client, house, cast.bob)
    answer = await client.get(f"/letters/{request_id}.{ending}")
    assert answer.status_code == 500
    assert "has changed since it was approved" in answer.text
    assert b"%PDF" not in answer.content
