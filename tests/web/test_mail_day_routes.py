"""Downloads of mail day: for whoever may record the sending of what is in them."""

from __future__ import annotations

import hashlib
import io
from base64 import b64decode

import httpx
import pikepdf
import pytest

from records_app.casework.people import Actor
from records_app.web.house import House
from tests.office.cast import Cast
from tests.office.mailed import mail_letter
from tests.office.signing_in import session_of

pytestmark = pytest.mark.usefixtures("at_a_known_time")

LETTERS = "/mail-day/letters.pdf"
LABELS = "/mail-day/labels.pdf"


def sign_in(client: httpx.AsyncClient, house: House, actor: Actor) -> None:
    client.cookies.set("sid", session_of(house.store, actor))


@pytest.mark.parametrize(("path", "pages"), [(LETTERS, 6), (LABELS, 1)])
async def test_one_pdf_with_its_hash(
    client: httpx.AsyncClient, house: House, cast: Cast, path: str, pages: int
) -> None:
    ids = [mail_letter(house.store, cast.bob, cast.riverbend) for _ in range(2)]
    sign_in(client, house, cast.alice)
    answer = await client.get(f"{path}?letters={ids[0]}-{ids[1]}&start=3")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    digest = b64decode(answer.headers["repr-digest"].removeprefix("sha-256=:").rstrip(":"))
    assert digest == hashlib.sha256(answer.content).digest()
    assert answer.headers["content-disposition"].startswith("attachment; filename=")
    assert answer.headers["cache-control"] == "private, no-store"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == pages


@pytest.mark.parametrize("path", [LETTERS, LABELS])
async def test_who_gets_nothing(
    client: httpx.AsyncClient, house: House, cast: Cast, path: str
) -> None:
    letter = mail_letter(house.store, cast.bob, cast.riverbend)
    address = f"{path}?letters={letter}"
    assert (await client.get(address)).status_code == 303
    sign_in(client, house, cast.vera)
    assert (await client.get(address)).status_code == 403
    sign_in(client, house, cast.carl)
    assert (await client.get(address)).status_code == 404
    sign_in(client, house, cast.bob)
    assert (await client.get(address)).status_code == 200


@pytest.mark.parametrize("path", [LETTERS, LABELS])
@pytest.mark.parametrize(
    "query", ["", "?letters=", "?letters=x", "?letters=99999999999999", "?letters=0", "?letters=٣"]
)
async def test_no_letters_in_the_address(
    client: httpx.AsyncClient, house: House, cast: Cast, path: str, query: str
) -> None:
    mail_letter(house.store, cast.bob, cast.riverbend)
    sign_in(client, house, cast.alice)
    assert (await client.get(path + query)).status_code == 404


@pytest.mark.parametrize("start", ["0", "31", "x", ""])
async def test_a_start_off_the_sheet(
    client: httpx.AsyncClient, house: House, cast: Cast, start: str
) -> None:
    letter = mail_letter(house.store, cast.bob, cast.riverbend)
    sign_in(client, house, cast.alice)
    answer = await client.get(f"{LABELS}?letters={letter}&start={start}")
    assert answer.status_code == 400
    assert "Choose a place from 1 to 30." in answer.text
