"""Lists of earlier requests as people keep them, and what is done with them step by step."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from sqlmodel import select

from records_app.casework.people import Actor
from records_app.office.importing import lists
from records_app.office.importing.kept import ImportFolder
from records_app.office.importing.list_views import PreviewView
from records_app.store.database import Store
from tests.office.cast import NOW

TODAY = NOW.date()
HEADINGS = "Agency,Date sent,Subject,Status,Date of reply,Fee,Notes"
ROWS = (
    "Riverbend PD,3/4/2025,287(g) money,Denied,3/10/2025,,they said no",
    "Fenwick County Sheriff,3/14/2025,Training,Pending,,,",
    "Riverbend Police Department,3/20/2025,Cars,Fee requested,3/27/2025,$40.00,",
    "Maple Grove Police Department,3/21/2025,Jail,Completed,4/1/2025,12,",
)


def csv_list(*rows: str, headings: str = HEADINGS) -> bytes:
    """A CSV file with these rows."""
    return "\r\n".join((headings, *rows)).encode()


def xlsx_list(rows: Sequence[Sequence[object]], **parts: bytes) -> bytes:
    """A workbook with these rows; ``parts`` are members of the zip that are added to it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    if parts:
        with zipfile.ZipFile(stream, "a") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
    return stream.getvalue()


def chosen(
    store: Store, actor: Actor, folder: Path | ImportFolder, content: bytes, **words: str
) -> str:
    """Upload a list and take every choice that is offered, but ``words``; gives its token."""
    token = lists.keep_list(store, actor, folder, "old requests.csv", content, now=NOW)
    columns = lists.columns_page(store, actor, folder, token, now=NOW)
    form = {"heading": columns.heading}
    form |= {f"column-{field.name}": field.value for field in columns.fields}
    lists.choose_columns(store, actor, folder, token, form, now=NOW)
    page = lists.words_page(store, actor, folder, token, now=NOW)
    form = {"shape": page.shape, "way": page.way, "order": page.order}
    form |= {line.name: line.value for group in page.groups for line in group.lines}
    form |= {line.name: line.value for line in page.agencies}
    form |= {line.name: line.value for line in page.people}
    lists.choose_words(store, actor, folder, token, {**form, **words}, now=NOW)
    return token


def preview(store: Store, actor: Actor, folder: Path, token: str) -> PreviewView:
    """The preview of a list on the day of the tests."""
    return lists.preview_page(store, actor, folder, token, now=NOW, today=TODAY)


def rows_of(store: Store, *tables: type) -> list[int]:
    """How many rows there are in each of these tables."""
    with store.reading() as session:
        return [len(session.exec(select(table)).all()) for table in tables]
