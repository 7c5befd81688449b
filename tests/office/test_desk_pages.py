"""A desk of many requests: a page at a time, counted up to a limit, in few queries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from records_app.casework.urgency import Urgency
from records_app.office.desk_view import DeskFilter
from records_app.office.drafting import new_draft, save_draft
from records_app.office.recording import record_sent
from records_app.store.database import Store
from tests.office.cast import NOW, Cast, filled_form, ready_request
from tests.office.desks import EARLIER, desk_of, many_ready, one_of_each, section, waiting_since


def test_pages_within_a_section(store: Store, cast: Cast) -> None:
    many_ready(store, cast, 60)
    first = section(desk_of(store, cast.alice), Urgency.OURS)
    assert (len(first.rows), first.count, first.count_text, first.has_next) == (25, 60, "60", True)
    seen = [row.number for row in first.rows]
    for page, size, more in ((2, 25, True), (3, 10, False)):
        desk = desk_of(store, cast.alice, DeskFilter(section="ours", page=page))
        found = section(desk, Urgency.OURS)
        assert (len(found.rows), found.page, found.has_next) == (size, page, more)
        assert desk.lead[0].text == "Waiting for us: 60 requests."
        seen += [row.number for row in found.rows]
    assert seen == ["MO-2026-0001", *(f"MO-2025-{n:04}" for n in range(2, 61))]


@pytest.mark.parametrize(("count", "last", "size"), [(6, 1, 6), (25, 1, 25), (60, 3, 10)])
def test_a_page_beyond_the_last_is_the_last(
    store: Store, cast: Cast, count: int, last: int, size: int
) -> None:
    many_ready(store, cast, count)
    desk = desk_of(store, cast.alice, DeskFilter(section="ours", page=9999))
    found = section(desk, Urgency.OURS)
    assert (found.page, len(found.rows), found.has_next) == (last, size, False)
    nothing = desk_of(store, cast.alice, DeskFilter(section="overdue", page=9999))
    assert nothing.sections == ()
    assert not nothing.is_empty


def test_pages_go_on_from_one_part_of_a_section_to_the_next(store: Store, cast: Cast) -> None:
    """Requests whose expected receipt has passed follow those that are ours in their own right."""
    many_ready(store, cast, 24)
    expired = []
    for _ in range(3):
        request_id, version = ready_request(store, cast.bob, cast.fenwick, now=EARLIER)
        raw = {"on": "2026-11-02", "channel": "post"}
        record_sent(store, cast.bob, request_id, version, raw, now=NOW)
        expired.append(request_id)
    pages = [
        section(desk_of(store, cast.alice, DeskFilter(section="ours", page=page)), Urgency.OURS)
        for page in (1, 2)
    ]
    assert [row.id for row in pages[0].rows][24:] == expired[:1]
    assert [row.id for row in pages[1].rows] == expired[1:]
    assert pages[0].count == 27


def test_counting_stops_at_a_thousand(store: Store, cast: Cast) -> None:
    many_ready(store, cast, 1_030)
    found = section(desk_of(store, cast.alice), Urgency.OURS)
    assert (found.count, found.count_text) == (1_001, "1,000+")
    last = section(desk_of(store, cast.alice, DeskFilter(section="ours", page=42)), Urgency.OURS)
    assert (len(last.rows), last.has_next) == (5, False)


def test_the_number_of_queries_does_not_grow_with_the_rows(store: Store, cast: Cast) -> None:
    one_of_each(store, cast)
    with counted_queries(store) as few:
        desk_of(store, cast.bob)
    many_ready_ids = [waiting_since(store, cast.bob, cast.fenwick, "2026-11-16") for _ in range(4)]
    save_draft(store, cast.bob, new_draft(store, cast.bob, now=NOW), 1, filled_form(1), now=NOW)
    with counted_queries(store) as many:
        desk_of(store, cast.bob)
    assert len(many_ready_ids) == 4
    assert len(many) == len(few) <= 10


@contextmanager
def counted_queries(store: Store) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        statements.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(store.engine, "before_cursor_execute", note)
