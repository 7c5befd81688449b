"""Signing in and out, sessions, limits, and that a stranger learns nothing."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import text
from sqlmodel import select

from records_app.office.attempts import Attempts, network_of
from records_app.office.devices import CameFrom
from records_app.office.passwords import hash_password, password_problem, verify_password
from records_app.office.refusals import Refused, TooManyAttempts
from records_app.office.sign_in import WRONG, actor_of, sign_in, sign_out
from records_app.office.tokens import hash_of, new_token
from records_app.store.database import Store
from records_app.store.people import locked_person
from records_app.store.sign_ins import end_sessions_of
from records_app.store.tables_people import Person, SignIn
from tests.office.backed_up import empty
from tests.office.cast import NOW, Cast, make_office
from tests.office.signing_in import PASSWORD, give_password, session_of

HOME = "192.0.2.1"


@pytest.fixture
def cast(store: Store) -> Cast:
    made = make_office(store)
    give_password(store, made.bob)
    return made


def enter(
    store: Store,
    email: object,
    password: object = PASSWORD,
    *,
    attempts: Attempts | None = None,
    address: str = HOME,
    now=NOW,
) -> str:
    return sign_in(
        store,
        attempts or Attempts(),
        email=email,
        password=password,
        came=CameFrom(address),
        session_days=14,
        now=now,
    ).token


def test_the_right_password_starts_a_session(store: Store, cast: Cast) -> None:
    token = enter(store, f" {cast.bob.email.title()} ")
    assert actor_of(store, token, NOW) == cast.bob


def test_only_a_hash_of_the_token_is_stored_and_every_token_is_new(
    store: Store, cast: Cast
) -> None:
    first, second = enter(store, cast.bob.email), enter(store, cast.bob.email)
    assert first != second
    with store.reading() as session:
        stored = {row.token_hash for row in session.exec(select(SignIn))}
    assert stored == {hash_of(first), hash_of(second)}
    assert len(new_token()) >= 43


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("bob@opendoors.example", "wrong horse battery"),
        ("bob@opendoors.example", ""),
        ("bob@opendoors.example", None),
        ("bob@opendoors.example", PASSWORD + " "),
        ("bob@opendoors.example", "x" * 100_000),
        ("bob@opendoors.example", "half \ud800 of a character"),
        ("nobody@opendoors.example", PASSWORD),
        ("alice@opendoors.example", PASSWORD),  # has no password yet
        ("", PASSWORD),
        (None, PASSWORD),
        ("x" * 10_000, PASSWORD),
        ("' OR 1=1 --", PASSWORD),
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(
    store: Store, cast: Cast, email: object, password: object
) -> None:
    with pytest.raises(Refused) as refused:
        enter(store, email, password)
    assert [(e.field, e.message) for e in refused.value.errors] == [("password", WRONG)]
    with store.reading() as session:
        assert session.exec(select(SignIn)).all() == []


def test_disabled_people_are_refused_with_the_same_words(store: Store, cast: Cast) -> None:
    _disable(store, cast.bob.id)
    with pytest.raises(Refused, match=WRONG):
        enter(store, cast.bob.email)


@pytest.mark.usefixtures("costly_hashes")
def test_a_hash_with_old_parameters_is_renewed(store: Store, cast: Cast) -> None:
    from pwdlib import PasswordHash
    from pwdlib.hashers.argon2 import Argon2Hasher

    weak = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8192, parallelism=1),))
    with store.transaction() as session:
        session.get_one(Person, cast.bob.id).password_hash = weak.hash(PASSWORD)
    enter(store, cast.bob.email)
    with store.reading() as session:
        renewed = session.get_one(Person, cast.bob.id).password_hash
    assert "m=65536" in renewed
    assert verify_password(PASSWORD, renewed)[0]


def test_a_session_ends_by_itself(store: Store, cast: Cast) -> None:
    token = session_of(store, cast.bob, days=14)
    last = NOW + timedelta(days=14) - timedelta(seconds=1)
    assert actor_of(store, token, last) == cast.bob
    assert actor_of(store, token, last + timedelta(seconds=1)) is None


def test_signing_in_sweeps_out_ended_sessions(store: Store, cast: Cast) -> None:
    session_of(store, cast.alice, NOW - timedelta(days=15), days=14)
    enter(store, cast.bob.email)
    with store.reading() as session:
        assert [row.person_id for row in session.exec(select(SignIn))] == [cast.bob.id]


def test_signing_out_ends_this_session_only(store: Store, cast: Cast) -> None:
    here, there = session_of(store, cast.bob), session_of(store, cast.bob)
    sign_out(store, here)
    sign_out(store, here)
    sign_out(store, "never was")
    sign_out(store, "")
    assert actor_of(store, here, NOW) is None
    assert actor_of(store, there, NOW) == cast.bob


@pytest.mark.parametrize("token", ["", "x", "é\ud800", "a" * 100_000, "' OR 1=1 --"])
def test_a_made_up_token_is_nobody(store: Store, cast: Cast, token: str) -> None:
    session_of(store, cast.bob)
    assert actor_of(store, token, NOW) is None


def test_the_stored_hash_is_no_token(store: Store, cast: Cast) -> None:
    token = session_of(store, cast.bob)
    assert actor_of(store, hash_of(token), NOW) is None


def test_last_seen_is_noted_at_most_every_five_minutes(store: Store, cast: Cast) -> None:
    token = session_of(store, cast.bob)
    for minutes, seen in ((1, 0), (4, 0), (6, 6), (9, 6), (11, 11)):
        assert actor_of(store, token, NOW + timedelta(minutes=minutes)) == cast.bob
        with store.reading() as session:
            row = session.exec(select(SignIn)).one()
        assert row.last_seen_at == NOW + timedelta(minutes=seen)


def test_eight_failures_lock_an_account_for_a_while(store: Store, cast: Cast) -> None:
    attempts = Attempts()
    with time_machine.travel(NOW, tick=False) as clock:
        for number in range(8):
            with pytest.raises(Refused):
                enter(
                    store, cast.bob.email, "wrong", attempts=attempts, address=f"192.0.2.{number}"
                )
        with pytest.raises(TooManyAttempts) as locked:
            enter(store, cast.bob.email, attempts=attempts, address="192.0.2.99")
        assert 0 < locked.value.seconds <= 15 * 60
        with pytest.raises(Refused):  # another account is not touched
            enter(store, cast.alice.email, "wrong", attempts=attempts, address="192.0.2.99")
        clock.shift(timedelta(minutes=15, seconds=2))
        assert enter(store, cast.bob.email, attempts=attempts)


def test_a_success_forgets_the_failures_of_the_account(store: Store, cast: Cast) -> None:
    attempts = Attempts()
    for _ in range(2):
        for number in range(7):
            with pytest.raises(Refused):
                enter(
                    store, cast.bob.email, "wrong", attempts=attempts, address=f"192.0.2.{number}"
                )
        enter(store, cast.bob.email, attempts=attempts)


def test_failures_elsewhere_do_not_keep_somebody_out_where_they_signed_in_before(
    store: Store, cast: Cast
) -> None:
    attempts = Attempts()
    enter(store, cast.bob.email, attempts=attempts)
    for number in range(8):
        with pytest.raises(Refused):
            enter(store, cast.bob.email, "wrong", attempts=attempts, address=f"192.0.2.1{number}")
    with pytest.raises(TooManyAttempts):
        enter(store, cast.bob.email, attempts=attempts, address="192.0.2.99")
    assert enter(store, cast.bob.email, attempts=attempts)
    with pytest.raises(TooManyAttempts):
        enter(store, cast.bob.email, attempts=attempts, address="192.0.2.99")
    for _ in range(8):  # guessing from there has its limit too
        with pytest.raises(Refused):
            enter(store, cast.bob.email, "wrong", attempts=attempts)
    with pytest.raises(TooManyAttempts):
        enter(store, cast.bob.email, attempts=attempts)


def test_twenty_failures_lock_an_address_for_every_account(store: Store, cast: Cast) -> None:
    attempts = Attempts()
    for number in range(20):
        with pytest.raises(Refused):
            enter(store, f"somebody{number}@opendoors.example", "wrong", attempts=attempts)
    with pytest.raises(TooManyAttempts):
        enter(store, cast.bob.email, attempts=attempts)
    assert enter(store, cast.bob.email, attempts=attempts, address="192.0.2.77")


def test_no_session_slips_past_a_password_that_is_being_changed(postgresql_store: Store) -> None:
    store = postgresql_store
    empty(store)
    cast = make_office(store)
    give_password(store, cast.bob)
    with ThreadPoolExecutor(1) as pool:
        with store.transaction() as session:
            bob = locked_person(session, cast.bob.id)
            assert bob is not None
            bob.password_hash = hash_password("seven quiet herons fly")
            end_sessions_of(session, cast.bob.id)
            session.flush()
            thief = pool.submit(enter, store, cast.bob.email)
            while not thief.done() and not somebody_waits(store):
                time.sleep(0.05)
        with pytest.raises(Refused):
            thief.result(600)
    with store.reading() as session:
        assert session.exec(select(SignIn)).all() == []
    empty(store)


def somebody_waits(store: Store) -> bool:
    with store.reading() as session:
        query = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        return bool(session.connection().execute(text(query)).scalar())


def test_whoever_has_very_many_addresses_of_the_newer_kind_is_one(store: Store, cast: Cast) -> None:
    attempts = Attempts()
    for number in range(20):
        email, address = f"somebody{number}@opendoors.example", f"2001:db8:1:2:{number:x}::7"
        with pytest.raises(Refused):
            enter(store, email, "wrong", attempts=attempts, address=address)
    with pytest.raises(TooManyAttempts):
        enter(store, cast.bob.email, attempts=attempts, address="2001:db8:1:2:ffff::9")
    assert enter(store, cast.bob.email, attempts=attempts, address="2001:db8:1:3::9")
    # Bob is known in his house from now on, whatever address his telephone has there today.
    for number in range(8):
        attempts.failed(f"192.0.2.{number}", cast.bob.email)
    assert enter(store, cast.bob.email, attempts=attempts, address="2001:db8:1:3:77::1")


def test_older_addresses_stay_apart_where_a_server_listens_on_both_kinds() -> None:
    assert network_of("::ffff:192.0.2.1") == network_of("192.0.2.1")
    assert network_of("::ffff:192.0.2.1") != network_of("::ffff:192.0.2.2")
    assert network_of("2001:db8::1") == network_of("2001:0db8::2") != network_of("2001:db8:0:1::1")


@pytest.mark.parametrize(
    ("password", "fine"),
    [
        ("eleven char", False),
        ("twelve chars", True),
        ("bob@opendoors.example", False),
        ("BOB@opendoors.example", False),
        ("bob brown jones", False),
        ("  Bob Brown Jones ", False),
        ("aaaaaaaaaaaaaa", False),
        ("пароль из слов", True),
        ("😀" * 3 + " four words here", True),
        ("half \ud800 of a character", False),
        ("four words of mine, " * 12 + "sixteen letters!", True),
        ("four words of mine, " * 12 + "sixteen letters!!", False),
    ],
)
def test_the_rule_about_passwords(password: str, fine: bool) -> None:
    problem = password_problem(password, email="bob@opendoors.example", name="Bob Brown  Jones")
    assert (problem is None) is fine
    if fine:
        assert verify_password(password, hash_password(password))[0]


def _disable(store: Store, person_id: int) -> None:
    with store.transaction() as session:
        session.get_one(Person, person_id).disabled_at = NOW
