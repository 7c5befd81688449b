"""The spacing of our letters: who chooses it, and that every open request follows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import insert
from sqlmodel import select

from records_app.office.agency_closures import add_closure
from records_app.office.chaser_spacing import change_spacing, chaser_spacing
from records_app.office.checking import differences_in
from records_app.office.desk_view import DeskFilter
from records_app.office.listing import list_requests
from records_app.office.recording import record_answer, record_follow_up_sent
from records_app.office.refusals import ChangedElsewhere, NotAllowed, Refused
from records_app.office.request_page import request_view
from records_app.store.database import Store
from records_app.store.tables import EventRow, Request
from tests.office.cast import NOW, Cast
from tests.office.desks import TODAY, desk_of, one_of_each, version_of, waiting_since


def asking_again(store: Store, cast: Cast) -> int:
    """A request whose answer we wrote back about: only our own date to ask again runs."""
    request_id = waiting_since(store, cast.bob, cast.riverbend, "2026-11-10")
    raw: dict[str, object] = {"on": "2026-11-13", "kind": "other", "detail": "Which years?"}
    record_answer(store, cast.bob, request_id, version_of(store, request_id), raw, now=NOW)
    raw = {"on": "2026-11-16", "letter": "clarification", "channel": "email"}
    record_follow_up_sent(store, cast.bob, request_id, version_of(store, request_id), raw, now=NOW)
    return request_id


def dates_of(store: Store, request_id: int) -> tuple[str | None, date | None]:
    with store.reading() as session:
        row = session.get_one(Request, request_id)
        return row.clock, row.due_on


def change(store: Store, cast: Cast, days: object, was: object = 5) -> int:
    return change_spacing(store, cast.alice, {"chaser_days": days}, was=was, now=NOW).moved


def test_every_open_request_follows_and_check_agrees(store: Store, cast: Cast) -> None:
    one_of_each(store, cast)
    request_id = asking_again(store, cast)
    assert dates_of(store, request_id) == ("ask_again", date(2026, 11, 23))
    version = version_of(store, request_id)
    assert change(store, cast, "10") == 1
    # Ten open days after Monday, November 16: Thanksgiving is none.
    assert dates_of(store, request_id) == ("ask_again", date(2026, 12, 1))
    assert version_of(store, request_id) == version
    assert chaser_spacing(store, cast.vera).days == 10
    assert list(differences_in(store)) == []
    assert change(store, cast, "10", was=10) == 0
    assert change(store, cast, "3", was=10) == 1
    assert dates_of(store, request_id) == ("ask_again", date(2026, 11, 19))
    assert list(differences_in(store)) == []


def test_a_closure_before_a_change_of_the_spacing_leaves_the_check_clean(
    store: Store, cast: Cast
) -> None:
    request_id = asking_again(store, cast)
    add_closure(
        store,
        cast.alice,
        agency_id=cast.riverbend,
        on="2026-11-23",
        is_open=False,
        reason="Move",
        now=NOW,
    )
    assert dates_of(store, request_id) == ("ask_again", date(2026, 11, 24))
    change(store, cast, "4")
    assert dates_of(store, request_id) == ("ask_again", date(2026, 11, 20))
    assert list(differences_in(store)) == []


def test_the_next_reminder_follows_on_the_page_and_on_the_desk(store: Store, cast: Cast) -> None:
    late = waiting_since(store, cast.bob, cast.riverbend, "2026-11-02")
    raw = {"on": "2026-11-16", "letter": "reminder", "channel": "email"}
    record_follow_up_sent(store, cast.bob, late, version_of(store, late), raw, now=NOW)

    def first_steps() -> set[str]:
        view = request_view(store, cast.bob, late, today=TODAY)
        (row,) = [row for one in desk_of(store, cast.bob).sections for row in one.rows]
        (listed,) = list_requests(store, today=TODAY)
        return {view.steps[0].action, row.step, listed.next_step}

    assert first_steps() == {"remind"}
    change(store, cast, "8")
    assert first_steps() == {"log_answer"}
    assert desk_of(store, cast.bob, DeskFilter(), today=TODAY + timedelta(days=7)).sections


@pytest.mark.parametrize(
    "days", ["", "2", "31", "0", "-5", "1e1", "٥", "5.5", "999", "9" * 99, None, 5, ["5"], "five"]
)
def test_only_three_to_thirty_days(store: Store, cast: Cast, days: object) -> None:
    with pytest.raises(Refused) as refused:
        change(store, cast, days)
    assert [one.field for one in refused.value.errors] == ["chaser_days"]
    assert chaser_spacing(store, cast.ada).days == 5


def test_staff_and_admins_choose(store: Store, cast: Cast) -> None:
    for actor in (cast.vera, cast.bob):
        with pytest.raises(NotAllowed):
            change_spacing(store, actor, {"chaser_days": "7"}, was=5, now=NOW)
    assert change_spacing(store, cast.ada, {"chaser_days": "7"}, was=5, now=NOW).days == 7
    assert change_spacing(store, cast.alice, {"chaser_days": " 30 "}, was=7, now=NOW).days == 30


@pytest.mark.parametrize("was", [4, "5", None, 0])
def test_of_two_who_choose_the_second_is_told(store: Store, cast: Cast, was: object) -> None:
    with pytest.raises(ChangedElsewhere):
        change(store, cast, "7", was=was)
    assert chaser_spacing(store, cast.alice).days == 5


def test_many_requests_follow_in_batches(store: Store, cast: Cast) -> None:
    """More than two batches, each with its own log, all in one transaction."""
    first = asking_again(store, cast)
    copies = copy_of(store, first, 450)
    assert change(store, cast, "6") == 451
    assert dates_of(store, copies[-1]) == ("ask_again", date(2026, 11, 24))


def copy_of(store: Store, request_id: int, count: int) -> list[int]:
    """The same request and log many times over; only lists and derived columns look at them."""
    with store.transaction() as session:
        row = session.get_one(Request, request_id).model_dump(exclude={"id", "number"})
        events = session.exec(select(EventRow).where(EventRow.request_id == request_id))
        log = [one.model_dump(exclude={"id", "request_id"}) for one in events]
        ids = list(range(request_id + 1, request_id + 1 + count))
        session.execute(insert(Request), [{**row, "id": n, "number": f"MO-1-{n}"} for n in ids])
        session.execute(insert(EventRow), [{**one, "request_id": n} for n in ids for one in log])
    return ids
