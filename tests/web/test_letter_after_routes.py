"""Downloads of the letters after a request: the same care as for the request's own letter."""

from __future__ import annotations

import hashlib
from base64 import b64decode

import httpx
import pytest

from records_app.store.tables import LetterRow
from records_app.web.house import House
from tests.office.after_the_request import letters, request_before, write
from tests.office.cast import Cast
from tests.office.signing_in import session_of

pytestmark = pytest.mark.usefixtures("at_a_known_time")


@pytest.fixture
def thanked(house: House, cast: Cast) -> LetterRow:
    """A letter of thanks that Bob approved."""
    request_id = request_before(house.store, cast, "thanks")
    write(house.store, cast.bob, request_id, "thanks")
    return letters(house.store, request_id)[1]


def sign_in(client: httpx.AsyncClient, house: House, cast: Cast, who: str) -> None:
    client.cookies.set("sid", session_of(house.store, getattr(cast, who)))


@pytest.mark.parametrize("who", ["vera", "bob", "carl", "alice", "ada"])
async def test_everybody_in_the_office_gets_the_stored_bytes(
    client: httpx.AsyncClient, house: House, cast: Cast, thanked: LetterRow, who: str
) -> None:
    sign_in(client, house, cast, who)
    answer = await client.get(f"/letters/{thanked.request_id}/{thanked.id}.pdf")
    assert (answer.status_code, answer.content) == (200, thanked.pdf)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="MO-2026-0001-2.pdf"'
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["content-security-policy"] == "sandbox; default-src 'none'"
    digest = answer.headers["repr-digest"].removeprefix("sha-256=:").removesuffix(":")
    assert b64decode(digest) == hashlib.sha256(answer.content).digest()
    text = await client.get(f"/letters/{thanked.request_id}/{thanked.id}.txt")
    assert text.content.decode() == thanked.text
    assert text.headers["content-disposition"] == 'attachment; filename="MO-2026-0001-2.txt"'
    assert text.headers["content-type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("ending", ["pdf", "txt"])
async def test_a_stranger_is_sent_to_the_sign_in_page(
    client: httpx.AsyncClient, thanked: LetterRow, ending: str
) -> None:
    for token in ("", "forged"):
        client.cookies.set("sid", token)
        answer = await client.get(f"/letters/{thanked.request_id}/{thanked.id}.{ending}")
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/login/")


@pytest.mark.parametrize("ending", ["pdf", "txt"])
@pytest.mark.parametrize("ids", ["1/0", "1/999", "0/2", "999/2", "1/2147483648", f"1/{'9' * 40}"])
async def test_a_wrong_number_is_not_found_in_the_same_words(
    client: httpx.AsyncClient, house: House, cast: Cast, thanked: LetterRow, ids: str, ending: str
) -> None:
    sign_in(client, house, cast, "ada")
    answer = await client.get(f"/letters/{ids}.{ending}")
    assert answer.status_code == 404
    assert answer.text == "There is no such letter, or it is not yours to see.\n"


async def test_a_letter_comes_only_with_its_own_request(
    client: httpx.AsyncClient, house: House, cast: Cast, thanked: LetterRow
) -> None:
    other = request_before(house.store, cast, "thanks")
    sign_in(client, house, cast, "ada")
    answer = await client.get(f"/letters/{other}/{thanked.id}.pdf")
    assert answer.status_code == 404


@pytest.mark.parametrize("ending", ["pdf", "txt"])
async def test_bytes_that_changed_in_the_store_are_not_handed_out(
    client: httpx.AsyncClient, house: House, cast: Cast, thanked: LetterRow, ending: str
) -> None:
    with house.store.transaction() as session:
        session.get_one(LetterRow, thanked.id).pdf = thanked.pdf[:-1] + b"?"
    sign_in(client, house, cast, "bob")
    answer = await client.get(f"/letters/{thanked.request_id}/{thanked.id}.{ending}")
    assert answer.status_code == 500
    assert "has changed since it was approved" in answer.text
    assert b"%PDF" not in answer.content
