"""The bar on a phone: one row, and a menu that folds out, by finger and by keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import look_at
from tests.e2e.running import RunningApp
from tests.e2e.test_every_page import signed_in

ONE_ROW, FINGERTIP = 64, 44


@pytest.fixture
def admin(browser: Browser, demo: RunningApp) -> Iterator[Page]:
    yield from signed_in(browser, demo, "admin")


def narrow(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 720})


def heights(page: Page, within: str) -> list[float]:
    return [one.bounding_box()["height"] for one in page.locator(within).all()]  # type: ignore[index]


# The account is drawn by the server, without a script.
@pytest.mark.parametrize("place", ["/", "/account/"])
def test_it_opens_and_closes_by_finger_and_by_key(admin: Page, place: str) -> None:
    admin.goto(place)
    menu, places = admin.get_by_role("button", name="Menu"), admin.get_by_role("navigation")
    expect(places.get_by_role("link", name="Office")).to_be_visible()
    expect(menu).to_be_hidden()
    for width in (320, 600, 900):
        narrow(admin, width)
        expect(menu).to_be_visible()
        expect(admin.get_by_role("button", name="Sign out", exact=True)).to_be_hidden()
        assert heights(admin, "header.bar")[0] <= ONE_ROW
    narrow(admin, 320)
    menu.click()
    expect(places.get_by_role("link", name="Office")).to_be_visible()
    expect(admin.get_by_role("button", name="Sign out", exact=True)).to_be_visible()
    assert min(heights(admin, ".bar .places :is(a, button), .bar .fold")) >= FINGERTIP
    admin.keyboard.press("Escape")
    expect(admin.get_by_role("button", name="Sign out", exact=True)).to_be_hidden()
    expect(menu).to_be_focused()
    admin.keyboard.press("Enter")
    admin.keyboard.press("Tab")
    expect(places.get_by_role("link", name="Desk")).to_be_focused()
    admin.mouse.click(20, 700)
    expect(admin.get_by_role("button", name="Sign out", exact=True)).to_be_hidden()


def test_it_says_whether_it_is_open(admin: Page) -> None:
    admin.goto("/calculator/")
    narrow(admin, 320)
    menu = admin.get_by_role("button", name="Menu")
    expect(menu).to_match_aria_snapshot('- button "Menu"')
    client = admin.context.new_cdp_session(admin)

    def is_expanded() -> object:
        nodes = client.send("Accessibility.getFullAXTree")["nodes"]
        (button,) = [one for one in nodes if one.get("name", {}).get("value") == "Menu"
                     and one["role"]["value"] == "button"]  # fmt: skip
        return {one["name"]: one["value"]["value"] for one in button["properties"]}["expanded"]

    assert is_expanded() is False
    menu.click()
    expect(admin.get_by_role("button", name="Sign out", exact=True)).to_be_visible()
    assert is_expanded() is True


def test_going_somewhere_closes_it_even_on_the_same_page(admin: Page) -> None:
    admin.goto("/agencies/?text=river")
    narrow(admin, 320)
    for name, heading in (("Agencies", "Agencies"), ("Files", "Files")):
        admin.get_by_role("button", name="Menu").click()
        admin.get_by_role("link", name=name, exact=True).click()
        expect(admin.get_by_role("heading", level=1, name=heading)).to_be_visible()
        expect(admin.get_by_role("button", name="Sign out", exact=True)).to_be_hidden()
    assert "?" not in admin.url


def test_nothing_is_wrong_with_it_while_it_is_open(admin: Page) -> None:
    admin.goto("/people/")
    narrow(admin, 320)
    admin.get_by_role("button", name="Menu").click()
    expect(admin.get_by_role("button", name="Sign out", exact=True)).to_be_visible()
    look_at(admin, "menu")


def test_its_last_line_is_reached_on_a_phone_that_lies_on_its_side(admin: Page) -> None:
    admin.goto("/account/")
    admin.set_viewport_size({"width": 640, "height": 320})
    admin.get_by_role("button", name="Menu").click()
    box = admin.locator("#places").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 320
    admin.get_by_role("button", name="Sign out", exact=True).click()
    expect(admin.get_by_role("heading", level=1, name="Sign in")).to_be_visible()
