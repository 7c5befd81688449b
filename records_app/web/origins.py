"""The addresses that people type to reach us: what may post and open the websocket."""

from __future__ import annotations

from records_app.settings import Settings


def allowed_origins(settings: Settings) -> tuple[str, ...]:
    """The public address alone, or this machine under both of its own names."""
    if settings.public_url:
        return (settings.public_url.lower(),)
    return (f"http://localhost:{settings.port}", f"http://127.0.0.1:{settings.port}")
