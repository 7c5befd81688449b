"""Encrypt what lies there plain, or under an older key, while people work.

Each file is written anew beside the old one, read back and compared with the SHA-256 of its row,
and only then takes its place, while its row is held. So it can be killed at any moment and begun
again: what is done is skipped, and no file is ever there by half.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from records_app.office.files.file_key import FileKey
from records_app.office.files.folder import FileFolder, hash_of, pieces_of
from records_app.office.files.sealing import FileLocked
from records_app.office.second_factor_secret import SecretLocked, is_sealed_by, opened, sealed
from records_app.store.database import Store
from records_app.store.erasing import erase_traces
from records_app.store.files import all_files, count_of_files, file_held
from records_app.store.second_factors import all_factors, factor_locked
from records_app.store.tables_files import FileRow
from records_app.store.tables_sign_in import SecondFactor

_BATCH = 200
Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Encrypted:
    """What a run did: files and secrets written anew, those that were right, and troubles."""

    files: int
    files_before: int
    secrets: int
    secrets_before: int
    troubles: tuple[str, ...]


def encrypt_everything(store: Store, folder: FileFolder, *, tell: Tell) -> Encrypted:
    """Bring files and secrets of second factors under the first key of the folder.

    ``tell`` is called with the number of files looked at and of all. A file that cannot be read,
    or does not match its hash, stays as it is and is named among the troubles. Raises ``OSError``
    when the disk does not take a file; then what was done stays done.
    """
    done = right = 0
    troubles: list[str] = []
    with store.reading() as session:
        total = count_of_files(session)
    for looked, row in enumerate(_every_file(store), 1):
        try:
            if folder.mark_of_key(row.stored_as) == folder.keys[0].mark:
                right += 1
            elif _write_anew(store, folder, row):
                done += 1
        except FileNotFoundError:
            troubles.append(f"file {row.id} ({row.name}): the bytes are missing")
        except FileLocked as locked:
            troubles.append(f"file {row.id} ({row.name}): {locked}")
        except _Unsound as unsound:
            troubles.append(f"file {row.id} ({row.name}): {unsound}")
        tell(looked, total)
    changed, before, locked_people = _secrets(store, folder.keys)
    troubles += [
        f"the second factor of person {number}: RECORDS_FILES_KEY does not hold its key"
        for number in locked_people
    ]
    if changed:
        # The plain secrets are not to lie in free places of the database.
        erase_traces(store)
    return Encrypted(done, right, changed, before, tuple(troubles))


class _Unsound(Exception):
    """A stored file is not what its row says."""


def _every_file(store: Store) -> Iterator[FileRow]:
    last = 0
    while True:
        with store.reading() as session:
            rows = all_files(session, last, _BATCH)
        if not rows:
            return
        yield from rows
        last = rows[-1].id or 0


def _write_anew(store: Store, folder: FileFolder, row: FileRow) -> bool:
    """False when the file was removed meanwhile."""
    incoming = replace(folder, largest=sys.maxsize).written_anew(row.stored_as)
    kept = False
    try:
        with folder.open(row.stored_as) as stream:
            for piece in pieces_of(stream):
                incoming.write(piece)
        if incoming.sha256 != row.sha256:
            raise _Unsound(f"the bytes do not match the SHA-256 {row.sha256}")
        with incoming.reading() as stream:
            if hash_of(stream) != row.sha256:
                raise _Unsound("what was written could not be read back")
        with store.transaction() as session:
            # Held, so that a purge does not remove it and find it back afterwards.
            if file_held(session, row.id or 0) is not None:
                incoming.keep()
                kept = True
    finally:
        if not kept:
            incoming.discard()
    if kept:
        folder.committed(row.stored_as)
    return kept


def _secrets(store: Store, keys: Sequence[FileKey]) -> tuple[int, int, tuple[int, ...]]:
    """How many people's secrets were written anew, how many were right, and whose are locked."""
    changed = right = 0
    locked = []
    with store.reading() as session:
        people = [row.person_id for row in all_factors(session)]
    for person_id in people:
        with store.transaction() as session:
            row = factor_locked(session, person_id)
            try:
                anew = row is not None and _seal_row(row, keys)
            except SecretLocked:
                locked.append(person_id)
                continue
            changed += anew
            right += row is not None and not anew
    return changed, right, tuple(locked)


def _seal_row(row: SecondFactor, keys: Sequence[FileKey]) -> bool:
    anew = False
    for name in ("secret", "new_secret"):
        kept = getattr(row, name)
        if kept is not None and not is_sealed_by(kept, keys[0]):
            setattr(row, name, sealed(opened(kept, keys, row.person_id), keys, row.person_id))
            anew = True
    return anew
