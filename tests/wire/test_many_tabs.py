"""Twenty tabs work on for some seconds while bad sign-ins pour in: nobody meets an error.

``make load`` does the same with two hundred for two minutes, and prints what it measured.
"""

from __future__ import annotations

from datetime import UTC, datetime

from tests.load.tabs import flood, office_on
from tests.load.working import percentile, work_through
from tests.office.cast import ready_request
from tests.wire.conftest import Desk

TABS = 20
SECONDS = 10
SLOWEST = 20.0
"""Far above what is measured, and far below the minutes of people who wait behind passwords."""


def test_a_flood_of_bad_sign_ins_stops_nobody_who_is_inside(desk: Desk) -> None:
    for agency in (desk.cast.riverbend, desk.cast.fenwick, desk.cast.riverbend):
        ready_request(desk.store, desk.cast.bob, agency, now=datetime.now(UTC))
    office = office_on(desk.store, desk.port, TABS)
    start = desk.log.stat().st_size
    with flood(desk.port) as told:
        figures = work_through(office, TABS, SECONDS, desk.process.pid)
    assert figures.errors == []
    assert len(figures.all) >= TABS
    assert percentile(figures.all, 0.95) < SLOWEST
    statuses = {answer.partition(":")[0] for line in told for answer in line.split()}
    assert statuses <= {"400", "429"}
    assert statuses
    written = desk.log.read_bytes()[start:].decode()
    assert "Traceback" not in written
    assert desk.is_alive()
