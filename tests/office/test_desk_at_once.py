"""Whatever happens is on everybody's desk at once: what is kept in memory never shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from records_app.casework.people import Actor
from records_app.office import desk, desk_rows
from records_app.office.accounts import disable_person
from records_app.office.agency_closures import add_closure
from records_app.office.assigning import assign
from records_app.office.chaser_spacing import change_spacing
from records_app.office.desk_view import Desk, DeskFilter
from records_app.office.drafting import discard_draft, new_draft, save_draft
from records_app.office.groups import add_group, limit_agency
from records_app.office.recording import close_request, record_answer
from records_app.office.reminding import done_with_reminder, remind_me
from records_app.office.sharing import share_draft, take_draft_back
from records_app.office.watching import watch
from records_app.store import desk as desk_statements
from records_app.store import desk_choices
from records_app.store.database import Store
from records_app.store.requests import replace_subjects
from records_app.store.tables import Agency, Person
from tests.office.cast import NOW, Cast, filled_form, make_office
from tests.office.desks import TODAY, desk_of, one_of_each, version_of, waiting_since

KEPT = (
    *(desk_rows._row, desk._choices, desk_statements._kept),
    *(desk_choices._agencies_of, desk_choices._people_of, desk_choices._campaigns_of),
)
ASKED = (
    *(DeskFilter(standing="closed"), DeskFilter(county="Fenwick County")),
    *(DeskFilter(whose="mine"), DeskFilter(section="overdue")),
)
Act = Callable[[], object]


def acts(store: Store, cast: Cast) -> Iterator[Act]:
    """One thing after the other that changes what some desk shows; also what leaves no audit."""
    late = waiting_since(store, cast.bob, cast.riverbend, "2026-11-09")
    draft = new_draft(store, cast.bob, now=NOW)

    def version() -> int:
        return version_of(store, late)

    def rename(table: type[Agency | Person], number: int) -> None:
        with store.transaction() as session:
            session.get_one(table, number).name = "Another name"

    def ask_about_training() -> None:
        with store.transaction() as session:
            replace_subjects(session, late, ["training"])

    later = NOW + timedelta(hours=1)
    form = filled_form(cast.fenwick)
    yield lambda: save_draft(store, cast.bob, draft, 1, form, now=later)
    yield lambda: share_draft(store, cast.bob, draft, now=later)
    yield lambda: take_draft_back(store, cast.bob, draft)
    yield lambda: discard_draft(store, cast.bob, draft, version_of(store, draft), now=later)
    yield ask_about_training
    yield lambda: assign(
        store, cast.alice, late, version(), {"care_to": str(cast.carl.id)}, now=NOW
    )
    yield lambda: watch(store, cast.vera, late)
    yield lambda: remind_me(store, cast.vera, late, {"remind_on": "2026-11-23"}, now=NOW)
    yield lambda: done_with_reminder(store, cast.vera, 1, now=NOW)
    yield lambda: add_closure(
        store,
        cast.alice,
        agency_id=cast.riverbend,
        on="2026-11-17",
        is_open=False,
        reason="Flood",
        now=NOW,
    )
    yield lambda: change_spacing(store, cast.ada, {"chaser_days": "9"}, was=5, now=NOW)
    yield lambda: rename(Agency, cast.riverbend)
    yield lambda: rename(Person, cast.carl.id)
    yield lambda: disable_person(store, cast.ada, cast.carl.id, now=NOW)
    raw = {"on": "2026-11-20", "kind": "fee_asked", "fee": "12.50"}
    yield lambda: record_answer(store, cast.bob, late, version(), raw, now=NOW)
    group = add_group(store, cast.ada, "Jail team", now=NOW)
    yield lambda: limit_agency(store, cast.ada, group, cast.riverbend)
    yield lambda: close_request(store, cast.ada, late, version(), {"outcome": "withdrawn"}, now=NOW)


def everybodys(store: Store, cast: Cast) -> list[Desk]:
    everybody: tuple[Actor, ...] = (cast.alice, cast.bob, cast.carl, cast.vera, cast.ada)
    whole = [desk_of(store, actor) for actor in everybody]
    return whole + [desk_of(store, one, asked) for one in (cast.bob, cast.vera) for asked in ASKED]


def test_every_act_is_on_every_desk_at_once(store: Store) -> None:
    cast = make_office(store)
    one_of_each(store, cast)
    unchanged = []
    for number, act in enumerate(acts(store, cast)):
        before = everybodys(store, cast)
        act()
        shown = everybodys(store, cast)
        for kept in KEPT:
            kept.cache_clear()
        assert shown == everybodys(store, cast), number
        if shown == before:
            unchanged.append(number)
    # The spacing of reminders alone may leave the words of today as they are.
    assert set(unchanged) <= {10}


@pytest.mark.parametrize("days", [1, 3, 30])
def test_another_day_is_another_desk(sqlite_store: Store, days: int) -> None:
    cast = make_office(sqlite_store)
    one_of_each(sqlite_store, cast)
    today = desk_of(sqlite_store, cast.bob)
    then = desk_of(sqlite_store, cast.bob, today=TODAY + timedelta(days=days))
    for kept in KEPT:
        kept.cache_clear()
    assert then == desk_of(sqlite_store, cast.bob, today=TODAY + timedelta(days=days))
    assert then != today


def test_what_is_kept_stays_small(sqlite_store: Store) -> None:
    assert all(0 < (kept.cache_info().maxsize or 0) <= 2_048 for kept in KEPT)
