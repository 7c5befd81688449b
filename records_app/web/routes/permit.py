"""The gate of a single route: who may ask, and what refusals of the office become."""

from __future__ import annotations

import functools
import time
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.office.auditing import note_taken
from records_app.office.refusals import (
    ChangedElsewhere,
    LinkExpired,
    NotAllowed,
    NotFound,
    OfficeRefusal,
    TooManyAttempts,
)
from records_app.web.house import house
from records_app.web.page_gate import ACTOR, actor_in
from records_app.web.plain_answers import plain
from records_app.web.policy import declare
from records_app.web.run import run_as

Endpoint = Callable[[Request], Awaitable[Response]]


def require(
    permission: Permission, *, is_taken_out: bool = True
) -> Callable[[Callable[[Request, Actor], Awaitable[Response]]], Endpoint]:
    """Call the route with the person who asks, if their role allows it.

    Strangers go to the sign-in page; refusals of the office become 403, 404, 409, 429 or 400.
    What a GET hands out is put down in the audit, unless the route does so itself
    (``is_taken_out=False``); what is taken in pieces, once.
    """

    def wrap(endpoint: Callable[[Request, Actor], Awaitable[Response]]) -> Endpoint:
        @functools.wraps(endpoint)
        async def gated(request: Request) -> Response:
            known = request.scope.get(ACTOR)
            actor = known if isinstance(known, Actor) else await actor_in(request.scope)
            if actor is None:
                return RedirectResponse("/login/", 303)
            if not may(actor, permission):
                return plain(403, str(NotAllowed(permission)))
            try:
                answer = await endpoint(request, actor)
            except OfficeRefusal as refusal:
                return answer_to(refusal)
            if is_taken_out and request.method == "GET":
                path = request.url.path
                if answer.status_code == HTTPStatus.OK:
                    await run_as(actor, note_taken, path)
                elif answer.status_code == HTTPStatus.PARTIAL_CONTENT:
                    await note_piece(actor, path, path)
            return answer

        declare(gated, permission)
        return gated

    return wrap


async def note_piece(actor: Actor, path: str, whole: str) -> None:
    """Put down that a piece of ``whole`` was taken out, unless this session just took another."""
    taken, now, key = house().taken, time.monotonic(), (actor.id, actor.session_id, whole)
    if not taken.knows(key, now):
        await run_as(actor, note_taken, path)
        taken.add(key, now)


def answer_to(refusal: OfficeRefusal) -> Response:
    """A refusal of the office as a plain answer."""
    if isinstance(refusal, TooManyAttempts):
        return plain(429, str(refusal), {"Retry-After": str(refusal.seconds)})
    if isinstance(refusal, NotFound | LinkExpired):
        return plain(404, str(refusal))
    if isinstance(refusal, NotAllowed):
        return plain(403, str(refusal))
    if isinstance(refusal, ChangedElsewhere):
        return plain(409, str(refusal))
    return plain(400, str(refusal))
