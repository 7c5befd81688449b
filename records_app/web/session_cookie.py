"""The cookie that says which session a browser has. It holds a random token, nothing else."""

from __future__ import annotations

from starlette.responses import Response

from records_app.settings import Settings

_LONGEST_HEADER = 8192


def cookie_name(settings: Settings) -> str:
    """With TLS the prefix makes browsers refuse a cookie set by a sibling host."""
    return "__Host-sid" if settings.secure_cookies else "sid"


def token_in(header: str, settings: Settings) -> str:
    """The session token in a Cookie header, or an empty string."""
    return cookie_in(header, cookie_name(settings))


def cookie_in(header: str, name: str) -> str:
    """The value of one cookie in a Cookie header, or an empty string."""
    if not header or len(header) > _LONGEST_HEADER:
        return ""
    for part in header.split(";"):
        key, _, value = part.strip().partition("=")
        if key == name:
            return value.strip().strip('"')
    return ""


def give_cookie(response: Response, settings: Settings, token: str) -> None:
    """Sign the browser in."""
    response.set_cookie(
        cookie_name(settings),
        token,
        max_age=settings.session_days * 24 * 3600,
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )


def take_cookie(response: Response, settings: Settings) -> None:
    """Sign the browser out."""
    response.delete_cookie(
        cookie_name(settings),
        path="/",
        secure=settings.secure_cookies,
        httponly=True,
        samesite="lax",
    )
