"""Watching and reminders: anyone who sees a request may, and a reminder is one's own."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.accounts import disable_person
from records_app.office.drafting import new_draft
from records_app.office.people_card import people_card
from records_app.office.recording import close_request
from records_app.office.refusals import NotFound, Refused
from records_app.office.reminding import FARTHEST, MOST_OPEN, done_with_reminder, remind_me
from records_app.office.watching import stop_watching, watch
from records_app.store.database import Store
from records_app.store.tables import EventRow, RemindMe, Request, Watch, metadata
from tests.office.cast import NOW, Cast, ready_request

TODAY = date(2026, 11, 23)


@pytest.fixture
def request_id(store: Store, cast: Cast) -> int:
    found, _ = ready_request(store, cast.bob, cast.riverbend)
    return found


def remind(
    store: Store, actor: Actor, request_id: int, on: object = "2026-12-01", note: object = ""
) -> int:
    raw = {"remind_on": on, "remind_note": note}
    return remind_me(store, actor, request_id, raw, now=NOW)


def test_anybody_watches_and_twice_is_once(store: Store, cast: Cast, request_id: int) -> None:
    for actor in (cast.vera, cast.carl, cast.vera):
        watch(store, actor, request_id)
    card = people_card(store, cast.vera, request_id, today=TODAY)
    assert (card.is_watching, card.watchers) == (True, ("Carl", "you"))
    stop_watching(store, cast.vera, request_id)
    stop_watching(store, cast.vera, request_id)
    card = people_card(store, cast.vera, request_id, today=TODAY)
    assert (card.is_watching, card.watchers) == (False, ("Carl",))
    disable_person(store, cast.ada, cast.carl.id, now=NOW)
    assert people_card(store, cast.vera, request_id, today=TODAY).watchers == ()


def test_a_draft_and_what_is_not_there_cannot_be_watched(store: Store, cast: Cast) -> None:
    draft = new_draft(store, cast.bob, now=NOW)
    for actor, wanted in ((cast.alice, draft), (cast.bob, draft), (cast.bob, 2**40)):
        for ask in (watch, stop_watching):
            with pytest.raises(NotFound):
                ask(store, actor, wanted)
        with pytest.raises(NotFound):
            remind(store, actor, wanted)
    with store.reading() as session:
        assert session.exec(select(Watch)).all() == []
        assert session.exec(select(RemindMe)).all() == []


def test_watching_and_reminders_leave_the_request_as_it_was(
    store: Store, cast: Cast, request_id: int
) -> None:
    def state() -> tuple[object, ...]:
        with store.reading() as session:
            row = session.get_one(Request, request_id)
            events = session.exec(select(EventRow)).all()
            return row.version, row.updated_at, row.updated_by_id, len(events)

    before = state()
    watch(store, cast.vera, request_id)
    done_with_reminder(store, cast.vera, remind(store, cast.vera, request_id), now=NOW)
    assert state() == before


def test_a_reminder_is_seen_by_whoever_made_it_alone(
    store: Store, cast: Cast, request_id: int
) -> None:
    mine = remind(store, cast.vera, request_id, note="Ask  the\tboard about it")
    remind(store, cast.vera, request_id, on="2026-11-23")
    lines = people_card(store, cast.vera, request_id, today=TODAY).reminders
    assert [(one.day, one.note, one.is_due) for one in lines] == [
        ("Mon, Nov 23, 2026", "", True),
        ("Tue, Dec 1, 2026", "Ask the board about it", False),
    ]
    for other in (cast.alice, cast.bob, cast.ada):
        assert people_card(store, other, request_id, today=TODAY).reminders == ()
        with pytest.raises(NotFound):
            done_with_reminder(store, other, mine, now=NOW)
    done_with_reminder(store, cast.vera, mine, now=NOW)
    done_with_reminder(store, cast.vera, mine, now=NOW + timedelta(hours=1))
    with store.reading() as session:
        assert session.get_one(RemindMe, mine).done_at == NOW
    assert len(people_card(store, cast.vera, request_id, today=TODAY).reminders) == 1


def test_a_reminder_may_be_made_whatever_the_standing(
    store: Store, cast: Cast, request_id: int
) -> None:
    close_request(store, cast.bob, request_id, 3, {"outcome": "withdrawn"}, now=NOW)
    remind(store, cast.bob, request_id)
    assert len(people_card(store, cast.bob, request_id, today=TODAY).reminders) == 1


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("", "Choose the day."),
        (None, "Choose the day."),
        (7, "Choose the day."),
        ("tomorrow", "Choose the day."),
        ("2026-11-3", "Choose the day."),
        ("٢٠٢٦-11-30", "Choose the day."),
        ("2026-11-31", "There is no such day."),
        ("2026-11-22", "Sun, Nov 22, 2026 has passed. Choose today or a later day."),
        ("9999-12-31", "Choose a day before Sun, Nov 25, 2029."),
    ],
)
def test_days_that_are_none_are_refused(
    store: Store, cast: Cast, request_id: int, on: object, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        remind(store, cast.bob, request_id, on=on)
    assert [(one.field, one.message) for one in refused.value.errors] == [("remind_on", words)]


def test_the_first_and_the_last_day_are_allowed(store: Store, cast: Cast, request_id: int) -> None:
    card = people_card(store, cast.bob, request_id, today=TODAY)
    assert (card.first_day, card.last_day) == ("2026-11-23", (TODAY + FARTHEST).isoformat())
    remind(store, cast.bob, request_id, on=card.first_day)
    remind(store, cast.bob, request_id, on=card.last_day)


@pytest.mark.parametrize("note", ["x" * 201, "a\u202eb", "a\x00b", 7, None])
def test_a_note_that_cannot_be_shown_is_refused(
    store: Store, cast: Cast, request_id: int, note: object
) -> None:
    with pytest.raises(Refused) as refused:
        remind(store, cast.bob, request_id, on="2026-11-22", note=note)
    assert [one.field for one in refused.value.errors] == ["remind_on", "remind_note"]


@pytest.mark.parametrize("number", [None, "1", 0, -1, True, 2**31, 1.0, [1]])
def test_junk_is_no_reminder(store: Store, cast: Cast, request_id: int, number: object) -> None:
    remind(store, cast.bob, request_id)
    with pytest.raises(NotFound):
        done_with_reminder(store, cast.bob, number, now=NOW)


def test_there_is_an_end_to_reminders_of_one_request(
    store: Store, cast: Cast, request_id: int
) -> None:
    made = [remind(store, cast.bob, request_id) for _ in range(MOST_OPEN)]
    with pytest.raises(Refused):
        remind(store, cast.bob, request_id)
    remind(store, cast.vera, request_id)
    done_with_reminder(store, cast.bob, made[0], now=NOW)
    remind(store, cast.bob, request_id)


def test_the_audit_does_not_tell_of_reminders(store: Store, cast: Cast, request_id: int) -> None:
    watch(store, cast.vera, request_id)
    number = remind(store, cast.vera, request_id, note="A thought of my own")
    done_with_reminder(store, cast.vera, number, now=NOW)
    with store.reading() as session:
        kept = str([tuple(row) for row in session.execute(metadata.tables["audit"].select())])
    assert "watch" in kept
    assert "A thought of my own" not in kept
    assert "remind_me" not in kept
