"""The main job as a new office does it: from the first start to the logged answer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.e2e.journey import (
    accept,
    approve,
    become_admin,
    draft,
    find_it_on_the_desk,
    invite_an_advocate,
    log_the_answer,
    look_up_and_correct_an_agency,
    send_and_receive,
    sign_out_and_in,
    take_the_letter,
    write_the_letterhead,
)
from tests.e2e.running import RunningApp, running_app
from tests.e2e.watching import Watch


@pytest.fixture(scope="module")
def new_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app on its very first start, for this journey alone."""
    with running_app(tmp_path_factory.mktemp("journey") / "data") as running:
        yield running
        assert "Traceback" not in running.log, running.log


@pytest.fixture
def browse(browser: Browser, new_office: RunningApp) -> Iterator[Page]:
    """A page of the first admin's browser, watched for errors."""
    with_watch = Watch(new_office.url)
    context = _context(browser, new_office)
    page = _watched(context, with_watch)
    yield page
    context.close()
    assert not with_watch.unexpected(), "\n".join(with_watch.unexpected())


def _context(browser: Browser, app: RunningApp) -> BrowserContext:
    return browser.new_context(
        base_url=app.url,
        viewport={"width": 1280, "height": 900},
        locale="en-US",
        timezone_id="America/Chicago",
        accept_downloads=True,
    )


def _watched(context: BrowserContext, watch: Watch) -> Page:
    page = context.new_page()
    # A wrong password and a wrong form answer with these on purpose.
    watch.allow(r"status (400|401|429): \S+/(login|invite)/")
    watch.allow(r"Failed to load resource: .* status of (400|401|429) .*/(login|invite)/")
    watch.follow(page)
    return page


def test_a_new_office_does_its_main_job(
    browse: Page, browser: Browser, new_office: RunningApp, tmp_path: Path
) -> None:
    become_admin(browse, new_office)
    sign_out_and_in(browse)
    write_the_letterhead(browse)
    link = invite_an_advocate(browse)

    watch = Watch(new_office.url)
    context = _context(browser, new_office)
    advocate = _watched(context, watch)
    accept(advocate, link)
    draft(advocate)
    request_address = approve(advocate)
    take_the_letter(advocate, tmp_path)
    send_and_receive(advocate)
    context.close()
    assert not watch.unexpected(), "\n".join(watch.unexpected())

    find_it_on_the_desk(browse, request_address)
    log_the_answer(browse)
    look_up_and_correct_an_agency(browse)
