"""`encrypt`: brings what lies there plain, or under an older key, under the key of today."""

from __future__ import annotations

import sys
import time

import typer

from records_app.cli.input_error import InputError
from records_app.office.backup.in_use import InUse, encrypting
from records_app.office.files.encrypting import Encrypted, encrypt_everything
from records_app.office.files.folder import FileFolder
from records_app.office.upgrading import bring_up_to_date
from records_app.settings import Settings
from records_app.store.database import open_store

_TELL_EVERY_SECONDS = 2.0
_TROUBLE = 1


def register(app: typer.Typer) -> None:
    """Adds the command to the terminal."""
    app.command("encrypt")(_encrypt)


def _encrypt() -> None:
    """Encrypt files and second factors with the first key of RECORDS_FILES_KEY.

    People can go on working. It may be stopped and begun again. To change the key, set NEW,OLD,
    run this, and take OLD away afterwards.
    """
    settings = Settings()
    if not settings.file_keys:
        raise InputError("RECORDS_FILES_KEY is not set; docs/data.md says how to make a key")
    store = open_store(settings.store_url)
    folder = FileFolder(settings.files_dir, keys=settings.file_keys)
    try:
        bring_up_to_date(store)
        with encrypting(settings.data_dir):
            done = encrypt_everything(store, folder, tell=_Progress())
    except InUse as busy:
        raise InputError(str(busy)) from None
    finally:
        store.close()
    typer.echo(_words(done))
    for trouble in done.troubles:
        typer.echo(trouble)
    if done.troubles:
        raise typer.Exit(_TROUBLE)
    if len(settings.file_keys) > 1:
        typer.echo("No file and no second factor needs the older key any more; old backups do.")


class _Progress:
    """A line on standard error now and then, for whoever waits."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _TELL_EVERY_SECONDS

    def __call__(self, looked: int, total: int) -> None:
        if time.monotonic() >= self._next:
            print(f"{looked} of {total} files", file=sys.stderr, flush=True)
            self._next = time.monotonic() + _TELL_EVERY_SECONDS


def _words(done: Encrypted) -> str:
    files = f"{done.files} files encrypted and read back, {done.files_before} were already"
    return f"{files}; {done.secrets} second factors, {done.secrets_before} were already."
