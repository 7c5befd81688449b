"""No cell of a table to download begins as a formula; new routes are tried by themselves."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from zipfile import ZipFile

import httpx
import pytest
import time_machine

from records_app.casework.people import Role
from records_app.office.recording import add_note, record_answer, record_received, record_sent
from records_app.store.tables import Request
from records_app.web.house import House
from records_app.web.routes import ROUTES
from tests.office.cast import NOW, Cast, make_agency, make_person, ready_request
from tests.office.signing_in import session_of

HOSTILE = ("=HYPERLINK(1)", "+1-1", "-2+3", "@SUM(A1)")
FIRST = frozenset("=+-@\t\r\n＝＋－＠")


@pytest.fixture(autouse=True)
def at_a_known_time():
    with time_machine.travel(NOW + timedelta(days=9), tick=False):
        yield


@pytest.fixture
def request_id(house: House, cast: Cast) -> int:
    """The last of four requests, whose every text begins like a formula."""
    one = 0
    for text in HOSTILE:
        author = make_person(house.store, text, Role.STAFF)
        agency = make_agency(house.store, f"{text} Police", county=text, city=text)
        one = ready_request(house.store, author, agency)[0]
        for record, fields in (
            (record_sent, {"channel": "email", "to": text, "reference": text}),
            (record_received, {"evidence": "reply", "detail": text}),
            (record_answer, {"kind": "denied", "exception": text, "detail": text}),
            (record_answer, {"kind": "fee_asked", "fee": "40", "detail": text}),
            (add_note, {"text": text}),
        ):
            with house.store.reading() as session:
                version = session.get_one(Request, one).version
            given = {**fields, "on": "2026-11-24"}
            record(house.store, author, one, version, given, now=NOW + timedelta(days=8))
    return one


def cells(content: bytes) -> list[str]:
    table = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [cell for row in table for cell in row]


def assert_harmless(name: str, content: bytes) -> list[str]:
    found = cells(content)
    assert [cell for cell in found if cell[:1] in FIRST] == [], name
    return found


async def test_every_table_of_every_route_is_harmless(
    client: httpx.AsyncClient, house: House, cast: Cast, request_id: int
) -> None:
    client.cookies.set("sid", session_of(house.store, cast.ada))
    routes = [one.path for one in ROUTES if one.path.endswith(".csv")]
    assert {"/audit.csv", "/import/template.csv"} < set(routes)
    assert len(routes) >= 4
    shown: set[str] = set()
    for path in routes:
        address = re.sub(r"\{[^}]*\}", str(request_id), path)
        answer = await client.get(address, params={"words": "on"})
        assert answer.status_code == 200, path
        written = "\n".join(assert_harmless(path, answer.content))
        shown |= {text for text in HOSTILE if f"'{text}" in written}
    assert shown == set(HOSTILE)


async def test_the_chronology_of_a_bundle_is_harmless(
    client: httpx.AsyncClient, house: House, cast: Cast, request_id: int
) -> None:
    client.cookies.set("sid", session_of(house.store, cast.ada))
    answer = await client.get(f"/requests/{request_id}/bundle.zip?chosen=yes")
    assert answer.status_code == 200, answer.text
    with ZipFile(io.BytesIO(answer.content)) as zipped:
        found = assert_harmless("chronology.csv", zipped.read("chronology.csv"))
    assert f"'{HOSTILE[-1]}" in found
