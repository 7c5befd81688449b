"""The server restarts under open pages: what somebody was typing is still there, and is kept."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import DEMO_PASSWORD
from tests.e2e.running import running_app, stop
from tests.ports import free_port


def sign_in(page: Page) -> None:
    page.goto("/login/")
    page.get_by_label("E-mail address").fill("staff@example.org")
    page.get_by_label("Password").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_be_visible()


def test_what_is_typed_outlives_a_restart(browser: Browser, tmp_path: Path) -> None:
    port = str(free_port())
    settings = {"RECORDS_DEMO_PASSWORD": DEMO_PASSWORD, "RECORDS_PORT": port}
    with running_app(tmp_path / "data", "--demo", extra=settings) as first:
        context = browser.new_context(base_url=first.url, timezone_id="America/Chicago")
        request, draft = context.new_page(), context.new_page()
        sign_in(request)
        request.goto("/requests/33/?step=log_answer")
        request.get_by_label("They need more time").check()
        request.get_by_label("Until when?").fill("2035-12-24")
        request.get_by_label("In their words or yours").fill("The clerk is ill.")
        draft.goto("/drafts/new/")
        draft.get_by_label("Anything specific?").fill("Before the restart")
        draft.wait_for_url(re.compile(r"/drafts/\d+/"))
        connected = draft.expect_websocket()
        drawn_anew = request.evaluate_handle("document.getElementById('detail')")
        stop(first.process)
    with connected, running_app(tmp_path / "data", "--demo", extra=settings):
        request.wait_for_function("old => !old.isConnected", arg=drawn_anew)
        expect(request.get_by_label("In their words or yours")).to_have_value("The clerk is ill.")
        expect(request.get_by_label("Until when?")).to_have_value("2035-12-24")
        expect(request.get_by_label("They need more time")).to_be_checked()
        request.get_by_role("button", name="Log an answer").click()
        expect(request.locator(".summary")).to_contain_text("more than five years away")
        draft.get_by_label("Anything specific?").fill("After the restart")
        expect(draft.locator("#letter")).to_contain_text("After the restart")
        draft.reload()
        expect(draft.get_by_label("Anything specific?")).to_have_value("After the restart")
        context.close()
