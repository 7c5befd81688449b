"""The page of an import in a tab: step by step, over reloads, and never for somebody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.importing.lists import keep_list
from records_app.office.importing.mails import keep_mails
from records_app.office.watching import watch
from records_app.settings import Settings
from records_app.store.tables import Request
from records_app.web.guard import NOT_YOURS
from records_app.web.house import House
from records_app.web.pages.import_requests import ImportState, MailState, TakeBackState
from records_app.web.session_state import SessionState
from tests.office.cast import NOW, Cast, ready_request
from tests.office.made_lists import csv_list
from tests.office.made_mails import eml
from tests.web.signed_in_tab import become, flash_of
from tests.web.tabs import Tab

pytestmark = pytest.mark.usefixtures("at_a_known_time")

LIST = csv_list(
    "Riverbend Police Department,3/4/2025,cars,Denied,3/10/2025,,",
    "The blue ones,3/14/2025,training,Pending,,,",
)


@pytest.fixture
def folder(settings: Settings) -> Path:
    return settings.data_dir / "imports"


@pytest.fixture
def bob(tab: Tab, house: House, cast: Cast) -> Tab:
    return become(tab, house, cast.bob, "/import/")


def upload(house: House, actor: Actor, folder: Path, content: bytes = LIST) -> str:
    return keep_list(house.store, actor, folder, "old.csv", content, now=NOW)


async def state_of(tab: Tab) -> ImportState:
    return await tab.state(ImportState)


async def go(tab: Tab, token: str, step: str = "") -> ImportState:
    tab.query = {"list": token} | ({"step": step} if step else {})
    await tab.send(ImportState.load)
    return await state_of(tab)


async def columns_of(tab: Tab) -> dict[str, str]:
    view = (await state_of(tab)).columns
    assert view is not None
    return {
        "heading": view.heading,
        **{f"column-{field.name}": field.value for field in view.fields},
    }


async def words_of(tab: Tab, **changes: str) -> dict[str, str]:
    view = (await state_of(tab)).words
    assert view is not None
    form = {line.name: line.value for group in view.groups for line in group.lines}
    form |= {line.name: line.value for line in view.agencies}
    return {**form, "shape": view.shape, **changes}


def requests_in(house: House) -> int:
    with house.store.reading() as session:
        return len(session.exec(select(Request)).all())


async def test_a_list_goes_through_its_steps(
    bob: Tab, house: House, cast: Cast, folder: Path
) -> None:
    token = upload(house, cast.bob, folder)
    assert (await go(bob, token)).step == "columns"
    assert (await go(bob, token, "preview")).step == "columns"
    await bob.send(ImportState.save_columns, form=await columns_of(bob))
    assert (await go(bob, token)).step == "words"
    await bob.send(ImportState.save_words, form=await words_of(bob))
    state = await state_of(bob)
    assert state.errors == {"agency-0": "Choose which agency this is."}
    assert (state.step, state.attempt) == ("words", 1)
    maple = {"agency-0": str(cast.maple)}
    await bob.send(ImportState.save_words, form=await words_of(bob, **maple))
    state = await go(bob, token, "preview")
    assert state.preview is not None
    assert state.preview.button == "Bring in 2 requests"
    assert requests_in(house) == 0
    await bob.send(ImportState.bring_in)
    await bob.send(ImportState.bring_in)
    state = await go(bob, token, "done")
    assert (state.step, state.working) == ("done", False)
    assert state.done is not None
    assert state.done.words == "2 requests were brought in."
    assert requests_in(house) == 2


async def test_what_was_chosen_is_there_after_a_reload(
    bob: Tab, house: House, cast: Cast, folder: Path
) -> None:
    token = upload(house, cast.bob, folder)
    await go(bob, token)
    form = await columns_of(bob) | {"column-fee": "", "column-notes": "5"}
    await bob.send(ImportState.save_columns, form=form)
    assert {**await _again(bob, token), "heading": "0"} == form
    await go(bob, token, "words")
    typed = await words_of(bob, **{"called-0": "The ones in blue", "answer-1": "delayed"})
    await bob.send(ImportState.save_words, form=typed)
    view = (await go(bob, token, "words")).words
    assert view is not None
    assert view.agencies[0].called == "The ones in blue"
    assert view.groups[0].lines[1].value == "delayed"


async def _again(tab: Tab, token: str) -> dict[str, str]:
    await go(tab, token, "columns")
    return await columns_of(tab)


async def test_rows_in_the_way_stop_the_import_until_they_are_ticked(
    bob: Tab, house: House, cast: Cast, folder: Path
) -> None:
    token = upload(house, cast.bob, folder, csv_list(*[LIST.decode().splitlines()[1]] * 2))
    await go(bob, token)
    await bob.send(ImportState.save_columns, form=await columns_of(bob))
    await go(bob, token, "words")
    await bob.send(ImportState.save_words, form=await words_of(bob))
    await go(bob, token, "preview")
    await bob.send(ImportState.bring_in)
    state = await state_of(bob)
    assert state.problems[0].message.startswith("Nothing was brought in.")
    assert requests_in(house) == 0
    await bob.send(ImportState.save_ticks, form={"leave_out": True, "anyway": False})
    await bob.send(ImportState.bring_in)
    assert requests_in(house) == 1


async def test_a_refused_file_says_why(bob: Tab, house: House, cast: Cast, folder: Path) -> None:
    token = upload(house, cast.bob, folder, b"%PDF-1.7")
    state = await go(bob, token, "preview")
    assert state.step == "file"
    assert state.head is not None
    assert "This is a PDF" in state.head.refused


async def test_another_persons_upload_is_no_page(
    bob: Tab, house: House, cast: Cast, folder: Path
) -> None:
    token = upload(house, cast.carl, folder)
    for step in ("", "columns", "words", "preview", "done"):
        await go(bob, token, step)
        assert (await bob.state(SessionState)).not_found
    for handler in (ImportState.save_columns, ImportState.save_words, ImportState.save_ticks):
        await bob.send(handler, form={"shape": "x"})
    await bob.send(ImportState.bring_in)
    assert requests_in(house) == 0
    assert "Riverbend" not in bob.wire.text()


@pytest.mark.parametrize("who", ["", "vera"])
async def test_strangers_and_viewers_do_nothing(
    tab: Tab, house: House, cast: Cast, folder: Path, who: str
) -> None:
    token = upload(house, cast.bob, folder)
    if who:
        become(tab, house, getattr(cast, who), "/import/")
    await go(tab, token)
    await tab.send(ImportState.bring_in)
    await tab.send(MailState.load)
    await tab.send(MailState.record, form={})
    assert (await state_of(tab)).head is None
    assert requests_in(house) == 0
    assert await flash_of(tab) == (NOT_YOURS if who else "")


JUNK: tuple[object, ...] = (
    {},
    {"place": "-1"},
    {"place": 7, "x": None},
    {"heading": "\u0664", "column-agency": "99"},
    {"shape": "x" * 5000, "agency-0": "9" * 30},
)


async def test_junk_changes_nothing(bob: Tab, house: House, cast: Cast, folder: Path) -> None:
    token = upload(house, cast.bob, folder)
    await go(bob, token)
    for form in JUNK:
        for handler in (ImportState.save_columns, ImportState.save_words, ImportState.save_ticks):
            await bob.send(handler, form=form)
        await bob.send(MailState.record, form=form)
    assert requests_in(house) == 0


async def test_a_mail_is_recorded_from_its_page(
    bob: Tab, house: House, cast: Cast, folder: Path
) -> None:
    request_id, _ = ready_request(house.store, cast.bob, cast.riverbend)
    token = keep_mails(house.store, cast.bob, folder, [("a.eml", eml())], now=NOW)
    bob.path, bob.query = "/import/mail/", {"list": token}
    await bob.send(MailState.load)
    view = (await bob.state(MailState)).view
    assert view is not None
    assert (view.left, view.mails[0].request) == (1, str(request_id))
    form = {"place": "0", "request-0": str(request_id), "who-0": "them", "kind-0": ""}
    await bob.send(MailState.record, form=form)
    state = await bob.state(MailState)
    assert set(state.errors) == {"kind-0"}
    ours = {**form, "who-0": "us", "on-0": "2026-11-23"}
    await bob.send(MailState.record, form=ours)
    state = await bob.state(MailState)
    assert state.view is not None
    assert state.view.left == 0
    assert await flash_of(bob) == "Recorded in MO-2026-0001."


async def brought_in(tab: Tab, house: House, actor: Actor, folder: Path) -> str:
    """Bring a list of one row in; gives the number of the import."""
    token = upload(house, actor, folder, csv_list(LIST.decode().splitlines()[1]))
    await go(tab, token)
    await tab.send(ImportState.save_columns, form=await columns_of(tab))
    await go(tab, token, "words")
    await tab.send(ImportState.save_words, form=await words_of(tab))
    await tab.send(ImportState.bring_in)
    done = (await go(tab, token, "done")).done
    assert done is not None
    return done.run_id


async def back_at(tab: Tab, run_id: str) -> TakeBackState:
    tab.query = {"run": run_id} if run_id else {}
    await tab.send(ImportState.load)
    await tab.send(TakeBackState.load)
    return await tab.state(TakeBackState)


async def test_a_list_is_looked_at_and_taken_back(
    bob: Tab, house: House, cast: Cast, folder: Path
) -> None:
    run_id = await brought_in(bob, house, cast.bob, folder)
    state = await back_at(bob, "")
    assert [line.run_id for line in state.before] == [run_id]
    assert (await state_of(bob)).step == "file"
    state = await back_at(bob, run_id)
    assert (await state_of(bob)).step == "back"
    assert state.view is not None
    assert state.view.button == "Take back 1 request"
    await bob.send(TakeBackState.take_it_back)
    state = await bob.state(TakeBackState)
    assert state.done == "1 request of old.csv was taken back."
    assert (state.view, state.before) == (None, [])
    assert requests_in(house) == 0


async def test_a_list_somebody_worked_with_says_so_when_the_button_is_pressed(
    bob: Tab, house: House, cast: Cast, folder: Path
) -> None:
    run_id = await brought_in(bob, house, cast.bob, folder)
    await back_at(bob, run_id)
    with house.store.reading() as session:
        request_id = session.exec(select(Request.id)).one()
    assert request_id
    watch(house.store, cast.vera, request_id)
    await bob.send(TakeBackState.take_it_back)
    state = await bob.state(TakeBackState)
    assert (state.attempt, state.done) == (1, "")
    assert state.view is not None
    assert [line.why for line in state.view.touched] == ["Somebody watches it."]
    assert requests_in(house) == 1


@pytest.mark.parametrize("run_id", ["0", "x", "-1", "99999999999999999999", "777"])
async def test_an_address_of_no_list_takes_nothing_back(
    bob: Tab, house: House, cast: Cast, folder: Path, run_id: str
) -> None:
    await brought_in(bob, house, cast.bob, folder)
    await back_at(bob, run_id)
    await bob.send(TakeBackState.take_it_back)
    assert requests_in(house) == 1


async def test_who_may_only_look_takes_nothing_back(
    tab: Tab, house: House, cast: Cast, folder: Path
) -> None:
    run_id = await brought_in(become(tab, house, cast.bob, "/import/"), house, cast.bob, folder)
    vera = become(tab, house, cast.vera, "/import/")
    vera.query = {"run": run_id}
    await vera.send(TakeBackState.take_it_back)
    assert await flash_of(vera) == NOT_YOURS
    assert requests_in(house) == 1
