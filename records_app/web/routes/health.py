"""Whether this process and its database answer, for whatever watches over them."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from records_app.web.house import house


async def healthz(_request: Request) -> Response:
    """200 when the database answers, else 503. Says nothing else."""
    up = await asyncio.to_thread(house().store.is_up)
    return JSONResponse({"database": "up" if up else "down"}, status_code=200 if up else 503)


ROUTES = [Route("/healthz", healthz, methods=["GET"])]
