"""What the page of the audit holds. Everything comes from the address and the database."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.auditing import AuditPage, audit_page, read_filter
from records_app.web.guard import action
from records_app.web.run import run

AUDIT = "/audit/"
FIELDS = ("person", "since", "until", "about")


class AuditState(rx.State):
    """One page of acts, newest first."""

    found: AuditPage | None = None
    lead: str = ""
    pages: str = ""
    previous: str = ""
    following: str = ""
    chosen: dict[str, str] = dict.fromkeys(FIELDS, "")
    address: str = AUDIT

    @action(Permission.READ_AUDIT)
    async def load(self) -> None:
        """Show the acts that the address asks for."""
        query = dict(self.router.url.query_parameters)
        number = query.get("page", "1")
        page = int(number) if number.isascii() and number.isdigit() and len(number) < 7 else 1
        page = max(page, 1)
        found = await run(self, audit_page, read_filter(query), page)
        self.chosen = {name: query.get(name, "") for name in FIELDS}
        self.found = found
        acts = "act" if found.total == 1 else "acts"
        self.lead = f"{found.total:,} {acts} in all. Each row seals the one before it."
        self.pages = f"Page {page}" if page > 1 or found.has_more else ""
        self.previous = _address(AUDIT, self.chosen, page - 1) if page > 1 else ""
        self.following = _address(AUDIT, self.chosen, page + 1) if found.has_more else ""
        self.address = _address(AUDIT, self.chosen, page)

    @action(Permission.READ_AUDIT)
    async def narrow(self, form: dict[str, Any]) -> Any:
        """Go to the address of the page with the filter that was chosen."""
        typed = form if isinstance(form, dict) else {}
        chosen = {name: str(typed.get(name) or "")[:100] for name in FIELDS}
        return rx.redirect(_address(AUDIT, chosen, 1))


def _address(place: str, chosen: Mapping[str, str], page: int) -> str:
    query = {name: value for name, value in chosen.items() if value}
    if page > 1:
        query["page"] = str(page)
    return f"{place}?{urlencode(query)}" if query else place
