"""Whether this process and its database answer, for whatever watches over them."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from records_app.office.readiness import what_is_amiss, what_is_missing
from records_app.web.house import house


async def healthz(_request: Request) -> Response:
    """200 when the database answers, else 503. Says nothing else."""
    up = await asyncio.to_thread(house().store.is_up)
    return JSONResponse({"database": "up" if up else "down"}, status_code=200 if up else 503)


async def readyz(_request: Request) -> Response:
    """200 when visitors may come; else 503 with one sentence for each reason.

    ``amiss`` is what somebody should look after although visitors may come.
    """
    missing = await asyncio.to_thread(what_is_missing, house().store, house().settings.data_dir)
    amiss = await asyncio.to_thread(what_is_amiss, house().counters)
    answer = {"ready": not missing, "missing": list(missing), "amiss": list(amiss)}
    return JSONResponse(answer, status_code=503 if missing else 200)


ROUTES = [
    Route("/healthz", healthz, methods=["GET"]),
    Route("/readyz", readyz, methods=["GET"]),
]
