"""What a crash left in the folder of files, and what does not agree with the database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from records_app.office.files.folder import FileFolder, hash_of
from records_app.office.files.locks import missing_keys
from records_app.office.files.sealing import FileLocked
from records_app.store.database import Store
from records_app.store.files import all_files, is_stored

_ON_ITS_WAY = timedelta(hours=1)
_BATCH = 200


def clear_leftovers(store: Store, folder: FileFolder, *, now: datetime) -> int:
    """Remove files whose way in was cut off more than an hour ago; gives how many.

    A file whose row is there stays, and so does a whole file that nobody knows of.
    """
    removed = 0
    before = (now - _ON_ITS_WAY).timestamp()
    for stored_as in set(folder.unfinished(before)):
        with store.reading() as session:
            known = is_stored(session, stored_as)
        if known:
            folder.committed(stored_as)
            folder.drop_unfinished(stored_as)
        else:
            folder.drop_unfinished(stored_as)
            folder.remove(stored_as)
            removed += 1
    return removed


def differences_in_files(store: Store, folder: FileFolder) -> Iterator[str]:
    """Files that are missing, changed or unknown, one line each; nothing when all is well.

    Where the key is missing one sentence stands for all that it locks.
    """
    known: set[str] = set()
    last = 0
    yield from missing_keys(store, folder)
    while True:
        with store.reading() as session:
            rows = all_files(session, last, _BATCH)
        if not rows:
            break
        last = rows[-1].id or 0
        for row in rows:
            known.add(row.stored_as)
            problem = _problem_of(folder, row.stored_as, row.sha256)
            if problem:
                yield f"file {row.id} ({row.name}): {problem}"
    on_their_way = set(folder.unfinished(float("inf")))
    for stored_as in folder.stored():
        if stored_as not in known and stored_as not in on_their_way:
            yield f"{stored_as}: a file that no row stands for"


def _problem_of(folder: FileFolder, stored_as: str, sha256: str) -> str:
    try:
        with folder.open(stored_as) as stream:
            found = hash_of(stream)
    except FileLocked:
        return ""  # one sentence for all of them was said
    except OSError as error:
        return f"the bytes cannot be read ({error.strerror or error})"
    return "" if found == sha256 else f"the bytes do not match the SHA-256 {sha256}"
