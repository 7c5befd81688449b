"""A letter after the request becomes final: as a whole or not at all, with a number of its own."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session

from records_app.casework.events import FollowUp, FollowUpApproved, Imported
from records_app.letters.follow_up_kinds import kinds_for
from records_app.office.checking import differences_in
from records_app.office.follow_ups import follow_up_form
from records_app.office.follow_ups_approving import ApprovedLetter, approve_follow_up
from records_app.office.follow_ups_drafts import keep_letter
from records_app.office.letter_files import LetterDamaged, letter_file, letter_text
from records_app.office.recording import (
    add_note,
    record_follow_up_sent,
    record_sent,
)
from records_app.office.refresh import derive
from records_app.office.refusals import ChangedElsewhere, NotFound
from records_app.office.request_page import request_view
from records_app.store.database import Store
from records_app.store.log import append_event, entries_of
from records_app.store.tables import EventRow, LetterRow, Request
from tests.office.after_the_request import add, letters, request_before, version, write
from tests.office.cast import NOW, Cast

EVERY_KIND = tuple(kinds_for("us-mo"))


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_from_a_plausible_log_to_a_final_letter_that_was_sent(
    store: Store, cast: Cast, kind: str
) -> None:
    request_id = request_before(store, cast, kind)
    done = write(store, cast.bob, request_id, kind)
    assert done == ApprovedLetter(request_id, "MO-2026-0001-2")
    _, letter = letters(store, request_id)
    assert (letter.kind, letter.name) == (kind, "MO-2026-0001-2.pdf")
    assert letter.pdf.startswith(b"%PDF")
    assert hashlib.sha256(letter.pdf).hexdigest() == letter.sha256
    assert letter.facts["request"]["number"] == "MO-2026-0001"
    assert letter.approved_by_id == cast.bob.id
    with store.reading() as session:
        last = entries_of(session, request_id)[-1].event
    assert last == FollowUpApproved(
        NOW.date(), FollowUp(kind), done.number, letter.sha256, letter.pages
    )
    view = request_view(store, cast.bob, request_id, today=NOW.date())
    assert view.steps[0].action == "send_letter"
    assert view.to_send is not None
    assert (view.to_send.letter.number, view.to_send.letter.kind) == (done.number, kind)
    sent = {"letter": kind, "number": done.number, "on": "2026-11-23", "channel": "email"}
    add(store, cast.bob, request_id, record_follow_up_sent, **sent)
    after = request_view(store, cast.bob, request_id, today=NOW.date())
    assert after.to_send is None
    assert [line.sent for line in after.letters] == [
        "Sent Mon, Nov 23, 2026",
        "Sent Mon, Oct 12, 2026",
    ]
    assert list(differences_in(store)) == []


def test_letters_to_others_say_where_they_go(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "complaint-summary")
    write(store, cast.bob, request_id, "complaint-summary")
    complaint = request_view(store, cast.bob, request_id, today=NOW.date()).to_send
    assert complaint is not None
    assert (complaint.to, complaint.channel) == ("Missouri Attorney General", "portal")
    write(store, cast.bob, request_id, "prosecutor-note")
    note = request_view(store, cast.bob, request_id, today=NOW.date()).to_send
    assert note is not None
    assert (note.to, note.channel) == ("Prosecuting Attorney of Harlow County", "post")


def test_numbers_follow_each_other_within_a_request(store: Store, cast: Cast) -> None:
    one = request_before(store, cast, "thanks")
    other = request_before(store, cast, "thanks")
    numbers = [write(store, cast.bob, at, "thanks").number for at in (one, one, other, one)]
    assert numbers == ["MO-2026-0001-2", "MO-2026-0001-3", "MO-2026-0002-2", "MO-2026-0001-4"]
    lines = request_view(store, cast.vera, one, today=NOW.date()).letters
    assert [line.number for line in lines] == [*numbers[3:], *numbers[1::-1], "MO-2026-0001"]
    assert [line.sent != "Not sent yet" for line in lines] == [False, False, False, True]
    assert lines[0].approved == "approved Mon, Nov 23, 2026, 10:00 AM by Bob"


def test_approving_twice_the_same_version_gives_the_same_answer(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "thanks")
    form = follow_up_form(store, cast.bob, request_id, "thanks", now=NOW)
    order: dict[str, Any] = {"version": form.version, "now": NOW}
    first = approve_follow_up(store, cast.bob, request_id, "thanks", form.values, **order)
    again = approve_follow_up(store, cast.bob, request_id, "thanks", form.values, **order)
    assert first == again
    assert len(letters(store, request_id)) == 2
    changed = {**form.values, "paragraph": "And one more thing."}
    with pytest.raises(ChangedElsewhere):
        approve_follow_up(store, cast.bob, request_id, "thanks", changed, **order)
    with pytest.raises(ChangedElsewhere):
        approve_follow_up(store, cast.alice, request_id, "thanks", form.values, **order)
    assert len(letters(store, request_id)) == 2


def test_two_at_once_make_one_letter_or_two_with_different_numbers(
    store: Store, cast: Cast
) -> None:
    request_id = request_before(store, cast, "demand-grounds")
    newest = version(store, request_id)

    def approve_one(kind: str) -> str:
        form = follow_up_form(store, cast.bob, request_id, kind, now=NOW)
        try:
            done = approve_follow_up(
                store, cast.bob, request_id, kind, form.values, version=newest, now=NOW
            )
        except ChangedElsewhere:
            return "too late"
        return done.number

    kinds = ["demand-grounds", "withdrawal", "demand-grounds", "withdrawal"]
    with ThreadPoolExecutor(4) as people:
        answers = list(people.map(approve_one, kinds))
    assert answers.count("MO-2026-0001-2") in (1, 2)
    assert set(answers) == {"MO-2026-0001-2", "too late"}
    assert len(letters(store, request_id)) == 2
    assert list(differences_in(store)) == []
    assert write(store, cast.bob, request_id, "withdrawal").number == "MO-2026-0001-3"


def test_what_changed_elsewhere_is_told(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "thanks")
    form = follow_up_form(store, cast.bob, request_id, "thanks", now=NOW)
    add(store, cast.alice, request_id, add_note, text="They called.")
    with pytest.raises(ChangedElsewhere) as newer:
        approve_follow_up(
            store, cast.bob, request_id, "thanks", form.values, version=form.version, now=NOW
        )
    assert newer.value.by == "Alice"
    assert len(letters(store, request_id)) == 1


def test_whoever_has_it_in_their_care_writes_too(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "thanks")
    with store.transaction() as session:
        session.get_one(Request, request_id).assigned_id = cast.carl.id
    done = write(store, cast.carl, request_id, "thanks")
    assert done.number == "MO-2026-0001-2"
    assert letters(store, request_id)[1].facts["sender"]["name"] == "Carl"


def test_a_request_that_was_written_elsewhere_has_letters_too(store: Store, cast: Cast) -> None:
    with store.transaction() as session:
        row = Request(
            number="OLD-7",
            agency_id=cast.riverbend,
            author_id=cast.bob.id,
            created_at=NOW,
            updated_at=NOW,
            updated_by_id=cast.bob.id,
        )
        session.add(row)
        session.flush()
        assert row.id is not None
        imported = Imported(date(2026, 11, 20), "OLD-7", "list.csv, line 2")
        append_event(session, row.id, imported, cast.bob, NOW)
        derive(session, row)
        request_id = row.id
    add(store, cast.bob, request_id, record_sent, on="2026-11-20", channel="post")
    assert write(store, cast.bob, request_id, "withdrawal").number == "OLD-7-2"
    assert write(store, cast.bob, request_id, "withdrawal").number == "OLD-7-3"
    assert "November 20, 2026" in letters(store, request_id)[0].text
    assert list(differences_in(store)) == []


def test_what_was_typed_is_gone_once_the_letter_is_final(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "thanks")
    first = follow_up_form(store, cast.bob, request_id, "thanks", now=NOW)
    typed = {**first.values, "paragraph": "You were quick."}
    keep_letter(store, cast.bob, request_id, "thanks", typed, now=NOW)
    write(store, cast.bob, request_id, "thanks")
    again = follow_up_form(store, cast.bob, request_id, "thanks", now=NOW)
    assert again.values == first.values
    assert "You were quick." in letters(store, request_id)[1].text


def test_each_letter_is_handed_out_and_only_with_its_request(store: Store, cast: Cast) -> None:
    one, other = request_before(store, cast, "thanks"), request_before(store, cast, "thanks")
    write(store, cast.bob, one, "thanks")
    letter = letters(store, one)[1]
    assert letter.id is not None
    found = letter_file(store, cast.vera, one, letter.id)
    assert (found.name, found.content) == ("MO-2026-0001-2.pdf", letter.pdf)
    said = letter_text(store, cast.vera, one, letter.id)
    assert said == ("MO-2026-0001-2.txt", letter.text)
    for request_id, letter_id in ((other, letter.id), (one, 0), (one, 999), (999, letter.id)):
        with pytest.raises(NotFound):
            letter_file(store, cast.ada, request_id, letter_id)
    with store.transaction() as session:
        session.get_one(LetterRow, letter.id).pdf = letter.pdf[:-1] + b"?"
    for reader in (letter_file, letter_text):
        with pytest.raises(LetterDamaged):
            reader(store, cast.vera, one, letter.id)


def _missing(session: Session) -> None:
    session.connection().execute(text("DELETE FROM letter WHERE kind = 'thanks'"))


def _changed(session: Session) -> None:
    session.connection().execute(text("UPDATE letter SET pages = 9 WHERE kind = 'thanks'"))


def _of_another_kind(session: Session) -> None:
    session.connection().execute(text("UPDATE letter SET kind = 'reminder' WHERE kind = 'thanks'"))


def _surplus(session: Session) -> None:
    table: Any = EventRow
    session.connection().execute(table.__table__.delete().where(table.kind == "follow_up_approved"))


def _at_another_request(session: Session) -> None:
    session.connection().execute(text("UPDATE letter SET request_id = 2 WHERE kind = 'thanks'"))


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_missing, "MO-2026-0001-2: the approved letter with the SHA-256"),
        (_changed, "MO-2026-0001-2.pdf: it has 9 pages, the log says 1"),
        (_of_another_kind, "MO-2026-0001-2.pdf: its kind is reminder, the log says thanks"),
        (_surplus, "MO-2026-0001-2.pdf: no event approved a letter"),
        (_at_another_request, "MO-2026-0001-2.pdf: no event approved a letter"),
    ],
)
def test_check_names_every_letter_that_differs(
    store: Store, cast: Cast, damage: Any, said: str
) -> None:
    request_id = request_before(store, cast, "thanks")
    request_before(store, cast, "thanks")
    write(store, cast.bob, request_id, "thanks")
    assert list(differences_in(store)) == []
    with store.transaction() as session:
        damage(session)
    found = list(differences_in(store))
    assert any(line.startswith(said) for line in found), found
