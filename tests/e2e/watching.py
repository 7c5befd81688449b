"""What a page must never do while a test looks at it."""

from __future__ import annotations

import re

from playwright.sync_api import ConsoleMessage, Page, Request, Response


class Watch:
    """Collects console errors, failed requests and requests to other machines.

    A test that provokes one on purpose says so first: ``watch.allow("404")``.
    """

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.complaints: list[str] = []
        self._allowed: list[re.Pattern[str]] = []

    def allow(self, pattern: str) -> None:
        """Accept complaints that match the pattern for the rest of this test."""
        self._allowed.append(re.compile(pattern))

    def follow(self, page: Page) -> None:
        """Listen to one page and to every page it opens."""
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        page.on("request", self._on_request)
        page.on("requestfailed", self._on_failure)
        page.on("response", self._on_response)
        page.on("popup", self.follow)

    def unexpected(self) -> list[str]:
        """Complaints that no test allowed."""
        return [
            text
            for text in self.complaints
            if not any(pattern.search(text) for pattern in self._allowed)
        ]

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            where = message.location.get("url", "")
            self.complaints.append(f"console {message.type}: {message.text} ({where})")

    def _on_request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", "blob:", "about:")):
            self.complaints.append(f"request to another machine: {request.url}")

    def _on_failure(self, request: Request) -> None:
        # A download and a page that is left behind abort their requests; neither is a fault.
        if request.failure != "net::ERR_ABORTED":
            self.complaints.append(f"failed request: {request.url} ({request.failure})")

    def _on_response(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"status {response.status}: {response.url}")
