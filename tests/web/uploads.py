"""Forms with files as browsers send them, byte by byte where it matters."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any

import httpx

BOUNDARY = "----desk7MA4YWxkTrZu0gW"
JSON = {"Accept": "application/json"}


def part(name: str, content: bytes, file_name: str | None = None) -> bytes:
    """One field of a form."""
    file = f'; filename="{file_name}"' if file_name is not None else ""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n'
    kind = "Content-Type: application/octet-stream\r\n" if file_name is not None else ""
    return head.encode() + kind.encode() + b"\r\n" + content + b"\r\n"


def form(files: Sequence[tuple[str, bytes]], **fields: str) -> bytes:
    """A whole form: fields first, as on the page."""
    parts = [part(name, value.encode()) for name, value in fields.items()]
    parts += [part("files", content, name) for name, content in files]
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


async def upload(
    client: httpx.AsyncClient,
    request_id: object,
    *files: tuple[str, bytes],
    headers: dict[str, str] | None = None,
    **fields: str,
) -> httpx.Response:
    """Post files as our script does; ``headers={}`` posts as a browser without script."""
    return await post(client, request_id, form(files, **fields), headers=headers)


async def post(
    client: httpx.AsyncClient,
    request_id: object,
    body: bytes | AsyncIterator[bytes],
    *,
    headers: dict[str, str] | None = None,
) -> httpx.Response:
    """Post any body as a form with files."""
    return await client.post(
        f"/requests/{request_id}/files",
        content=body,
        headers={
            "Content-Type": f"multipart/form-data; boundary={BOUNDARY}",
            **(JSON if headers is None else headers),
        },
    )


def told(answer: httpx.Response) -> list[tuple[str, bool]]:
    """The name of each file, and whether it was kept."""
    files: list[dict[str, Any]] = answer.json()["files"]
    return [(one["name"], one["kept"]) for one in files]
