"""Queries about sessions, those who are half signed in, and the browsers that are known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import Session
from sqlmodel import select as select_rows

from records_app.store.tables_people import SignIn
from records_app.store.tables_sign_in import HalfSignIn, KnownBrowser

_sign_in: Any = SignIn
_half: Any = HalfSignIn
_browser: Any = KnownBrowser


def end_session(session: Session, token_hash: str) -> None:
    """End one session."""
    session.connection().execute(delete(_sign_in).where(_sign_in.token_hash == token_hash))


def end_sessions_of(session: Session, person_id: int, *, but: int = 0) -> int:
    """End every session of a person, half ones too, but the one with the id ``but``.

    Gives how many whole ones ended.
    """
    session.connection().execute(delete(_half).where(_half.person_id == person_id))
    done = session.connection().execute(
        delete(_sign_in).where(_sign_in.person_id == person_id, _sign_in.id != but)
    )
    return done.rowcount


def end_one_session(session: Session, person_id: int, sign_in_id: int) -> bool:
    """End this session if it is this person's. False when it is not, or not any more."""
    done = session.connection().execute(
        delete(_sign_in).where(_sign_in.person_id == person_id, _sign_in.id == sign_in_id)
    )
    return bool(done.rowcount == 1)


def purge_sessions(session: Session, now: datetime) -> None:
    """Remove the sessions, whole and half, that ended by themselves."""
    session.connection().execute(delete(_sign_in).where(_sign_in.expires_at <= now))
    session.connection().execute(delete(_half).where(_half.expires_at <= now))


def sessions_of(session: Session, person_id: int, now: datetime) -> list[SignIn]:
    """The sessions of a person that have not ended, the last used first."""
    query = select_rows(SignIn).where(_sign_in.person_id == person_id, _sign_in.expires_at > now)
    return list(session.exec(query.order_by(_sign_in.last_seen_at.desc(), _sign_in.id.desc())))


def note_confirmed(session: Session, sign_in_id: int, now: datetime) -> None:
    """Remember that the password was given again in this session."""
    session.connection().execute(
        update(_sign_in).where(_sign_in.id == sign_in_id).values(confirmed_at=now)
    )


def half_locked(session: Session, token_hash: str, now: datetime) -> HalfSignIn | None:
    """The half sign-in with this token hash, held until the transaction ends."""
    query = select_rows(HalfSignIn).where(_half.token_hash == token_hash, _half.expires_at > now)
    return session.exec(query.with_for_update()).first()


def half_of(session: Session, token_hash: str, now: datetime) -> HalfSignIn | None:
    """The half sign-in with this token hash."""
    query = select_rows(HalfSignIn).where(_half.token_hash == token_hash, _half.expires_at > now)
    return session.exec(query).first()


def end_half(session: Session, token_hash: str) -> bool:
    """Use up a half sign-in. False when somebody else did so first."""
    done = session.connection().execute(delete(_half).where(_half.token_hash == token_hash))
    return bool(done.rowcount == 1)


def known_browser(session: Session, token_hash: str, person_id: int) -> KnownBrowser | None:
    """The browser with this cookie, if this person signed in there before."""
    query = select_rows(KnownBrowser).where(
        _browser.token_hash == token_hash, _browser.person_id == person_id
    )
    return session.exec(query).first()


def knows_a_browser(session: Session, person_id: int) -> bool:
    """Whether this person signed in anywhere before."""
    query = select_rows(KnownBrowser).where(_browser.person_id == person_id).limit(1)
    return session.exec(query).first() is not None


def give_browsers_a_new_key(session: Session, old_hash: str, new_hash: str) -> None:
    """Whoever else is known in this browser stays known there under its new cookie."""
    session.connection().execute(
        update(_browser).where(_browser.token_hash == old_hash).values(token_hash=new_hash)
    )


def browsers_in_question(
    session: Session, person_id: int, sign_in_id: int, since: datetime
) -> Sequence[KnownBrowser]:
    """The new browsers that somebody is asked about in the session with this id, newest first.

    None in a session that is itself in such a browser: whoever is there cannot vouch for it.
    """
    mine = session.execute(select(_sign_in.browser_id).where(_sign_in.id == sign_in_id)).scalar()
    query = select_rows(KnownBrowser).where(
        _browser.person_id == person_id, _browser.asked_at > since
    )
    found = session.exec(query.order_by(_browser.id.desc())).all()
    return [] if any(row.id == mine for row in found) else found


def forget_browser(session: Session, browser: KnownBrowser) -> None:
    """Sign a browser out, and know it no more."""
    session.connection().execute(delete(_sign_in).where(_sign_in.browser_id == browser.id))
    session.delete(browser)


def forget_browsers_of(session: Session, person_id: int) -> None:
    """Know none of a person's browsers any more."""
    session.connection().execute(delete(_browser).where(_browser.person_id == person_id))


def forget_old_browsers(session: Session, before: datetime) -> None:
    """Know no browser any more that nobody signed in from since then."""
    in_use = select(_sign_in.browser_id).where(_sign_in.browser_id.is_not(None))
    session.connection().execute(
        delete(_browser).where(_browser.last_seen_at < before, _browser.id.not_in(in_use))
    )
