"""The examples of docs/facts-file.md: one facts file for each kind of letter."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from records_app.letters.compose import compose
from records_app.letters.facts import LetterFacts
from records_app.letters.facts_file import read_facts
from records_app.letters.follow_up import FollowUpFacts
from records_app.letters.follow_up_kinds import kinds_for

DOCUMENT = Path(__file__).parents[2] / "docs" / "facts-file.md"
TODAY = date(2026, 12, 31)
EVERY_KIND = tuple(kinds_for("us-mo"))


def examples() -> dict[str, str]:
    """The TOML of each kind. Kinds without tables of their own have those of the reminder."""
    found = re.findall(r"```toml\n(.*?)```", DOCUMENT.read_text("utf-8"), re.DOTALL)
    by_kind = {tomllib.loads(text).get("kind", "request"): text for text in found}
    tables = by_kind["reminder"][by_kind["reminder"].index("[request]") :]
    return {kind: text if "[to]" in text else f"{text}\n{tables}" for kind, text in by_kind.items()}


def content(kind: str, **changes: Any) -> dict[str, Any]:
    """The example of a kind as tables, with some keys changed; None takes a key away."""
    read = {**tomllib.loads(examples()[kind]), **changes}
    return {key: value for key, value in read.items() if value is not None}


def example(kind: str, **changes: Any) -> FollowUpFacts:
    """The facts of a kind. ``request`` may hold changes of that table."""
    tables = content(kind, **{k: v for k, v in changes.items() if k != "request"})
    request = {**tables["request"], **changes.get("request", {})}
    tables["request"] = {key: value for key, value in request.items() if value is not None}
    facts = read_facts(tables, today=TODAY)
    assert isinstance(facts, FollowUpFacts)
    return facts


def said(kind: str, **changes: Any) -> str:
    """The plain text of an example in one line."""
    return " ".join(compose(example(kind, **changes)).text.split())


def request_example(**changes: Any) -> LetterFacts:
    """The facts of the request at the head of the manual, with some keys changed."""
    facts = read_facts({**tomllib.loads(examples()["request"]), **changes}, today=TODAY)
    assert isinstance(facts, LetterFacts)
    return facts
