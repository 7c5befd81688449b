"""The standing of a request as its columns keep it, for lists that do not load the log."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Text, cast

from records_app.store.tables_requests import Request

_request: Any = Request

KEPT_STANDING = (
    _request.law,
    _request.stage,
    _request.outcome,
    _request.turn,
    _request.label,
    _request.clock,
    _request.due_on,
    _request.safe_on,
    _request.receipt_expected,
    _request.step,
    _request.chased_on,
    cast(_request.further, Text),
)


@dataclass(frozen=True, slots=True)
class KeptStanding:
    """What a query gives for the columns ``KEPT_STANDING``, in their order."""

    law: str
    stage: str
    outcome: str | None
    turn: str
    label: str
    clock: str | None
    due_on: date | None
    safe_on: date | None
    receipt_expected: bool
    step: str
    chased_on: date | None
    further_json: str | None

    @property
    def further(self) -> Mapping[str, Any] | None:
        """What the standing has besides; read only where it is needed."""
        found: Mapping[str, Any] | None = json.loads(self.further_json or "null")
        return found
