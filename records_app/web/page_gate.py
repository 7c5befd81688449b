"""No page leaves without a session: everything is private but what is listed as public."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from pathlib import Path
from urllib.parse import quote

from starlette.responses import RedirectResponse
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from records_app.casework.people import Actor
from records_app.office.sign_in import actor_of
from records_app.web.client_address import header
from records_app.web.house import clock, house
from records_app.web.plain_answers import plain
from records_app.web.session_cookie import token_in

# Their own answers decide what a stranger gets there. ``/assets/`` holds the built scripts and
# styles, which have no data in them.
_PUBLIC_PREFIXES = ("/login/", "/logout/", "/invite/", "/assets/", "/_event")
_PUBLIC = frozenset({"/healthz", "/ping", "/login", "/robots.txt"})
# Reflex's own doors that this product has no use for.
_CLOSED = ("/_upload", "/_all_routes", "/_health", "/auth-codespace")
_LONGEST_NEXT = 1500

ACTOR = "desk.actor"


def public_files(folder: Path) -> frozenset[str]:
    """What lies in the assets folder is public by lying there."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return frozenset("/" + path.relative_to(folder).as_posix() for path in files)


class PageGate:
    """Redirects strangers to the sign-in page, and everybody to addresses that end in a slash."""

    def __init__(self, app: ASGIApp, *, files: Collection[str], routes: Collection[Route]) -> None:
        self._app = app
        self._public = _PUBLIC | frozenset(files)
        self._routes = tuple(routes)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, redirect, or answer 404."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path: str = scope["path"]
        if path.startswith(_CLOSED):
            await plain(404, "There is no such page.")(scope, receive, send)
            return
        if path not in self._public and not path.startswith(_PUBLIC_PREFIXES):
            scope[ACTOR] = await actor_in(scope)
            if scope[ACTOR] is None:
                await _to_sign_in(scope)(scope, receive, send)
                return
        if self._wants_slash(scope):
            await RedirectResponse(_local(scope, path + "/"), 308)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _wants_slash(self, scope: Scope) -> bool:
        """Whether this is a page without its slash. Reflex would redirect and lose the query."""
        path: str = scope["path"]
        if path.endswith("/") or "." in path.rpartition("/")[2] or path.startswith("/_event"):
            return False
        if path in self._public and path != "/login":
            return False
        return not any(route.matches(scope)[0] is Match.FULL for route in self._routes)


async def actor_in(scope: Scope) -> Actor | None:
    """Who sent this request."""
    token = token_in(header(scope, b"cookie"), house().settings)
    now, _ = clock()
    return await asyncio.to_thread(actor_of, house().store, token, now) if token else None


def _to_sign_in(scope: Scope) -> RedirectResponse:
    wanted = _local(scope, scope["path"])
    if scope["method"] not in {"GET", "HEAD"} or wanted == "/" or len(wanted) > _LONGEST_NEXT:
        return RedirectResponse("/login/", 303)
    return RedirectResponse(f"/login/?next={quote(wanted, safe='/')}", 303)


def _local(scope: Scope, path: str) -> str:
    """An address on this host with the query that was asked for. Never one of another host."""
    query = scope.get("query_string", b"").decode("latin-1")
    local = "/" + quote(path.lstrip("/\\"), safe="/~@!$'()*,:;=+&-._")
    return f"{local}?{query}" if query else local
