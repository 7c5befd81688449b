"""Download of every letter of a campaign in one PDF, to print."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission
from records_app.office.campaigns.printing import letters_pdf
from records_app.office.letter_files import LetterDamaged
from records_app.office.refusals import NotFound
from records_app.web.house import house
from records_app.web.plain_answers import plain
from records_app.web.routes.permit import require

_LARGEST_ID = 2**31 - 1
# One pile at a time, in a line of their own: a thousand letters take some seconds.
_workshop = ThreadPoolExecutor(max_workers=1, thread_name_prefix="letters")
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "sandbox; default-src 'none'",
}


@require(Permission.SEE)
async def campaign_letters(request: Request, actor: Actor) -> Response:
    """The letters that the person may see; ``two_sided`` begins each on a new sheet."""
    campaign_id: Any = request.path_params["campaign_id"]
    if not isinstance(campaign_id, int) or not 0 < campaign_id <= _LARGEST_ID:
        raise NotFound("campaign")
    two_sided = "two_sided" in request.query_params
    work = partial(letters_pdf, house().store, actor, campaign_id, two_sided=two_sided)
    try:
        pile = await asyncio.get_running_loop().run_in_executor(_workshop, work)
    except LetterDamaged as failure:
        return plain(500, str(failure))
    headers = {
        **_HEADERS,
        "Content-Disposition": f'attachment; filename="{pile.name}"',
        "Content-Length": str(pile.size),
    }
    return StreamingResponse(pile.pieces(), media_type="application/pdf", headers=headers)


ROUTES = [Route("/campaigns/{campaign_id:int}/letters.pdf", campaign_letters, methods=["GET"])]
