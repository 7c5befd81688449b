"""One built app for all browser tests; a fresh browser context and a watch for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.browser import CHROMIUM_ARGUMENTS, PATIENCE_MS, NoBrowser, chromium_path
from tests.e2e.grouped_app import GroupedApp, grouped_app
from tests.e2e.running import ROOT, RunningApp, running_app
from tests.e2e.watching import Watch

DEMO_PASSWORD = "a made-up office in spring"

expect.set_options(timeout=PATIENCE_MS)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder."""
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "e2e"):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app on an empty database. Its log must stay free of stack traces."""
    with running_app(tmp_path_factory.mktemp("e2e") / "data") as running:
        yield running
        assert "Traceback" not in running.log, running.log
    assert running.process.returncode == 0, running.log


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The made-up office, full of requests in every standing."""
    folder = tmp_path_factory.mktemp("demo") / "data"
    with running_app(folder, "--demo", extra={"RECORDS_DEMO_PASSWORD": DEMO_PASSWORD}) as running:
        yield running
        assert "Traceback" not in running.log, running.log


@pytest.fixture(scope="session")
def grouped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[GroupedApp]:
    """An office with groups, to try everything on."""
    with grouped_app(tmp_path_factory.mktemp("grouped") / "data") as desk:
        yield desk


@pytest.fixture(scope="session")
def base_url(app: RunningApp) -> str:
    """Where the browser tests go; ``page.goto("/desk/")`` is relative to it."""
    return app.url


@pytest.fixture(scope="session")
def admin_link(app: RunningApp) -> str:
    """The one-time link that the first start prints."""
    assert app.admin_link, f"The first start printed no link:\n{app.log}"
    return app.admin_link


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """The machine's Chromium, kept from calling home."""
    try:
        path = chromium_path()
    except NoBrowser as reason:
        pytest.fail(str(reason), pytrace=False)
    return {"executable_path": path, "args": CHROMIUM_ARGUMENTS}


@pytest.fixture(scope="session")
def browser(browser: Browser) -> Browser:
    """The browser; every page in it is waited for with the same patience."""
    opened = browser.new_context

    def patient(**options: Any) -> BrowserContext:
        context = opened(**options)
        context.set_default_timeout(PATIENCE_MS)
        return context

    browser.new_context = patient  # type: ignore[method-assign]
    return browser


@pytest.fixture(scope="session")
def browser_context_args(base_url: str) -> dict[str, Any]:
    """How every fresh context looks at the app."""
    return {
        "base_url": base_url,
        "viewport": {"width": 1280, "height": 900},
        "color_scheme": "light",
        "locale": "en-US",
        "timezone_id": "America/Chicago",
        "accept_downloads": True,
    }


@pytest.fixture
def watch(base_url: str) -> Iterator[Watch]:
    """Fails the test on console errors, failed requests and requests to other machines."""
    watch = Watch(base_url)
    yield watch
    assert not watch.unexpected(), "\n".join(watch.unexpected())


@pytest.fixture
def page(context: BrowserContext, watch: Watch) -> Page:
    """A page in a fresh context, watched."""
    page = context.new_page()
    watch.follow(page)
    return page
