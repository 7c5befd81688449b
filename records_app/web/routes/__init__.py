"""The plain routes, in one list. Each is public by the page gate's list, or has a gate of its own.

To add routes, write a module with a list of ``Route`` and add it here::

    @require(Permission.SEE)
    async def letter(request: Request, actor: Actor) -> Response:
        found = await run_as(actor, letters.letter_file, request.path_params["id"])
        return Response(found.pdf, media_type="application/pdf")

    ROUTES = [Route("/letters/{id:int}.pdf", letter)]
"""

from __future__ import annotations

from starlette.routing import Route

from records_app.web.routes.account import ROUTES as ACCOUNT
from records_app.web.routes.health import ROUTES as HEALTH
from records_app.web.routes.letters import ROUTES as LETTERS

ROUTES: list[Route] = [*ACCOUNT, *HEALTH, *LETTERS]
