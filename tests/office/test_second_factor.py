"""One's own second factor, what an admin does about others', and what is asked for before."""

from __future__ import annotations

import re
from base64 import b32encode
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.attempts import Attempts
from records_app.office.one_time_codes import new_secret, picture, step_of
from records_app.office.own_account import change_password
from records_app.office.password_again import COUNTS_FOR, PLEASE, WRONG, confirm, is_fresh
from records_app.office.refusals import NotAllowed, NotFound, Refused, TooManyAttempts
from records_app.office.second_factor import (
    REQUIRED,
    confirm_setup,
    make_new_codes,
    my_factor,
    setup_under_way,
    start_setup,
    turn_off,
)
from records_app.office.second_factor_admin import (
    ONESELF,
    is_required,
    require_from_all,
    reset_factor,
    reset_from_terminal,
)
from records_app.office.sign_in import actor_of
from records_app.store.database import Store
from records_app.store.tables_audit import AuditRow
from tests.office.cast import NOW, Cast
from tests.office.phones import code_at, give_phone
from tests.office.signing_in import PASSWORD, give_password, session_of


@pytest.fixture
def bob(store: Store, cast: Cast) -> Actor:
    """Bob as he comes with a session that began just now."""
    give_password(store, cast.bob)
    found = actor_of(store, session_of(store, cast.bob), NOW)
    assert found is not None
    return found


def first_code(store: Store, actor: Actor, code: object, **more: object) -> tuple[str, ...]:
    options = {"attempts": Attempts(), "address": "192.0.2.1", "now": NOW, **more}
    return confirm_setup(store, actor, code, **options)  # type: ignore[arg-type]


def test_setting_it_up_needs_a_code_from_the_phone(store: Store, bob: Actor) -> None:
    assert my_factor(store, bob).since is None
    start_setup(store, bob, now=NOW)
    assert my_factor(store, bob).since is None
    secret = setup_under_way(store, bob, now=NOW).secret.replace(" ", "")
    with pytest.raises(Refused):
        first_code(store, bob, "000000")
    codes = first_code(store, bob, code_at(secret, NOW))
    card = my_factor(store, bob)
    assert (card.since, card.codes_left, len(codes)) == (NOW, 10, 10)
    with pytest.raises(NotFound):
        first_code(store, bob, code_at(secret, NOW))


def test_another_phone_replaces_the_first_only_when_it_works(store: Store, bob: Actor) -> None:
    _, codes = give_phone(store, bob)
    start_setup(store, bob, now=NOW)
    assert my_factor(store, bob).since == NOW
    secret = setup_under_way(store, bob, now=NOW).secret.replace(" ", "")
    assert set(first_code(store, bob, code_at(secret, NOW))).isdisjoint(codes)


def test_a_setup_left_alone_ends(store: Store, bob: Actor) -> None:
    start_setup(store, bob, now=NOW)
    later = NOW + timedelta(minutes=30)
    with pytest.raises(NotFound):
        setup_under_way(store, replace(bob, confirmed_at=later), now=later)


def test_new_recovery_codes_end_the_old_ones(store: Store, bob: Actor) -> None:
    _, old = give_phone(store, bob)
    new = make_new_codes(store, bob, now=NOW)
    assert set(new).isdisjoint(old)
    assert my_factor(store, bob).codes_left == 10


def test_turning_it_off(store: Store, cast: Cast, bob: Actor) -> None:
    give_phone(store, bob)
    require_from_all(store, cast.ada, required=True, now=NOW)
    with pytest.raises(Refused, match=re.escape(REQUIRED)):
        turn_off(store, bob, now=NOW)
    require_from_all(store, cast.ada, required=False, now=NOW)
    turn_off(store, bob, now=NOW)
    assert my_factor(store, bob) == replace(my_factor(store, bob), since=None, codes_left=0)
    with pytest.raises(NotFound):
        turn_off(store, bob, now=NOW)
    with pytest.raises(NotFound):
        make_new_codes(store, bob, now=NOW)


@pytest.mark.parametrize("given", [None, NOW - COUNTS_FOR, NOW + timedelta(seconds=1)])
def test_everything_asks_for_a_password_given_a_moment_ago(
    store: Store, cast: Cast, bob: Actor, given: datetime | None
) -> None:
    give_phone(store, bob)
    give_phone(store, cast.carl)
    old, admin = (replace(one, confirmed_at=given) for one in (bob, cast.ada))
    for attempt in (
        lambda: start_setup(store, old, now=NOW),
        lambda: setup_under_way(store, old, now=NOW),
        lambda: first_code(store, old, "123456"),
        lambda: make_new_codes(store, old, now=NOW),
        lambda: turn_off(store, old, now=NOW),
        lambda: require_from_all(store, admin, required=True, now=NOW),
        lambda: reset_factor(store, admin, cast.carl.id, now=NOW),
    ):
        with pytest.raises(Refused, match=PLEASE):
            attempt()
    assert my_factor(store, bob).codes_left == 10
    assert not is_required(store, cast.ada)


