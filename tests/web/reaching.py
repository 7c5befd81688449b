"""Every page, handler and route there is, with numbers of others in it.

Nothing is listed by hand: a page, a handler or a route that is added later is walked too.
"""

from __future__ import annotations

import inspect
import typing
from collections.abc import Iterator
from typing import Any

from records_app.records_app import app
from records_app.web.routes import PRIVATE
from tests.office.kept_from_others import Kept


def addresses(kept: Kept) -> Iterator[str]:
    """Every page, at the addresses of what belongs to the group, of the drafts and of the rest."""
    office = kept.office
    numbers = (office.kept, office.open, office.private, office.shared, kept.file, kept.campaign)
    for route in app._unevaluated_pages:
        path = "/" + route.removeprefix("index").strip("/")
        if "[slug]" in path:
            yield path.replace("[slug]", "riverbend-police-department") + "/"
        elif "[" not in path:
            yield path.rstrip("/") + "/"
        else:
            for number in dict.fromkeys(numbers):
                filled = path.replace("[letter_kind]", "reminder")
                yield (
                    filled[: filled.index("[")]
                    + str(number)
                    + filled[filled.index("]") + 1 :]
                    + "/"
                )


def payload_of(function: Any, number: int, kept: Kept) -> dict[str, Any]:
    """Values of the right kind for each parameter; every number is that of a request."""
    found: dict[str, Any] = {}
    hints = typing.get_type_hints(function)
    for name in list(inspect.signature(function).parameters)[1:]:
        kind = hints.get(name, str)
        if kind is bool:
            found[name] = True
        elif kind is int:
            found[name] = number
        elif kind is str:
            found[name] = str(number)
        else:
            found[name] = _form_about(number, kept)
    return found


def _form_about(number: int, kept: Kept) -> dict[str, str]:
    """A form that tries to be about a request, whatever the handler calls its fields."""
    names = ("request", "draft", "id", "version", "campaign", "file", "group", "person", "line")
    form = dict.fromkeys(names, str(number))
    return form | {
        "version": "4",
        "on": "2026-11-23",
        "text": "MO-2026 hush kept",
        "find": "hush",
        "detail": "tried",
        "kind": "denied",
        "outcome": "released",
        "care_to": str(kept.office.cast.bob.id),
    }


def handlers() -> list[tuple[str, Any]]:
    """Every handler of ours by its name on the wire."""
    found = app._registration_context.event_handlers
    return [
        (name, one.handler.fn)
        for name, one in found.items()
        if one.handler.fn.__module__.startswith("records_app.") and not name.endswith(".setvar")
    ]


def setters() -> list[str]:
    """The names by which a browser could set any variable, if anybody let it."""
    return [name for name in app._registration_context.event_handlers if name.endswith(".setvar")]


def targets(kept: Kept) -> Iterator[tuple[str, str, int]]:
    """Every private route: method, address, and the request it is about (0: about them all)."""
    for route in PRIVATE:
        about_all = "{" not in route.path
        for request_id in (kept.office.kept, kept.office.private):
            path = route.path.replace("{page:int}", "1").replace("{language}", "es")
            values = {
                "{request_id:int}": request_id,
                "{file_id:int}": kept.file,
                "{letter_id:int}": kept.letter,
                "{campaign_id:int}": kept.campaign,
            }
            for name, value in values.items():
                path = path.replace(name, str(value))
            about = 0 if about_all else kept.office.kept
            if "{request_id" in route.path:
                about = request_id
            assert "{" not in path, f"nobody says how to fill {path}"
            for method in sorted((route.methods or set()) - {"HEAD"}):
                yield method, path, about
            if about_all:
                break
