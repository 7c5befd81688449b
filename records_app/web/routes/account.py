"""Sign in, sign out, and the page behind a one-time link: plain HTML, no script needed."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from records_app.letters.request_form import FieldError
from records_app.office.addresses import tidy_email
from records_app.office.invites import InviteCard, accept_invite, read_invite
from records_app.office.passwords import SHORTEST
from records_app.office.refusals import LinkExpired, Refused, TooManyAttempts
from records_app.office.sign_in import sign_in, sign_out
from records_app.web.client_address import client_address, header
from records_app.web.house import clock, house
from records_app.web.next_page import next_page
from records_app.web.page_gate import actor_in
from records_app.web.security_headers import PLAIN_PAGE
from records_app.web.session_cookie import give_cookie, take_cookie, token_in

_ROLES = {"viewer": "viewer", "advocate": "advocate", "staff": "staff member", "admin": "admin"}

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "account_templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


async def sign_in_page(request: Request) -> Response:
    """The form, or straight on for somebody who is signed in."""
    wanted = next_page(request.query_params.get("next"))
    if await actor_in(request.scope) is not None:
        return RedirectResponse(wanted, 303)
    left = "out" in request.query_params
    return _page("sign_in.html", email="", next=wanted, signed_out=left)


async def sign_in_here(request: Request) -> Response:
    """Check the form; a new session every time, and the browser's old one ends."""
    form = await _form(request)
    wanted = next_page(form.get("next"))
    email = form.get("email", "")
    settings = house().settings
    try:
        token = await asyncio.to_thread(
            sign_in,
            house().store,
            house().attempts,
            email=email,
            password=form.get("password", ""),
            address=client_address(request.scope, settings.trusted_proxy_hops),
            session_days=settings.session_days,
            now=clock()[0],
        )
    except Refused as refused:
        return _page(
            "sign_in.html", 400, refused.errors, email=email[:254], next=wanted, signed_out=False
        )
    except TooManyAttempts as too_many:
        errors = (FieldError("email", "Sign in", str(too_many)),)
        answer = _page(
            "sign_in.html", 429, errors, email=email[:254], next=wanted, signed_out=False
        )
        answer.headers["Retry-After"] = str(too_many.seconds)
        return answer
    return await _signed_in(request, token, wanted)


async def sign_out_here(request: Request) -> Response:
    """End the session and take the cookie back."""
    await _end_old_session(request)
    answer = RedirectResponse("/login/?out=1", 303)
    take_cookie(answer, house().settings)
    return answer


async def invite_page(request: Request) -> Response:
    """The form behind a one-time link."""
    try:
        card = await asyncio.to_thread(read_invite, house().store, _token(request), now=clock()[0])
    except LinkExpired as expired:
        return _page("plain.html", 404, title="This link has ended", text=str(expired))
    return _invite_form(card, 200, (), name=card.name, email=card.email)


async def invite_here(request: Request) -> Response:
    """Become a person and be signed in; of two who try at once one succeeds."""
    form = await _form(request)
    name, email = form.get("name", ""), form.get("email", "")
    token = _token(request)
    try:
        card = await asyncio.to_thread(read_invite, house().store, token, now=clock()[0])
        session = await asyncio.to_thread(
            accept_invite,
            house().store,
            token,
            name=name,
            email=email,
            password=form.get("password", ""),
            session_days=house().settings.session_days,
            now=clock()[0],
        )
    except LinkExpired as expired:
        return _page("plain.html", 404, title="This link has ended", text=str(expired))
    except Refused as refused:
        return _invite_form(card, 400, refused.errors, name=name[:500], email=email[:254])
    address = client_address(request.scope, house().settings.trusted_proxy_hops)
    house().attempts.succeeded(address, card.email if card.for_password else tidy_email(email))
    return await _signed_in(request, session, "/")


def _invite_form(
    card: InviteCard, status: int, errors: tuple[FieldError, ...], *, name: str, email: str
) -> Response:
    return _page(
        "invite.html",
        status,
        errors,
        name=name,
        email=card.email if card.for_password else email,
        role=_ROLES[card.role],
        for_password=card.for_password,
        shortest=SHORTEST,
    )


async def _signed_in(request: Request, token: str, wanted: str) -> Response:
    await _end_old_session(request)
    answer = RedirectResponse(wanted, 303)
    give_cookie(answer, house().settings, token)
    return answer


async def _end_old_session(request: Request) -> None:
    old = token_in(header(request.scope, b"cookie"), house().settings)
    await asyncio.to_thread(sign_out, house().store, old)


def _token(request: Request) -> str:
    return str(request.path_params["token"])


async def _form(request: Request) -> dict[str, str]:
    """The text fields of a posted form; files and repeated names are left out."""
    if not header(request.scope, b"content-type").startswith("application/x-www-form-urlencoded"):
        return {}
    form: FormData = await request.form(max_files=0, max_fields=20)
    return {name: value for name, value in form.items() if isinstance(value, str)}


def _page(
    template: str, status: int = 200, errors: tuple[FieldError, ...] = (), **values: Any
) -> HTMLResponse:
    text = _templates.get_template(template).render(
        errors=errors, messages={error.field: error.message for error in errors}, **values
    )
    return HTMLResponse(text, status, headers={"Content-Security-Policy": PLAIN_PAGE})


ROUTES = [
    Route("/login/", sign_in_page, methods=["GET"]),
    Route("/login/", sign_in_here, methods=["POST"]),
    Route("/logout/", sign_out_here, methods=["POST"]),
    Route("/invite/{token}/", invite_page, methods=["GET"]),
    Route("/invite/{token}/", invite_here, methods=["POST"]),
    Route("/invite/{token}", invite_page, methods=["GET"]),
    Route("/invite/{token}", invite_here, methods=["POST"]),
]
