"""Reading the text of files from strangers. Runs only within the limits of ``inside``."""

from __future__ import annotations

import email.policy
import io
import json
import sys
import zipfile
from email import message_from_bytes
from html.parser import HTMLParser
from typing import Any

import pypdfium2
from defusedxml.ElementTree import iterparse

MOST_PAGES = 2000
LONGEST_PAGE = 100_000
LONGEST_TEXT = 5_000_000
LARGEST_DOCUMENT = 40 * 1024 * 1024  # the text part of a Word document, unpacked


def answer(kind: str) -> bytes:
    """The text page by page, as JSON. ``kind`` is pdf, docx, email or plain."""
    readers = {
        "pdf": text_of_pdf,
        "docx": text_of_docx,
        "email": text_of_email,
        "plain": text_of_plain,
    }
    return json.dumps(readers[kind]()).encode()


def text_of_pdf() -> list[str]:
    """The text of each page, as far as the page has any."""
    pages: list[str] = []
    total = 0
    pdf = pypdfium2.PdfDocument(sys.stdin.buffer)
    for number in range(min(len(pdf), MOST_PAGES)):
        try:
            page = pdf[number]
            found = page.get_textpage()
            text = found.get_text_range(0, min(found.count_chars(), LONGEST_PAGE))
            found.close()
            page.close()
        except pypdfium2.PdfiumError:
            text = ""
        total += len(text)
        if total > LONGEST_TEXT:
            break
        pages.append(text.replace("\r\n", "\n").replace("\ufffe", ""))
    return pages


def text_of_plain() -> list[str]:
    """Plain text, cut into pieces like pages."""
    data = sys.stdin.buffer.read(4 * LONGEST_TEXT)
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _in_pieces(data.decode("utf-16", errors="replace"))
    try:
        return _in_pieces(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _in_pieces(data.decode("cp1252", errors="replace"))


def text_of_email() -> list[str]:
    """Who wrote to whom and when, and the message itself; nothing of what is attached."""
    message = message_from_bytes(
        sys.stdin.buffer.read(4 * LONGEST_TEXT), policy=email.policy.default
    )
    lines = [
        f"{name}: {message[name]}"
        for name in ("From", "To", "Cc", "Date", "Subject")
        if name in message
    ]
    body = message.get_body(("plain", "html"))
    text = ""
    if body is not None:
        text = str(body.get_content())
        if body.get_content_subtype() == "html":
            reader = _Words()
            reader.feed(text[:LONGEST_TEXT])
            text = reader.text()
    return _in_pieces("\n".join(lines) + "\n\n" + text)


class _Words(HTMLParser):
    """Keeps what a person would read of a web page."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        """A new line for a new block; scripts and styles are not for reading."""
        self._hidden += tag in {"script", "style"}
        self._parts += ["\n"] if tag in {"p", "br", "div", "tr", "li"} else []

    def handle_endtag(self, tag: str) -> None:
        """A script or a style ends."""
        self._hidden -= tag in {"script", "style"} and self._hidden > 0

    def handle_data(self, data: str) -> None:
        """Words, if a person would see them."""
        if not self._hidden:
            self._parts.append(data)

    def text(self) -> str:
        """All of it."""
        return "".join(self._parts)


def text_of_docx() -> list[str]:
    """The paragraphs of a Word document."""
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    parts: list[str] = []
    with zipfile.ZipFile(sys.stdin.buffer) as archive:
        if archive.getinfo("word/document.xml").file_size > LARGEST_DOCUMENT:
            return []
        document = io.BytesIO(archive.read("word/document.xml"))
    for _, node in iterparse(document):
        if node.tag == space + "t":
            parts.append(node.text or "")
        elif node.tag == space + "tab":
            parts.append("\t")
        elif node.tag in {space + "p", space + "br"}:
            parts.append("\n")
    return _in_pieces("".join(parts))


def _in_pieces(text: str) -> list[str]:
    text = text[:LONGEST_TEXT].replace("\r\n", "\n")
    return [text[at : at + LONGEST_PAGE] for at in range(0, len(text), LONGEST_PAGE)]
