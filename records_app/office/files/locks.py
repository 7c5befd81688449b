"""Whether what is encrypted can be opened with the keys that were given; for `check`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from records_app.office.files.file_key import FileKey
from records_app.office.files.folder import FileFolder
from records_app.office.second_factor_secret import SecretLocked, is_sealed, opened
from records_app.store.database import Store
from records_app.store.files import all_stored_names
from records_app.store.second_factors import all_factors


def missing_keys(store: Store, folder: FileFolder) -> Iterator[str]:
    """One sentence when files or second factors are encrypted with a key that is not here."""
    files = sum(_is_locked(folder, name) for name in _names(store))
    secrets = sum(_secret_is_locked(store, folder.keys))
    if not files and not secrets:
        return
    things = " and ".join(
        words
        for words in (
            f"{files} {'file' if files == 1 else 'files'}" if files else "",
            f"{secrets} {'second factor' if secrets == 1 else 'second factors'}" if secrets else "",
        )
        if words
    )
    are = "is" if files + secrets == 1 else "are"
    why = "RECORDS_FILES_KEY holds another key" if folder.keys else "RECORDS_FILES_KEY is not set"
    yield f"{things} {are} encrypted, and {why}. Put the key back and start again."


def plain_things(store: Store, folder: FileFolder) -> tuple[int, int]:
    """How many files and second factors lie there plain although there is a key."""
    if not folder.keys:
        return 0, 0
    files = sum(_mark(folder, name) is None for name in _names(store))
    with store.reading() as session:
        secrets = sum(
            any(kept is not None and not is_sealed(kept) for kept in (row.secret, row.new_secret))
            for row in all_factors(session)
        )
    return files, secrets


def _names(store: Store) -> Sequence[str]:
    with store.reading() as session:
        return all_stored_names(session)


def _is_locked(folder: FileFolder, name: str) -> bool:
    mark = _mark(folder, name)
    return bool(mark) and all(key.mark != mark for key in folder.keys)


def _mark(folder: FileFolder, name: str) -> bytes | None:
    """Nothing (not None) for a file that cannot be read: another line of the check names it."""
    try:
        return folder.mark_of_key(name)
    except OSError:
        return b""


def _secret_is_locked(store: Store, keys: Sequence[FileKey]) -> Iterator[bool]:
    with store.reading() as session:
        rows = all_factors(session)
    for row in rows:
        try:
            for kept in (row.secret, row.new_secret):
                if kept is not None:
                    opened(kept, keys, row.person_id)
        except SecretLocked:
            yield True
