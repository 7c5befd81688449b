"""The second step of signing in: codes work once, for minutes, and half a session is none."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
import time_machine
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.accounts import disable_person
from records_app.office.attempts import Attempts
from records_app.office.invites import accept_invite, password_link
from records_app.office.one_time_codes import secret_of
from records_app.office.refusals import OfficeRefusal, Refused, TooManyAttempts
from records_app.office.second_factor_admin import require_from_all, reset_factor
from records_app.office.second_factor_sign_in import Finished, HalfEnded, finish, give_up, half_way
from records_app.office.sign_in import Entered, Needs, actor_of, sign_in
from records_app.store.database import Store
from records_app.store.tables_sign_in import HalfSignIn, RecoveryCode, SecondFactor
from tests.office.cast import NOW, Cast, make_office
from tests.office.phones import HOME, code_at, give_phone
from tests.office.signing_in import PASSWORD, give_password

STEP = timedelta(seconds=30)


@pytest.fixture
def cast(store: Store) -> Cast:
    made = make_office(store)
    give_password(store, made.bob)
    return made


def first_step(store: Store, actor: Actor, attempts: Attempts | None = None) -> Entered:
    return sign_in(
        store,
        attempts or Attempts(),
        email=actor.email,
        password=PASSWORD,
        came=HOME,
        session_days=14,
        now=NOW,
    )


def second_step(
    store: Store,
    token: str,
    code: object,
    *,
    attempts: Attempts | None = None,
    now: datetime = NOW,
) -> Finished:
    return finish(store, attempts or Attempts(), token, code, came=HOME, session_days=14, now=now)


def test_password_and_code_together_start_a_session(store: Store, cast: Cast) -> None:
    secret, _ = give_phone(store, cast.bob)
    half = first_step(store, cast.bob)
    assert half.needs is Needs.CODE
    assert half_way(store, half.token, now=NOW).setup is None
    done = second_step(store, half.token, code_at(secret, NOW))
    assert done.codes == ()
    assert actor_of(store, done.entered.token, NOW) == cast.bob


def test_half_a_session_is_none(store: Store, cast: Cast) -> None:
    give_phone(store, cast.bob)
    half = first_step(store, cast.bob)
    assert half.known == ""
    assert actor_of(store, half.token, NOW) is None
    with pytest.raises(HalfEnded):
        half_way(store, "made up", now=NOW)


def test_no_session_is_half_of_one(store: Store, cast: Cast) -> None:
    token = first_step(store, cast.bob).token
    assert actor_of(store, token, NOW) == cast.bob
    with pytest.raises(HalfEnded):
        half_way(store, token, now=NOW)
    with pytest.raises(HalfEnded):
        second_step(store, token, "123456")


@pytest.mark.parametrize(("off", "taken"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_one_period_off(store: Store, cast: Cast, off: int, taken: bool) -> None:
    secret, _ = give_phone(store, cast.bob)
    half = first_step(store, cast.bob)
    code = code_at(secret, NOW + off * STEP)
    if taken:
        assert second_step(store, half.token, code)
    else:
        with pytest.raises(Refused):
            second_step(store, half.token, code)


def test_no_code_works_twice_nor_an_older_one_after_it(store: Store, cast: Cast) -> None:
    secret, _ = give_phone(store, cast.bob)
    second_step(store, first_step(store, cast.bob).token, code_at(secret, NOW))
    half = first_step(store, cast.bob)
    for seen in (NOW, NOW - STEP):
        with pytest.raises(Refused):
            second_step(store, half.token, code_at(secret, seen))
    assert second_step(store, half.token, code_at(secret, NOW + STEP))


def test_a_half_session_works_once_and_ten_minutes(store: Store, cast: Cast) -> None:
    secret, codes = give_phone(store, cast.bob)
    half = first_step(store, cast.bob)
    late = NOW + timedelta(minutes=10)
    with pytest.raises(HalfEnded):
        second_step(store, half.token, code_at(secret, late), now=late)
    second_step(store, half.token, code_at(secret, NOW))
    with pytest.raises(HalfEnded):
        second_step(store, half.token, codes[0])


def test_a_recovery_code_works_once_in_any_spelling(store: Store, cast: Cast) -> None:
    _, codes = give_phone(store, cast.bob)
    spoken = f" {codes[0].upper().replace('-', ' ')} "
    assert second_step(store, first_step(store, cast.bob).token, spoken)
    half = first_step(store, cast.bob)
    with pytest.raises(Refused):
        second_step(store, half.token, codes[0])
    assert second_step(store, half.token, codes[1])


def test_of_two_with_one_recovery_code_one_gets_in(store: Store, cast: Cast) -> None:
    _, codes = give_phone(store, cast.bob)
    halves = [first_step(store, cast.bob).token for _ in range(4)]
    assert _at_once(store, [(half, codes[0]) for half in halves]) == 1


def test_of_two_with_one_code_or_one_half_session_one_gets_in(store: Store, cast: Cast) -> None:
    secret, codes = give_phone(store, cast.bob)
    halves = [first_step(store, cast.bob).token for _ in range(3)]
    assert _at_once(store, [(half, code_at(secret, NOW)) for half in halves]) == 1
    half = first_step(store, cast.bob).token
    assert _at_once(store, [(half, code) for code in codes[:3]]) == 1


def _at_once(store: Store, tries: list[tuple[str, str]]) -> int:
    def attempt(one: tuple[str, str]) -> bool:
        try:
            second_step(store, *one)
        except OfficeRefusal:
            return False
        return True

    with ThreadPoolExecutor(len(tries)) as pool:
        return sum(pool.map(attempt, tries))


@pytest.mark.parametrize(
    "code", ["", "000000", "abcdef", "1" * 5000, "١٢٣٤٥٦", "é\ud800", None, 123456, ["1"]]
)
def test_any_wrong_code_gets_the_same_answer(store: Store, cast: Cast, code: object) -> None:
    give_phone(store, cast.bob)
    half = first_step(store, cast.bob)
    with pytest.raises(Refused) as refused:
        second_step(store, half.token, code)
    assert [error.field for error in refused.value.errors] == ["code"]


def test_guessing_codes_is_limited_however_many_at_once(store: Store, cast: Cast) -> None:
    secret, _ = give_phone(store, cast.bob)
    attempts = Attempts()
    with time_machine.travel(NOW, tick=False):
        half = first_step(store, cast.bob, attempts)

        def guess(number: int) -> str:
            try:
                second_step(store, half.token, f"{number:06d}", attempts=attempts)
            except OfficeRefusal as refusal:
                return type(refusal).__name__
            return "in"

        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(guess, range(20)))
        assert answers.count("Refused") == 8
        assert answers.count("TooManyAttempts") == 12
        # A new half session, with the right password, does not wash them away.
        for token in (half.token, first_step(store, cast.bob, attempts).token):
            with pytest.raises(TooManyAttempts):
                second_step(store, token, code_at(secret, NOW), attempts=attempts)


def test_strangers_who_fail_at_the_door_lock_nobody_out_of_the_second_step(
    store: Store, cast: Cast
) -> None:
    secret, _ = give_phone(store, cast.bob)
    attempts = Attempts()
    for number in range(30):
        for address in (HOME.address, f"198.51.100.{number}"):
            attempts.failed(address, cast.bob.email)
    with pytest.raises(TooManyAttempts):
        first_step(store, cast.bob, attempts)
    # An admin's link is the way in that is left, and it leads all the way.
    link = password_link(store, cast.ada, cast.bob.id, now=NOW)
    form = {"name": "", "email": "", "password": "three other words"}
    entered = accept_invite(store, link, **form, came=HOME, session_days=14, now=NOW)
    inside = second_step(store, entered.token, code_at(secret, NOW), attempts=attempts)
    assert actor_of(store, inside.entered.token, NOW) is not None


@pytest.mark.parametrize("how", ["disabled", "reset", "given up"])
def test_what_ends_sessions_ends_half_ones(store: Store, cast: Cast, how: str) -> None:
    secret, _ = give_phone(store, cast.bob)
    half = first_step(store, cast.bob)
    if how == "disabled":
        disable_person(store, cast.ada, cast.bob.id, now=NOW)
    elif how == "reset":
        reset_factor(store, cast.ada, cast.bob.id, now=NOW)
    else:
        give_up(store, half.token)
    with pytest.raises(HalfEnded):
        second_step(store, half.token, code_at(secret, NOW))


def test_a_link_for_a_new_password_asks_for_the_code_too(store: Store, cast: Cast) -> None:
    secret, _ = give_phone(store, cast.bob)
    link = password_link(store, cast.ada, cast.bob.id, now=NOW)
    entered = accept_invite(
        store,
        link,
        name="",
        email="",
        password="three other words",
        came=HOME,
        session_days=14,
        now=NOW,
    )
    assert entered.needs is Needs.CODE
    assert actor_of(store, entered.token, NOW) is None
    assert second_step(store, entered.token, code_at(secret, NOW))


def test_where_the_office_asks_everybody_it_is_set_up_first(store: Store, cast: Cast) -> None:
    before = first_step(store, cast.bob)
    require_from_all(store, cast.ada, required=True, now=NOW)
    assert actor_of(store, before.token, NOW) == cast.bob
    half = first_step(store, cast.bob)
    assert half.needs is Needs.SETUP
    assert actor_of(store, half.token, NOW) is None
    shown = half_way(store, half.token, now=NOW).setup
    assert shown is not None
    secret = shown.secret.replace(" ", "")
    assert secret == secret_of(half.token)
    with pytest.raises(Refused):
        second_step(store, half.token, "000000")
    done = second_step(store, half.token, code_at(secret, NOW))
    assert len(done.codes) == len(set(done.codes)) == 10
    assert actor_of(store, done.entered.token, NOW) == cast.bob
    assert first_step(store, cast.bob).needs is Needs.CODE


def test_of_two_who_set_up_at_once_the_second_cannot_replace_the_first(
    store: Store, cast: Cast
) -> None:
    require_from_all(store, cast.ada, required=True, now=NOW)
    mine, theirs = (first_step(store, cast.bob).token for _ in range(2))
    assert secret_of(mine) != secret_of(theirs)
    second_step(store, mine, code_at(secret_of(mine), NOW))
    with pytest.raises(HalfEnded):
        second_step(store, theirs, code_at(secret_of(theirs), NOW))


def test_nothing_stored_lets_anybody_take_the_second_step(store: Store, cast: Cast) -> None:
    _, codes = give_phone(store, cast.bob)
    half = first_step(store, cast.bob)
    with store.reading() as session:
        rows = [*session.exec(select(HalfSignIn)), *session.exec(select(RecoveryCode))]
        stored = repr(rows)
        assert session.get_one(SecondFactor, cast.bob.id).new_secret is None
    assert half.token not in stored
    assert not any(code in stored or code.replace("-", "") in stored for code in codes)
