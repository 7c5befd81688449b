"""The key of files as a setting: a weak one stops the start, and no message repeats it."""

from __future__ import annotations

import base64
import secrets

import pytest
from pydantic import ValidationError

from records_app.__main__ import main
from records_app.settings import Settings, settings_problem

WEAK = base64.urlsafe_b64encode(b"correct horse battery staple 123").decode()


def test_a_strong_key_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = secrets.token_bytes(32)
    monkeypatch.setenv("RECORDS_FILES_KEY", base64.urlsafe_b64encode(secret).decode())
    settings = Settings()
    assert [key.secret for key in settings.file_keys] == [secret]
    assert base64.urlsafe_b64encode(secret).decode() not in repr(settings)


def test_no_key_is_the_default() -> None:
    assert Settings().file_keys == ()


def test_a_weak_key_stops_every_command(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RECORDS_FILES_KEY", WEAK)
    assert main(["check"]) == 2
    told = capfd.readouterr().err
    assert "RECORDS_FILES_KEY" in told
    assert "easy to guess" in told
    assert "docs/data.md" in told
    assert told.count("\n") == 1
    assert WEAK not in told


def test_no_message_repeats_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECORDS_FILES_KEY", WEAK)
    with pytest.raises(ValidationError) as refused:
        Settings()
    assert WEAK not in str(refused.value)
    assert WEAK not in settings_problem(refused.value)
