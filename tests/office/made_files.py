"""Files for the tests: harmless ones, and every kind of trouble that may come in."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from functools import cache

import pikepdf
from PIL import Image
from weasyprint import HTML

from records_app.casework.people import Actor
from records_app.office.files.adding import AddedFile, Arrived, CameWith, add_file
from records_app.office.files.folder import FileFolder
from records_app.office.files.texts import read_next_text
from records_app.store.database import Store
from tests.office.cast import NOW


@cache
def pdf_of(*pages: str) -> bytes:
    """A PDF with these words, a page each."""
    body = "".join(f'<p style="break-after: page">{page}</p>' for page in pages)
    return bytes(HTML(string=f'<html lang="en"><title>Reply</title>{body}</html>').write_pdf())


def pdf_with_script() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of("Look at me"))) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('here')")
        )
        pdf.save(out)
    return out.getvalue()


def locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of("Secret"))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="sesame", owner="street"))
    return out.getvalue()


def picture(form: str = "PNG", size: tuple[int, int] = (300, 200), pages: int = 1) -> bytes:
    out = io.BytesIO()
    more = {"save_all": True, "append_images": [Image.new("1", size)] * (pages - 1)}
    mode = "1" if pages > 1 else "RGB"
    Image.new(mode, size).save(out, form, **(more if pages > 1 else {}))
    return out.getvalue()


def huge_picture(side: int = 20_000) -> bytes:
    """A white PNG of that many pixels each way, written row by row: Pillow would take a gigabyte.

    A bit a pixel, as in PNG's specification, sections 11.2.2 to 11.2.4.
    """

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    pressing, row = zlib.compressobj(1), b"\0" + b"\xff" * ((side + 7) // 8)
    rows = b"".join(pressing.compress(row) for _ in range(side)) + pressing.flush()
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def docx(text: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<w:document xmlns:w="{space}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:document>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", document)
    return out.getvalue()


EMAIL = (
    b"From: Clerk <clerk@riverbend.example>\r\nTo: records@opendoors.example\r\n"
    b"Date: Mon, 23 Nov 2026 09:12:00 -0600\r\nSubject: Your request\r\n"
    b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    b"<p>The estimate is <b>forty dollars</b>.</p><script>hidden()</script>\r\n"
)
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\0" * 200


def add(
    store: Store,
    actor: Actor,
    request_id: int,
    folder: FileFolder,
    name: str,
    content: bytes,
    with_: CameWith | None = None,
) -> AddedFile:
    """Add a file as the upload does."""
    incoming = folder.incoming()
    try:
        for start in range(0, len(content), 50_000):
            incoming.write(content[start : start + 50_000])
    except BaseException:
        incoming.discard()
        raise
    arrived = Arrived(incoming, name, with_ or CameWith())
    return add_file(store, actor, request_id, folder, arrived, now=NOW)


def read_all_texts(store: Store, folder: FileFolder) -> int:
    """Read the text of every file that waits; gives how many."""
    count = 0
    while read_next_text(store, folder):
        count += 1
    return count


def everything_in(folder: FileFolder) -> list[str]:
    """Every file in the folder, whole or not."""
    return sorted(str(p.relative_to(folder.path)) for p in folder.path.rglob("*") if p.is_file())
