"""On whose behalf this thread or task works, so that every change can be put down to somebody."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Acting:
    """``who`` is a name, ``place`` a network address or another way in, such as the terminal."""

    person_id: int | None = None
    who: str = "the app itself"
    place: str = ""


_acting: ContextVar[Acting] = ContextVar("acting", default=Acting())  # noqa: B039 - frozen


def acting_now() -> Acting:
    """Who acts at this moment; the app itself if nobody was named."""
    return _acting.get()


@contextmanager
def acting_as(acting: Acting) -> Iterator[None]:
    """Everything inside is done by this person."""
    token = _acting.set(acting)
    try:
        yield
    finally:
        _acting.reset(token)


def come_from(place: str) -> None:
    """Remember where the work of this task comes from, until it ends."""
    _acting.set(replace(_acting.get(), place=place[:64]))
