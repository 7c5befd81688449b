"""What the desk holds. Everything comes from the address and the database, nothing is kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import reflex as rx

from records_app.casework.permissions import Permission
from records_app.office.desk import desk_page as desk_of
from records_app.office.desk_view import NO_CHOICES, Choice, Choices, Desk, DeskFilter, Section
from records_app.office.reminding import done_with_reminder
from records_app.web.guard import action
from records_app.web.pages.desk_address import DESK, address_of, filter_in, page_address
from records_app.web.run import flash, run


@dataclass(frozen=True, slots=True)
class ShownSection:
    """A section with the words and addresses of its pager; no words, no pager."""

    section: Section
    count: str
    pages: str
    previous: str
    following: str


@dataclass(frozen=True, slots=True)
class ActiveFilter:
    """One filter that is on, and the address of the desk without it."""

    words: str
    href: str


@dataclass(frozen=True, slots=True)
class WhoseLink:
    """One way to say whose requests to show, with the address of the desk that shows them."""

    words: str
    count: str
    href: str
    is_shown: bool


class DeskState(rx.State):
    """One look at the desk. Everything here comes from the address and the database."""

    desk: Desk | None = None
    choices: Choices = NO_CHOICES
    sections: list[ShownSection] = []  # noqa: RUF012 - a State var; Reflex copies the default
    whose: list[WhoseLink] = []  # noqa: RUF012
    whose_choices: list[Choice] = []  # noqa: RUF012
    active: list[ActiveFilter] = []  # noqa: RUF012
    on_paper: str = ""
    chosen: dict[str, str] = {}  # noqa: RUF012
    address: str = DESK
    whole_desk: str = ""
    closed: str = DESK

    @action(Permission.SEE)
    async def load(self) -> None:
        """Show the desk that the address asks for."""
        wanted = filter_in(dict(self.router.url.query_parameters))
        found = await run(self, desk_of, wanted)
        whose, active = list(_whose(found, wanted)), list(_active(found, wanted))
        self._show(
            desk=replace(found, sections=(), choices=NO_CHOICES),
            choices=found.choices,
            sections=[_shown(each, wanted) for each in found.sections],
            whose=whose,
            whose_choices=[
                Choice(one.value, f"{one.label} ({one.count})") for one in found.whose if one.value
            ],
            active=active,
            on_paper=_on_paper(whose, active),
            chosen=_chosen(wanted),
            address=address_of(wanted),
            whole_desk=address_of(replace(wanted, section="", page=1)) if wanted.section else "",
            closed=address_of(replace(wanted, standing="closed", section="", page=1)),
        )

    def _show(self, **found: Any) -> None:
        """Only what differs is sent to the browser: mostly that is nothing, or a section."""
        for name, value in found.items():
            if self.get_value(name) != value:
                setattr(self, name, value)

    @action(Permission.SEE)
    async def done(self, reminder: int) -> Any:
        """Take one of the person's own reminders away, and look again."""
        await run(self, done_with_reminder, reminder)
        await flash(self, "That reminder is done.")
        return DeskState.load

    @action(Permission.SEE)
    async def narrow(self, form: dict[str, Any]) -> Any:
        """Go to the address of the desk with the filter that was chosen."""
        chosen = form if isinstance(form, dict) else {}
        return rx.redirect(address_of(replace(filter_in(chosen), section="", page=1)))


def _shown(found: Section, wanted: DeskFilter) -> ShownSection:
    number, kind = found.page, found.urgency.value
    several = number > 1 or found.has_next
    return ShownSection(
        section=found,
        count=f"{found.count_text} · {found.note}" if found.note else found.count_text,
        pages=f"Page {number}" if several else "",
        previous=page_address(wanted, kind, number - 1) if number > 1 else "",
        following=page_address(wanted, kind, number + 1) if found.has_next else "",
    )


def _whose(found: Desk, wanted: DeskFilter) -> Iterator[WhoseLink]:
    start = replace(wanted, section="", page=1)
    known = {one.value for one in found.whose}
    shown = wanted.whose if wanted.whose in known else ""
    for one in found.whose:
        href = address_of(replace(start, whose=one.value))
        yield WhoseLink(one.label, one.count, href, one.value == shown)


def _on_paper(whose: list[WhoseLink], active: list[ActiveFilter]) -> str:
    """A printed desk says what it leaves out."""
    chosen = [one.words for one in whose[1:] if one.is_shown]
    return " · ".join([*chosen, *(one.words for one in active)])


def _active(found: Desk, wanted: DeskFilter) -> Iterator[ActiveFilter]:
    start = replace(wanted, section="", page=1)
    lists: tuple[tuple[str, str, tuple[Choice, ...]], ...] = (
        ("standing", wanted.standing, found.choices.standings),
        ("county", wanted.county, found.choices.counties),
        ("agency_id", str(wanted.agency_id or ""), found.choices.agencies),
        ("subject", wanted.subject, found.choices.subjects),
        ("person_id", str(wanted.person_id or ""), found.choices.people),
        ("campaign_id", str(wanted.campaign_id or ""), found.choices.campaigns),
    )
    if wanted.text:
        yield ActiveFilter(f"“{wanted.text}”", address_of(replace(start, text="")))
    for name, value, choices in lists:
        if value:
            words = next((one.label for one in choices if one.value == value), value)
            nothing = None if name.endswith("_id") else ""
            yield ActiveFilter(words, address_of(replace(start, **{name: nothing})))


def _chosen(wanted: DeskFilter) -> dict[str, str]:
    return {
        "whose": wanted.whose,
        "text": wanted.text,
        "standing": wanted.standing,
        "county": wanted.county,
        "agency": str(wanted.agency_id or ""),
        "subject": wanted.subject,
        "person": str(wanted.person_id or ""),
        "campaign": str(wanted.campaign_id or ""),
    }
