"""Reads one saved e-mail. Whatever it holds, it gives a mail or a word on why not."""

from __future__ import annotations

import email
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses, parsedate_to_datetime
from html.parser import HTMLParser
from typing import TypeVar

from records_app.office.importing.rows import tidy_text
from records_app.office.importing.sheet import FileRefused

LARGEST_MAIL = 20 * 1024 * 1024
LONGEST_TEXT = 20_000
MOST_PARTS = 60
_LARGEST_HEAD = 128 * 1024
_MOST_CONTAINERS = 100
_HEADER = re.compile(rb"[!-9;-~]{1,70}:")
_BLANK = re.compile(rb"\r?\n\r?\n")
_MESSAGE_ID = re.compile(r"<([^<>\s]{3,180})>")
_BREAKS = frozenset({"p", "br", "div", "tr", "li", "h1", "h2", "h3", "blockquote"})
_NO_MAIL = "This is no saved e-mail (.eml). Save the message as .eml in your mail program."

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a mail."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """A saved e-mail. ``sent_at`` is UTC, None when its date cannot be read.

    ``message_id`` stands without its angle brackets; "" when there is none.
    """

    sender: str
    sender_name: str
    to: tuple[str, ...]
    sent_at: datetime | None
    subject: str
    text: str
    message_id: str
    attachments: tuple[Attachment, ...]


def read_mail(content: bytes) -> Mail:
    """The mail in the bytes of an .eml file. Raises ``FileRefused``."""
    _check(content)
    try:
        message = email.message_from_bytes(content, policy=default)
        parts = list(_parts(message))
        senders = _addresses(message, "from")
        return Mail(
            sender=senders[0][1] if senders else "",
            sender_name=senders[0][0] if senders else "",
            to=tuple(address for _, address in _addresses(message, "to", "cc")),
            sent_at=_sent_at(message),
            subject=_header(message, "subject")[:300],
            text=_text_of(parts),
            message_id=_message_id(message),
            attachments=tuple(_attachments(parts)),
        )
    except (RecursionError, MemoryError):
        raise FileRefused("The parts of this message are nested too deep to be read.") from None


def _check(content: bytes) -> None:
    if not content.strip():
        raise FileRefused("The file is empty.")
    if len(content) > LARGEST_MAIL:
        raise FileRefused("The message is larger than 20 MB.")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileRefused("This is an Outlook message (.msg). Save it as .eml.")
    if content.startswith(b"From "):
        raise FileRefused("This is a whole mailbox (mbox). Save single messages as .eml.")
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if not _HEADER.match(start):
        raise FileRefused(_NO_MAIL)
    if content.lower().count(b"boundary=") > _MOST_CONTAINERS:
        raise FileRefused("The parts of this message are nested too deep to be read.")
    blank = _BLANK.search(start)
    head = start[: blank.start()] if blank else start
    if len(head) > _LARGEST_HEAD:
        raise FileRefused("The head of this message is longer than any mail program writes.")
    names = {line.split(b":")[0].strip().lower() for line in head.splitlines() if b":" in line}
    if not names & {b"from", b"sender"} or not names & {b"date", b"subject", b"to", b"received"}:
        raise FileRefused(_NO_MAIL)


def _attempt(read: Callable[[], T], otherwise: T) -> T:
    """What a reader gives; damaged headers make the library raise errors of many kinds."""
    try:
        return read()
    except (RecursionError, MemoryError):
        raise
    except Exception:
        return otherwise


def _header(message: EmailMessage, name: str) -> str:
    text = _attempt(lambda: str(message.get(name, "")), "")
    return " ".join(tidy_text(text[:5000]).split())


def _addresses(message: EmailMessage, *names: str) -> list[tuple[str, str]]:
    raw = [_header(message, name) for name in names]
    found: list[tuple[str, str]] = _attempt(
        lambda: getaddresses([text for text in raw if text]), list[tuple[str, str]]()
    )
    return [(name[:120], address[:254].lower()) for name, address in found if "@" in address][:20]


def _sent_at(message: EmailMessage) -> datetime | None:
    text = _header(message, "date")
    at = _attempt(lambda: parsedate_to_datetime(text), None)
    if at is None:
        return None
    aware = at if at.tzinfo else at.replace(tzinfo=UTC)
    return _attempt(lambda: aware.astimezone(UTC), None)


def _message_id(message: EmailMessage) -> str:
    found = _MESSAGE_ID.search(_header(message, "message-id"))
    return found.group(1) if found else ""


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that are no containers, at most so many."""
    count = 0
    waiting: list[object] = [message]
    while waiting and count < MOST_PARTS:
        part = waiting.pop(0)
        if not isinstance(part, EmailMessage):
            continue
        is_mail = _kind(part) == "message/rfc822"
        if part.is_multipart() and not is_mail:
            children = part.get_payload()
            waiting[:0] = list(children) if isinstance(children, list) else []
            continue
        count += 1
        yield part


def _kind(part: EmailMessage) -> str:
    return _attempt(part.get_content_type, "application/octet-stream")


def _is_attached(part: EmailMessage) -> bool:
    name = _attempt(part.get_filename, None)
    disposition = _attempt(part.get_content_disposition, None)
    return bool(name) or disposition == "attachment" or not _kind(part).startswith("text/")


def _text_of(parts: list[EmailMessage]) -> str:
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if _kind(part) == kind and not _is_attached(part):
                text = _decoded(part)
                text = _plain(text) if kind == "text/html" else text
                if tidy_text(text):
                    return _shortened(tidy_text(text))
    return ""


def _shortened(text: str) -> str:
    lines = [line.rstrip() for line in text.splitlines()]
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return whole if len(whole) <= LONGEST_TEXT else f"{whole[: LONGEST_TEXT - 1]}…"


def _decoded(part: EmailMessage) -> str:
    raw = _bytes(part)
    charset = _attempt(part.get_content_charset, None) or "utf-8"
    for encoding in (charset, "utf-8"):
        try:
            return raw.decode(encoding)
        except (LookupError, ValueError):
            continue
    return raw.decode("cp1252", "replace")


def _bytes(part: EmailMessage) -> bytes:
    payload = _attempt(lambda: part.get_payload(decode=True), None)
    if isinstance(payload, bytes):
        return payload
    if part.is_multipart():  # a mail inside the mail
        children = part.get_payload()
        inner = children[0] if isinstance(children, list) and children else None
        if isinstance(inner, EmailMessage):
            return _attempt(inner.as_bytes, b"")
    return b""


def _attachments(parts: list[EmailMessage]) -> Iterator[Attachment]:
    for part in parts:
        if not _is_attached(part):
            continue
        content = _bytes(part)
        name = _attempt(part.get_filename, None) or _name_for(part)
        if content:
            yield Attachment(str(name)[:4000], content)


def _name_for(part: EmailMessage) -> str:
    kind = _kind(part)
    return "message.eml" if kind == "message/rfc822" else f"part.{kind.rpartition('/')[2][:8]}"


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style")
        if tag in _BREAKS:
            self.found.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style") and self._silent:
            self._silent -= 1

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(" ".join(data.split()) + " " if data.strip() else "")


def _plain(html: str) -> str:
    words = _Words()
    _attempt(lambda: words.feed(html[: 10 * LONGEST_TEXT]), None)
    return "".join(words.found)
