"""A posted form with files, read piece by piece: no file is ever whole in memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import NamedTuple
from urllib.parse import unquote

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect, Request

QUIET_SECONDS = 60
LONGEST_SECONDS = 3600
_LONGEST_HEADER = 4096
_MOST_HEADERS = 8


class FormUnreadable(Exception):
    """The body is no form with files, or it broke off."""


class PartBegins(NamedTuple):
    """A field begins; ``file_name`` is None where it is no file."""

    field: str
    file_name: str | None


class PartData(NamedTuple):
    """A piece of the field that began last."""

    piece: bytes


class PartEnds(NamedTuple):
    """The field that began last is whole."""


PartEvent = PartBegins | PartData | PartEnds


async def parts_of(request: Request) -> AsyncIterator[PartEvent]:
    """The fields of a form in the order in which they were sent.

    Raises ``FormUnreadable`` when the form is none, when the browser goes away, when nothing comes
    for a minute, or when it takes more than an hour.
    """
    until = asyncio.get_running_loop().time() + LONGEST_SECONDS
    reader = _Reader(_boundary_of(request))
    stream = request.stream().__aiter__()
    while True:
        try:
            piece = await asyncio.wait_for(anext(stream), QUIET_SECONDS)
        except StopAsyncIteration:
            break
        except (ClientDisconnect, TimeoutError) as error:
            raise FormUnreadable("the upload broke off") from error
        for event in reader.read(piece):
            yield event
        if asyncio.get_running_loop().time() > until:
            raise FormUnreadable("the upload took more than an hour")
    if not reader.ended:
        raise FormUnreadable("the upload broke off")


def _boundary_of(request: Request) -> bytes:
    kind, options = parse_options_header(request.headers.get("content-type"))
    boundary = options.get(b"boundary", b"")
    if kind != b"multipart/form-data" or not boundary:
        raise FormUnreadable("this is no form with files")
    return boundary


class _Reader:
    """Turns the callbacks of the parser into events."""

    def __init__(self, boundary: bytes) -> None:
        self.ended = False
        self._events: list[PartEvent] = []
        self._name = b""
        self._value = b""
        self._headers: dict[bytes, bytes] = {}
        try:
            self._parser = MultipartParser(
                boundary,
                {
                    "on_part_begin": self._begin,
                    "on_header_field": self._header_name,
                    "on_header_value": self._header_value,
                    "on_header_end": self._header_end,
                    "on_headers_finished": self._headers_end,
                    "on_part_data": self._data,
                    "on_part_end": lambda: self._events.append(PartEnds()),
                    "on_end": self._end,
                },
                max_header_count=_MOST_HEADERS,
                max_header_size=_LONGEST_HEADER,
            )
        except FormParserError as error:
            raise FormUnreadable("this is no form with files") from error

    def read(self, piece: bytes) -> list[PartEvent]:
        self._events = []
        try:
            self._parser.write(piece)
        except FormParserError as error:
            raise FormUnreadable("the form cannot be read") from error
        return self._events

    def _begin(self) -> None:
        self._headers = {}

    def _header_name(self, data: bytes, start: int, end: int) -> None:
        self._name += data[start:end]

    def _header_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _header_end(self) -> None:
        self._headers[self._name.lower()] = self._value
        self._name = self._value = b""

    def _headers_end(self) -> None:
        value = self._headers.get(b"content-disposition", b"").decode("latin-1")
        _, options = parse_options_header(value)
        name = options.get(b"filename")
        field = options.get(b"name", b"").decode("utf-8", "replace")
        self._events.append(PartBegins(field, None if name is None else _unescaped(name)))

    def _data(self, data: bytes, start: int, end: int) -> None:
        self._events.append(PartData(data[start:end]))

    def _end(self) -> None:
        self.ended = True


def _unescaped(name: bytes) -> str:
    """Browsers write only quotes and line breaks of a name as %22, %0D and %0A."""
    text = name.decode("utf-8", "replace")
    for code in ("%22", "%0D", "%0A"):
        text = text.replace(code, unquote(code))
    return text
