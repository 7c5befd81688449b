"""`user add`, `password`, `disable`, `second-factor`: accounts from a terminal on the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Annotated

import typer

from records_app.casework.people import Role
from records_app.cli.input_error import InputError
from records_app.office.accounts import (
    add_from_terminal,
    disable_from_terminal,
    password_link_from_terminal,
)
from records_app.office.refusals import OfficeRefusal
from records_app.office.second_factor_admin import reset_from_terminal
from records_app.office.upgrading import bring_up_to_date
from records_app.settings import Settings
from records_app.store.database import Store, open_store

user = typer.Typer(help="People who may sign in.", no_args_is_help=True)

Email = Annotated[str, typer.Argument(metavar="EMAIL")]
RoleName = Annotated[str, typer.Option("--role", help=f"One of: {', '.join(Role)}.")]


def register(app: typer.Typer) -> None:
    """Adds the commands to the terminal."""
    app.add_typer(user, name="user")


@user.command()
def add(email: Email, role: RoleName) -> None:
    """Print a one-time link with which somebody new creates their account."""
    with _office() as (settings, store):
        token = add_from_terminal(store, email, role, now=_now())
    _print_link(settings, token)


@user.command()
def password(email: Email) -> None:
    """Print a one-time link with which somebody chooses a new password."""
    with _office() as (settings, store):
        token = password_link_from_terminal(store, email, now=_now())
    _print_link(settings, token)


@user.command()
def disable(email: Email) -> None:
    """Keep somebody from signing in, and end their sessions at once."""
    with _office() as (_settings, store):
        disable_from_terminal(store, email, now=_now())
    typer.echo(f"{email} may not sign in any more.")


@user.command("second-factor")
def second_factor(email: Email, off: Annotated[bool, typer.Option("--off")] = False) -> None:
    """Take somebody's second factor back, for a lost phone, and end their sessions."""
    if not off:
        raise InputError("say --off: turning it on needs the phone, on the page of the account")
    with _office() as (_settings, store):
        reset_from_terminal(store, email)
    typer.echo(f"{email} signs in with the password alone until a new phone is set up.")


@contextmanager
def _office() -> Iterator[tuple[Settings, Store]]:
    """The settings and the database, with the tables of this version."""
    settings = Settings()
    store = open_store(settings.store_url)
    try:
        bring_up_to_date(store)
        yield settings, store
    except OfficeRefusal as refusal:
        raise InputError(str(refusal)) from None
    finally:
        store.close()


def _print_link(settings: Settings, token: str) -> None:
    typer.echo(f"{settings.origin}/invite/{token}/")


def _now() -> datetime:
    return datetime.now(UTC)
