"""Letters that this process printed once, for tests that need a letter and not its printing.

The same letter is printed to the same bytes, as ``tests/letters/test_pdf.py`` proves; a page of
it takes a fifth of a second.
"""

from __future__ import annotations

from functools import cache

import pytest

from records_app.letters.compose import Letter
from records_app.letters.pdf import Pdf, render_pdf
from records_app.office import approving, follow_ups_approving


@cache
def _printed(letter: Letter) -> Pdf:
    return render_pdf(letter)


@pytest.fixture(autouse=True)
def letters_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(approving, "render_pdf", _printed)
    monkeypatch.setattr(follow_ups_approving, "render_pdf", _printed)
