"""A letter to PDF: US Letter, tagged (PDF/UA-1), the same bytes for the same letter and fonts."""

from __future__ import annotations

import ctypes
import gc
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from threading import Lock
from typing import Any

from records_app.letters.compose import Letter
from records_app.letters.kept.keeping import keep_for
from records_app.letters.kept.memory import kept_for
from records_app.letters.logo import PNG_INSIDE
from records_app.letters.page_lines import lines_as_artifacts
from records_app.letters.wording import stylesheet

APT_COMMAND = (
    "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig "
    "fonts-liberation2 fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji"
)
_VARIANT = "pdf/ua-1"
_CLOCK = "SOURCE_DATE_EPOCH"
_one_at_a_time = Lock()


class PdfNotPossible(RuntimeError):
    """WeasyPrint's system libraries are missing; the message says what to install."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF, its SHA-256 in hex, and how many pages it has."""

    content: bytes
    sha256: str
    pages: int


def render_pdf(letter: Letter) -> Pdf:
    """Lay a letter out on paper. Raises ``PdfNotPossible`` when Pango is not installed.

    Letters are made one at a time: layout holds the interpreter's lock anyway, and the font map
    is shared between letters.
    """
    with _one_at_a_time, _fixed_clock(), _no_looking_for_rubbish():
        press = _press()
        page = press.html(string=letter.html.replace(_style_element(), "", 1))
        document = page.render(
            stylesheets=[press.css], font_config=press.fonts, pdf_variant=_VARIANT
        )
        content = document.write_pdf(pdf_variant=_VARIANT, finisher=lines_as_artifacts)
        pages = len(document.pages)
    return Pdf(content, hashlib.sha256(content).hexdigest(), pages)


def forget_words() -> None:
    """Let go of words of earlier letters that this process keeps to print the next one sooner."""
    with _one_at_a_time:
        if _press.cache_info().currsize and (kept := kept_for(_press().fonts)) is not None:
            kept.forget()


@dataclass(frozen=True, slots=True)
class _Press:
    """What every letter shares: the fonts and the parsed stylesheet (a third of the time)."""

    html: Callable[..., Any]
    css: Any
    fonts: Any


@cache
def _press() -> _Press:
    try:
        # Here and not above: loading takes most of a second and needs system libraries.
        from weasyprint import CSS, HTML, __version__, html  # noqa: PLC0415
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
        from weasyprint.urls import URLFetcher  # noqa: PLC0415
    except OSError as error:
        raise PdfNotPossible(
            f"PDF letters need system libraries that are not installed. Type: sudo {APT_COMMAND}"
        ) from error
    # A letter is complete in itself: nothing is fetched, from the network or from a file. The one
    # picture in it is the logo, which stands in the page as the PNG that we wrote ourselves.
    logo = URLFetcher(allowed_protocols=("data",))

    class OnlyTheLogo(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith(PNG_INSIDE):
                return logo.fetch(url, headers)
            return super().fetch(url, headers)

    fetcher = OnlyTheLogo(allowed_protocols=())
    fonts = FontConfiguration()
    keep_loaded()
    keep_for(fonts, __version__)
    css = CSS(string=stylesheet(), font_config=fonts, url_fetcher=fetcher)
    defaults = CSS(string=_needed(html.UA), counter_style=html.UA_COUNTER_STYLE)

    class Page(HTML):  # type: ignore[misc]
        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            return [defaults]

    return _Press(partial(Page, url_fetcher=fetcher), css, fonts)


def _needed(rules: str) -> str:
    """The rules that every page starts with, but for footnotes and the marks of list items.

    A letter has no footnotes and numbers its items itself; each of these rules would be worked out
    for every element of it.
    """
    return "\n".join(line for line in rules.splitlines() if not line.startswith("::"))


def keep_loaded() -> None:
    """Keep the libraries of WeasyPrint, once it is imported, until the process is gone.

    Python unloads them as one of the first things at its end. Fonts that are freed after that crash
    the process, and so do Pango's own threads, which may still be running.
    """
    from weasyprint.text import ffi  # noqa: PLC0415

    for found in vars(ffi).values():
        if type(found).__name__.startswith("FFILibrary"):
            # A reference that nobody gives back: what is in use is never unloaded.
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(found))


@contextmanager
def _no_looking_for_rubbish() -> Iterator[None]:
    """A letter is many small things that stay to its end; looking for what is left over waits."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _fixed_clock() -> Iterator[None]:
    """Keep the time of day out of embedded emoji fonts, where fontTools would write it."""
    before = os.environ.get(_CLOCK)
    os.environ[_CLOCK] = "946684800"  # 2000-01-01
    try:
        yield
    finally:
        if before is None:
            del os.environ[_CLOCK]
        else:
            os.environ[_CLOCK] = before


def _style_element() -> str:
    return f"<style>{stylesheet()}</style>"
