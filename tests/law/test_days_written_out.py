"""Days in the words of a source are written out; what only looks like a day stays."""

from __future__ import annotations

import pytest

from records_app.law.day_words import with_days_written_out


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("(text in force since 2004-08-28)", "(text in force since Aug 28, 2004)"),
        ("2025-08-28, printed 2026-08-20.", "Aug 28, 2025, printed Aug 20, 2026."),
        ("https://law.example/2025-08-28/page", "https://law.example/2025-08-28/page"),
        ("https://law.example/?on=2025-08-28", "https://law.example/?on=2025-08-28"),
        ("MO-2026-11-22", "MO-2026-11-22"),
        ("2025-13-40", "2025-13-40"),
        ("", ""),
    ],
)
def test_days_in_a_text(told: str, shown: str) -> None:
    assert with_days_written_out(told) == shown
