"""The letters of a campaign as one download."""

from __future__ import annotations

import io

import httpx
import pikepdf
import pytest

from records_app.web.house import House
from tests.office.campaign_cast import campaign_of, start, to_the_end
from tests.office.cast import Cast
from tests.office.signing_in import session_of


@pytest.fixture
def campaign(house: House, cast: Cast) -> int:
    campaign_id = campaign_of(house.store, cast.bob, (cast.riverbend, cast.fenwick))
    start(house.store, cast.bob, campaign_id)
    to_the_end(house.store, campaign_id)
    return campaign_id


async def test_everybody_who_may_look_gets_the_approved_letters(
    signed_in: httpx.AsyncClient, campaign: int
) -> None:
    answer = await signed_in.get(f"/campaigns/{campaign}/letters.pdf")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert f"campaign-{campaign}-letters.pdf" in answer.headers["content-disposition"]
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        pages = len(pdf.pages)
    both = await signed_in.get(f"/campaigns/{campaign}/letters.pdf?two_sided=1")
    with pikepdf.open(io.BytesIO(both.content)) as pdf:
        assert len(pdf.pages) >= pages
        assert len(pdf.pages) % 2 == 0


async def test_strangers_and_wrong_numbers(client: httpx.AsyncClient, campaign: int) -> None:
    answer = await client.get(f"/campaigns/{campaign}/letters.pdf")
    assert answer.status_code == 303
    assert "/login/" in answer.headers["location"]


@pytest.mark.parametrize("number", ["999", "0", "99999999999"])
async def test_no_such_campaign(signed_in: httpx.AsyncClient, campaign: int, number: str) -> None:
    assert (await signed_in.get(f"/campaigns/{number}/letters.pdf")).status_code == 404


async def test_a_campaign_of_somebody_else_that_is_not_approved(
    client: httpx.AsyncClient, house: House, cast: Cast
) -> None:
    campaign_id = campaign_of(house.store, cast.bob, (cast.riverbend,))
    client.cookies.set("sid", session_of(house.store, cast.carl))
    assert (await client.get(f"/campaigns/{campaign_id}/letters.pdf")).status_code == 404
