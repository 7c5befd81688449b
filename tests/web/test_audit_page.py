"""The audit is for admins alone; what is taken out of the house is put down in it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

import httpx
import pytest
import time_machine

from records_app.casework.people import Actor
from records_app.office.auditing import AuditFilter, audit_page
from records_app.office.refusals import NotAllowed
from records_app.store.acting import Acting, acting_as
from records_app.store.tables import Agency
from records_app.web.house import House
from records_app.web.pages.audit import AuditState
from tests.office.cast import NOW, Cast
from tests.office.signing_in import session_of
from tests.web.made_requests import ready_request
from tests.web.signed_in_tab import become
from tests.web.tabs import Tab


@pytest.fixture(autouse=True)
def at_a_known_time() -> Iterator[None]:
    """Their sessions begin at ``NOW``, and end two weeks later."""
    with time_machine.travel(NOW, tick=False):
        yield


def taken(house: House, ada: Actor) -> list[tuple[str, str]]:
    lines = audit_page(house.store, ada, AuditFilter(), 1).lines
    return [(line.who, line.about) for line in lines if line.act == "Taken out"]


async def test_a_letter_that_was_downloaded_is_put_down_and_one_that_was_not_is_not(
    client: httpx.AsyncClient, house: House, cast: Cast
) -> None:
    request_id = ready_request(house.store, cast.bob, cast.riverbend)
    client.cookies.set("sid", session_of(house.store, cast.vera))
    assert (await client.get(f"/letters/{request_id}.pdf")).status_code == 200
    assert (await client.get("/letters/999.pdf")).status_code == 404
    assert (await client.head(f"/letters/{request_id}.pdf")).status_code in (200, 405)
    assert taken(house, cast.ada) == [("Vera", f"/letters/{request_id}.pdf")]
    newest = audit_page(house.store, cast.ada, AuditFilter(), 1).lines[0]
    assert newest.place == "192.0.2.7"


@pytest.mark.parametrize("who", ["vera", "bob", "alice"])
async def test_nobody_but_an_admin_gets_the_file(
    client: httpx.AsyncClient, house: House, cast: Cast, who: str
) -> None:
    client.cookies.set("sid", session_of(house.store, getattr(cast, who)))
    answer = await client.get("/audit.csv")
    assert answer.status_code == 403
    assert "Vera" not in answer.text


async def test_strangers_are_sent_away(client: httpx.AsyncClient, cast: Cast) -> None:
    assert (await client.get("/audit.csv")).status_code == 303


async def test_the_file_holds_every_act_with_its_seal_and_no_formula(
    client: httpx.AsyncClient, house: House, cast: Cast
) -> None:
    with (
        acting_as(Acting(1, "=HYPERLINK(1)", "the terminal")),
        house.store.transaction() as session,
    ):
        session.get_one(Agency, cast.riverbend).city = "Millbrook"
    client.cookies.set("sid", session_of(house.store, cast.ada))
    answer = await client.get("/audit.csv?about=agency")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[-1]["who"] == "'=HYPERLINK(1)"
    assert rows[-1]["from"] == "the terminal"
    assert all(len(row["seal"]) == 64 for row in rows)
    assert all("agency" in row["about"] for row in rows)


async def test_the_page_shows_what_changed_in_words(tab: Tab, house: House, cast: Cast) -> None:
    with house.store.transaction() as session:
        session.get_one(Agency, cast.riverbend).city = "Millbrook"
    become(tab, house, cast.ada, "/audit/?about=agency")
    await tab.send(AuditState.load)
    state = await tab.state(AuditState)
    assert state.found is not None
    line = state.found.lines[0]
    assert line.details == (f"Agency {cast.riverbend}: city was “Riverbend”, is “Millbrook”",)
    assert len(state.found.seal) == 64


async def test_others_see_nothing_of_it(tab: Tab, house: House, cast: Cast) -> None:
    become(tab, house, cast.alice, "/audit/")
    await tab.send(AuditState.load)
    assert (await tab.state(AuditState)).found is None


@pytest.mark.parametrize(
    "query",
    [
        "person=x",
        "since=2026-13-40",
        "page=-1",
        "page=99999999999",
        "about=%25",
        "until=0000-00-00",
    ],
)
async def test_an_address_with_junk_shows_the_audit_all_the_same(
    tab: Tab, house: House, cast: Cast, query: str
) -> None:
    become(tab, house, cast.ada, f"/audit/?{query}")
    await tab.send(AuditState.load)
    assert (await tab.state(AuditState)).found is not None


def test_it_is_narrowed_by_person_and_day(house: House, cast: Cast) -> None:
    with acting_as(Acting(cast.bob.id, "Bob", "")), house.store.transaction() as session:
        session.get_one(Agency, cast.riverbend).city = "Millbrook"
    by_bob = audit_page(house.store, cast.ada, AuditFilter(person_id=cast.bob.id), 1).lines
    assert [line.who for line in by_bob] == ["Bob"]
    long_ago = AuditFilter(until=date(2001, 1, 1))
    assert audit_page(house.store, cast.ada, long_ago, 1).lines == ()
    with pytest.raises(NotAllowed):
        audit_page(house.store, cast.alice, AuditFilter(), 1)


def test_it_is_narrowed_by_the_words_it_shows(house: House, cast: Cast) -> None:
    with house.store.transaction() as session:
        session.get_one(Agency, cast.riverbend).city = "Millbrook"
    session_of(house.store, cast.bob)
    for words in ("Agency", f"agency {cast.riverbend}", "Sign-in", "sign_in"):
        lines = audit_page(house.store, cast.ada, AuditFilter(about=words), 1).lines
        assert lines
        assert all(words.lower().replace("_", "-") in line.about for line in lines)
