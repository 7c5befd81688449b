"""The files that a run begins with are there."""

from __future__ import annotations

from pathlib import Path

from tests.order import LONGEST_FIRST

TESTS = Path(__file__).resolve().parents[1]


def test_every_file_that_comes_first_is_there() -> None:
    assert [name for name in LONGEST_FIRST if not (TESTS / name).is_file()] == []
    assert len(set(LONGEST_FIRST)) == len(LONGEST_FIRST)
