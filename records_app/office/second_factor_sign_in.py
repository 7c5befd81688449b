"""The second step of signing in: a code from the phone, or the setup that the office asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from records_app.office.attempts import SECOND_STEP, Attempts
from records_app.office.devices import CameFrom
from records_app.office.files.file_key import FileKey
from records_app.office.one_time_codes import recovery_hash, secret_of, step_of
from records_app.office.refusals import OfficeRefusal, Refused
from records_app.office.second_factor import (
    Setup,
    locked_code,
    setup_of,
    take_into_use,
    wrong_code,
)
from records_app.office.second_factor_secret import SecretLocked, opened
from records_app.office.sign_in import Entered, Needs, enter_fully
from records_app.office.tokens import hash_of
from records_app.store import second_factors, sign_ins
from records_app.store.acting import Acting, acting_as, acting_now
from records_app.store.database import Store
from records_app.store.tables_people import Person
from records_app.store.tables_sign_in import HalfSignIn


class HalfEnded(OfficeRefusal):
    """The second step took too long, was taken already, or nobody took the first."""

    def __init__(self) -> None:
        super().__init__("That took too long, or was done already. Please sign in again.")


@dataclass(frozen=True, slots=True)
class HalfWay:
    """Who is half signed in, and what is still missing; ``setup`` only if they must set it up."""

    email: str
    needs: Needs
    setup: Setup | None


@dataclass(frozen=True, slots=True)
class Finished:
    """A session, and new recovery codes if the second factor was just set up."""

    entered: Entered
    codes: tuple[str, ...] = ()


def half_way(store: Store, token: str, *, now: datetime) -> HalfWay:
    """What somebody with this token still owes. Raises ``HalfEnded``."""
    with store.reading() as session:
        half, person = _found(session, sign_ins.half_of(session, hash_of(token), now))
        needs = Needs(half.needs)
        setup = setup_of(secret_of(token), person.email) if needs is Needs.SETUP else None
        return HalfWay(person.email, needs, setup)


def finish(
    store: Store,
    attempts: Attempts,
    token: str,
    code: object,
    *,
    came: CameFrom,
    session_days: int,
    now: datetime,
    keys: Sequence[FileKey] = (),
) -> Finished:
    """Take a code, or a recovery code, and start the session; of two at once one wins.

    ``keys`` open the secret if it is encrypted; without the right one a recovery code still works.
    Wrong codes are counted apart from wrong passwords: whoever fails at the door on purpose does
    not lock this step. Raises ``Refused`` for a wrong code, ``TooManyAttempts`` and ``HalfEnded``.
    """
    typed, codes_tried = code[:64] if isinstance(code, str) else "", attempts.at(SECOND_STEP)
    with store.reading() as session:
        _, person = _found(session, sign_ins.half_of(session, hash_of(token), now))
    them = Acting(person.id, person.name, acting_now().place)
    with acting_as(them), store.transaction() as session:
        half, person = _found(session, sign_ins.half_locked(session, hash_of(token), now))
        # Counted while the row is held, so that many guesses at once do not slip through.
        codes_tried.refuse_if_too_many(came.address, person.email)
        try:
            codes = _check(session, half, token, typed, now=now, keys=keys)
        except Refused:
            codes_tried.failed(came.address, person.email)
            raise
        if not sign_ins.end_half(session, half.token_hash):
            raise HalfEnded
        entered = enter_fully(session, half.person_id, came, session_days=session_days, now=now)
    for each in (attempts, codes_tried):
        each.succeeded(came.address, person.email)
    return Finished(entered, codes)


def give_up(store: Store, token: str) -> None:
    """End a half sign-in. An unknown one is no error."""
    if token:
        with store.transaction() as session:
            sign_ins.end_half(session, hash_of(token))


def _check(
    session: Session,
    half: HalfSignIn,
    token: str,
    typed: str,
    *,
    now: datetime,
    keys: Sequence[FileKey],
) -> tuple[str, ...]:
    row = second_factors.factor_locked(session, half.person_id)
    if half.needs == Needs.SETUP:
        if row is not None and row.secret is not None:
            raise HalfEnded  # set up elsewhere in the meantime: now its code is needed
        return take_into_use(session, half.person_id, secret_of(token), typed, now=now, keys=keys)
    if row is None or row.secret is None:
        raise HalfEnded
    no_code = wrong_code()
    step = None
    try:
        step = step_of(opened(row.secret, keys, half.person_id), typed, now)
    except SecretLocked:
        no_code = locked_code()
    if step is not None:
        if step <= row.last_step:
            raise wrong_code()
        row.last_step = step
        return ()
    if not second_factors.use_code(session, half.person_id, recovery_hash(typed), now):
        raise no_code
    return ()


def _found(session: Session, half: HalfSignIn | None) -> tuple[HalfSignIn, Person]:
    person = session.get(Person, half.person_id) if half else None
    if half is None or person is None or person.disabled_at is not None:
        raise HalfEnded
    return half, person
