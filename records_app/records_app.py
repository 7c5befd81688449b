"""Puts the product together: pages, guard, routes, and the layers around every request."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import reflex as rx
from reflex.utils.prerequisites import get_web_dir
from starlette.types import ASGIApp

from records_app.office.backup.in_use import running
from records_app.office.counters import counters_in
from records_app.settings import Settings
from records_app.web import pages
from records_app.web.act_limits import ActLimits
from records_app.web.backup_task import backups_by_the_clock
from records_app.web.body_limit import MIB, BodyLimit
from records_app.web.calm_log import calm_the_log, escaped
from records_app.web.campaign_task import approving_campaigns
from records_app.web.components.frame import app_options
from records_app.web.failures import Failures, keep_words_out_of_the_log
from records_app.web.guard import Guard
from records_app.web.house import house
from records_app.web.import_clearing import clearing_imports
from records_app.web.json_log import write_json_lines
from records_app.web.open_tabs import watching_sessions
from records_app.web.origins import allowed_origins
from records_app.web.page_gate import PageGate, public_files
from records_app.web.retention_task import keeping_no_longer
from records_app.web.routes import PRIVATE, PUBLIC, site_of
from records_app.web.routes.imports import LARGER_BODIES
from records_app.web.routes.logo import LARGER_LOGO
from records_app.web.same_origin import SameOrigin
from records_app.web.security_headers import (
    SecurityHeaders,
    content_security_policy,
    inline_script_hashes,
)
from records_app.web.socket_limits import SocketLimits
from records_app.web.text_reading import reading_texts

ASSETS = Path(__file__).parents[1] / "assets"


def with_layers(inner: ASGIApp, settings: Settings, built: Path) -> ASGIApp:
    """The layers around routes and pages, from the inside out. The order matters:

    a body is counted before anybody reads it, a foreign form is refused before its body is read,
    and every refusal still gets the headers.
    """
    origins = allowed_origins(settings)
    files = public_files(ASSETS)
    counters, hops = counters_in(settings.redis_url), settings.trusted_proxy_hops
    layered: ASGIApp = ActLimits(inner, counters, hops)
    layered = PageGate(layered, files=files, public=PUBLIC, private=PRIVATE)
    of_files = settings.max_upload_mb * MIB
    uploads = {r"/requests/[0-9]{1,10}/files": of_files, **LARGER_BODIES, **LARGER_LOGO}
    layered = BodyLimit(layered, larger=uploads)
    layered = SameOrigin(layered, origins)
    most = settings.stranger_tabs
    layered = SocketLimits(layered, origins, hops, counters=counters, most_of_strangers=most)
    layered = Failures(layered)
    return SecurityHeaders(
        layered,
        policy=content_security_policy(inline_script_hashes(built), origins),
        tls=settings.secure_cookies,
        public_paths=files,
    )


class Desk(rx.App):
    """The app, whose last layer is ours too: Reflex answers preflights before any of the others."""

    def __call__(self) -> ASGIApp:
        """The whole of it, as the server calls it."""
        settings = Settings()
        policy = content_security_policy((), allowed_origins(settings))
        return SecurityHeaders(
            super().__call__(), policy=policy, tls=settings.secure_cookies, public_paths=()
        )


def layers(inner: ASGIApp) -> ASGIApp:
    """The same for the settings and the build of this process."""
    return with_layers(inner, Settings(), get_web_dir() / "build" / "client")


@asynccontextmanager
async def open_house() -> AsyncIterator[None]:
    """While the server runs nothing is restored under it, and backups are written by the clock."""
    settings = house().settings
    with running(settings.data_dir):
        async with backups_by_the_clock(settings):
            yield
    house().store.close()


calm_the_log()
keep_words_out_of_the_log()
if Settings().log == "json":
    write_json_lines()
app = Desk(
    **app_options(),
    backend_exception_handler=escaped,
    api_transformer=[site_of(), layers],
)
app.add_middleware(Guard())
app.register_lifespan_task(open_house)
app.register_lifespan_task(reading_texts)
app.register_lifespan_task(approving_campaigns)
app.register_lifespan_task(clearing_imports)
app.register_lifespan_task(keeping_no_longer)
app.register_lifespan_task(watching_sessions)
pages.register(app)
