"""Two more cookies of signing in: of those who are half way, and of browsers known again."""

from __future__ import annotations

from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from records_app.office.devices import KNOWN_FOR, CameFrom
from records_app.office.sign_in import HALF_LASTS
from records_app.settings import Settings
from records_app.web.client_address import client_address, header
from records_app.web.house import house
from records_app.web.session_cookie import cookie_in

HALF = "half"
KNOWN = "known"


def came_from(request: Request) -> CameFrom:
    """Where a request comes from, for those who sign in with it."""
    return CameFrom(
        address=client_address(request.scope, house().settings.trusted_proxy_hops),
        agent=header(request.scope, b"user-agent"),
        known=_value(request, KNOWN),
    )


def half_token(request: Request) -> str:
    """The token of the half sign-in, or an empty string."""
    return _value(request, HALF)


def give_half(response: Response, token: str) -> None:
    """Remember for a few minutes that the password was right."""
    _give(response, HALF, token, HALF_LASTS)


def take_half(response: Response) -> None:
    """The second step was taken, or given up."""
    _give(response, HALF, "", timedelta())


def give_known(response: Response, token: str) -> None:
    """Know this browser again. It opens nothing."""
    _give(response, KNOWN, token, KNOWN_FOR)


def _value(request: Request, name: str) -> str:
    settings = house().settings
    return cookie_in(header(request.scope, b"cookie"), _name(settings, name))[:128]


def _give(response: Response, name: str, value: str, lasts: timedelta) -> None:
    settings = house().settings
    response.set_cookie(
        _name(settings, name),
        value,
        max_age=int(lasts.total_seconds()),
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )


def _name(settings: Settings, name: str) -> str:
    return f"__Host-{name}" if settings.secure_cookies else name
