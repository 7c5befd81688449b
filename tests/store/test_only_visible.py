"""Requests are selected by visibility alone; what is not says why, where it stands."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import records_app

ROOMS = ("store", "office")
ROOT = Path(records_app.__file__).parent
_SELECTS = re.compile(
    r"select\w*\(\s*(Request\b|_request\.)|(join|select_from)\(\s*(Request\b|_request\b)"
)
_BY_VISIBILITY = ("visible_to(", "find_request(", "lock_request(", "self._conditions")
# Nobody looks at what these find: the check, a purge, the story of the demo; columns alone.
_NOT_FOR_EYES = (
    "office/checking.py:",
    "office/purging.py:",
    "office/demo/",
    "store/desk.py:_record_columns",
)
_REASON = "Not limited to what a person may see"


def selecting() -> Iterator[tuple[str, str]]:
    """Every function that selects requests: its name and text."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            text = path.read_text()
            for node in ast.walk(ast.parse(text)):
                if not isinstance(node, ast.FunctionDef):
                    continue
                own = ast.get_source_segment(text, node) or ""
                if _SELECTS.search(own):
                    yield f"{path.relative_to(ROOT)}:{node.name}", own


def test_every_query_of_requests_is_limited_or_says_why_not() -> None:
    found = dict(selecting())
    assert len(found) > 10
    unlimited = [
        name
        for name, own in found.items()
        if not name.startswith(_NOT_FOR_EYES)
        and _REASON not in own
        and not any(words in own for words in _BY_VISIBILITY)
    ]
    assert unlimited == []
