"""`agencies` and `agencies import FILE.csv`: the directory from a terminal."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from records_app.cli.input_error import InputError
from records_app.law.statute import law as law_of
from records_app.office.agencies import all_agencies, known_laws
from records_app.office.agency_import import ImportRefused, import_agencies
from records_app.office.agency_views import FoundAgency
from records_app.office.directory_import import load_directory_once
from records_app.office.upgrading import bring_up_to_date
from records_app.settings import Settings
from records_app.store.database import Store, open_store

_MOST_BYTES = 20_000_000

agencies = typer.Typer(help="The agencies of the directory.", invoke_without_command=True)

Law = Annotated[str, typer.Option("--law", help="Only agencies under this law, such as us-mo.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
File = Annotated[Path, typer.Argument(metavar="FILE.csv", help="Columns: see docs/directory.md.")]


def register(app: typer.Typer) -> None:
    """Add the commands to the terminal."""
    app.add_typer(agencies, name="agencies")


@agencies.callback()
def listing(context: typer.Context, law: Law = "", json_wanted: AsJson = False) -> None:
    """Print the agencies, one a line: slug, name, place, law."""
    if context.invoked_subcommand is not None:
        return
    with _store() as store:
        if law and law not in known_laws(store):
            law_of(law)
        found = all_agencies(store, law)
    if json_wanted:
        typer.echo(json.dumps([_as_json(one) for one in found], ensure_ascii=False, indent=1))
        return
    for one in found:
        typer.echo(f"{one.slug}\t{one.name}\t{one.place}\t{one.law}")


@agencies.command("import")
def import_file(file: File) -> None:
    """Add or update the agencies of a CSV file: all of them, or none."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise InputError(f"{file}: larger than {_MOST_BYTES // 1_000_000} MB.")
        content = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file}: cannot be read ({error.strerror}).") from None
    with _store() as store:
        try:
            done = import_agencies(store, content, file.name, datetime.now(UTC))
        except ImportRefused as refused:
            raise InputError(f"{file}: {refused}. Nothing was imported.") from None
    typer.echo(f"{done.added} added, {done.updated} updated.")


@contextmanager
def _store() -> Iterator[Store]:
    """The database with the tables of this version and, if it was empty, the directory."""
    store = open_store(Settings().store_url)
    try:
        bring_up_to_date(store)
        load_directory_once(store, datetime.now(UTC))
        yield store
    finally:
        store.close()


def _as_json(one: FoundAgency) -> dict[str, str | int]:
    return {
        "id": one.id,
        "slug": one.slug,
        "name": one.name,
        "kind": one.kind,
        "law": one.law,
        "county": one.county,
        "city": one.city,
        "state": one.state,
        "g287": one.g287,
    }
