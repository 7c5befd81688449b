"""The card of the next step, as a person uses it."""

from __future__ import annotations

from playwright.sync_api import Page, expect


def take_step(page: Page, words: str) -> None:
    """Follow what the card offers by these words; unfold the rest if it is not at hand."""
    card = page.get_by_role("region", name="Next step")
    more = card.get_by_text("More steps", exact=True)
    wanted = card.get_by_role("link", name=words, exact=True)
    expect(more).to_be_visible()
    if not wanted.is_visible():
        more.click()
    wanted.click()
