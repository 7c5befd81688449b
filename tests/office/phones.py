"""A made-up phone with an authenticator app, and people who have one."""

from __future__ import annotations

from datetime import datetime

import pyotp

from records_app.casework.people import Actor
from records_app.office.devices import CameFrom
from records_app.office.one_time_codes import new_recovery_codes, new_secret, recovery_hash
from records_app.store.database import Store
from records_app.store.second_factors import replace_codes
from records_app.store.tables_sign_in import SecondFactor
from tests.office.cast import NOW

HOME = CameFrom("192.0.2.1", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0")


def code_at(secret: str, now: datetime) -> str:
    """What the phone shows at this moment."""
    return pyotp.TOTP(secret).at(now)


def give_phone(store: Store, actor: Actor) -> tuple[str, tuple[str, ...]]:
    """Turn somebody's second factor on; gives its secret and the recovery codes."""
    secret, codes = new_secret(), new_recovery_codes()
    with store.transaction() as session:
        session.add(SecondFactor(person_id=actor.id, secret=secret, confirmed_at=NOW))
        replace_codes(session, actor.id, map(recovery_hash, codes), NOW)
    return secret, codes
