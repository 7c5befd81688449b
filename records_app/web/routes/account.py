"""Sign in, sign out, and the page behind a one-time link: plain HTML, no script needed."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from records_app.letters.request_form import FieldError
from records_app.office.addresses import tidy_email
from records_app.office.invites import InviteCard, accept_invite, read_invite
from records_app.office.passwords import SHORTEST
from records_app.office.refusals import LinkExpired, Refused, TooManyAttempts
from records_app.office.second_factor_sign_in import give_up
from records_app.office.sign_in import Needs, sign_in
from records_app.web.account_cookies import came_from, half_token, take_half
from records_app.web.house import clock, house
from records_app.web.next_page import next_page
from records_app.web.page_gate import actor_in
from records_app.web.routes.account_pages import end_old_session, form_of, let_in, page_of
from records_app.web.session_cookie import take_cookie

_ROLES = {"viewer": "viewer", "advocate": "advocate", "staff": "staff member", "admin": "admin"}


async def sign_in_page(request: Request) -> Response:
    """The form, or straight on for somebody who is signed in."""
    wanted = next_page(request.query_params.get("next"))
    if await actor_in(request.scope) is not None:
        return RedirectResponse(wanted, 303)
    left = "out" in request.query_params
    late = "late" in request.query_params
    return page_of("sign_in.html", email="", next=wanted, signed_out=left, late=late)


async def sign_in_here(request: Request) -> Response:
    """Check the form; a new session every time, and the browser's old one ends."""
    form = await form_of(request)
    wanted = next_page(form.get("next"))
    email = form.get("email", "")
    settings, came = house().settings, came_from(request)
    try:
        house().attempts.refuse_if_too_many(came.address, tidy_email(email)[:254])
        entered = await house().sign_ins.wait_for(
            came.address,
            sign_in,
            house().store,
            house().attempts,
            email=email,
            password=form.get("password", ""),
            came=came,
            session_days=settings.session_days,
            now=clock()[0],
        )
    except Refused as refused:
        return page_of(
            "sign_in.html",
            400,
            refused.errors,
            email=email[:254],
            next=wanted,
            signed_out=False,
            late=False,
        )
    except TooManyAttempts as too_many:
        await house().sign_ins.hold_back()
        errors = (FieldError("email", "Sign in", str(too_many)),)
        answer = page_of(
            "sign_in.html",
            429,
            errors,
            email=email[:254],
            next=wanted,
            signed_out=False,
            late=False,
        )
        answer.headers["Retry-After"] = str(too_many.seconds)
        return answer
    return await let_in(request, entered, wanted)


async def sign_out_here(request: Request) -> Response:
    """End the session and take the cookie back."""
    await end_old_session(request)
    await asyncio.to_thread(give_up, house().store, half_token(request))
    answer = RedirectResponse("/login/?out=1", 303)
    take_cookie(answer, house().settings)
    if half_token(request):
        take_half(answer)
    return answer


async def invite_page(request: Request) -> Response:
    """The form behind a one-time link."""
    try:
        card = await asyncio.to_thread(read_invite, house().store, _token(request), now=clock()[0])
    except LinkExpired as expired:
        return page_of("plain.html", 404, title="This link has ended", text=str(expired))
    return _invite_form(card, 200, (), name=card.name, email=card.email)


async def invite_here(request: Request) -> Response:
    """Become a person and be signed in; of two who try at once one succeeds."""
    form = await form_of(request)
    name, email = form.get("name", ""), form.get("email", "")
    token = _token(request)
    try:
        card = await asyncio.to_thread(read_invite, house().store, token, now=clock()[0])
        entered = await asyncio.to_thread(
            accept_invite,
            house().store,
            token,
            name=name,
            email=email,
            password=form.get("password", ""),
            came=came_from(request),
            session_days=house().settings.session_days,
            now=clock()[0],
        )
    except LinkExpired as expired:
        return page_of("plain.html", 404, title="This link has ended", text=str(expired))
    except Refused as refused:
        return _invite_form(card, 400, refused.errors, name=name[:500], email=email[:254])
    if entered.needs is Needs.NOTHING:
        account = card.email if card.for_password else tidy_email(email)
        house().attempts.succeeded(came_from(request).address, account)
    return await let_in(request, entered, "/")


def _invite_form(
    card: InviteCard, status: int, errors: tuple[FieldError, ...], *, name: str, email: str
) -> Response:
    return page_of(
        "invite.html",
        status,
        errors,
        name=name,
        email=card.email if card.for_password else email,
        role=_ROLES[card.role],
        for_password=card.for_password,
        shortest=SHORTEST,
    )


def _token(request: Request) -> str:
    return str(request.path_params["token"])


ROUTES = [
    Route("/login/", sign_in_page, methods=["GET"]),
    Route("/login/", sign_in_here, methods=["POST"]),
    Route("/logout/", sign_out_here, methods=["POST"]),
    Route("/invite/{token}/", invite_page, methods=["GET"]),
    Route("/invite/{token}/", invite_here, methods=["POST"]),
    Route("/invite/{token}", invite_page, methods=["GET"]),
    Route("/invite/{token}", invite_here, methods=["POST"]),
]
