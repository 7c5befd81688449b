"""The app as it is, but with patience for a Valkey on a busy machine."""

from __future__ import annotations

from records_app.office import counters

counters._PATIENCE_SECONDS = 60.0

from records_app.records_app import app  # noqa: E402 - it counts as soon as it is there

__all__ = ["app"]
