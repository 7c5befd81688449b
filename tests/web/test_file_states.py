"""The pages of files in a tab: the section of a request, one file, and the search."""

from __future__ import annotations

import json
from typing import Any

import pytest

from records_app.casework.people import Actor
from records_app.office.files.adding import CameWith
from records_app.web.house import House
from records_app.web.pages.files import FileSearchState, FileState
from records_app.web.pages.request.files_state import FilesState
from records_app.web.session_state import SessionState
from tests.office.cast import Cast, ready_request
from tests.office.made_files import add, pdf_of, read_all_texts
from tests.office.signing_in import session_of
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")


@pytest.fixture
def request_id(house: House, cast: Cast) -> int:
    return ready_request(house.store, cast.bob, cast.riverbend)[0]


async def visit(
    tab: Tab, house: House, actor: Actor | None, path: str, state: Any, **query: str
) -> Any:
    tab.cookie = ""
    if actor is not None:
        tab.belongs_to(session_of(house.store, actor))
    tab.path, tab.query = path, query
    await tab.open()
    await tab.send(state.load)
    return await tab.state(state)


def added(house: House, cast: Cast, request_id: int, name: str, content: bytes, **more: Any) -> int:
    return add(house.store, cast.bob, request_id, house.files, name, content, CameWith(**more)).id


async def test_the_section_shows_files_and_what_new_ones_may_come_with(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    content = pdf_of("one", "two")
    file_id = added(house, cast, request_id, "Reply.pdf", content, event_seq=1)
    copy = added(house, cast, request_id, "Reply black.pdf", pdf_of("x"), redacts_id=file_id)
    added(house, cast, request_id, "receipt.txt", b"got it", purpose="proof")
    state = await visit(tab, house, cast.bob, f"/requests/{request_id}/", FilesState)
    view = state.files
    assert [one.name for one in view.files] == ["Reply.pdf", "Reply black.pdf", "receipt.txt"]
    first, second, third = view.files
    assert first.detail.startswith("PDF, ")
    assert first.detail.endswith("2 pages")
    assert first.came_with.startswith("Came with: Mon, Nov 23, 2026: ")
    assert (first.href, first.download_href) == (f"/files/{file_id}/", f"/files/{file_id}")
    assert first.text_words.startswith("Its text is being read")
    assert (second.id, second.copy_of) == (copy, "Reply.pdf")
    assert third.came_with == "Proof of sending or receipt"
    assert view.events[0].value == "1"
    assert (view.may_add, view.count, state.largest_mb) == (True, "3", 100)


@pytest.mark.parametrize("who", ["vera", "carl"])
async def test_who_may_not_record_sees_files_and_adds_none(
    tab: Tab, house: House, cast: Cast, request_id: int, who: str
) -> None:
    added(house, cast, request_id, "a.txt", b"one")
    actor = getattr(cast, who)
    state = await visit(tab, house, actor, f"/requests/{request_id}/", FilesState)
    assert state.files.count == "1"
    assert state.files.may_add is False


@pytest.mark.parametrize("path", ["/requests/999/", "/requests/x/", "/requests/", "/requests/-1/"])
async def test_requests_that_are_not_there(tab: Tab, house: House, cast: Cast, path: str) -> None:
    state = await visit(tab, house, cast.bob, path, FilesState)
    assert state.files is None


async def test_a_stranger_gets_nothing(tab: Tab, house: House, cast: Cast, request_id: int) -> None:
    file_id = added(house, cast, request_id, "Secret plan.txt", b"secret words")
    read_all_texts(house.store, house.files)
    section = await visit(tab, house, None, f"/requests/{request_id}/", FilesState)
    one = await visit(tab, house, None, f"/files/{file_id}/", FileState)
    search = await visit(tab, house, None, "/files/", FileSearchState, words="secret")
    assert (section.files, one.view, search.found) == (None, None, None)
    assert "Secret" not in tab.wire.text()
    assert "secret words" not in tab.wire.text()


async def test_one_file_with_its_pages_and_their_text(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    pages = [f"Words of page {number}" for number in range(1, 8)]
    file_id = added(house, cast, request_id, "Reply.pdf", pdf_of(*pages))
    copy = added(house, cast, request_id, "Black.pdf", pdf_of("x"), redacts_id=file_id)
    read_all_texts(house.store, house.files)
    state = await visit(tab, house, cast.vera, f"/files/{file_id}/", FileState)
    assert [page.text for page in state.view.pages] == pages[:5]
    assert state.view.pages[0].href == f"/files/{file_id}/pages/1.png"
    assert (state.pages, state.previous) == ("Part 1 of 2", "")
    assert state.following == f"/files/{file_id}/?page=2"
    assert [(one.label, one.name) for one in state.view.others] == [("Redacted copy", "Black.pdf")]
    assert state.view.may_add is False
    state = await visit(tab, house, cast.bob, f"/files/{file_id}/", FileState, page="2")
    assert [page.label for page in state.view.pages] == ["Page 6 of 7", "Page 7 of 7"]
    state = await visit(tab, house, cast.bob, f"/files/{copy}/", FileState, page="99")
    assert state.view.card.copy_of == "Reply.pdf"
    assert state.view.others[0].label == "The file as it came"


@pytest.mark.parametrize("number", ["999", "0", "x", "1/2", "9" * 30])
async def test_files_that_are_not_there(tab: Tab, house: House, cast: Cast, number: str) -> None:
    state = await visit(tab, house, cast.bob, f"/files/{number}/", FileState)
    assert state.view is None
    assert (await tab.state(SessionState)).not_found is True


async def test_the_search_is_its_address(
    tab: Tab, house: House, cast: Cast, request_id: int
) -> None:
    for number in range(22):
        added(house, cast, request_id, f"{number}.txt", f"jail bed {number}".encode())
    read_all_texts(house.store, house.files)
    state = await visit(tab, house, cast.vera, "/files/", FileSearchState, words="jail")
    assert state.count == "22 files have “jail”."
    assert (state.pages, state.following) == ("Page 1 of 2", "/files/?words=jail&page=2")
    assert [part.text for part in state.found.files[0].snippet if part.hit] == ["jail"]
    state = await visit(tab, house, cast.vera, "/files/", FileSearchState, words="jail", page="2")
    assert state.previous == "/files/?words=jail"
    state = await visit(tab, house, cast.vera, "/files/", FileSearchState)
    assert (state.found.total, state.count) == (0, "")


async def test_searching_goes_to_the_address(tab: Tab, house: House, cast: Cast) -> None:
    await visit(tab, house, cast.vera, "/files/", FileSearchState)
    for form, address in (
        ({"words": "bail & transfers"}, "/files/?words=bail+%26+transfers"),
        ({"words": ["x"]}, "/files/"),
        ([], "/files/"),
    ):
        await tab.send(FileSearchState.look, form=form)
        updates = json.loads(tab.wire.text())
        events = [event for update in updates for event in update.get("events", [])]
        assert events[-1]["payload"]["path"] == address
