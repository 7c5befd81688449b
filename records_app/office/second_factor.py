"""One's own second factor: set it up with a phone, make recovery codes, turn it off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.letters.request_form import FieldError
from records_app.office.attempts import SECOND_STEP, Attempts
from records_app.office.files.file_key import FileKey
from records_app.office.one_time_codes import (
    new_recovery_codes,
    new_secret,
    picture,
    recovery_hash,
    spoken,
    step_of,
)
from records_app.office.password_again import demand_fresh
from records_app.office.refusals import NotFound, Refused
from records_app.office.second_factor_secret import SecretLocked, opened, sealed
from records_app.store import people, second_factors
from records_app.store.database import Store
from records_app.store.tables_sign_in import SecondFactor

SETUP_LASTS = timedelta(minutes=30)
WRONG_CODE = "This code is not right, or it was used already. Wait for the next one."
LOCKED_CODE = (
    "Codes of your phone cannot be checked: this desk was started without the key for them. A "
    "recovery code works. Tell an admin: the setting RECORDS_FILES_KEY must hold that key."
)
LABEL = "Code"
REQUIRED = (
    "Your office asks everybody for a second factor. You can set it up on another phone instead."
)


@dataclass(frozen=True, slots=True)
class Setup:
    """What a phone needs to know: ``square`` is an SVG element, ``secret`` the same as text."""

    square: str
    secret: str


@dataclass(frozen=True, slots=True)
class FactorCard:
    """Whether one's sign-in needs a code, since when, and how many recovery codes are left."""

    since: datetime | None
    codes_left: int
    required: bool


def my_factor(store: Store, actor: Actor) -> FactorCard:
    """One's own second factor; no secret is in it."""
    with store.reading() as session:
        row = second_factors.factor_of(session, actor.id)
        since = row.confirmed_at if row and row.secret else None
        left = second_factors.codes_left(session, actor.id)
        return FactorCard(since, left, people.office_row(session).second_factor_required)


def start_setup(store: Store, actor: Actor, *, now: datetime, keys: Sequence[FileKey] = ()) -> None:
    """Make a new secret. One in use stays in use until the new one gave its first code.

    The first of the ``keys`` encrypts it in the database; without keys it lies there plain.
    """
    demand_fresh(actor, now)
    with store.transaction() as session:
        people.locked_person(session, actor.id)
        row = second_factors.factor_of(session, actor.id) or SecondFactor(person_id=actor.id)
        row.new_secret, row.new_at = sealed(new_secret(), keys, actor.id), now
        session.add(row)


def setup_under_way(
    store: Store, actor: Actor, *, now: datetime, keys: Sequence[FileKey] = ()
) -> Setup:
    """The secret that waits for its first code. Raises ``NotFound`` when none does."""
    demand_fresh(actor, now)
    with store.reading() as session:
        row = second_factors.factor_of(session, actor.id)
        return setup_of(_waiting(row, keys, now), actor.email)


def setup_of(secret: str, email: str) -> Setup:
    """A secret for the eyes of its person."""
    return Setup(picture(secret, email), spoken(secret))


def confirm_setup(
    store: Store,
    actor: Actor,
    code: object,
    *,
    attempts: Attempts,
    address: str,
    now: datetime,
    keys: Sequence[FileKey] = (),
) -> tuple[str, ...]:
    """Take the secret that waits into use; gives the recovery codes, which are shown only now."""
    demand_fresh(actor, now)
    attempts = attempts.at(SECOND_STEP)
    with store.transaction() as session:
        attempts.refuse_if_too_many(address, actor.email)
        secret = _waiting(second_factors.factor_locked(session, actor.id), keys, now)
        try:
            return take_into_use(session, actor.id, secret, code, now=now, keys=keys)
        except Refused:
            attempts.failed(address, actor.email)
            raise


def take_into_use(
    session: Session,
    person_id: int,
    secret: str,
    code: object,
    *,
    now: datetime,
    keys: Sequence[FileKey],
) -> tuple[str, ...]:
    """Check the first code of a new secret; gives new recovery codes."""
    step = step_of(secret, code if isinstance(code, str) else "", now)
    if step is None:
        raise wrong_code()
    row = second_factors.factor_locked(session, person_id) or SecondFactor(person_id=person_id)
    row.secret, row.confirmed_at, row.last_step = sealed(secret, keys, person_id), now, step
    row.new_secret = row.new_at = None
    session.add(row)
    return _give_codes(session, person_id, now)


def make_new_codes(store: Store, actor: Actor, *, now: datetime) -> tuple[str, ...]:
    """Make new recovery codes; the ones before do not work any more."""
    demand_fresh(actor, now)
    with store.transaction() as session:
        row = second_factors.factor_locked(session, actor.id)
        if row is None or row.secret is None:
            raise NotFound("second factor")
        return _give_codes(session, actor.id, now)


def turn_off(store: Store, actor: Actor, *, now: datetime) -> None:
    """Sign in without a code from now on, unless the office asks everybody for one."""
    demand_fresh(actor, now)
    with store.transaction() as session:
        if people.office_row(session).second_factor_required:
            raise Refused((FieldError("off", "Second factor", REQUIRED),))
        if not second_factors.remove_factor(session, actor.id):
            raise NotFound("second factor")


def wrong_code() -> Refused:
    """The one answer to any code that is not taken."""
    return Refused((FieldError("code", LABEL, WRONG_CODE),))


def locked_code() -> Refused:
    """The answer to a code of a phone whose secret does not open; a recovery code still counts."""
    return Refused((FieldError("code", LABEL, LOCKED_CODE),))


def _waiting(row: SecondFactor | None, keys: Sequence[FileKey], now: datetime) -> str:
    if row is None or row.new_secret is None or row.new_at is None:
        raise NotFound("setup")
    if now - row.new_at >= SETUP_LASTS:
        raise NotFound("setup")
    try:
        return opened(row.new_secret, keys, row.person_id)
    except SecretLocked:
        raise NotFound("setup") from None


def _give_codes(session: Session, person_id: int, now: datetime) -> tuple[str, ...]:
    codes = new_recovery_codes()
    second_factors.replace_codes(session, person_id, map(recovery_hash, codes), now)
    return codes
