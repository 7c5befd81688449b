"""How much is kept, and for whom: for the documents that are made with our fonts."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any

# For a newer one: change this, run tests/letters/test_kept.py, and read what it says.
KNOWN_VERSION = "70.0"


class Newest(OrderedDict[Hashable, Any]):
    """The things that were used last, at most so many."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def look(self, key: Hashable) -> Any:
        found = self.get(key)
        if found is not None:
            self.move_to_end(key)
        return found

    def keep(self, key: Hashable, value: Any) -> None:
        self[key] = value
        if len(self) > self._most:
            self.popitem(last=False)


class Kept:
    """Some twenty megabytes; fifty for long texts in two bytes a letter. It goes with its fonts."""

    def __init__(self) -> None:
        self.broken = Newest(4000)
        self.drawn = Newest(4000)
        self.styles = Newest(1000)

    def forget(self) -> None:
        """Let go of all of it: the next letter is worked out anew."""
        for newest in (self.broken, self.drawn, self.styles):
            newest.clear()


def kept_for(fonts: Any) -> Kept | None:
    """What is kept for documents with these fonts; None: they are made as WeasyPrint does it."""
    found: Kept | None = getattr(fonts, "kept", None)
    return found
