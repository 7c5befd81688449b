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
from records_app.store.acting import come_from
from records_app.web.client_address import client_address, header
from records_app.web.house import clock, house
from records_app.web.plain_answers import plain
from records_app.web.session_cookie import token_in

# The built scripts and styles, which have no data in them.
_ASSETS = "/assets/"
# The websocket's door, where the guard stands, and the framework's sign of life.
_PUBLIC = frozenset({"/_event", "/_event/", "/ping"})
# Pages without anything of the office in them: whoever wants to may use them.
PUBLIC_PAGES = frozenset({"/calculator/", "/calculator/year/", "/rules/"})
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

    def __init__(
        self,
        app: ASGIApp,
        *,
        files: Collection[str],
        public: Collection[Route],
        private: Collection[Route],
    ) -> None:
        self._app = app
        self._open = _PUBLIC | frozenset(files)
        self._public = tuple(public)
        self._private = tuple(private)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let through, redirect, or answer 404."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        come_from(client_address(scope, house().settings.trusted_proxy_hops))
        path: str = scope["path"]
        if path.startswith(_CLOSED):
            await plain(404, "There is no such page.")(scope, receive, send)
            return
        match = _best(self._public, scope)
        if path in self._open or path in PUBLIC_PAGES or path.startswith(_ASSETS):
            await self._app(scope, receive, send)
            return
        if match is Match.NONE and path != "/login" and f"{path}/" not in PUBLIC_PAGES:
            scope[ACTOR] = await actor_in(scope)
            if scope[ACTOR] is None:
                await _to_sign_in(scope)(scope, receive, send)
                return
            match = _best(self._private, scope)
        if match is Match.PARTIAL:
            await plain(405, "This address does not do that.")(scope, receive, send)
        elif match is Match.NONE and _is_page_without_slash(path):
            # Reflex would redirect too, and lose the query.
            await RedirectResponse(_local(scope, path + "/"), 308)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _best(routes: Collection[Route], scope: Scope) -> Match:
    """Whether a route has this address (partial) and this method too (full)."""
    return max((route.matches(scope)[0] for route in routes), key=_RANK.index, default=Match.NONE)


_RANK = (Match.NONE, Match.PARTIAL, Match.FULL)


def _is_page_without_slash(path: str) -> bool:
    return not path.endswith("/") and "." not in path.rpartition("/")[2]


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
