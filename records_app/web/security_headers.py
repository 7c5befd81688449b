"""Headers that every answer carries, and the content security policy of the built pages."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Collection
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE_SCRIPT = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_TLS_ONLY = "max-age=31536000; includeSubDomains"
_FOREVER = "public, max-age=31536000, immutable"
_REVALIDATE = "public, no-cache"
_NEVER = "no-store"
# What is no page needs nothing at all, should a browser ever be led to show it as one.
_NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
# The pages that Jinja2 draws: our style sheet, our picture, a form to us, no script.
PLAIN_PAGE = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def inline_script_hashes(built: Path) -> tuple[str, ...]:
    """CSP sources for the inline scripts in the built pages; they are the same in most of them."""
    found = {
        base64.b64encode(hashlib.sha256(script).digest()).decode()
        for page in sorted(built.rglob("*.html"))
        for script in _INLINE_SCRIPT.findall(page.read_bytes())
        if script.strip()
    }
    return tuple(f"'sha256-{digest}'" for digest in sorted(found))


def content_security_policy(script_hashes: Collection[str], origins: Collection[str]) -> str:
    """The policy: nothing from elsewhere, no eval, no frames, no inline script but the built ones.

    Styles may be inline: React writes style attributes, and a style cannot call anybody.
    """
    # Browsers did not always count a websocket to the same address as 'self'.
    sockets = " ".join(sorted(origin.replace("http", "ws", 1) for origin in origins))
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *script_hashes)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            f"connect-src 'self' {sockets}",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class SecurityHeaders:
    """Adds what an answer does not say itself; a route may ask for a stricter policy."""

    def __init__(
        self, app: ASGIApp, *, policy: str, tls: bool, public_paths: Collection[str]
    ) -> None:
        self._app = app
        self._fixed = dict(_ALWAYS)
        self._policy = policy
        if tls:
            self._fixed["Strict-Transport-Security"] = _TLS_ONLY
        self._public = frozenset(public_paths)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the headers of the answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def completed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._fixed.items():
                    headers.setdefault(name, value)
                is_page = headers.get("content-type", "").startswith("text/html")
                headers.setdefault("Content-Security-Policy", self._policy if is_page else _NOTHING)
                headers.setdefault("Cache-Control", self._cache(scope["path"], message["status"]))
            await send(message)

        await self._app(scope, receive, completed)

    def _cache(self, path: str, status: int) -> str:
        if status not in {200, 206, 304}:
            return _NEVER
        if path.startswith("/assets/"):
            return _FOREVER  # the build puts a hash of the content into these names
        return _REVALIDATE if path in self._public else _NEVER
