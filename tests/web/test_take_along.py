"""What goes with a letter: the text for a portal with its counter, and the notes for a family."""

from __future__ import annotations

import io
import json

import httpx
import pytest
from pypdf import PdfReader

from records_app.casework.people import Actor
from records_app.office.approving import approve
from records_app.office.drafting import new_draft, save_draft
from records_app.office.refusals import NotFound, Refused
from records_app.office.take_along import cover_note_file, portal_text_of
from records_app.web.house import House
from records_app.web.pages.request.take_along import TakeAlongState
from tests.office.cast import NOW, Cast, filled_form, make_agency
from tests.office.cast import ready_request as without_facts
from tests.office.signing_in import session_of
from tests.web.request_tab import visit
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


def approved(house: House, cast: Cast, agency: int, **changes: object) -> int:
    draft_id = new_draft(house.store, cast.bob, now=NOW)
    form = filled_form(agency, **changes)
    saved = save_draft(house.store, cast.bob, draft_id, 1, form, now=NOW)
    return approve(house.store, cast.bob, draft_id, saved.version, now=NOW).request_id


async def test_a_portal_text_fits_and_is_counted(tab: Tab, house: House, cast: Cast) -> None:
    request_id = approved(house, cast, cast.fenwick, subjects=["vehicles"])
    await visit(tab, house, cast.vera, request_id)
    await tab.send(TakeAlongState.fit, request_id=request_id, sent={"limit": "470"})
    state = await tab.state(TakeAlongState)
    assert state.found is not None
    assert len(state.found.text) <= 470
    assert state.found.count_words == f"{len(state.found.text)} of at most 470 characters"
    assert "Missouri Sunshine Law, Chapter 610, RSMo" in state.found.text
    assert "(1) money for vehicles and equipment" in state.found.text
    assert state.found.attach.startswith("Attach the letter as PDF")
    assert (state.of, state.wrong, state.found.fee_waiver) == (request_id, "", "")


@pytest.mark.parametrize(
    ("limit", "said"),
    [
        ("", "Write a number of characters from 1 to 100,000, such as 470."),
        ("many", "Write a number"),
        ("-1", "Write a number"),
        ("0", "Write a number"),
        ("9999999", "Write a number"),
        ("²", "Write a number"),
        ("20", "The shortest text that says enough has 67 characters."),
        (None, "Write a number"),
        (["470"], "Write a number"),
    ],
)
async def test_a_limit_that_is_none_is_refused_beside_its_field(
    tab: Tab, house: House, cast: Cast, limit: object, said: str
) -> None:
    request_id = approved(house, cast, cast.fenwick)
    await visit(tab, house, cast.bob, request_id)
    await tab.send(TakeAlongState.fit, request_id=request_id, sent={"limit": limit})
    state = await tab.state(TakeAlongState)
    assert state.found is None
    assert state.wrong.startswith(said)


def test_in_illinois_and_for_ice_nothing_is_attached(house: House, cast: Cast) -> None:
    for law in ("us-il", "us-fed"):
        agency = make_agency(
            house.store, f"Made-up {law}", law=law, contacts=(("portal", "https://p.example"),)
        )
        request_id = approved(house, cast, agency, subjects=["training"])
        found = portal_text_of(house.store, cast.bob, request_id, 100_000)
        assert "attached" not in found.text
        assert found.attach.startswith("The text says everything itself.")
        assert bool(found.fee_waiver) == (law == "us-fed")


def test_only_a_letter_of_ours_has_texts(house: House, cast: Cast) -> None:
    request_id, _ = without_facts(house.store, cast.bob, cast.riverbend)
    draft_id = new_draft(house.store, cast.bob, now=NOW)
    for wanted in (request_id, draft_id, 999, 2**40, -1):
        with pytest.raises(NotFound):
            portal_text_of(house.store, cast.bob, wanted, 470)
        with pytest.raises(NotFound):
            cover_note_file(house.store, cast.bob, wanted, "es")
    with pytest.raises(Refused):
        portal_text_of(house.store, cast.bob, approved(house, cast, cast.riverbend), 1.5)


def sign_in(client: httpx.AsyncClient, house: House, actor: Actor) -> None:
    client.cookies.set("sid", session_of(house.store, actor))


@pytest.mark.parametrize("language", ["en", "es", "bs", "vi"])
async def test_everybody_in_the_office_gets_the_note(
    client: httpx.AsyncClient, house: House, cast: Cast, language: str
) -> None:
    request_id = approved(house, cast, cast.riverbend)
    sign_in(client, house, cast.vera)
    answer = await client.get(f"/letters/{request_id}/note-{language}.pdf")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    name = f"MO-2026-0001-note-{language}.pdf"
    assert answer.headers["content-disposition"] == f'attachment; filename="{name}"'
    assert answer.headers["cache-control"] == "private, no-store"
    page = " ".join(PdfReader(io.BytesIO(answer.content)).pages[0].extract_text().split())
    assert "Riverbend Police Department" in page
    assert "MO-2026-0001" in page
    assert "records@opendoors.example" in page


@pytest.mark.parametrize("address", ["1/note-xx.pdf", "1/note-ES.pdf", "99/note-es.pdf"])
async def test_other_notes_are_not_there(
    client: httpx.AsyncClient, house: House, cast: Cast, address: str
) -> None:
    approved(house, cast, cast.riverbend)
    sign_in(client, house, cast.bob)
    assert (await client.get(f"/letters/{address}")).status_code == 404


async def test_strangers_are_sent_to_sign_in(
    client: httpx.AsyncClient, house: House, cast: Cast
) -> None:
    request_id = approved(house, cast, cast.riverbend)
    answer = await client.get(f"/letters/{request_id}/note-es.pdf")
    assert answer.status_code in (302, 303)
    assert "/login/" in answer.headers["location"]


async def test_what_a_hostile_client_sends_finds_nothing(
    tab: Tab, house: House, cast: Cast
) -> None:
    await visit(tab, house, cast.bob, approved(house, cast, cast.riverbend))
    for request_id, sent in (("1", {}), (None, {"limit": "470"}), (1, "470"), (1, None)):
        await tab.send(TakeAlongState.fit, request_id=request_id, sent=sent)
        assert (await tab.state(TakeAlongState)).found is None
    assert "traceback" not in json.dumps(tab.wire.text()).lower()
