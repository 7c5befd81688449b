"""Password hashes, and the rule about new passwords."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from pwdlib import PasswordHash
from pwdlib.exceptions import PwdlibError

from records_app.letters.request_form import FieldError
from records_app.office.passwords_guessable import guessable

SHORTEST = 12
LONGEST = 256

T = TypeVar("T")


def _let_others_first() -> None:
    """Linux gives each thread its own rank; those that argon2 starts inherit it from this one."""
    if hasattr(os, "nice") and os.uname().sysname == "Linux":
        os.nice(5)


@cache
def _threads() -> ThreadPoolExecutor:
    """Argon2 takes 64 MiB a time: more than two at once would let strangers exhaust the memory.

    It also takes every processor it gets: whoever is signed in comes before that.
    """
    return ThreadPoolExecutor(2, thread_name_prefix="argon2", initializer=_let_others_first)


# A process that is forked off has none of these threads.
os.register_at_fork(after_in_child=_threads.cache_clear)


def _in_turn(work: Callable[..., T], *args: str) -> T:
    return _threads().submit(work, *args).result()


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _nobodys_hash() -> str:
    """A hash to check against when there is no such person, so that both take the same time."""
    return _hasher().hash("nobody has this password")


def hash_password(password: str) -> str:
    """The argon2 hash to store."""
    return _in_turn(_hasher().hash, password)


def verify_password(password: str, stored: str | None) -> tuple[bool, str | None]:
    """Whether the password is right, and a fresh hash when the stored one is out of date.

    Without a stored hash the work is done all the same, and the answer is no.
    """
    if len(password) > LONGEST:
        return False, None
    try:
        right, fresh = _in_turn(_hasher().verify_and_update, password, stored or _nobodys_hash())
    except (PwdlibError, UnicodeEncodeError):
        return False, None
    return (right, fresh) if stored else (False, None)


def password_problem(password: str, *, email: str, name: str) -> FieldError | None:
    """What is wrong with a new password, or None: its length, or that others would guess it."""
    message = ""
    if len(password) < SHORTEST:
        message = f"Use at least {SHORTEST} characters. Three or four words are good."
    elif len(password) > LONGEST:
        message = f"Use at most {LONGEST} characters."
    elif any(0xD800 <= ord(character) <= 0xDFFF for character in password):
        message = "Half of a character is in it; type it again."
    else:
        message = guessable(password, email=email, name=name)
    return FieldError("password", "Password", message) if message else None
