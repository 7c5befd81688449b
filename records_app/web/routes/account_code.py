"""The second step of signing in: a code, or the setup that the office asks for. Plain HTML."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from records_app.letters.request_form import FieldError
from records_app.office.refusals import NotFound, Refused, TooManyAttempts
from records_app.office.second_factor_sign_in import HalfEnded, HalfWay, finish, half_way
from records_app.office.sign_in import Needs
from records_app.web.account_cookies import came_from, half_token, take_half
from records_app.web.house import clock, house
from records_app.web.next_page import next_page
from records_app.web.routes.account_pages import form_of, give_session, page_of


async def code_page(request: Request) -> Response:
    """Ask for the code; whoever did not give the password first is sent back to do so."""
    return await _asked(request, next_page(request.query_params.get("next")))


async def code_here(request: Request) -> Response:
    """Check the code and start the session."""
    form = await form_of(request)
    wanted = next_page(form.get("next"))
    try:
        finished = await asyncio.to_thread(
            finish,
            house().store,
            house().attempts,
            half_token(request),
            form.get("code", ""),
            came=came_from(request),
            session_days=house().settings.session_days,
            now=clock()[0],
            keys=house().settings.file_keys,
        )
    except (HalfEnded, NotFound):
        return _again(wanted)
    except Refused as refused:
        return await _asked(request, wanted, 400, refused.errors)
    except TooManyAttempts as too_many:
        errors = (FieldError("code", "Sign in", str(too_many)),)
        answer = await _asked(request, wanted, 429, errors)
        answer.headers["Retry-After"] = str(too_many.seconds)
        return answer
    if finished.codes:
        shown = page_of("recovery_codes.html", codes=finished.codes, onward=wanted, me=None)
        return await give_session(request, shown, finished.entered)
    return await give_session(request, RedirectResponse(wanted, 303), finished.entered)


async def _asked(
    request: Request, wanted: str, status: int = 200, errors: tuple[FieldError, ...] = ()
) -> Response:
    try:
        half: HalfWay = await asyncio.to_thread(
            half_way, house().store, half_token(request), now=clock()[0]
        )
    except (HalfEnded, NotFound):
        return _again(wanted)
    template = "setup_at_sign_in.html" if half.needs is Needs.SETUP else "code.html"
    return page_of(template, status, errors, next=wanted, email=half.email, setup=half.setup)


def _again(wanted: str) -> Response:
    answer = RedirectResponse(f"/login/?late=1&next={quote(wanted, safe='/')}", 303)
    take_half(answer)
    return answer


ROUTES = [
    Route("/login/code/", code_page, methods=["GET"]),
    Route("/login/code/", code_here, methods=["POST"]),
]
