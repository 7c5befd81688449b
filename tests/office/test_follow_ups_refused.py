"""No letter after a request that is wrong, untrue, too late, or not one's own to write."""

from __future__ import annotations

from datetime import timedelta

import pytest

from records_app.letters.follow_up_kinds import KINDS
from records_app.office.drafting import new_draft
from records_app.office.follow_ups import follow_up_form
from records_app.office.follow_ups_approving import approve_follow_up
from records_app.office.recording import (
    close_request,
    record_received,
    record_sent,
)
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.store.database import Store
from tests.office.after_the_request import TYPED, add, letters, request_before, version, write
from tests.office.cast import NOW, Cast, ready_request


@pytest.mark.parametrize("kind", ["clarification", "narrowing", "control", "fee-waiver"])
def test_an_empty_form_is_refused_with_every_error(store: Store, cast: Cast, kind: str) -> None:
    request_id = request_before(store, cast, kind)
    with pytest.raises(Refused) as refused:
        approve_follow_up(
            store, cast.bob, request_id, kind, {}, version=version(store, request_id), now=NOW
        )
    wrong = {error.field for error in refused.value.errors}
    assert wrong == {field.name for field in KINDS[kind].fields if field.missing}
    assert len(letters(store, request_id)) == 1


@pytest.mark.parametrize(
    ("field", "bad"),
    [
        ("reply_on", "2026-02-30"),
        ("reply_on", "2030-01-01"),
        ("reply_on", "2026-10-01"),
        ("answer", "A \u202e turn"),
        ("answer", "A \x00 byte"),
        ("answer", "x" * 4_001),
        ("signer_name", "Two\nlines\x07"),
        ("answer", 7),
        ("quote", ["a"]),
        ("paragraph", "x" * 12_001),
    ],
)
def test_bad_input_is_refused_by_its_field(
    store: Store, cast: Cast, field: str, bad: object
) -> None:
    request_id = request_before(store, cast, "clarification")
    form = follow_up_form(store, cast.bob, request_id, "clarification", now=NOW)
    raw = {**form.values, **TYPED["clarification"], field: bad}
    with pytest.raises(Refused) as refused:
        approve_follow_up(
            store, cast.bob, request_id, "clarification", raw, version=form.version, now=NOW
        )
    assert [error.field for error in refused.value.errors] == [field]
    assert len(letters(store, request_id)) == 1


def test_a_day_promised_that_has_not_passed_is_not_called_broken(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "demand-date")
    with pytest.raises(Refused) as refused:
        write(store, cast.bob, request_id, "demand-date", promised_on="2026-11-23")
    assert [error.field for error in refused.value.errors] == ["promised_on"]


def test_a_reminder_calls_nobody_late_who_is_not(store: Store, cast: Cast) -> None:
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    add(store, cast.bob, request_id, record_sent, on="2026-11-23", channel="email")
    add(store, cast.bob, request_id, record_received, on="2026-11-23", evidence="reply")
    with pytest.raises(Refused) as refused:
        write(store, cast.bob, request_id, "reminder")
    assert [error.field for error in refused.value.errors] == ["request"]
    later = NOW + timedelta(days=8)
    assert write(store, cast.bob, request_id, "reminder", now=later).number == "MO-2026-0001-2"


def test_nothing_follows_what_was_not_sent_or_is_closed(store: Store, cast: Cast) -> None:
    unsent, _ = ready_request(store, cast.bob, cast.riverbend)
    with pytest.raises(Refused) as refused:
        write(store, cast.bob, unsent, "withdrawal")
    assert "Record first" in str(refused.value)
    closed = request_before(store, cast, "thanks")
    add(store, cast.bob, closed, close_request, outcome="released")
    with pytest.raises(Refused) as refused:
        write(store, cast.bob, closed, "withdrawal")
    assert "closed" in str(refused.value)
    assert write(store, cast.bob, closed, "thanks").number == "MO-2026-0002-2"


def test_viewers_other_advocates_and_drafts_are_refused(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "thanks")
    draft_id = new_draft(store, cast.bob, now=NOW)
    values = follow_up_form(store, cast.bob, request_id, "thanks", now=NOW).values
    newest = version(store, request_id)
    for actor in (cast.vera, cast.carl):
        with pytest.raises(NotAllowed):
            approve_follow_up(store, actor, request_id, "thanks", values, version=newest, now=NOW)
    for at, kind in ((draft_id, "thanks"), (999, "thanks"), (request_id, "request")):
        with pytest.raises(NotFound):
            approve_follow_up(store, cast.bob, at, kind, values, version=newest, now=NOW)
    assert len(letters(store, request_id)) == 1
    for actor in (cast.alice, cast.ada):
        write(store, actor, request_id, "thanks")
    assert len(letters(store, request_id)) == 3
