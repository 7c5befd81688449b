"""How the tests start the product without its built pages: the command and its environment."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

PATIENCE_SECONDS = 300.0
"""Ends the wait for what never comes, and nothing else: how long it takes is no question here."""


def command_for(port: int, app: str = "records_app.records_app:app") -> list[str]:
    """One server process on this port."""
    return [
        *(str(Path(sys.executable).parent / "granian"), "--interface", "asgi", "--factory"),
        *("--workers", "1", "--no-access-log", "--port", str(port)),
        app,
    ]


def environment_for(port: int, folder: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """This environment without anybody's own settings, with these and folders for Reflex."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("RECORDS_")}
    return {
        **kept,
        **settings,
        "RECORDS_PORT": str(port),
        "REFLEX_WEB_WORKDIR": str(folder / "web"),
        "REFLEX_STATES_WORKDIR": str(folder / "states"),
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        "REFLEX_ENV_MODE": "prod",
        "__REFLEX_SKIP_COMPILE": "true",
    }
