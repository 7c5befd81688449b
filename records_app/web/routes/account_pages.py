"""What the pages of accounts share: plain HTML from templates, forms, and the way in."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from records_app.letters.request_form import FieldError
from records_app.office.sign_in import Entered, Needs, sign_out
from records_app.web.account_cookies import give_half, give_known, half_token, take_half
from records_app.web.client_address import header
from records_app.web.house import house
from records_app.web.security_headers import PLAIN_PAGE
from records_app.web.session_cookie import give_cookie, token_in

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "account_templates"),
    # Looking whether a file changed asks the disk, and everybody waits for it.
    auto_reload=False,
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


async def form_of(request: Request) -> dict[str, str]:
    """The text fields of a posted form; files and repeated names are left out."""
    if not header(request.scope, b"content-type").startswith("application/x-www-form-urlencoded"):
        return {}
    form: FormData = await request.form(max_files=0, max_fields=20)
    return {name: value for name, value in form.items() if isinstance(value, str)}


def page_of(
    template: str, status: int = 200, errors: tuple[FieldError, ...] = (), **values: Any
) -> HTMLResponse:
    """A page from its template; each error stands in the summary and at its field."""
    text = _templates.get_template(template).render(
        errors=errors, messages={error.field: error.message for error in errors}, **values
    )
    return HTMLResponse(text, status, headers={"Content-Security-Policy": PLAIN_PAGE})


async def let_in(request: Request, entered: Entered, wanted: str) -> Response:
    """Lead on whoever gave the right password: in, or to the second step."""
    if entered.needs is not Needs.NOTHING:
        await end_old_session(request)
        answer = RedirectResponse(step_address(wanted), 303)
        give_half(answer, entered.token)
        return answer
    return await give_session(request, RedirectResponse(wanted, 303), entered)


async def give_session(request: Request, answer: Response, entered: Entered) -> Response:
    """Give the browser its new session; the one it had before ends."""
    await end_old_session(request)
    give_cookie(answer, house().settings, entered.token)
    if entered.known:
        give_known(answer, entered.known)
    if half_token(request):
        take_half(answer)
    return answer


async def end_old_session(request: Request) -> None:
    """End the session that the browser had, if any."""
    old = token_in(header(request.scope, b"cookie"), house().settings)
    await asyncio.to_thread(sign_out, house().store, old)


def step_address(wanted: str) -> str:
    """The page of the second step, which leads on to ``wanted``."""
    return f"/login/code/?next={quote(wanted, safe='/')}"
