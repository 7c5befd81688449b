"""Recording what was mailed: one by one, all or none of each, and never twice."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from records_app.casework.events import Channel, FollowUpSent, Sent
from records_app.casework.people import Actor
from records_app.office.mail_day import to_go_out
from records_app.office.mail_day_recording import (
    Kept,
    Mailed,
    MailedResult,
    record_item_sent,
    record_mailed,
)
from records_app.office.missouri_time import missouri_day
from records_app.office.recording import record_sent
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.tables import Request
from tests.office.after_the_request import request_before, write
from tests.office.cast import NOW, Cast
from tests.office.mailed import letter_row, mail_letter, version_of

TODAY = missouri_day(NOW)
ON = TODAY.isoformat()
NUMBER = "9400 1112 0108 0805 4830 16"


def events(store: Store, letter_id: int) -> list[object]:
    """What the log of a letter's request tells of sending."""
    with store.reading() as session:
        log = entries_of(session, letter_row(store, letter_id).request_id)
    return [entry.event for entry in log if isinstance(entry.event, Sent | FollowUpSent)]


def test_each_letter_is_recorded_with_its_number_and_address(store: Store, cast: Cast) -> None:
    first = mail_letter(store, cast.bob, cast.riverbend)
    second = mail_letter(store, cast.carl, cast.riverbend)
    letters = (Mailed(first, 3, NUMBER), Mailed(second, 3, ""))
    result = record_mailed(store, cast.alice, ON, letters, now=NOW)
    assert result == MailedResult(("MO-2026-0001", "MO-2026-0002"), ())
    assert events(store, first) == [
        Sent(
            TODAY,
            None,
            Channel.POST,
            "9400111201080805483016",
            "100 Main Street, Riverbend, MO 63000",
        )
    ]
    assert [one.reference for one in events(store, second) if isinstance(one, Sent)] == [""]
    assert to_go_out(store, cast.alice, today=TODAY).lines == ()


def test_a_second_press_records_nothing_twice(store: Store, cast: Cast) -> None:
    letter = mail_letter(store, cast.bob, cast.riverbend)
    for version in (3, 3, 4):
        result = record_mailed(store, cast.bob, ON, (Mailed(letter, version, ""),), now=NOW)
    assert result.done == ()
    (kept,) = result.kept
    assert kept.why == "It does not wait any more: its sending is recorded."
    assert len(events(store, letter)) == 1


def test_what_cannot_be_recorded_is_kept_with_its_reason_and_the_others_are_done(
    store: Store, cast: Cast
) -> None:
    stale = mail_letter(store, cast.bob, cast.riverbend)
    good = mail_letter(store, cast.bob, cast.riverbend)
    carls = mail_letter(store, cast.carl, cast.riverbend)
    with store.transaction() as session:
        row = session.get_one(Request, letter_row(store, stale).request_id)
        row.version, row.updated_by_id = 4, cast.alice.id
    letters = tuple(Mailed(each, 3, "") for each in (stale, good, carls))
    result = record_mailed(store, cast.bob, ON, letters, now=NOW)
    assert result.done == ("MO-2026-0002",)
    assert result.kept == (
        Kept(
            stale,
            "MO-2026-0001",
            "Alice changed the request in the meantime. Look at it, then press again.",
        ),
        Kept(carls, "", "It does not wait any more: its sending is recorded."),
    )
    assert [len(events(store, each)) for each in (stale, good, carls)] == [0, 1, 0]


def test_a_day_before_the_approval_keeps_each_letter(store: Store, cast: Cast) -> None:
    letter = mail_letter(store, cast.bob, cast.riverbend)
    day = (TODAY - timedelta(days=1)).isoformat()
    result = record_mailed(store, cast.bob, day, (Mailed(letter, 3, ""),), now=NOW)
    assert [kept.why for kept in result.kept] == [
        "The letter was approved only on Mon, Nov 23, 2026."
    ]


def test_two_letters_of_one_request_go_the_same_day(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "demand-grounds")
    write(store, cast.bob, request_id, "reminder")
    write(store, cast.bob, request_id, "demand-grounds")
    lines = to_go_out(store, cast.bob, today=TODAY).lines
    assert len(lines) == 2
    letters = tuple(Mailed(line.id, line.version, "") for line in lines)
    result = record_mailed(store, cast.bob, ON, letters, now=NOW)
    assert result == MailedResult(("MO-2026-0001-2", "MO-2026-0001-3"), ())
    sent = [one for one in events(store, lines[0].id) if isinstance(one, FollowUpSent)]
    assert [one.number for one in sent] == ["MO-2026-0001-2", "MO-2026-0001-3"]


