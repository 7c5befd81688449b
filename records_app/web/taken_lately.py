"""What somebody takes out in pieces is put down once, whichever piece comes first."""

from __future__ import annotations

from collections.abc import Hashable

_ONCE_IN_SECONDS = 600.0


class TakenLately:
    """What was put down in the last ten minutes, in this process. ``now`` counts seconds."""

    def __init__(self) -> None:
        self._at: dict[Hashable, float] = {}

    def knows(self, key: Hashable, now: float) -> bool:
        """Whether it was put down lately; what is older is forgotten."""
        for old in [each for each, at in self._at.items() if now - at > _ONCE_IN_SECONDS]:
            del self._at[old]
        return key in self._at

    def add(self, key: Hashable, now: float) -> None:
        """Remember that it was put down."""
        self._at[key] = now
