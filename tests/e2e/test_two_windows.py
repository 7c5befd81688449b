"""Two windows of one person, and two people on one draft: what each screen does on its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from records_app.office.drafting import new_draft, open_draft, save_draft
from records_app.office.sharing import share_draft, take_draft_back
from tests.e2e.grouped_app import GroupedApp
from tests.e2e.looking import look_at
from tests.e2e.watching import Watch
from tests.office.cast import NOW, filled_form


@pytest.fixture
def as_bob(grouped: GroupedApp, browser: Browser) -> Iterator[BrowserContext]:
    """A browser that Bob is signed in to."""
    context = browser.new_context(base_url=grouped.app.url, timezone_id="America/Chicago")
    cookie = {"name": "sid", "value": grouped.session_of("bob"), "url": grouped.app.url}
    context.add_cookies([{**cookie, "httpOnly": True}])
    watch = Watch(grouped.app.url)
    context.on("page", watch.follow)
    yield context
    context.close()
    assert not watch.unexpected(), "\n".join(watch.unexpected())


def test_signing_out_in_one_window_empties_the_other(
    grouped: GroupedApp, as_bob: BrowserContext
) -> None:
    left, right = as_bob.new_page(), as_bob.new_page()
    left.goto(f"/requests/{grouped.kept.office.open}/")
    expect(left.get_by_text("MO-2026-0702").first).to_be_visible()
    right.goto("/calculator/")
    right.get_by_role("button", name="Sign out").click()
    right.wait_for_url(re.compile("/login/"))
    expect(left.get_by_role("link", name="Sign in")).to_be_visible()
    for words in ("MO-2026-0702", "Fenwick County", "Bob"):
        expect(left.get_by_text(words)).to_have_count(0)
    look_at(left, "signed-out-elsewhere")


def test_a_draft_that_is_taken_back_becomes_ones_own(
    grouped: GroupedApp, as_bob: BrowserContext
) -> None:
    store, carl = grouped.store, grouped.kept.actor("carl")
    draft_id = new_draft(store, carl, now=NOW)
    version = open_draft(store, carl, draft_id, now=NOW).version
    form = filled_form(grouped.kept.office.cast.fenwick)
    save_draft(store, carl, draft_id, version, form, now=NOW)
    share_draft(store, carl, draft_id, now=NOW)
    page = as_bob.new_page()
    page.goto(f"/drafts/{draft_id}/")
    field = page.get_by_label("Anything specific?")
    field.fill("Keys of the sally port")
    expect(page.locator("#letter")).to_contain_text("Keys of the sally port")
    take_draft_back(store, carl, draft_id)
    field.fill("Keys of the sally port, and cards")
    keep = page.get_by_role("button", name="Keep it as a draft of my own")
    expect(keep).to_be_visible()
    expect(field).to_have_value("Keys of the sally port, and cards")
    look_at(page, "draft-taken-back")
    keep.click()
    page.wait_for_url(re.compile(rf"/drafts/(?!{draft_id}/)\d+/"))
    expect(field).to_have_value("Keys of the sally port, and cards")
    expect(keep).to_have_count(0)
    page.reload()
    expect(field).to_have_value("Keys of the sally port, and cards")
    expect(page.get_by_text("Only you see this draft.")).to_be_visible()