def test_a_number_for_two_letters_is_refused_before_anything_is_recorded(
    store: Store, cast: Cast
) -> None:
    first = mail_letter(store, cast.bob, cast.riverbend)
    second = mail_letter(store, cast.bob, cast.riverbend)
    letters = (Mailed(first, 3, NUMBER), Mailed(second, 3, NUMBER.replace(" ", "")))
    with pytest.raises(Refused) as refused:
        record_mailed(store, cast.bob, ON, letters, now=NOW)
    assert [(one.field, one.label) for one in refused.value.errors] == [
        (f"number-{first}", "MO-2026-0001"),
        (f"number-{second}", "MO-2026-0002"),
    ]
    assert events(store, first) == events(store, second) == []


def test_a_number_that_is_in_the_log_already_is_refused(store: Store, cast: Cast) -> None:
    first = mail_letter(store, cast.bob, cast.riverbend)
    raw = {"on": ON, "channel": "post", "reference": NUMBER}
    record_sent(store, cast.bob, letter_row(store, first).request_id, 3, raw, now=NOW)
    second = mail_letter(store, cast.bob, cast.riverbend)
    with pytest.raises(Refused) as refused:
        record_mailed(store, cast.bob, ON, (Mailed(second, 3, NUMBER),), now=NOW)
    (error,) = refused.value.errors
    assert error.message == "This number is recorded already, for MO-2026-0001."


@pytest.mark.parametrize("on", ["", "2026-11-24", "2026-02-30", "yesterday", None, 7])
def test_a_day_that_is_none_or_to_come_is_refused(store: Store, cast: Cast, on: object) -> None:
    letter = mail_letter(store, cast.bob, cast.riverbend)
    with pytest.raises(Refused) as refused:
        record_mailed(store, cast.bob, on, (Mailed(letter, 3, ""),), now=NOW)
    assert [error.field for error in refused.value.errors] == ["on"]
    assert events(store, letter) == []


def test_a_viewer_records_nothing(store: Store, cast: Cast) -> None:
    letter = mail_letter(store, cast.bob, cast.riverbend)
    with pytest.raises(NotAllowed):
        record_mailed(store, cast.vera, ON, (Mailed(letter, 3, ""),), now=NOW)
    with pytest.raises(NotFound):
        record_item_sent(store, cast.vera, letter, 3, {"on": ON, "channel": "post"}, now=NOW)


def test_one_letter_from_a_work_list(store: Store, cast: Cast) -> None:
    letter = mail_letter(store, cast.bob, cast.fenwick)
    raw = {"on": ON, "at": "10:05", "channel": "portal", "reference": "F-12", "to": "portal"}
    assert record_item_sent(store, cast.bob, letter, 3, raw, now=NOW).version == 4
    with pytest.raises(NotFound):
        record_item_sent(store, cast.bob, letter, 4, raw, now=NOW)
    with pytest.raises(NotFound):
        record_item_sent(store, cast.bob, 2**40, 4, raw, now=NOW)
    assert len(events(store, letter)) == 1


def test_two_people_record_the_same_letter_at_once(store: Store, cast: Cast) -> None:
    letter = mail_letter(store, cast.bob, cast.riverbend)
    told: list[object] = []
    together = threading.Barrier(2)

    def press(actor: Actor, number: str) -> None:
        together.wait()
        told.append(record_mailed(store, actor, ON, (Mailed(letter, 3, number),), now=NOW))

    pairs = ((cast.alice, NUMBER), (cast.bob, "71123456789123456787"))
    people = [threading.Thread(target=press, args=each) for each in pairs]
    for each in people:
        each.start()
    for each in people:
        each.join()
    results = [one for one in told if isinstance(one, MailedResult)]
    assert len(results) == 2
    assert sorted(len(one.done) for one in results) == [0, 1]
    assert len(events(store, letter)) == 1
    assert version_of(store, letter) == 4


def test_an_old_version_of_one_letter_is_said(store: Store, cast: Cast) -> None:
    letter = mail_letter(store, cast.bob, cast.fenwick)
    with pytest.raises(ChangedElsewhere):
        record_item_sent(store, cast.bob, letter, 2, {"on": ON, "channel": "portal"}, now=NOW)
