"""Queries about second factors and their recovery codes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlmodel import Session
from sqlmodel import select as select_rows

from records_app.store.tables_sign_in import RecoveryCode, SecondFactor

_factor: Any = SecondFactor
_code: Any = RecoveryCode


def factor_of(session: Session, person_id: int) -> SecondFactor | None:
    """A person's second factor, in use or waiting for its first code."""
    return session.get(SecondFactor, person_id)


def factor_locked(session: Session, person_id: int) -> SecondFactor | None:
    """The same, held until the transaction ends, so that no code counts twice."""
    query = select_rows(SecondFactor).where(_factor.person_id == person_id)
    return session.exec(query.with_for_update()).first()


def all_factors(session: Session) -> list[SecondFactor]:
    """Every second factor, for looking after their encryption."""
    return list(session.exec(select_rows(SecondFactor).order_by(_factor.person_id)))


def has_factor(session: Session, person_id: int) -> bool:
    """Whether this person's sign-in needs a code."""
    found = session.get(SecondFactor, person_id)
    return found is not None and found.secret is not None


def people_with_factor(session: Session) -> set[int]:
    """The ids of everybody whose sign-in needs a code."""
    return set(
        session.execute(select(_factor.person_id).where(_factor.secret.is_not(None))).scalars()
    )


def remove_factor(session: Session, person_id: int) -> bool:
    """Forget a second factor and its recovery codes. False when there was none in use."""
    row = factor_locked(session, person_id)
    session.connection().execute(delete(_code).where(_code.person_id == person_id))
    if row is None:
        return False
    session.delete(row)
    return row.secret is not None


def replace_codes(session: Session, person_id: int, hashes: Iterable[str], now: datetime) -> None:
    """Give a person these recovery codes; the ones before do not work any more."""
    session.connection().execute(delete(_code).where(_code.person_id == person_id))
    session.add_all(
        RecoveryCode(person_id=person_id, code_hash=each, made_at=now) for each in hashes
    )


def use_code(session: Session, person_id: int, code_hash: str, now: datetime) -> bool:
    """Use up a recovery code. False when there is none, or somebody else used it first."""
    done = session.connection().execute(
        update(_code)
        .where(_code.person_id == person_id, _code.code_hash == code_hash, _code.used_at.is_(None))
        .values(used_at=now)
    )
    return bool(done.rowcount == 1)


def codes_left(session: Session, person_id: int) -> int:
    """How many recovery codes still work."""
    query = select(func.count()).where(_code.person_id == person_id, _code.used_at.is_(None))
    return int(session.execute(query).scalar_one())
