"""How Reflex builds and serves the pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import reflex as rx

from records_app.settings import Settings
from records_app.web.origins import allowed_origins

BUILT_FOR = "http://localhost:8000"


class AnyAddress(rx.plugins.Plugin):
    """Let one build serve any address.

    Reflex compiles the server's address into one small file. Here that file asks the browser
    instead where the page came from, so that changing port, name or proxy needs no new build.
    Browsers keep the file for a year under a name made from its first contents: whoever changes
    what is written here changes the port of BUILT_FOR too.
    """

    def post_build(self, **context: Any) -> None:
        """Replace the compiled address; refuse a build in which it is not where we expect it."""
        (env,) = Path(context["static_dir"]).glob("assets/reflex-env-*.js")
        script = env.read_text(encoding="utf-8")
        for address in (BUILT_FOR, BUILT_FOR.replace("http", "ws", 1)):
            if f"`{address}/" not in script:
                raise RuntimeError(f"{env.name} does not hold {address}: is this another Reflex?")
            # The prerenderer has no location; there the address is never used.
            script = script.replace(f"`{address}/", "`${globalThis.location?.origin}/")
        env.write_text(script, encoding="utf-8")


settings = Settings()

config = rx.Config(
    app_name="records_app",
    api_url=BUILT_FOR,
    deploy_url=None,
    backend_host=settings.host,
    backend_port=settings.port,
    cors_allowed_origins=list(allowed_origins(settings)),
    trusted_proxy_hops=settings.trusted_proxy_hops,
    state_manager_mode="memory",
    frontend_compression_formats=["brotli", "gzip"],
    plugins=[rx.plugins.TailwindV4Plugin(), AnyAddress()],
    disable_plugins=[rx.plugins.SitemapPlugin],
    show_built_with_reflex=False,
    telemetry_enabled=False,
)
