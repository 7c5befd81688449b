"""The terminal: `python -m records_app`. Each command lives in its own module."""

from __future__ import annotations

import typer

from records_app.cli import accounts, agencies, backups, due, encrypting, letter, listing
from records_app.cli.input_error import InputError

__all__ = ["InputError", "app"]

app = typer.Typer(
    name="records_app",
    help="Public-records requests from a terminal.",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def _commands() -> None:
    """Public-records requests from a terminal."""


due.register(app)
letter.register(app)
accounts.register(app)
agencies.register(app)
listing.register(app)
backups.register(app)
encrypting.register(app)
