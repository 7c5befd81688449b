"""Every page of the product, with its address. Signing in is a plain route, not a page."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages import (
    agency,
    audit,
    calculator,
    calendar,
    campaigns,
    files,
    groups,
    import_requests,
    letter_after,
    letters,
    new_request,
    people,
    reports,
    rules,
    studio,
)
from records_app.web.pages.agencies import agencies_page
from records_app.web.pages.agencies_state import AgenciesState
from records_app.web.pages.desk import DeskState, desk_page
from records_app.web.pages.not_found import not_found_page
from records_app.web.pages.office import OfficeState, office_page
from records_app.web.pages.office_spacing import SpacingState
from records_app.web.pages.request import PeopleState, RequestState, page_title, request_page
from records_app.web.pages.request.files_state import FilesState
from records_app.web.pages.request.findings import FindingsState


def register(app: rx.App) -> None:
    """Add the pages to the app. The guard asks for each page's rights when it loads."""
    app.add_page(desk_page, route="/", title="Desk · Sunshine Desk", on_load=DeskState.load)
    new_request.register(app)
    campaigns.register(app)
    letter_after.register(app)
    letters.register(app)
    app.add_page(not_found_page, route="404", title="No such page · Sunshine Desk")
    app.add_page(
        request_page,
        route="/requests/[request_id]",
        title=page_title(),
        on_load=[RequestState.load, PeopleState.load, FindingsState.load, FilesState.load],
    )
    app.add_page(
        agencies_page,
        route="/agencies",
        title="Agencies · Sunshine Desk",
        on_load=AgenciesState.load,
    )
    agency.register(app)
    people.register(app)
    groups.register(app)
    audit.register(app)
    calendar.register(app)
    calculator.register(app)
    rules.register(app)
    reports.register(app)
    files.register(app)
    import_requests.register(app)
    studio.register(app)
    app.add_page(
        office_page,
        route="/office",
        title="Office · Sunshine Desk",
        on_load=[OfficeState.load, SpacingState.load],
    )
