"""What strangers can make the server write is short, without a secret, and not much."""

from __future__ import annotations

import logging

import pytest
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from records_app.web import calm_log
from records_app.web.calm_log import LINES_A_MINUTE, TRACEBACKS_A_MINUTE, CalmEvents, unexpected

FLOOD = 3_000


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calm_log, "_budget", MovingWindowRateLimiter(MemoryStorage()))


def test_a_flood_of_unknown_events_leaves_a_few_short_lines(
    caplog: pytest.LogCaptureFixture,
) -> None:
    logger = logging.getLogger("tests.of.the.calm.log")
    logger.addFilter(CalmEvents())
    for number in range(FLOOD):
        event = f"Event(name='no.such{number}', payload='{'x' * 9_000}', cookie='sid=secret')"
        logger.error("Error processing event queue entry %s", event)
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == LINES_A_MINUTE + 1
    assert lines[0] == "refused an event that no page has: no.such0"
    assert "more like these are not written for a while" in lines
    assert max(map(len, lines)) < 400
    assert "secret" not in caplog.text


def test_a_flood_of_failures_leaves_some_tracebacks_and_some_lines(
    caplog: pytest.LogCaptureFixture,
) -> None:
    for _ in range(FLOOD):
        unexpected(TypeError("junk"))
    assert sum(1 for record in caplog.records if record.exc_info) == TRACEBACKS_A_MINUTE
    assert len(caplog.records) <= TRACEBACKS_A_MINUTE + LINES_A_MINUTE + 1
