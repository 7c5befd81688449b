"""Secrets of second factors in the database: encrypted with a key, readable from before it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import pytest

from records_app.casework.people import Actor
from records_app.office.attempts import Attempts
from records_app.office.files.file_key import FileKey
from records_app.office.one_time_codes import new_secret
from records_app.office.refusals import Refused, TooManyAttempts
from records_app.office.second_factor import LOCKED_CODE
from records_app.office.second_factor_admin import require_from_all
from records_app.office.second_factor_secret import (
    SecretLocked,
    is_sealed,
    is_sealed_by,
    opened,
    sealed,
)
from records_app.office.second_factor_sign_in import Finished, finish, half_way
from records_app.office.sign_in import sign_in
from records_app.store.database import Store
from records_app.store.tables_sign_in import SecondFactor
from tests.office.cast import NOW, Cast, make_office
from tests.office.phones import HOME, code_at, give_phone
from tests.office.signing_in import PASSWORD, give_password

KEY, OTHER = (FileKey(hashlib.sha256(word).digest()) for word in (b"ours", b"another"))


@pytest.fixture
def cast(store: Store) -> Cast:
    made = make_office(store)
    give_password(store, made.bob)
    return made


def test_it_fits_where_the_plain_one_stood() -> None:
    for _ in range(50):
        secret = new_secret()
        kept = sealed(secret, (KEY,), 7)
        assert len(kept) <= 64
        assert is_sealed(kept)
        assert secret not in kept
        assert opened(kept, (OTHER, KEY), 7) == secret


def test_without_a_key_it_stays_plain() -> None:
    secret = new_secret()
    assert sealed(secret, (), 7) == secret
    assert opened(secret, (KEY,), 7) == secret
    assert not is_sealed_by(secret, KEY)


@pytest.mark.parametrize("keys", [(), (OTHER,)])
def test_without_its_key_it_does_not_open(keys: Sequence[FileKey]) -> None:
    with pytest.raises(SecretLocked):
        opened(sealed(new_secret(), (KEY,), 7), keys, 7)


@pytest.mark.parametrize("harm", ["person", "changed", "cut", "rubbish"])
def test_a_secret_that_was_moved_or_changed_does_not_open(harm: str) -> None:
    kept = sealed(new_secret(), (KEY,), 7)
    harmed = {
        "person": kept,
        "changed": kept[:-2] + ("AA" if kept[-2:] != "AA" else "BB"),
        "cut": kept[:-9],
        "rubbish": "siv:!",
    }[harm]
    with pytest.raises(SecretLocked):
        opened(harmed, (KEY,), 8 if harm == "person" else 7)


def half_of(store: Store, actor: Actor) -> str:
    entered = sign_in(
        store,
        Attempts(),
        email=actor.email,
        password=PASSWORD,
        came=HOME,
        session_days=14,
        now=NOW,
    )
    return entered.token


def seal(store: Store, actor: Actor) -> None:
    with store.transaction() as session:
        row = session.get_one(SecondFactor, actor.id)
        row.secret = sealed(row.secret or "", (KEY,), actor.id)


def with_code(
    store: Store, token: str, code: str, *keys: FileKey, attempts: Attempts | None = None
) -> Finished:
    return finish(
        store,
        attempts or Attempts(),
        token,
        code,
        came=HOME,
        session_days=14,
        now=NOW,
        keys=keys,
    )


def test_signing_in_with_a_sealed_secret(store: Store, cast: Cast) -> None:
    secret, _ = give_phone(store, cast.bob)
    seal(store, cast.bob)
    assert with_code(store, half_of(store, cast.bob), code_at(secret, NOW), OTHER, KEY).entered


def test_with_the_key_gone_a_recovery_code_still_works(store: Store, cast: Cast) -> None:
    secret, codes = give_phone(store, cast.bob)
    seal(store, cast.bob)
    token = half_of(store, cast.bob)
    with pytest.raises(Refused) as refused:
        with_code(store, token, code_at(secret, NOW))
    assert refused.value.errors[0].message == LOCKED_CODE
    assert with_code(store, token, codes[0]).entered


def test_guessing_recovery_codes_is_limited_while_the_key_is_gone(store: Store, cast: Cast) -> None:
    give_phone(store, cast.bob)
    seal(store, cast.bob)
    token, attempts = half_of(store, cast.bob), Attempts()
    for _ in range(8):
        with pytest.raises(Refused):
            with_code(store, token, "aaaa-bbbb-cccc-dddd", attempts=attempts)
    with pytest.raises(TooManyAttempts):
        with_code(store, token, "aaaa-bbbb-cccc-dddd", attempts=attempts)


def test_what_is_set_up_at_sign_in_is_sealed_at_once(store: Store, cast: Cast) -> None:
    require_from_all(store, replace(cast.ada, confirmed_at=NOW), required=True, now=NOW)
    token = half_of(store, cast.bob)
    setup = half_way(store, token, now=NOW).setup
    assert setup is not None
    secret = setup.secret.replace(" ", "")
    with_code(store, token, code_at(secret, NOW), KEY)
    with store.reading() as session:
        kept = session.get_one(SecondFactor, cast.bob.id).secret or ""
    assert is_sealed_by(kept, KEY)
    assert opened(kept, (KEY,), cast.bob.id) == secret
