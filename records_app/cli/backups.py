"""`backup` and `restore`: everything the office has in one file, and back again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from records_app.cli.input_error import InputError
from records_app.office.backup.archive import BackupUnusable, Manifest
from records_app.office.backup.in_use import InUse, alone
from records_app.office.backup.restoring import Home, RestoreRefused, restore_backup
from records_app.office.backup.writing import BackupRefused, write_backup
from records_app.office.files.folder import FileFolder
from records_app.office.upgrading import bring_up_to_date
from records_app.settings import Settings
from records_app.store.database import open_store

File = Annotated[Path, typer.Argument(metavar="FILE")]
Force = Annotated[bool, typer.Option("--force", help="Put aside the office that is here.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the terminal."""
    app.command("backup")(_backup)
    app.command("restore")(_restore)


def _backup(file: File) -> None:
    """Write everything into FILE while people work, and read it back once."""
    settings = Settings()
    store = open_store(settings.store_url)
    try:
        bring_up_to_date(store)
        folder = FileFolder(settings.files_dir, keys=settings.file_keys)
        manifest = write_backup(store, folder, file, now=datetime.now(UTC))
    except BackupRefused as refused:
        raise InputError(str(refused)) from None
    finally:
        store.close()
    typer.echo(f"{file}: {_words(manifest)}. Read back and verified.")


def _restore(file: File, force: Force = False) -> None:
    """Make the office what it was when FILE was written. The app must not run."""
    settings = Settings()
    home = Home(settings.store_url, settings.data_dir.resolve(), settings.files_dir.resolve())
    try:
        with alone(home.data_dir):
            restored = restore_backup(file, home, force=force, now=datetime.now(UTC))
    except (BackupUnusable, RestoreRefused, InUse) as refused:
        raise InputError(str(refused)) from None
    typer.echo(f"Restored: {_words(restored.manifest)}.")
    if restored.put_aside is not None:
        typer.echo(f"What was here before lies in {restored.put_aside}.")


def _words(manifest: Manifest) -> str:
    requests, letters = manifest.rows_in("request"), manifest.rows_in("letter")
    files, people = len(manifest.files()), manifest.rows_in("person")
    return f"{requests} requests, {letters} letters, {files} files, {people} people"
