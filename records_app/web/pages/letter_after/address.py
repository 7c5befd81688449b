"""The addresses of letters after a request, such as ``/requests/12/letter/reminder/``."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.office.refusals import NotFound

_LARGEST_ID = 2**31 - 1
_LONGEST_KIND = 20


def request_in(path: str) -> int:
    """The id of the request. Raises ``NotFound`` for any other address."""
    parts = path.strip("/").split("/")
    if len(parts) not in (3, 4) or parts[0] != "requests" or parts[2] != "letter":
        raise NotFound("letter")
    text = parts[1]
    if not (text.isascii() and text.isdigit()) or len(text) > 10 or int(text) > _LARGEST_ID:
        raise NotFound("request")
    return int(text)


def kind_in(path: str) -> str:
    """The kind of the letter, as it is written there."""
    parts = path.strip("/").split("/")
    if len(parts) != 4 or len(parts[3]) > _LONGEST_KIND:
        raise NotFound("letter")
    return parts[3]


def letter_page_href(request_id: int, kind: str = "") -> str:
    """The page of a letter of this kind; without one, the page to choose on."""
    return f"/requests/{request_id}/letter/{kind}/" if kind else f"/requests/{request_id}/letter/"


def is_at(opened: Any) -> Any:
    """Whether ``opened`` ("12/reminder") is what the address asks for right now, in the browser.

    Without this, going from one letter to another would show the first under the address of the
    second until the server has answered.
    """
    parameters = "const { request_id: wantedRequest, letter_kind: wantedLetter } = useParams();"
    wanted = rx.Var(
        "`${wantedRequest}/${wantedLetter ?? ''}`",
        _var_type=str,
        _var_data=rx.vars.VarData(
            imports={"react-router": "useParams"},
            hooks={parameters: None},
        ),
    )
    return opened == wanted
