"""Who may make and end which address, and that only its hash is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from records_app.office.accounts import change_role, disable_person, enable_person
from records_app.office.attempts import CalendarReads
from records_app.office.calendar_addresses import calendars_of, make_address, revoke_address
from records_app.office.calendar_feed import calendar_feed
from records_app.office.refusals import NotAllowed, NotFound, TooManyAttempts
from records_app.store.tables import CalendarAddress
from tests.office.cast import NOW, make_person

ORIGIN = "https://desk.example.org"


def make(store, actor, *, for_office=False, own_only=False, now=NOW):
    return make_address(store, actor, for_office=for_office, own_only=own_only, now=now)


def read(store, token, *, reads=None, address="192.0.2.7", now=NOW):
    reads = reads or CalendarReads()
    return calendar_feed(store, reads, token, address=address, origin=ORIGIN, now=now)


def works(store, token):
    try:
        read(store, token)
    except NotFound:
        return False
    return True


@pytest.mark.parametrize("who", ["vera", "bob", "alice", "ada"])
def test_everybody_makes_and_ends_their_own(store, cast, who):
    actor = getattr(cast, who)
    assert calendars_of(store, actor).mine is None
    token = make(store, actor)
    assert works(store, token)
    assert calendars_of(store, actor).mine.made_by == actor.name
    revoke_address(store, actor, for_office=False, now=NOW)
    assert not works(store, token)
    assert calendars_of(store, actor).mine is None
    with pytest.raises(NotFound):
        revoke_address(store, actor, for_office=False, now=NOW)


def test_a_new_address_ends_the_one_before_and_nobody_elses(store, cast):
    other = make(store, cast.carl)
    office = make(store, cast.ada, for_office=True)
    first, second = make(store, cast.bob), make(store, cast.bob)
    assert [works(store, one) for one in (first, second, other, office)] == [False, *[True] * 3]


@pytest.mark.parametrize("who", ["vera", "bob", "alice"])
def test_the_offices_is_for_admins(store, cast, who):
    actor = getattr(cast, who)
    with pytest.raises(NotAllowed):
        make(store, actor, for_office=True)
    make(store, cast.ada, for_office=True)
    with pytest.raises(NotAllowed):
        revoke_address(store, actor, for_office=True, now=NOW)
    found = calendars_of(store, actor)
    assert (found.office, found.may_office) == (None, False)


def test_there_is_one_for_the_office_whoever_makes_it(store, cast):
    bea = make_person(store, "Bea", cast.ada.role)
    first = make(store, cast.ada, for_office=True)
    second = make(store, bea, for_office=True)
    assert (works(store, first), works(store, second)) == (False, True)
    assert calendars_of(store, cast.ada).office.made_by == "Bea"
    revoke_address(store, cast.ada, for_office=True, now=NOW)
    assert not works(store, second)


def test_the_offices_ends_when_its_maker_is_no_admin(store, cast):
    bea = make_person(store, "Bea", cast.ada.role)
    token = make(store, bea, for_office=True)
    change_role(store, cast.ada, bea.id, "staff", now=NOW)
    assert not works(store, token)


def test_whoever_is_disabled_has_no_calendar_and_gets_none_back(store, cast):
    token = make(store, cast.bob)
    disable_person(store, cast.ada, cast.bob.id, now=NOW)
    assert not works(store, token)
    enable_person(store, cast.ada, cast.bob.id, now=NOW)
    assert not works(store, token)


def test_only_the_hash_is_kept(store, cast):
    token = make(store, cast.bob, own_only=True)
    with store.reading() as session:
        row = session.exec(select(CalendarAddress)).one()
    assert token not in repr(row)
    assert len(token) >= 43
    assert (row.own_only, row.owner) == (True, f"person-{cast.bob.id}")


@pytest.mark.parametrize("token", ["", "x", "x" * 100_000, "\x00", "\ud800", "' OR 1=1 --", "../"])
def test_what_is_no_address_is_not_found(store, cast, token):
    make(store, cast.bob)
    assert not works(store, token)


def test_reading_is_noted_once_an_hour(store, cast):
    token = make(store, cast.bob)
    seen = []
    for minutes in (0, 30, 59, 60, 90, 125):
        read(store, token, now=NOW + timedelta(minutes=minutes))
        seen.append((calendars_of(store, cast.bob).mine.last_read_at - NOW) / timedelta(minutes=1))
    assert seen == [0, 0, 0, 60, 60, 125]


def test_guessing_is_limited_by_who_asks(store, cast):
    token, reads = make(store, cast.bob), CalendarReads()
    for number in range(20):
        with pytest.raises(NotFound):
            read(store, f"guess-{number}", reads=reads)
    with pytest.raises(TooManyAttempts) as refused:
        read(store, "one more", reads=reads)
    assert 0 < refused.value.seconds <= 15 * 60
    assert read(store, token, reads=reads, address="192.0.2.8").content


def test_reading_all_the_time_is_limited_by_calendar(store, cast):
    token, other, reads = make(store, cast.bob), make(store, cast.carl), CalendarReads()
    for number in range(60):
        read(store, token, reads=reads, address=f"192.0.2.{number}")
    with pytest.raises(TooManyAttempts) as refused:
        read(store, token, reads=reads, address="192.0.2.200")
    assert 0 < refused.value.seconds <= 60
    assert read(store, other, reads=reads).content
