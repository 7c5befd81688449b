"""A letter becomes final: as a whole or not at all, with a number nobody else has."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlmodel import select

from records_app.casework.events import Approved as ApprovedEvent
from records_app.casework.people import Actor
from records_app.letters.compose import Letter
from records_app.letters.pdf import Pdf, render_pdf
from records_app.office import approving
from records_app.office.approving import approve
from records_app.office.drafting import new_draft, open_draft, save_draft
from records_app.office.letter_files import LetterDamaged, letter_file, letter_text
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.store.database import Store, open_store
from records_app.store.log import entries_of
from records_app.store.tables import LetterRow, NumberCounter, Request, RequestSubject
from tests.office.cast import NOW, Cast, filled_form, make_office


def ready_draft(store: Store, actor: Actor, agency_id: int) -> int:
    draft_id = new_draft(store, actor, now=NOW)
    save_draft(store, actor, draft_id, 1, filled_form(agency_id), now=NOW)
    return draft_id


def test_approving_keeps_letter_event_and_standing_together(store: Store, cast: Cast) -> None:
    draft_id = ready_draft(store, cast.bob, cast.riverbend)
    approved = approve(store, cast.bob, draft_id, 2, now=NOW)
    assert approved.number == "MO-2026-0001"
    with store.reading() as session:
        row = session.get(Request, draft_id)
        letter = session.exec(select(LetterRow)).one()
        log = entries_of(session, draft_id)
        subjects = session.exec(select(RequestSubject.subject)).all()
    assert row is not None
    assert (row.stage, row.turn, row.label, row.step) == ("ready", "us", "Letter ready", "send")
    assert row.number == approved.number
    assert row.version == 3
    assert sorted(subjects) == ["funding", "vehicles"]
    assert letter.pdf.startswith(b"%PDF")
    assert hashlib.sha256(letter.pdf).hexdigest() == letter.sha256
    assert letter.facts["number"] == "MO-2026-0001"
    assert "MO-2026-0001" in letter.text
    assert [entry.event for entry in log] == [
        ApprovedEvent(NOW.date(), "MO-2026-0001", letter.sha256, letter.pages)
    ]


def test_numbers_follow_each_other_and_begin_again_with_the_year(store: Store, cast: Cast) -> None:
    numbers = []
    for now in (NOW, NOW, NOW.replace(year=2027)):
        draft_id = ready_draft(store, cast.bob, cast.riverbend)
        numbers.append(approve(store, cast.bob, draft_id, 2, now=now).number)
    assert numbers == ["MO-2026-0001", "MO-2026-0002", "MO-2027-0001"]


def test_wrong_input_is_refused_with_every_error_and_takes_no_number(
    store: Store, cast: Cast
) -> None:
    draft_id = new_draft(store, cast.bob, now=NOW)
    form = filled_form("", fee_cap="ten", period_from="2026-02-30", subjects=[])
    save_draft(store, cast.bob, draft_id, 1, form, now=NOW)
    with pytest.raises(Refused) as refused:
        approve(store, cast.bob, draft_id, 2, now=NOW)
    fields = {error.field for error in refused.value.errors}
    assert fields == {"agency", "subjects", "fee_cap", "period_from"}
    assert_nothing_happened(store, draft_id)


def test_a_second_click_gives_the_same_answer(store: Store, cast: Cast) -> None:
    draft_id = ready_draft(store, cast.bob, cast.riverbend)
    first = approve(store, cast.bob, draft_id, 2, now=NOW)
    assert approve(store, cast.bob, draft_id, 2, now=NOW) == first
    with pytest.raises(ChangedElsewhere):
        approve(store, cast.bob, draft_id, 1, now=NOW)


def test_an_approved_letter_is_never_saved_again(store: Store, cast: Cast) -> None:
    draft_id = ready_draft(store, cast.bob, cast.riverbend)
    approve(store, cast.bob, draft_id, 2, now=NOW)
    with pytest.raises(ChangedElsewhere):
        save_draft(store, cast.bob, draft_id, 2, filled_form(cast.fenwick), now=NOW)
    with pytest.raises(NotFound):
        open_draft(store, cast.bob, draft_id, now=NOW)


def test_an_older_version_is_not_approved(store: Store, cast: Cast) -> None:
    draft_id = ready_draft(store, cast.bob, cast.riverbend)
    with pytest.raises(ChangedElsewhere):
        approve(store, cast.bob, draft_id, 1, now=NOW)
    assert_nothing_happened(store, draft_id)


@pytest.mark.parametrize("who", ["alice", "carl", "ada"])
def test_nobody_approves_the_draft_of_another(store: Store, cast: Cast, who: str) -> None:
    draft_id = ready_draft(store, cast.bob, cast.riverbend)
    with pytest.raises(NotFound):
        approve(store, getattr(cast, who), draft_id, 2, now=NOW)


def test_a_viewer_approves_nothing(store: Store, cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        approve(store, cast.vera, 1, 1, now=NOW)


def test_two_people_at_once_get_different_numbers(store: Store, cast: Cast) -> None:
    drafts = [
        (actor, ready_draft(store, actor, cast.riverbend))
        for actor in (cast.bob, cast.carl, cast.alice, cast.bob)
    ]
    with ThreadPoolExecutor(len(drafts)) as pool:
        waiting = [
            pool.submit(approve, store, actor, draft_id, 2, now=NOW) for actor, draft_id in drafts
        ]
        numbers = sorted(one.result().number for one in waiting)
    assert numbers == [f"MO-2026-000{n}" for n in range(1, 5)]
    for actor, draft_id in drafts:
        file = letter_file(store, actor, draft_id)
        text = letter_text(store, actor, draft_id).text
        assert file.name.removesuffix(".pdf") in text, "each letter carries its own number"


def test_a_number_taken_meanwhile_means_rendering_again(
    store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = ready_draft(store, cast.bob, cast.riverbend)
    theirs = ready_draft(store, cast.carl, cast.riverbend)
    rendered: list[str] = []

    def render_while_another_approves(letter: Letter) -> Pdf:
        rendered.append(letter.text)
        if len(rendered) == 1:
            approve(store, cast.carl, theirs, 2, now=NOW)
        return render_pdf(letter)

    monkeypatch.setattr(approving, "render_pdf", render_while_another_approves)
    assert approve(store, cast.bob, mine, 2, now=NOW).number == "MO-2026-0002"
    assert len(rendered) == 3
    assert "MO-2026-0002" in letter_text(store, cast.bob, mine).text


def test_a_save_while_rendering_stops_the_approval(
    store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_id = ready_draft(store, cast.bob, cast.riverbend)

    def render_while_the_other_window_saves(letter: Letter) -> Pdf:
        save_draft(store, cast.bob, draft_id, 2, filled_form(cast.fenwick), now=NOW)
        return render_pdf(letter)

    monkeypatch.setattr(approving, "render_pdf", render_while_the_other_window_saves)
    with pytest.raises(ChangedElsewhere):
        approve(store, cast.bob, draft_id, 2, now=NOW)
    assert_nothing_happened(store, draft_id)


def test_a_crash_after_rendering_leaves_a_draft_and_no_gap(
    store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_id = ready_draft(store, cast.bob, cast.riverbend)

    def render_and_fail(letter: Letter) -> Pdf:
        render_pdf(letter)
        raise RuntimeError("the power went")

    with monkeypatch.context() as patched:
        patched.setattr(approving, "render_pdf", render_and_fail)
        with pytest.raises(RuntimeError):
            approve(store, cast.bob, draft_id, 2, now=NOW)
    assert_nothing_happened(store, draft_id)
    assert approve(store, cast.bob, draft_id, 2, now=NOW).number == "MO-2026-0001"


def test_a_crash_while_storing_leaves_a_draft_and_no_gap(
    store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft_id = ready_draft(store, cast.bob, cast.riverbend)

    def derive_and_fail(*_args: object) -> None:
        raise RuntimeError("the power went")

    with monkeypatch.context() as patched:
        patched.setattr(approving, "derive", derive_and_fail)
        with pytest.raises(RuntimeError):
            approve(store, cast.bob, draft_id, 2, now=NOW)
    assert_nothing_happened(store, draft_id)


def assert_nothing_happened(store: Store, draft_id: int) -> None:
    with store.reading() as session:
        row = session.get(Request, draft_id)
        assert row is not None
        assert (row.stage, row.number) == ("draft", None)
        assert session.exec(select(LetterRow)).all() == []
        assert session.exec(select(NumberCounter)).all() == []
        assert entries_of(session, draft_id) == ()


KILLED_BEFORE_COMMIT = """
import os, signal, sys
from datetime import datetime, UTC
from sqlalchemy import event
from records_app.casework.people import Actor, Role
from records_app.office.approving import approve
from records_app.store.database import open_store

