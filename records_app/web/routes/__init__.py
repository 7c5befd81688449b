"""The plain routes: what strangers may ask for, and what needs a session.

To add routes, write a module with a list of ``Route`` and add it to ``PRIVATE``. The page gate
sends strangers away before they reach it; ``require`` asks for the permission::

    @require(Permission.SEE)
    async def letter(request: Request, actor: Actor) -> Response:
        found = await run_as(actor, letters.letter_file, request.path_params["id"])
        return Response(found.pdf, media_type="application/pdf")

    ROUTES = [Route("/letters/{id:int}.pdf", letter)]
"""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route

from records_app.web.failures import failed
from records_app.web.routes.account import ROUTES as ACCOUNT
from records_app.web.routes.account_code import ROUTES as ACCOUNT_CODE
from records_app.web.routes.account_own import ROUTES as ACCOUNT_OWN
from records_app.web.routes.audit import ROUTES as AUDIT
from records_app.web.routes.bundles import ROUTES as BUNDLES
from records_app.web.routes.calendar import ROUTES as CALENDAR
from records_app.web.routes.campaigns import ROUTES as CAMPAIGNS
from records_app.web.routes.cover_notes import ROUTES as COVER_NOTES
from records_app.web.routes.files import ROUTES as FILES
from records_app.web.routes.health import ROUTES as HEALTH
from records_app.web.routes.imports import ROUTES as IMPORTS
from records_app.web.routes.letters import ROUTES as LETTERS
from records_app.web.routes.logo import ROUTES as LOGO
from records_app.web.routes.mail_day import ROUTES as MAIL_DAY
from records_app.web.routes.reports import ROUTES as REPORTS
from records_app.web.routes.retention import ROUTES as RETENTION

PUBLIC: list[Route] = [*ACCOUNT, *ACCOUNT_CODE, *CALENDAR, *HEALTH]
PRIVATE: list[Route] = [
    *ACCOUNT_OWN,
    *AUDIT,
    *BUNDLES,
    *CAMPAIGNS,
    *COVER_NOTES,
    *FILES,
    *IMPORTS,
    *LETTERS,
    *MAIL_DAY,
    *LOGO,
    *REPORTS,
    *RETENTION,
]
ROUTES: list[Route] = [*PUBLIC, *PRIVATE]


def site_of(*others: BaseRoute) -> Starlette:
    """Our routes, then ``others``; an address that is almost right is not found.

    Starlette would otherwise send a visitor from ``/path/`` to ``/path`` at whatever host the
    request named, and every redirect of ours stays on this site.
    """
    site = Starlette(routes=[*ROUTES, *others], exception_handlers={Exception: failed})
    site.router.redirect_slashes = False
    return site
