"""After a purge nothing of it stays in what this process keeps to be quicker."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from types import FunctionType, MethodType, ModuleType
from typing import Any

from records_app.letters import pdf
from records_app.letters.kept.memory import kept_for
from records_app.office.approving import approve
from records_app.office.desk import desk_page
from records_app.office.desk_view import DeskFilter
from records_app.office.drafting import new_draft, save_draft
from records_app.office.files.folder import FileFolder
from records_app.office.forgetting import forget_what_is_kept
from records_app.store.database import Store
from records_app.store.tables import NumberCounter
from tests.office.cast import NOW, Cast, filled_form, make_office
from tests.office.test_purging import MARK, purge

_Cached = type(lru_cache(str))
# Made of code and not of what somebody wrote; following it would lead everywhere.
_CODE = (FunctionType, MethodType, ModuleType, type)


def kept_here() -> Iterator[tuple[str, Any]]:
    """Everything that this product keeps with functools, and what it keeps of letters."""
    for name, module in list(sys.modules.items()):
        for found in list(vars(module).values()) if name.startswith("records_app") else ():
            # What the tests themselves keep stands in some of the modules while they run.
            if isinstance(found, _Cached) and found.__module__.startswith("records_app"):
                yield found.__name__, found
    yield "letters", kept_for(pdf._press().fonts)


def holds(root: Any, words: tuple[str, ...]) -> bool:
    """Whether one of these words is anywhere in there."""
    seen, open_ = {id(root)}, [root]
    while open_:
        one = open_.pop()
        if isinstance(one, str | bytes):
            text = one if isinstance(one, str) else one.decode("latin-1")
            if any(word in text for word in words):
                return True
            continue
        for each in gc.get_referents(one):
            if id(each) not in seen and not isinstance(each, _CODE):
                seen.add(id(each))
                open_.append(each)
    return False


def holding(store: Store, *words: str) -> set[str]:
    found = {name for name, kept in kept_here() if holds(kept, words)}
    statements = [str(one) for one in _values_in(store)]
    return found | {"statements" for one in statements if any(word in one for word in words)}


def _values_in(store: Store) -> Iterator[Any]:
    """The values of the first statement of each kind, as the engine keeps it."""
    for compiled in list(store.engine._compiled_cache.values()):
        yield from (bind.value for bind in getattr(compiled, "binds", {}).values())


def at_work(store: Store, cast: Cast) -> str:
    """Somebody writes, sends and looks for a request with the mark in it; gives its number."""
    with store.transaction() as session:
        # A number that stands in no example of ours.
        session.add(NumberCounter(series="MO-2026", last=4711))
    draft = new_draft(store, cast.bob, now=NOW)
    form = filled_form(cast.riverbend, specifics=f"The file of {MARK}", signer_name=MARK)
    save_draft(store, cast.bob, draft, 1, form, now=NOW)
    number = approve(store, cast.bob, draft, 2, now=NOW).number
    for text in ("", MARK, number):
        desk_page(store, cast.ada, DeskFilter(text=text), today=NOW.date())
    return number


def test_nothing_of_it_is_kept_in_memory(store: Store, tmp_path: Path) -> None:
    cast = make_office(store)
    forget_what_is_kept(store)
    number = at_work(store, cast)
    held = holding(store, MARK, number)
    assert held >= {"_row", "_wrap", "_kept", "statements"}
    purge(store, cast, number, FileFolder(tmp_path / "files"))
    assert holding(store, MARK, number) == set()
    # What was forgotten is worked out anew.
    assert desk_page(store, cast.ada, DeskFilter(), today=NOW.date()).is_empty
