"""How long things are kept, and removing them for good: plain HTML, because of the password."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.letters.request_form import FieldError
from records_app.office.password_again import FIELD, confirm, is_fresh
from records_app.office.purging import TICKS, Purged, purge_request
from records_app.office.refusals import ChangedElsewhere, NotFound, Refused, TooManyAttempts
from records_app.office.retention import (
    KINDS,
    Retention,
    change_retention,
    purge_due,
    retention,
)
from records_app.web.account_cookies import came_from
from records_app.web.house import clock, house
from records_app.web.routes.account_lines import inside_values
from records_app.web.routes.account_pages import form_of, page_of
from records_app.web.routes.permit import require
from records_app.web.run import run_as

RETENTION = "/retention/"
_DONE = {
    "rules": "The rules are saved.",
    "purged": "It is gone. The audit has one line about it.",
    "busy": "It is gone. The database was too busy to overwrite every trace: that happens with the "
    "next purge, or purge by the clock.",
}
_STALE = "Another admin changed the rules in the meantime. Compare, then save again."
Form = dict[str, str]


@require(Permission.PURGE, is_taken_out=False)
async def retention_page(request: Request, actor: Actor) -> Response:
    """The rules, and what they would remove today."""
    return await _shown(request, actor, 200)


@require(Permission.PURGE)
async def retention_here(request: Request, actor: Actor) -> Response:
    """Save the rules or purge; what was typed is kept when that is refused."""
    form = await form_of(request)
    act = form.get("act", "")
    try:
        if form.get(FIELD) and act != "rules":
            actor = await run_as(
                actor,
                confirm,
                form[FIELD],
                attempts=house().attempts,
                address=came_from(request).address,
            )
        done = await _do(actor, act, form)
    except Refused as refused:
        return await _shown(request, actor, 400, _at(act, refused.errors), form)
    except ChangedElsewhere:
        errors = (FieldError("requests", "Rules", _STALE),)
        return await _shown(request, actor, 409, errors, form)
    except TooManyAttempts as too_many:
        errors = _at(act, (FieldError(FIELD, "Your password", str(too_many)),))
        return await _shown(request, actor, 429, errors, form)
    return RedirectResponse(f"{RETENTION}?done={done}", 303)


async def _do(actor: Actor, act: str, form: Form) -> str:
    folder = house().files
    if act == "rules":
        was = {kind.name: form.get(f"was_{kind.name}", "") for kind in KINDS}
        await run_as(actor, change_retention, form, was=was)
        return "rules"
    if act == "purge":
        gone = await run_as(actor, purge_request, form.get("number", ""), form, folder=folder)
        return _said(gone)
    if act not in ("requests", "other_files"):
        raise NotFound
    shown = [int(one) for one in form.get("shown", "").split(",") if one.isdecimal()]
    sure = form.get("sure") == "on"
    return _said(await run_as(actor, purge_due, act, shown, sure=sure, folder=folder))


def _said(gone: Purged) -> str:
    return "purged" if gone.erased else "busy"


async def _shown(
    request: Request,
    actor: Actor,
    status: int,
    errors: tuple[FieldError, ...] = (),
    form: Form | None = None,
) -> Response:
    found = await run_as(actor, retention)
    typed, given = dict(found.rules), {}
    if form and form.get("act") == "rules":
        typed = {kind.name: form.get(kind.name, "")[:10] for kind in KINDS}
    if form and form.get("act") == "purge":
        given = form
    kept = {name: given.get(name, "")[:20] for name in ("number", "typed", *TICKS)}
    values = {**inside_values(actor), **_lists(found), "typed": typed, "form": kept}
    return page_of(
        "retention.html",
        status,
        errors,
        kinds=KINDS,
        ticks=TICKS,
        fresh=is_fresh(actor, clock()[0]),
        done=_DONE.get(request.query_params.get("done", ""), ""),
        **values,
    )


def _lists(found: Retention) -> dict[str, Any]:
    requests = [
        {"id": one.id, "cells": (one.number, one.agency, one.last, one.holds)}
        for one in found.requests
    ]
    files = [{"id": one.id, "cells": (one.name, one.number, one.added)} for one in found.files]
    by_itself = []
    if found.drafts:
        drafts = "discarded draft" if found.drafts == 1 else "discarded drafts"
        by_itself.append(f"{found.drafts} {drafts}")
    if found.browsers:
        browsers = "browser" if found.browsers == 1 else "browsers"
        by_itself.append(f"{found.browsers} {browsers} that nobody came back with")
    words = f"Within the hour, by themselves: {' and '.join(by_itself)}." if by_itself else ""
    return {"rules": found.rules, "requests": requests, "files": files, "by_the_clock": words}


def _at(act: str, errors: tuple[FieldError, ...]) -> tuple[FieldError, ...]:
    """The errors with the ids that the fields have on this page."""
    return tuple(
        FieldError(f"{FIELD}-{act}", error.label, error.message) if error.field == FIELD else error
        for error in errors
    )


ROUTES = [
    Route(RETENTION, retention_page, methods=["GET"]),
    Route(RETENTION, retention_here, methods=["POST"]),
]