store = open_store(sys.argv[1])
person, drafts = int(sys.argv[2]), [int(one) for one in sys.argv[3:]]
actor = Actor(person, "Bob", "bob@opendoors.example", Role.ADVOCATE)
now = datetime(2026, 11, 23, 16, tzinfo=UTC)
for draft_id in drafts[:-1]:
    approve(store, actor, draft_id, 2, now=now)

@event.listens_for(store.engine, "commit")
def stop(_connection):
    os.kill(os.getpid(), signal.SIGKILL)

approve(store, actor, drafts[-1], 2, now=now)
"""


def test_killed_between_writing_and_commit(sqlite_store: Store, tmp_path: Path) -> None:
    cast = make_office(sqlite_store)
    drafts = [ready_draft(sqlite_store, cast.bob, cast.riverbend) for _ in range(3)]
    url = sqlite_store.engine.url.render_as_string()
    sqlite_store.close()
    child = subprocess.run(
        [sys.executable, "-c", KILLED_BEFORE_COMMIT, url, str(cast.bob.id), *map(str, drafts)],
        check=False,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        timeout=600,  # ends a hang, and nothing else
    )
    assert child.returncode == -signal.SIGKILL, child.stderr.decode()
    after = open_store(url)
    for draft_id in drafts[:2]:
        file = letter_file(after, cast.bob, draft_id)
        assert hashlib.sha256(file.content).hexdigest() == file.sha256
    assert open_draft(after, cast.bob, drafts[2], now=NOW).version == 2
    assert approve(after, cast.bob, drafts[2], 2, now=NOW).number == "MO-2026-0003"
    after.close()


def test_a_letter_is_handed_out_to_everybody_who_sees_the_request(store: Store, cast: Cast) -> None:
    draft_id = ready_draft(store, cast.bob, cast.riverbend)
    with pytest.raises(NotFound):
        letter_file(store, cast.alice, draft_id)
    approve(store, cast.bob, draft_id, 2, now=NOW)
    name, content, sha256 = letter_file(store, cast.vera, draft_id)
    assert name == "MO-2026-0001.pdf"
    assert hashlib.sha256(content).hexdigest() == sha256


def test_a_damaged_letter_is_not_handed_out(
    store: Store, cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    draft_id = ready_draft(store, cast.bob, cast.riverbend)
    approve(store, cast.bob, draft_id, 2, now=NOW)
    with store.transaction() as session:
        row = session.exec(select(LetterRow)).one()
        row.pdf = row.pdf + b"%changed"
    with pytest.raises(LetterDamaged):
        letter_file(store, cast.bob, draft_id)
    assert "does not match its hash" in caplog.text
