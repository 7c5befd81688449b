"""What a person has typed into a letter after the request that is not finished.

It is kept with the request, for each person and each kind of letter one, and is gone once the
letter is approved. It is nobody's record: neither the log nor the version of the request changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from records_app.casework.people import Actor
from records_app.letters.follow_up_kinds import FollowUpKind, kinds_for
from records_app.letters.request_form import FieldError
from records_app.office.follow_ups_fee_lines import is_part
from records_app.office.follow_ups_file import request_to_write_about
from records_app.office.refusals import NotFound, Refused
from records_app.store.database import Store
from records_app.store.requests import lock_request
from records_app.store.tables_requests import Request

MOST_CHARACTERS = 12_000
_KEPT = "unfinished_letters"

Raw = Mapping[str, object]


def bounded(kind: FollowUpKind, raw: Raw) -> dict[str, str]:
    """The fields of this kind of letter, every value text.

    Raises ``Refused`` for a value that no form of ours sends, or one that is too long to keep.
    """
    labels = {field.name: field.label for field in kind.fields if field.shape != "fee lines"}
    lines = [field for field in kind.fields if field.shape == "fee lines"]
    labels |= {name: lines[0].label for name in raw if lines and is_part(name)}
    errors, kept = [], {}
    for name, label in labels.items():
        value = raw.get(name, "")
        if not isinstance(value, str):
            errors.append(FieldError(name, label, "This is not text."))
        elif len(value) > MOST_CHARACTERS:
            reason = f"This has {len(value):,} characters. At most {MOST_CHARACTERS:,} can be kept."
            errors.append(FieldError(name, label, reason))
        elif name in raw:
            kept[name] = value
    if errors:
        raise Refused(tuple(errors))
    return kept


def keep_letter(
    store: Store, actor: Actor, request_id: int, kind: str, raw: Raw, *, now: datetime
) -> None:
    """Keep what is typed, instead of what this person had typed before."""
    with store.transaction() as session:
        row = lock_request(session, actor, request_id)
        row = request_to_write_about(session, actor, request_id, row=row)
        chosen = kinds_for(row.law).get(kind)
        if chosen is None:
            raise NotFound("letter")
        kept = {"fields": bounded(chosen, raw), "at": now.isoformat()}
        _put(row, actor, kind, kept)


def forget_letter(store: Store, actor: Actor, request_id: int, kind: str) -> None:
    """Throw away what this person has typed into a letter of this kind."""
    with store.transaction() as session:
        row = lock_request(session, actor, request_id)
        drop(request_to_write_about(session, actor, request_id, row=row), actor, kind)


def kept_letter(
    form: Mapping[str, Any], actor: Actor, kind: FollowUpKind
) -> tuple[dict[str, str], datetime] | None:
    """What this person has typed and when it was kept; None when there is nothing."""
    kept = form.get(_KEPT, {}).get(_key(actor, kind.name))
    if kept is None:
        return None
    return bounded(kind, kept["fields"]), datetime.fromisoformat(kept["at"])


def kinds_begun(form: Mapping[str, Any], actor: Actor) -> frozenset[str]:
    """The kinds of letters of which this person has begun one."""
    mine = _key(actor, "")
    return frozenset(key.removeprefix(mine) for key in form.get(_KEPT, {}) if key.startswith(mine))


def has_unfinished(form: Mapping[str, Any]) -> bool:
    """Whether anybody began a letter of this request and did not finish it."""
    return bool(form.get(_KEPT))


def drop(row: Request, actor: Actor, kind: str) -> None:
    """Forget it in a row that is locked."""
    _put(row, actor, kind, None)


def _put(row: Request, actor: Actor, kind: str, kept: dict[str, Any] | None) -> None:
    every = {**row.form.get(_KEPT, {}), _key(actor, kind): kept}
    every = {key: value for key, value in every.items() if value is not None}
    rest = {key: value for key, value in row.form.items() if key != _KEPT}
    row.form = {**rest, _KEPT: every} if every else rest


def _key(actor: Actor, kind: str) -> str:
    return f"{actor.id}:{kind}"
