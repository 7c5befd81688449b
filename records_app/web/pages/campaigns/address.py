"""Which campaign an address means, which step of it, and what the forms of the steps send."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import urlencode

from records_app.casework.subjects import OFFERED
from records_app.letters.request_form import FIELDS
from records_app.office.campaigns.choosing import ChooseBy
from records_app.office.refusals import NotFound
from records_app.web.pages.desk_address import plain_words, whole_number

CAMPAIGNS = "/campaigns/"
STEPS = (
    ("agencies", "Agencies"),
    ("letter", "Letter"),
    ("review", "Review"),
    ("approve", "Approve"),
)
SUBJECT = "subject-"
COUNTY = "county:"
LETTER_FIELDS = frozenset(FIELDS) - {"agency", "subjects", "items"}
_NAMES = frozenset(name for name, _ in STEPS)
_LONGEST = 100_000


class Place(NamedTuple):
    """Where in a campaign somebody is. ``agency`` is the one whose letter is open, or 0."""

    campaign: int
    step: str = ""
    show: str = ""
    page: int = 1
    agency: int = 0

    @property
    def address(self) -> str:
        """The address; parts that ask for nothing are left out."""
        parts = {
            "step": self.step,
            "show": self.show,
            "page": self.page if self.page > 1 else "",
            "agency": self.agency or "",
        }
        query = urlencode({name: value for name, value in parts.items() if value})
        return f"{CAMPAIGNS}{self.campaign}/" + (f"?{query}" if query else "")


def place_in(path: str, query: Mapping[str, object]) -> Place:
    """What an address asks for. Raises ``NotFound`` when it names no campaign."""
    parts = path.strip("/").split("/")
    number = whole_number({"id": parts[1]}, "id") if len(parts) == 2 else None
    if number is None:
        raise NotFound("campaign")
    step = plain_words(query, "step")
    return Place(
        campaign=number,
        step=step if step in _NAMES else "",
        show=plain_words(query, "show"),
        page=whole_number(query, "page") or 1,
        agency=whole_number(query, "agency") or 0,
    )


def texts_in(form: object) -> dict[str, str]:
    """The fields of a form as text; a box that is ticked is ``on``, and anything else left out."""
    if not isinstance(form, dict):
        return {}
    told = {name: "on" if value is True else value for name, value in form.items()}
    return {
        name: value
        for name, value in told.items()
        if isinstance(name, str) and isinstance(value, str)
    }


def letter_in(form: object) -> dict[str, object]:
    """The letter as the form of the second step sends it."""
    texts = texts_in(form)
    kept: dict[str, object] = {name: texts.get(name, "") for name in LETTER_FIELDS}
    kept["subjects"] = [each.value for each in OFFERED if texts.get(f"{SUBJECT}{each}") == "on"]
    return kept


def choice_in(form: object) -> ChooseBy:
    """By what agencies are chosen, as the form of the first step sends it."""
    texts = {name: value[:_LONGEST] for name, value in texts_in(form).items()}
    counties = [
        name.removeprefix(COUNTY)
        for name, value in texts.items()
        if name.startswith(COUNTY) and value == "on"
    ]
    return ChooseBy(
        text=plain_words(texts, "text"),
        counties=tuple(sorted(counties)[:400]),
        kind=plain_words(texts, "kind"),
        g287=plain_words(texts, "g287"),
        model=plain_words(texts, "model"),
        law=plain_words(texts, "law"),
    )
