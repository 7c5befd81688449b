"""`requests`, `check`, `prepare`, `demo`: lists, a check of the data, and getting ready."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from shutil import rmtree
from typing import Annotated

import typer

from records_app.cli.input_error import InputError
from records_app.law.day_words import full_day
from records_app.office.checking import differences_in
from records_app.office.demo.replies import add_replies
from records_app.office.demo_office import PEOPLE, NotTheDemo, build_demo
from records_app.office.directory_import import load_directory
from records_app.office.files.folder import FileFolder
from records_app.office.files.leftovers import differences_in_files
from records_app.office.files.locks import plain_things
from records_app.office.invites import first_admin_link
from records_app.office.listing import ListedRequest, list_requests
from records_app.office.missouri_time import missouri_day
from records_app.office.upgrading import bring_up_to_date
from records_app.settings import Settings
from records_app.store.database import Store, open_store

_DIFFERENT = 1
Seal = Annotated[
    str, typer.Option("--seal", metavar="SEAL", help="A seal of the audit that was noted down.")
]


def register(app: typer.Typer) -> None:
    """Adds the commands to the terminal."""
    app.command("requests")(_requests)
    app.command("check")(_check)
    app.command("prepare")(_prepare)
    app.command("demo")(_demo)


def _requests(
    *,
    overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue today.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the requests whose letter is approved, by number."""
    with _store() as store:
        today = missouri_day(_now())
        found = list_requests(store, today=today, only_overdue=overdue)
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], default=str, ensure_ascii=False))
        return
    for one in found:
        typer.echo(_line(one))
    if not found:
        typer.echo("Nothing is overdue." if overdue else "No requests yet.")


def _check(seal: Seal = "") -> None:
    """Work out every derived column, letter and file hash again; exit 1 on a difference."""
    settings = Settings()
    folder = FileFolder(settings.files_dir, keys=settings.file_keys)
    with _store(settings) as store:
        found = 0
        for difference in chain(
            differences_in(store, seal.strip().lower()), differences_in_files(store, folder)
        ):
            typer.echo(difference)
            found += 1
        plain = sum(plain_things(store, folder))
    if plain:
        things = "thing lies" if plain == 1 else "things lie"
        typer.echo(f"{plain} {things} there plain although there is a key. Run: encrypt")
    if found:
        typer.echo(f"{found} {'difference' if found == 1 else 'differences'}.", err=True)
        raise typer.Exit(_DIFFERENT)
    typer.echo(
        "All is well: the derived columns, letters and numbers agree with the log, and the files "
        "with their hashes."
    )


def _prepare() -> None:
    """Bring database and directory up to date; print the first admin's link while nobody exists."""
    settings = Settings()
    with _store(settings) as store:
        loaded = load_directory(store, _now())
        if loaded.added or loaded.changed:
            typer.echo(f"Directory: {loaded.added} agencies added, {loaded.changed} updated.")
        token = first_admin_link(store, now=_now())
    if token is not None:
        typer.echo("Nobody can sign in yet. Open this link once to become the first admin:")
        typer.echo(f"  {settings.origin}/invite/{token}/")


def _demo() -> None:
    """Fill a database of its own with a made-up office and say how to sign in."""
    settings = Settings()
    folder = settings.data_dir if settings.data_dir.name == "demo" else settings.data_dir / "demo"
    file = folder.resolve() / "records.sqlite3"
    password = settings.demo_password or secrets.token_urlsafe(12)
    try:
        if not file.exists():
            typer.echo("Building the made-up office, about sixty letters. This takes a moment.")
            _build_beside(file, password)
        else:
            _fill(file, password)
    except NotTheDemo as error:
        raise InputError(f"{file}: {error}") from None
    typer.echo("The people of the demo, and their password:")
    for name, (_, role) in PEOPLE.items():
        typer.echo(f"  {name}@example.org ({role})")
    where = " (from RECORDS_DEMO_PASSWORD)" if settings.demo_password else ""
    typer.echo(f"  password: {password}{where}")


def _build_beside(file: Path, password: str) -> None:
    """Build under another name: a demo that was stopped half-way is begun again."""
    part = file.with_name("building.sqlite3")
    for left in file.parent.glob(f"{part.name}*"):
        left.unlink()
    rmtree(file.with_name("files"), ignore_errors=True)
    _fill(part, password)
    part.replace(file)


def _fill(file: Path, password: str) -> None:
    store = open_store(f"sqlite:///{file}")
    try:
        bring_up_to_date(store)
        built = build_demo(store, password, now=_now())
        if not built.was_there:
            add_replies(store, FileFolder(file.with_name("files")), now=_now())
    finally:
        store.close()


@contextmanager
def _store(settings: Settings | None = None) -> Iterator[Store]:
    """The database of the settings, with the tables of this version."""
    store = open_store((settings or Settings()).store_url)
    try:
        bring_up_to_date(store)
        yield store
    finally:
        store.close()


def _line(one: ListedRequest) -> str:
    due = "" if one.due is None else f"due {full_day(one.due)}"
    if one.due is not None and one.safe is not None and one.safe != one.due:
        due += f", late only after {full_day(one.safe)}"
    if one.receipt_expected:
        due += " (receipt expected)"
    late = "OVERDUE" if one.overdue else ""
    parts = (one.number, one.agency, ", ".join(one.subjects), one.label, due, late)
    return " | ".join(part for part in parts if part)


def _now() -> datetime:
    return datetime.now(UTC)
