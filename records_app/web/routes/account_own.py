"""Everybody's own account: name, password, second factor, sessions. Plain HTML, no script needed.

No password and no secret of a phone ever passes through the websocket this way.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.letters.request_form import FieldError
from records_app.office import devices, own_account, second_factor
from records_app.office.password_again import FIELD, confirm
from records_app.office.refusals import NotFound, Refused, TooManyAttempts
from records_app.web.account_cookies import came_from
from records_app.web.house import house
from records_app.web.routes.account_lines import account_values, inside_values
from records_app.web.routes.account_pages import form_of, page_of
from records_app.web.routes.permit import require
from records_app.web.run import run_as

ACCOUNT = "/account/"
SETUP = "/account/second-factor/"
Form = dict[str, str]
Act = Callable[[Request, Actor, Form], Awaitable[Response | None]]


@require(Permission.SEE, is_taken_out=False)
async def account_page(request: Request, actor: Actor) -> Response:
    """The page as it is; after a change it says what was done."""
    return await _shown(request, actor, 200)


@require(Permission.SEE)
async def account_here(request: Request, actor: Actor) -> Response:
    """Do what one of the forms asks for; what was typed is kept when that is refused."""
    form = await form_of(request)
    act = form.get("act", "")
    doing = _ACTS.get(act)
    if doing is None:
        raise NotFound
    try:
        if act in _ASKS_AGAIN and form.get(FIELD):
            actor = await _confirmed(request, actor, form[FIELD])
        answer = await doing(request, actor, form)
    except Refused as refused:
        return await _shown(request, actor, 400, _at(act, refused.errors), form)
    except TooManyAttempts as too_many:
        place = "old" if act == "password" else FIELD
        errors = _at(act, (FieldError(place, "Your password", str(too_many)),))
        return await _shown(request, actor, 429, errors, form)
    return answer or RedirectResponse(f"{ACCOUNT}?done={act}", 303)


@require(Permission.SEE, is_taken_out=False)
async def setup_page(request: Request, actor: Actor) -> Response:
    """The square for the phone; only for whoever gave their password a moment ago."""
    return await _setup_shown(actor, 200)


@require(Permission.SEE)
async def setup_here(request: Request, actor: Actor) -> Response:
    """The first code of the phone; then the recovery codes, this once."""
    form = await form_of(request)
    try:
        codes = await run_as(
            actor,
            second_factor.confirm_setup,
            form.get("code", ""),
            keys=house().settings.file_keys,
            **_guarded(request),
        )
    except Refused as refused:
        if any(error.field == FIELD for error in refused.errors):
            return RedirectResponse(ACCOUNT, 303)
        return await _setup_shown(actor, 400, refused.errors)
    except TooManyAttempts as too_many:
        return await _setup_shown(actor, 429, (FieldError("code", "Code", str(too_many)),))
    except NotFound:
        return RedirectResponse(ACCOUNT, 303)
    return _codes_shown(actor, codes)


async def _name(request: Request, actor: Actor, form: Form) -> None:
    await run_as(actor, own_account.change_name, form.get("name", ""))


async def _password(request: Request, actor: Actor, form: Form) -> None:
    old, new = form.get("old", ""), form.get("password", "")
    await run_as(actor, own_account.change_password, old, new, **_guarded(request))


async def _end(request: Request, actor: Actor, form: Form) -> None:
    await run_as(actor, own_account.end_session, _number(form))


async def _others(request: Request, actor: Actor, form: Form) -> None:
    await run_as(actor, own_account.end_other_sessions)


async def _mine(request: Request, actor: Actor, form: Form) -> None:
    await run_as(actor, devices.answer_about, _number(form), mine=True)


async def _out(request: Request, actor: Actor, form: Form) -> None:
    await run_as(actor, devices.answer_about, _number(form), mine=False)


async def _start(request: Request, actor: Actor, form: Form) -> Response:
    await run_as(actor, second_factor.start_setup, keys=house().settings.file_keys)
    return RedirectResponse(SETUP, 303)


async def _codes(request: Request, actor: Actor, form: Form) -> Response:
    return _codes_shown(actor, await run_as(actor, second_factor.make_new_codes))


async def _off(request: Request, actor: Actor, form: Form) -> None:
    await run_as(actor, second_factor.turn_off)


_ACTS: dict[str, Act] = {
    "name": _name,
    "password": _password,
    "end": _end,
    "others": _others,
    "mine": _mine,
    "out": _out,
    "start": _start,
    "codes": _codes,
    "off": _off,
}
_ASKS_AGAIN = frozenset({"others", "start", "codes", "off"})


async def _confirmed(request: Request, actor: Actor, typed: str) -> Actor:
    return await run_as(actor, confirm, typed, **_guarded(request))


def _guarded(request: Request) -> dict[str, Any]:
    return {"attempts": house().attempts, "address": came_from(request).address}


async def _shown(
    request: Request,
    actor: Actor,
    status: int,
    errors: tuple[FieldError, ...] = (),
    form: Form | None = None,
) -> Response:
    values = await account_values(actor, request.query_params.get("done", ""))
    if form and form.get("act") == "name":
        values["name"] = form.get("name", "")[:500]
    return page_of("account.html", status, errors, **values)


async def _setup_shown(actor: Actor, status: int, errors: tuple[FieldError, ...] = ()) -> Response:
    try:
        setup = await run_as(actor, second_factor.setup_under_way, keys=house().settings.file_keys)
    except (Refused, NotFound):
        return RedirectResponse(ACCOUNT, 303)
    return page_of("second_factor.html", status, errors, setup=setup, **inside_values(actor))


def _codes_shown(actor: Actor, codes: tuple[str, ...]) -> Response:
    values = inside_values(actor)
    return page_of("recovery_codes.html", codes=codes, onward=ACCOUNT, **values)


def _at(act: str, errors: tuple[FieldError, ...]) -> tuple[FieldError, ...]:
    """The errors with the ids that the fields have on this page."""
    return tuple(
        FieldError(f"{FIELD}-{act}", error.label, error.message) if error.field == FIELD else error
        for error in errors
    )


def _number(form: Form) -> int:
    text = form.get("id", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 0


ROUTES = [
    Route(ACCOUNT, account_page, methods=["GET"]),
    Route(ACCOUNT, account_here, methods=["POST"]),
    Route(SETUP, setup_page, methods=["GET"]),
    Route(SETUP, setup_here, methods=["POST"]),
]
