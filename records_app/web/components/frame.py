"""What the app is created with, so that nothing comes along that no page of ours uses.

The framework's own message box, icons and error page are left out: they weigh as much as ten of our
pages, and one of them needs the browser to run text as a program, which our policy forbids.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import reflex as rx
from reflex.components.core.banner import has_connection_errors
from reflex_components_core.base.error_boundary import ErrorBoundary

from records_app.web.components.buttons import link


@rx.memo
def connection_notice() -> rx.Component:
    """Say that the server cannot be reached; it goes away by itself."""
    return rx.el.div(
        rx.cond(
            has_connection_errors,
            rx.el.p(
                "No connection. What you typed is still here; we keep trying.",
                class_name="offline",
            ),
        ),
        role="status",
    )


def broken_page() -> rx.Component:
    """Stand in for a page that cannot be drawn. It shows no innards."""
    return rx.el.main(
        rx.el.h1("This page could not be shown"),
        rx.el.p("Something went wrong on our side. What you saved is safe.", class_name="lead"),
        rx.el.p(link("Load the page again", "", outside=True, class_name="btn"), class_name="mt-6"),
    )


def app_options() -> dict[str, Any]:
    """Arguments for ``rx.App``: language, style sheet, tab icon, and our own frame."""
    wraps: dict[tuple[int, str], Callable[[bool], rx.Component | None]] = {
        (55, "ErrorBoundary"): lambda _: ErrorBoundary.create(
            fallback_render=rx.Var.create(broken_page())
        ),
        (5, "Overlay"): lambda stateful: rx.fragment(connection_notice()) if stateful else None,
    }
    return {
        "html_lang": "en",
        "stylesheets": ["/look.css"],
        "head_components": [
            rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
            rx.el.meta(name="color-scheme", content="light dark"),
        ],
        "toaster": None,
        "app_wraps": wraps,
    }
