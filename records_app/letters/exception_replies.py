"""What we answer to the law that somebody cites for closing records, from ``letter_templates``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from records_app.casework.grounds import Ground
from records_app.law.statute import known_laws, law
from records_app.letters.wording import TEMPLATES, WordingError

NO_LAW, EXCEPTION, OTHER_LAW = "no law", "exception", "other law"


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    to: list[str] = Field(min_length=1)
    citation: str = Field(min_length=1)
    text: str = Field(min_length=1, max_length=1_000)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reply: list[_Reply] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Reply:
    """A paragraph for a letter, and the law that it rests on. ``to`` is what it answers."""

    to: str
    text: str
    citation: str


@cache
def replies(law_code: str) -> Mapping[str, Reply]:
    """Every reply by what it answers; none where a law has no such file.

    Raises ``WordingError`` naming the file when it is wrong.
    """
    path = TEMPLATES / law_code / "exceptions.toml"
    if law_code not in known_laws() or not path.exists():
        return {}
    try:
        read = _File.model_validate(tomllib.loads(path.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, ValidationError) as error:
        raise WordingError(f"letter_templates/{law_code}/{path.name}: {error}") from error
    found: dict[str, Reply] = {}
    for reply in read.reply:
        for to in reply.to:
            if to in found:
                raise WordingError(f"letter_templates/{law_code}/{path.name}: {to} stands twice.")
            found[to] = Reply(to, reply.text, reply.citation)
    return found


def replies_to(ground: Ground | None, law_code: str) -> tuple[Reply, ...]:
    """What to answer to a ground, or to a denial without one (None).

    Two paragraphs where a number can mean two exceptions: it is theirs to say which.
    """
    known = replies(law_code)
    if not known:
        return ()
    if ground is None:
        return _found(known, NO_LAW)
    if ground.citation in known:
        return (known[ground.citation],)
    if not ground.number:
        is_list = any(
            rule.citation.startswith(ground.citation) for rule in law(law_code).exceptions
        )
        return _found(known, EXCEPTION if is_list else OTHER_LAW)
    meant = law(law_code).exceptions_numbered(ground.number)
    own = tuple(known[rule.number] for rule in meant if rule.number in known)
    return own or _found(known, EXCEPTION)


def _found(known: Mapping[str, Reply], to: str) -> tuple[Reply, ...]:
    return (known[to],) if to in known else ()
