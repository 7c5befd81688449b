"""Browsers: what one calls itself, whether somebody signed in there before, and who says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from records_app.casework.people import Actor
from records_app.office.addresses import read_row_id
from records_app.office.refusals import NotFound
from records_app.office.tokens import hash_of, new_token
from records_app.store import sign_ins
from records_app.store.database import Store
from records_app.store.tables_sign_in import KnownBrowser

KNOWN_FOR = timedelta(days=400)
ASK_FOR = timedelta(days=14)
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "a Chromebook"),
    ("Macintosh", "a Mac"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class CameFrom:
    """Where a sign-in comes from, as far as it can be believed.

    ``address`` is the network address, ``agent`` what the browser calls itself, ``known`` the
    cookie by which a browser is known again.
    """

    address: str = ""
    agent: str = ""
    known: str = ""


@dataclass(frozen=True, slots=True)
class NewBrowser:
    """A browser that somebody is asked about."""

    id: int
    browser: str
    address: str
    at: datetime


def browser_words(agent: str) -> str:
    """``Firefox on Windows``; what a browser says of itself may be untrue."""
    text = agent[:400]
    browser = next((name for mark, name in _BROWSERS if mark in text), "A browser")
    machine = next((name for mark, name in _MACHINES if re.search(rf"\b{mark}\b", text)), "")
    return f"{browser} on {machine}" if machine else browser


def note_browser(
    session: Session, person_id: int, came: CameFrom, *, now: datetime
) -> tuple[int, str]:
    """Know the browser of a sign-in from now on; gives its id and the cookie it should have.

    The cookie of an unknown browser is always made here: one that was planted is never kept. From
    somebody's second browser on, the person is asked about each new one.
    """
    old_hash = hash_of(came.known) if came.known else ""
    row = sign_ins.known_browser(session, old_hash, person_id) if old_hash else None
    if row is not None and row.id is not None:
        row.last_seen_at = now
        return row.id, came.known
    sign_ins.forget_old_browsers(session, now - KNOWN_FOR)
    is_first = not sign_ins.knows_a_browser(session, person_id)
    token = new_token()
    if old_hash:
        sign_ins.give_browsers_a_new_key(session, old_hash, hash_of(token))
    row = KnownBrowser(
        token_hash=hash_of(token),
        person_id=person_id,
        browser=browser_words(came.agent),
        address=came.address[:64],
        first_at=now,
        last_seen_at=now,
        asked_at=None if is_first else now,
    )
    session.add(row)
    session.flush()
    return row.id or 0, token


def new_browsers(store: Store, actor: Actor, *, now: datetime) -> tuple[NewBrowser, ...]:
    """The browsers that the actor is asked about in this session, the newest first."""
    with store.reading() as session:
        rows = sign_ins.browsers_in_question(session, actor.id, actor.session_id, now - ASK_FOR)
        return tuple(
            NewBrowser(row.id or 0, row.browser, row.address, row.first_at) for row in rows
        )


def answer_about(
    store: Store, actor: Actor, browser_id: object, *, mine: bool, now: datetime
) -> None:
    """Say that a new browser is one's own, or sign it out everywhere it is signed in.

    Raises ``NotFound`` when nobody asks (any more), and from within the browser in question.
    """
    number = read_row_id(browser_id)
    with store.transaction() as session:
        rows = sign_ins.browsers_in_question(session, actor.id, actor.session_id, now - ASK_FOR)
        row = next((row for row in rows if row.id == number), None)
        if row is None:
            raise NotFound("browser")
        if mine:
            row.asked_at = None
        else:
            sign_ins.forget_browser(session, row)
