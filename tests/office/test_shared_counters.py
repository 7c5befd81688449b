"""Counts that several processes share in a real Valkey, and what holds while it is gone."""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
from typing import Any

import pytest

from records_app.office import counters
from records_app.office.attempts import Attempts
from records_app.office.counters import SharedCounters, are_apart, counters_in
from records_app.office.readiness import what_is_amiss
from records_app.office.refusals import TooManyAttempts

HERE, THERE = "192.0.2.7", "198.51.100.9"
FAILS = """
import sys
from records_app.office import counters
from records_app.office.attempts import Attempts
counters._PATIENCE_SECONDS = 60.0
counters_in = counters.counters_in
attempts = Attempts(counters_in(sys.argv[1]))
for _ in range(5):
    attempts.failed("192.0.2.7", "bob@example.org")
attempts.succeeded("198.51.100.9", "vera@example.org")
"""


@pytest.fixture
def url(valkey: Any) -> str:
    return f"{valkey.connection_url}/0"


def fail(attempts: Attempts, times: int, account: str = "bob@example.org") -> None:
    for _ in range(times):
        attempts.failed(HERE, account)


def kill(valkey: Any) -> int:
    """End the server as a power cut would; gives its port."""
    port: int = valkey.port
    valkey._process.kill()
    valkey._process.wait()
    return port


def test_another_process_counts_too(url: str) -> None:
    subprocess.run([sys.executable, "-c", FAILS, url], check=True)
    here = Attempts(SharedCounters(url))
    fail(here, 2)
    here.refuse_if_too_many(THERE, "bob@example.org")
    fail(here, 1)
    with pytest.raises(TooManyAttempts) as refused:
        here.refuse_if_too_many(THERE, "bob@example.org")
    assert "15 minutes" in str(refused.value)


def test_where_somebody_signed_in_before_is_known_to_every_process(url: str) -> None:
    subprocess.run([sys.executable, "-c", FAILS, url], check=True)
    here = Attempts(SharedCounters(url))
    fail(here, 12, "vera@example.org")
    here.refuse_if_too_many(THERE, "vera@example.org")
    with pytest.raises(TooManyAttempts):
        here.refuse_if_too_many("203.0.113.5", "vera@example.org")


def test_counts_outlive_the_process_that_made_them(url: str) -> None:
    fail(Attempts(SharedCounters(url)), 8)
    with pytest.raises(TooManyAttempts):
        Attempts(SharedCounters(url)).refuse_if_too_many(THERE, "bob@example.org")


def test_a_success_forgets_the_failures_everywhere(url: str) -> None:
    one, other = Attempts(SharedCounters(url)), Attempts(SharedCounters(url))
    fail(one, 7)
    other.succeeded(THERE, "bob@example.org")
    fail(one, 7)
    one.refuse_if_too_many("203.0.113.5", "bob@example.org")


def test_nobody_reads_addresses_there(url: str, valkey: Any) -> None:
    attempts = Attempts(SharedCounters(url))
    fail(attempts, 1)
    attempts.succeeded(THERE, "vera@example.org")
    client = valkey.client()
    keys = client.keys("*")
    client.close()
    assert len(keys) == 3
    assert all(b"sunshine-desk:" in key and b"example" not in key for key in keys)


def test_while_it_is_gone_every_process_goes_on_counting(
    url: str, valkey: Any, caplog: pytest.LogCaptureFixture
) -> None:
    shared = SharedCounters(url, rest_seconds=0.0)
    attempts = Attempts(shared)
    fail(attempts, 5)
    port = kill(valkey)
    with caplog.at_level(logging.WARNING, "records_app.office.counters"):
        attempts.refuse_if_too_many(THERE, "bob@example.org")
        fail(attempts, 3)  # with the five of before the limit is reached
        with pytest.raises(TooManyAttempts):
            attempts.refuse_if_too_many(THERE, "bob@example.org")
        assert are_apart(shared)
        (sentence,) = what_is_amiss(shared)
        assert "RECORDS_REDIS_URL" in sentence
        assert [record.levelname for record in caplog.records] == ["WARNING"]
        assert "counts" in caplog.text
        valkey._process, valkey._desired_port = None, port
        valkey.start(timeout=120)  # ends a hang, and nothing else
        assert not are_apart(shared)
        assert what_is_amiss(shared) == ()
    assert "answers again" in caplog.text
    # What was counted meanwhile was this process's own; the new server begins anew.
    attempts.refuse_if_too_many(THERE, "bob@example.org")


def test_a_server_that_hangs_is_asked_once_and_then_left_alone(
    url: str, valkey: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counters, "_PATIENCE_SECONDS", 0.2)
    shared = SharedCounters(url, rest_seconds=3600)
    asked: list[bool] = []
    turned = shared._turned
    monkeypatch.setattr(shared, "_turned", lambda *, gone: asked.append(gone) or turned(gone=gone))
    attempts = Attempts(shared)
    valkey._process.send_signal(signal.SIGSTOP)
    try:
        fail(attempts, 8)
        with pytest.raises(TooManyAttempts):
            attempts.refuse_if_too_many(THERE, "bob@example.org")
        assert asked == [True]
    finally:
        valkey._process.send_signal(signal.SIGCONT)


def test_a_process_asks_one_server_by_one_way(url: str) -> None:
    assert counters_in(url) is counters_in(url)
    assert counters_in("") is not counters_in("")


def test_a_server_that_never_was_there_is_no_error() -> None:
    shared = SharedCounters("redis://127.0.0.1:1/0")
    attempts = Attempts(shared)
    fail(attempts, 8)
    with pytest.raises(TooManyAttempts):
        attempts.refuse_if_too_many(THERE, "bob@example.org")
    assert are_apart(shared)


def test_without_an_address_nothing_is_amiss() -> None:
    assert what_is_amiss(counters_in("")) == ()
