"""What became of an upload, as a page that needs no script."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from records_app.web.security_headers import PLAIN_PAGE
from records_app.web.taking_files import Outcome

_templates = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "account_templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def result_page(outcomes: Sequence[Outcome], back: str) -> HTMLResponse:
    """Each file with what became of it, and the way back to the address ``back``."""
    text = _templates.get_template("files.html").render(
        errors=True, outcomes=outcomes, kept=any(one.kept for one in outcomes), back=back
    )
    return HTMLResponse(text, 400, headers={"Content-Security-Policy": PLAIN_PAGE})
