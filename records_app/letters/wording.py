"""The words people edit: the folder ``letter_templates`` at the top of the project."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateNotFound
from jinja2.sandbox import ImmutableSandboxedEnvironment
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from records_app.casework.fees import TEN_CENTS
from records_app.casework.subjects import Subject
from records_app.law.statute import known_laws
from records_app.letters.facts import long_date, long_day
from records_app.letters.figures import and_list, count, dollars, the

SHARED = "shared"
TEMPLATES = Path(__file__).resolve().parents[2] / "letter_templates"


class WordingError(ValueError):
    """A file in ``letter_templates`` is missing or wrong; the message names the file."""


class _Item(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    key: str = Field(pattern="^[a-z][a-z0-9-]{0,39}$")
    short: str = Field(min_length=1, max_length=60)
    laws: tuple[str, ...] = ()
    text: str = Field(min_length=1)
    why: str = Field(min_length=1)


class _SubjectFile(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    heading: str = Field(min_length=1)
    short: str = Field(min_length=1)
    item: list[_Item] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_key_once(self) -> _SubjectFile:
        keys = [item.key for item in self.item]
        if twice := sorted({key for key in keys if keys.count(key) > 1}):
            raise ValueError(f"two items have the key {twice[0]}")
        return self


@dataclass(frozen=True, slots=True)
class AskedItem:
    """One numbered item of a letter, and for our own people why we ask.

    ``key`` names it for good, whatever its words become; ``short`` is for short texts. ``laws`` are
    those it is asked under; none: every law that has this list.
    """

    key: str
    short: str
    text: str
    why: str
    laws: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectWording:
    """What a letter says about one subject; ``short`` is for texts with a length limit."""

    heading: str
    short: str
    items: tuple[AskedItem, ...]


@cache
def subject_wording(subject: Subject, law: str = "us-mo") -> SubjectWording:
    """What is asked for under one law.

    Read from ``<law>/subjects/<subject>.toml`` if that law has a list of its own, else from the
    list that all laws share. Raises ``WordingError`` naming the file.
    """
    whole = shipped_list(subject, list_scope(subject, law))
    items = tuple(item for item in whole.items if not item.laws or law in item.laws)
    return SubjectWording(whole.heading, whole.short, items)


def list_scope(subject: Subject, law: str) -> str:
    """Whose list a law uses: its own code if it has one of its own, else ``SHARED``."""
    own = law in known_laws() and (TEMPLATES / law / "subjects" / f"{subject.value}.toml").is_file()
    return law if own else SHARED


def shipped_list(subject: Subject, scope: str) -> SubjectWording:
    """A whole list, whatever laws its items are for. Raises ``WordingError`` naming the file."""
    name = f"subjects/{subject.value}.toml"
    if scope != SHARED:
        name = f"{scope}/{name}"
    try:
        read = _SubjectFile.model_validate(tomllib.loads((TEMPLATES / name).read_text("utf-8")))
    except FileNotFoundError:
        raise WordingError(f"letter_templates/{name} is missing.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise WordingError(f"letter_templates/{name}: {error}") from error
    items = tuple(
        AskedItem(item.key, item.short, item.text, item.why, item.laws) for item in read.item
    )
    return SubjectWording(read.heading, read.short, items)


@cache
def stylesheet() -> str:
    """The CSS of every letter."""
    return (TEMPLATES / "letter.css").read_text("utf-8")


@cache
def laws_with_letters() -> tuple[str, ...]:
    """The laws that have a request letter here, such as ``us-mo``."""
    return tuple(sorted(path.parent.name for path in TEMPLATES.glob("*/request.html")))


def _day(day: date | None) -> str:
    return "(date)" if day is None else long_date(day)  # a preview may lack it


def _labels(subjects: Iterable[Subject], law: str) -> list[str]:
    """What the request was about, in the order in which it asks."""
    asked = set(subjects)
    return [subject_wording(subject, law).short for subject in Subject if subject in asked]


def _ten_cents(pages: Decimal) -> Decimal:
    return pages * TEN_CENTS


# What a template may write after a "|".
_FILTERS: dict[str, Callable[..., object]] = {
    "day": _day,
    "long_day": long_day,
    "dollars": dollars,
    "count": count,
    "and_list": and_list,
    "labels": _labels,
    "the": the,
    "ten_cents": _ten_cents,
}


def letter_template(law: str, kind: str) -> Template:
    """The HTML of one kind of letter under one law; what is put into it is escaped."""
    return _template(_environment(escape=True), f"{law}/{kind}.html")


def portal_template(law: str, name: str = "portal") -> Template:
    """The short plain texts for portals that cap the length; some are the same for all laws."""
    shared = (TEMPLATES / f"{name}.txt").is_file()
    return _template(_environment(escape=False), f"{name}.txt" if shared else f"{law}/{name}.txt")


def portal_source(law: str) -> str:
    """The file of the short texts of a law, as it was written."""
    return (TEMPLATES / law / "portal.txt").read_text("utf-8")


def _template(environment: Environment, name: str) -> Template:
    try:
        return environment.get_template(name)
    except TemplateNotFound:
        raise WordingError(f"letter_templates/{name} is missing.") from None


@cache
def _environment(*, escape: bool) -> Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=escape,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(_FILTERS)
    return environment
