"""Short answers in plain text, for what no page of ours leads to."""

from __future__ import annotations

from starlette.responses import PlainTextResponse


def plain(status: int, text: str, headers: dict[str, str] | None = None) -> PlainTextResponse:
    """One sentence with a status code."""
    return PlainTextResponse(text + "\n", status_code=status, headers=headers)
