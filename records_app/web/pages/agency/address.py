"""Which agency an address means, and which form it asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from records_app.office.agency_views import AgencyView
from records_app.office.refusals import NotFound
from records_app.web.components.whole_input import with_unfinished
from records_app.web.pages.desk_address import whole_number

_LONGEST_SLUG = 200
_LONGEST_TEXT = 20_000
_ON_A_CONTACT = ("correct", "remove")
_ALONE = ("add", "day", "hours")


@dataclass(frozen=True, slots=True)
class OpenForm:
    """The form that is open: its name, and the contact or day it is about (0 for none)."""

    name: str = ""
    about: int = 0

    @property
    def place(self) -> str:
        """One word for where it stands on the page, such as ``correct-12``."""
        return f"{self.name}-{self.about}" if self.about else self.name


def slug_in(path: str) -> str:
    """The slug in ``/agencies/some-slug/``. Raises ``NotFound`` for anything else."""
    parts = path.strip("/").split("/")
    slug = parts[1] if len(parts) == 2 else ""
    if not slug or len(slug) > _LONGEST_SLUG or not slug.isascii() or not slug.isprintable():
        raise NotFound("agency")
    return slug


def form_in(query: Mapping[str, object], view: AgencyView) -> OpenForm:
    """The form that ``?form=correct&of=12`` asks for, if this person may use it now."""
    name, of = query.get("form"), whole_number(query, "of") or 0
    if not view.may_care or not isinstance(name, str):
        return OpenForm()
    if name in _ON_A_CONTACT and any(one.id == of for one in view.contacts):
        return OpenForm(name, of)
    if name == "take_back" and any(one.id == of for one in view.closures):
        return OpenForm(name, of)
    return OpenForm(name) if name in _ALONE else OpenForm()


def typed(form: object) -> dict[str, str]:
    """The fields of a form as text; whatever is no text is left out."""
    if not isinstance(form, dict):
        return {}
    return {
        name: value[:_LONGEST_TEXT]
        for name, value in with_unfinished(form).items()
        if isinstance(name, str) and isinstance(value, str)
    }
