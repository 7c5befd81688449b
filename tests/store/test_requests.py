"""What the queries on requests promise: visibility, numbers in order, days of agencies."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError

from records_app.law.agency_days import AgencyDays
from records_app.office.drafting import discard_draft, new_draft
from records_app.store.database import Store
from records_app.store.letters import letters_of
from records_app.store.log import append_event, entries_of, entries_of_many
from records_app.store.requests import (
    agency_file,
    days_of_agencies,
    days_of_agency,
    find_request,
    last_number,
    letter_of,
    lock_request,
    open_ids_of_agency,
    replace_subjects,
    subjects_of,
    take_number,
)
from records_app.store.tables import Closure, Contact, EventRow
from tests.office.cast import NOW, Cast, make_office, ready_request


@pytest.fixture
def cast(store: Store) -> Cast:
    return make_office(store)


def test_who_sees_which_request(store: Store, cast: Cast) -> None:
    draft = new_draft(store, cast.bob, now=NOW)
    gone = new_draft(store, cast.bob, now=NOW)
    discard_draft(store, cast.bob, gone, 1, now=NOW)
    ready, _ = ready_request(store, cast.bob, cast.riverbend)
    everybody = (cast.alice, cast.bob, cast.carl, cast.vera, cast.ada)
    for find in (find_request, lock_request):
        with store.transaction() as session:
            seen = {
                actor.name: [one for one in (draft, gone, ready) if find(session, actor, one)]
                for actor in everybody
            }
        assert seen == {
            "Alice": [ready],
            "Bob": [draft, ready],
            "Carl": [ready],
            "Vera": [ready],
            "Ada": [ready],
        }


def test_numbers_are_taken_in_order(store: Store) -> None:
    with store.transaction() as session:
        assert last_number(session, "MO-2026") == 0
        assert not take_number(session, "MO-2026", 2), "the first number is 1"
        assert take_number(session, "MO-2026", 1)
        assert not take_number(session, "MO-2026", 1)
        assert take_number(session, "MO-2026", 2)
        assert not take_number(session, "MO-2026", 4)
        assert take_number(session, "IL-2026", 1), "each series counts for itself"
    with store.reading() as session:
        assert last_number(session, "MO-2026") == 2


@pytest.mark.parametrize("wanted", [1, 2])
def test_only_one_of_many_takes_a_number(store: Store, wanted: int) -> None:
    for number in range(1, wanted):
        with store.transaction() as session:
            assert take_number(session, "MO-2026", number)

    def take(_who: int) -> bool:
        try:
            with store.transaction() as session:
                return take_number(session, "MO-2026", wanted)
        except IntegrityError:
            return False

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(take, range(4))) == [False, False, False, True]
    with store.reading() as session:
        assert last_number(session, "MO-2026") == wanted


def test_a_number_given_back_is_taken_again(store: Store) -> None:
    def take_and_fail() -> None:
        with store.transaction() as session:
            assert take_number(session, "MO-2026", 1)
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        take_and_fail()
    with store.transaction() as session:
        assert take_number(session, "MO-2026", 1)


def test_the_days_of_agencies(store: Store, cast: Cast) -> None:
    with store.transaction() as session:
        for day, is_open in ((27, False), (11, True), (2, False)):
            session.add(
                Closure(
                    agency_id=cast.riverbend,
                    on=date(2026, 11, day),
                    is_open=is_open,
                    reason=f"Day {day}",
                    added_at=NOW,
                )
            )
    with store.reading() as session:
        found = days_of_agency(session, cast.riverbend)
        assert days_of_agency(session, None) == AgencyDays()
        assert days_of_agency(session, cast.fenwick) == AgencyDays()
        assert days_of_agencies(session, (cast.riverbend, cast.fenwick)) == {cast.riverbend: found}
        assert days_of_agencies(session, ()) == {}
    assert found.closed == ((date(2026, 11, 2), "Day 2"), (date(2026, 11, 27), "Day 27"))
    assert found.open == ((date(2026, 11, 11), "Day 11"),)


def test_an_agency_comes_with_the_contacts_that_hold(store: Store, cast: Cast) -> None:
    with store.transaction() as session:
        session.get_one(Contact, 1).removed_at = NOW
    with store.reading() as session:
        file = agency_file(session, cast.riverbend)
        assert agency_file(session, None) is None
        assert agency_file(session, 10**12) is None
    assert file is not None
    assert [contact.kind for contact in file.contacts] == ["phone"]


def test_subjects_are_replaced(store: Store, cast: Cast) -> None:
    one, _ = ready_request(store, cast.bob, cast.riverbend, subjects=("training", "funding"))
    other, _ = ready_request(store, cast.bob, cast.riverbend, subjects=("vehicles",))
    with store.transaction() as session:
        replace_subjects(session, other, ["training", "training"])
    with store.reading() as session:
        assert subjects_of(session, (one, other)) == {
            one: ("funding", "training"),
            other: ("training",),
        }


def test_the_log_is_read_for_many_at_once(store: Store, cast: Cast) -> None:
    ids = [ready_request(store, cast.bob, cast.riverbend)[0] for _ in range(3)]
    with store.reading() as session:
        many = entries_of_many(session, [*ids, 999])
        assert set(many) == set(ids)
        assert many[ids[0]] == entries_of(session, ids[0])
        assert many[ids[0]][0].by == "Bob"
        assert entries_of(session, 999) == ()


def test_two_lines_of_a_log_never_share_a_place(store: Store, cast: Cast) -> None:
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    with store.reading() as session:
        first = entries_of(session, request_id)[0]

    def add_twice() -> None:
        with store.transaction() as session:
            append_event(session, request_id, first.event, cast.bob, NOW)
            session.add(
                EventRow(
                    request_id=request_id,
                    seq=2,
                    kind="noted",
                    happened_on=NOW.date(),
                    recorded_at=NOW,
                    recorded_by_id=cast.bob.id,
                )
            )

    with pytest.raises(IntegrityError):
        add_twice()
    with store.reading() as session:
        assert len(entries_of(session, request_id)) == 1


def test_the_letter_with_and_without_its_bytes(store: Store, cast: Cast) -> None:
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    with store.reading() as session:
        ((summary, approved_by),) = letters_of(session, request_id)
        assert {"pdf", "html"}.isdisjoint(summary.__dict__)
        assert summary.text.startswith("The letter MO-2026-0001")
        assert approved_by == "Bob"
        assert letters_of(session, 999) == ()
    with store.reading() as session:
        letter = letter_of(session, request_id)
        assert letter is not None
        assert letter.pdf.startswith(b"%PDF")
        assert letter_of(session, 999) is None


def test_open_requests_of_an_agency(store: Store, cast: Cast) -> None:
    new_draft(store, cast.bob, now=NOW, agency_id=cast.riverbend)
    ready, _ = ready_request(store, cast.bob, cast.riverbend)
    ready_request(store, cast.bob, cast.fenwick)
    with store.reading() as session:
        assert open_ids_of_agency(session, cast.riverbend) == (ready,)
