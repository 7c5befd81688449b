"""What the page of one's own account shows, in words."""

from __future__ import annotations

from typing import Any

from records_app.casework.people import Actor, Role
from records_app.casework.permissions import Permission, may
from records_app.office.devices import new_browsers
from records_app.office.missouri_time import day_and_time
from records_app.office.own_account import SessionCard, my_sessions
from records_app.office.password_again import is_fresh
from records_app.office.passwords import SHORTEST
from records_app.office.second_factor import FactorCard, my_factor
from records_app.web.components.bar import PLACES
from records_app.web.house import clock
from records_app.web.run import run_as

DONE = {
    "name": "Your name is changed.",
    "password": "Your password is changed. You are signed out everywhere else.",
    "end": "You are signed out there.",
    "others": "You are signed out everywhere but here.",
    "mine": "Good. We know this browser now.",
    "out": "That browser is signed out. Choose a new password now: whoever it was knew yours.",
    "off": "The second factor is off.",
}
_ROLES = {
    Role.VIEWER: "viewer",
    Role.ADVOCATE: "advocate",
    Role.STAFF: "staff",
    Role.ADMIN: "admin",
}


async def account_values(actor: Actor, done: str) -> dict[str, Any]:
    """Everything that the template of the account asks for."""
    factor = await run_as(actor, my_factor)
    asked = await run_as(actor, new_browsers)
    return {
        **inside_values(actor),
        "role": _ROLES[actor.role],
        "name": actor.name,
        "shortest": SHORTEST,
        "fresh": is_fresh(actor, clock()[0]),
        "done": DONE.get(done, ""),
        "factor": _factor(factor),
        "sessions": [_session(card) for card in await run_as(actor, my_sessions)],
        "new_browsers": [
            {
                "id": one.id,
                "browser": one.browser,
                "address": one.address,
                "at": day_and_time(one.at),
            }
            for one in asked
        ],
    }


def inside_values(actor: Actor) -> dict[str, Any]:
    """What the bar at the top needs: who this is, and the places they may go to."""
    places = [
        (name, href)
        for _, name, href, needs in PLACES
        if not needs or may(actor, Permission[needs.upper()])
    ]
    return {"me": actor, "places": places}


def _factor(card: FactorCard) -> dict[str, Any]:
    left = {0: "No recovery code is left.", 1: "One recovery code is left."}
    return {
        "since": day_and_time(card.since) if card.since else "",
        "left": left.get(card.codes_left, f"{card.codes_left} recovery codes are left."),
        "required": card.required,
    }


def _session(card: SessionCard) -> dict[str, Any]:
    seen = "" if card.is_here else f", last seen {day_and_time(card.seen)}"
    address = f", from {card.address}" if card.address else ""
    words = f"Since {day_and_time(card.since)}{seen}{address}."
    return {"id": card.id, "browser": card.browser, "words": words, "is_here": card.is_here}
