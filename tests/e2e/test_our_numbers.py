"""Our numbers on a phone: wherever one is shown, no line breaks at its hyphens."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.running import RunningApp
from tests.e2e.test_every_page import signed_in

_NUMBER = r"MO-\d{4}-\d{4}"
_LOOSE = """number => {
  const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const loose = [];
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    const where = text.parentElement;
    if (!new RegExp(number).test(text.data) || !where.checkVisibility()) continue;
    if (where.closest('.seen-by-ear, textarea, #letter')) continue;
    if (getComputedStyle(where).whiteSpace !== 'nowrap') loose.push(text.data);
  }
  return loose;
}"""


@pytest.fixture
def staff(browser: Browser, demo: RunningApp) -> Iterator[Page]:
    yield from signed_in(browser, demo, "staff")


@pytest.mark.parametrize(
    "place",
    [
        "",
        "letters/",
        "reports/fees/",
        "files/?words=log",
        "agencies/riverbend-police-department/",
        "requests/1/",
    ],
)
def test_a_number_stays_in_one_piece(staff: Page, place: str) -> None:
    staff.set_viewport_size({"width": 320, "height": 720})
    staff.goto(f"/{place}")
    number = staff.locator("main").get_by_text(re.compile(_NUMBER)).first
    expect(number).to_be_visible()
    assert staff.evaluate(_LOOSE, _NUMBER) == []
