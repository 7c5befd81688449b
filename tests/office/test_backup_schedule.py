"""Backups by the clock: when one is due, and which ones go."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from records_app.office.backup.in_use import InUse, alone, running
from records_app.office.backup.schedule import Plan

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return Plan(tmp_path, hours=24, keep=3)


def written(plan: Plan, *ages: timedelta) -> None:
    for age in ages:
        plan.next_name(NOW - age).write_bytes(b"")


def test_the_first_one_is_due_at_once(plan: Plan) -> None:
    assert plan.last(NOW) is None
    assert plan.is_due(NOW)
    assert Plan(plan.folder / "not there yet", 24, 3).is_due(NOW)


def test_the_next_one_is_due_after_its_hours(plan: Plan) -> None:
    written(plan, timedelta(hours=23, minutes=59))
    assert not plan.is_due(NOW)
    assert plan.is_due(NOW + timedelta(minutes=1))


def test_a_clock_that_was_set_back_does_not_stop_them(plan: Plan) -> None:
    written(plan, timedelta(days=-300))
    assert plan.is_due(NOW)
    # Nor does it make one be written every time somebody looks.
    written(plan, timedelta(hours=1))
    assert not plan.is_due(NOW)


@pytest.mark.parametrize("keep", [1, 3])
def test_what_a_wrong_clock_dated_later_goes_before_what_was_written_since(
    tmp_path: Path, keep: int
) -> None:
    plan = Plan(tmp_path, hours=24, keep=keep)
    written(plan, *(timedelta(days=-day) for day in (300, 301, 302)))
    for day in range(keep):
        written(plan, timedelta(days=-day))
        plan.rotate(NOW + timedelta(days=day))
    assert [at for at, _ in plan.written()] == [
        NOW + timedelta(days=day) for day in reversed(range(keep))
    ]


def test_what_a_killed_backup_left_is_cleared_away_and_nothing_else(plan: Plan) -> None:
    written(plan, timedelta(0))
    left = plan.folder / ".sunshine-desk-20261123-160000.backup.4711.part"
    others = [plan.folder / ".monday.backup.4711.part", plan.folder / ".writing.lock"]
    for path in (left, *others):
        path.write_bytes(b"half")
    assert plan.clear_unfinished() == [left]
    assert all(path.exists() for path in others)
    assert len(plan.written()) == 1


def test_only_the_newest_are_kept_and_nothing_else_is_touched(plan: Plan) -> None:
    written(plan, *(timedelta(days=day) for day in range(5)))
    for name in (
        "sunshine-desk-latest.backup",
        "notes.txt",
        "sunshine-desk-99999999-999999.backup",
    ):
        (plan.folder / name).write_text("mine")
    gone = plan.rotate(NOW)
    assert [path.name for path in gone] == [
        "sunshine-desk-20261120-160000.backup",
        "sunshine-desk-20261119-160000.backup",
    ]
    assert [at for at, _ in plan.written()] == [NOW - timedelta(days=day) for day in range(3)]
    assert len(list(plan.folder.iterdir())) == 6


def test_nothing_is_replaced_while_the_app_runs(tmp_path: Path) -> None:
    with running(tmp_path), running(tmp_path), pytest.raises(InUse, match="Stop it first"):
        alone(tmp_path).__enter__()
    with alone(tmp_path), pytest.raises(InUse):
        running(tmp_path).__enter__()
    with running(tmp_path):
        pass
