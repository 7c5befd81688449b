"""What the page of saved e-mails holds, and recording one of them."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.letters.request_form import FieldError
from records_app.office.importing.mail_recording import Box, record_mail
from records_app.office.importing.mail_views import MailsView
from records_app.office.importing.mails import mails_page
from records_app.office.refusals import Refused
from records_app.web.components.whole_input import with_unfinished
from records_app.web.guard import action
from records_app.web.house import house
from records_app.web.pages.import_requests.address import token_in, typed
from records_app.web.routes.imports import import_folder
from records_app.web.run import FormProblems, flash, run


class MailState(FormProblems, rx.State):
    """The e-mails of the upload that the address names."""

    is_loaded: bool = False
    missing: bool = False
    view: MailsView | None = None
    attempt: int = 0

    @action(Permission.RECORD)
    async def load(self) -> None:
        """Show the e-mails of the address, or the form to bring some."""
        query = dict(self.router.url.query_parameters)
        self.attempt, self.missing = 0, "missing" in query
        self.errors, self.problems = {}, []
        token = token_in(query)
        self.view = await run(self, mails_page, import_folder(), token) if token else None
        self.is_loaded = True

    @action(Permission.RECORD)
    async def record(self, form: dict[str, Any]) -> None:
        """Record one e-mail in the request that was chosen for it."""
        token = token_in(dict(self.router.url.query_parameters))
        fields = typed(with_unfinished(form) if isinstance(form, dict) else {})
        place = fields.get("place", "")
        plain = {name.removesuffix(f"-{place}"): value for name, value in fields.items()}
        box = Box(import_folder(), house().files)
        try:
            said = await run(self, record_mail, box, token, plain)
        except Refused as refused:
            self.attempt += 1
            raise Refused(
                tuple(
                    FieldError(f"{one.field}-{place}", one.label, one.message)
                    for one in refused.errors
                )
            ) from refused
        self.view = await run(self, mails_page, import_folder(), token)
        await flash(self, said)