def test_giving_the_password_again_counts_for_ten_minutes_in_this_session(
    store: Store, bob: Actor
) -> None:
    there = session_of(store, bob, NOW - timedelta(hours=1))
    token = session_of(store, bob, NOW - timedelta(hours=1))
    stale = actor_of(store, token, NOW)
    assert stale is not None
    assert not is_fresh(stale, NOW)
    sure = confirm(store, stale, PASSWORD, attempts=Attempts(), address="192.0.2.1", now=NOW)
    for found in (sure, actor_of(store, token, NOW)):
        assert found is not None
        assert is_fresh(found, NOW + COUNTS_FOR - timedelta(seconds=1))
        assert not is_fresh(found, NOW + COUNTS_FOR)
    other = actor_of(store, there, NOW)
    assert other is not None
    assert not is_fresh(other, NOW)


@pytest.mark.parametrize("typed", ["", "wrong horse battery", None, 5, "x" * 10_000])
def test_a_wrong_password_counts_for_nothing(store: Store, bob: Actor, typed: object) -> None:
    with pytest.raises(Refused, match=WRONG):
        confirm(store, bob, typed, attempts=Attempts(), address="192.0.2.1", now=NOW)


def test_guessing_it_from_an_open_session_is_limited(store: Store, bob: Actor) -> None:
    attempts = Attempts()
    for _ in range(8):
        with pytest.raises(Refused):
            confirm(store, bob, "wrong", attempts=attempts, address="192.0.2.1", now=NOW)
    with pytest.raises(TooManyAttempts):
        confirm(store, bob, PASSWORD, attempts=attempts, address="192.0.2.1", now=NOW)


def test_failures_of_strangers_keep_nobody_inside_from_giving_the_password_again(
    store: Store, bob: Actor
) -> None:
    attempts = Attempts()
    for number in range(30):
        for address in ("192.0.2.1", f"198.51.100.{number}"):
            attempts.failed(address, bob.email)
    where = {"attempts": attempts, "address": "192.0.2.1", "now": NOW}
    assert confirm(store, bob, PASSWORD, **where).confirmed_at == NOW
    change_password(store, bob, PASSWORD, "seven quiet herons fly", **where)


@pytest.mark.parametrize("who", ["alice", "bob", "vera"])
def test_only_an_admin_sees_to_others(store: Store, cast: Cast, who: str) -> None:
    actor = replace(getattr(cast, who), confirmed_at=NOW)
    give_phone(store, cast.carl)
    for attempt in (
        lambda: is_required(store, actor),
        lambda: require_from_all(store, actor, required=True, now=NOW),
        lambda: reset_factor(store, actor, cast.carl.id, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert my_factor(store, cast.carl).since == NOW


def test_a_lost_phone_is_taken_back_and_signed_out(store: Store, cast: Cast, bob: Actor) -> None:
    give_phone(store, bob)
    token = session_of(store, bob)
    assert reset_factor(store, cast.ada, bob.id, now=NOW) == "Bob"
    assert actor_of(store, token, NOW) is None
    assert my_factor(store, bob).since is None
    for nobody in (bob.id, 999, "1", None):
        with pytest.raises(NotFound):
            reset_factor(store, cast.ada, nobody, now=NOW)
    with pytest.raises(Refused, match=ONESELF):
        reset_factor(store, cast.ada, cast.ada.id, now=NOW)


def test_the_terminal_takes_one_back(store: Store, cast: Cast, bob: Actor) -> None:
    give_phone(store, bob)
    reset_from_terminal(store, bob.email.upper())
    assert my_factor(store, bob).since is None
    for email in (bob.email, "nobody@opendoors.example"):
        with pytest.raises(NotFound):
            reset_from_terminal(store, email)


def test_no_secret_is_in_the_audit(store: Store, bob: Actor) -> None:
    start_setup(store, bob, now=NOW)
    secret = setup_under_way(store, bob, now=NOW).secret.replace(" ", "")
    codes = first_code(store, bob, code_at(secret, NOW))
    with store.reading() as session:
        said = repr([row.details for row in session.exec(select(AuditRow))])
    assert "confirmed_at" in said
    assert secret not in said
    assert not any(code.replace("-", "") in said for code in codes)


def test_the_square_is_a_plain_picture() -> None:
    square = picture(new_secret(), "bob@opendoors.example")
    assert square.startswith("<svg ")
    assert not re.search(r"style|script|href|url\(|<image", square)


@pytest.mark.parametrize(
    ("at", "code"),
    # RFC 6238, appendix B, for SHA-1: the last six of the eight digits.
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
    ],
)
def test_the_codes_are_those_of_the_standard(at: int, code: str) -> None:
    secret = b32encode(b"12345678901234567890").decode()
    assert step_of(secret, code, datetime.fromtimestamp(at, UTC)) == at // 30
