"""Tabs come all at once and work on while bad sign-ins pour in: without an error.

``make load`` does the same with two hundred for two minutes, and prints what it measured.
"""

from __future__ import annotations

from datetime import UTC, datetime

from tests.load.flood import flood
from tests.load.tabs import add_requests, office_on
from tests.load.working import come_at_once, work_through
from tests.office.cast import ready_request
from tests.web.made_requests import waiting_request
from tests.wire.conftest import Desk

TABS = 12
STEPS = 5


def test_a_flood_of_bad_sign_ins_stops_nobody_who_is_inside(desk: Desk) -> None:
    ready_request(desk.store, desk.cast.bob, desk.cast.riverbend, now=datetime.now(UTC))
    for agency in (desk.cast.riverbend, desk.cast.fenwick):
        waiting_request(desk.store, desk.cast.bob, agency, days_ago=14)
    add_requests(desk.store, 60)
    office = office_on(desk.store, desk.port, TABS, pause=0.3)
    start = desk.log.stat().st_size
    with flood(desk.port) as told:
        storm = come_at_once(office, TABS, desk.process.pid)
        figures = work_through(office, TABS, desk.process.pid, steps=STEPS)
    assert storm.errors == figures.errors == []
    assert len(storm.all) == TABS
    assert len(figures.all) == TABS * (STEPS + 1)
    assert {"a filter", "further down", "a request", "back to the desk"} <= figures.took.keys()
    assert figures.memory > 0
    assert figures.server > 0
    statuses = {answer.partition(":")[0] for line in told for answer in line.split()}
    assert statuses <= {"400", "429"}
    assert statuses
    written = desk.log.read_bytes()[start:].decode()
    assert "Traceback" not in written
    assert desk.is_alive()
