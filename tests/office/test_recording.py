"""Recording what happened: who may, what is refused, and that a second saver is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from records_app.casework.people import Actor
from records_app.office.agency_closures import add_closure, remove_closure
from records_app.office.drafting import new_draft
from records_app.office.recording import (
    Recorded,
    add_note,
    close_request,
    record_answer,
    record_received,
    record_sent,
    reopen_request,
)
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.tables import Request
from tests.office.cast import NOW, Cast, make_office, ready_request

TODAY = "2026-11-23"
Recorder = Callable[..., Recorded]

SENT = {"on": TODAY, "at": "09:30", "channel": "email", "reference": "", "to": "clerk"}
RECEIVED = {"on": TODAY, "at": "", "evidence": "reply", "detail": "Auto-reply."}
ANSWER = {"on": TODAY, "kind": "fee_asked", "fee": "412.50", "detail": "Eleven hours."}
NOTE = {"text": "Called. Nobody answered."}
CLOSE = {"outcome": "withdrawn", "detail": "Not needed any more."}
FORMS: dict[str, tuple[Recorder, dict[str, str]]] = {
    "sent": (record_sent, SENT),
    "received": (record_received, RECEIVED),
    "answer": (record_answer, ANSWER),
    "note": (add_note, NOTE),
    "close": (close_request, CLOSE),
    "reopen": (reopen_request, {"detail": "They wrote again."}),
}


def at_stage(store: Store, actor: Actor, agency_id: int, form: str) -> tuple[int, int]:
    """A request on which ``form`` may be recorded next."""
    request_id, version = ready_request(store, actor, agency_id)
    if form in {"received", "answer"}:
        version = record_sent(store, actor, request_id, version, SENT, now=NOW).version
    if form == "reopen":
        version = close_request(store, actor, request_id, version, CLOSE, now=NOW).version
    return request_id, version


def columns(store: Store, request_id: int) -> Request:
    with store.reading() as session:
        row = session.get(Request, request_id)
        assert row is not None
        return row


def test_a_request_goes_its_way(store: Store, cast: Cast) -> None:
    bob = cast.bob
    request_id, version = ready_request(store, bob, cast.riverbend)

    version, seq, label = record_sent(store, bob, request_id, version, SENT, now=NOW)
    assert (seq, label) == (2, "Receipt not known")
    row = columns(store, request_id)
    assert (row.stage, row.turn, row.receipt_expected) == ("sent", "them", True)

    version = record_received(store, bob, request_id, version, RECEIVED, now=NOW).version
    row = columns(store, request_id)
    assert (row.stage, row.receipt_expected, row.clock) == ("waiting", False, "response")
    # Tue 24, Wed 25, Thanksgiving, then Fri 27.
    assert (row.due_on, row.safe_on) == (date(2026, 11, 27), date(2026, 11, 27))
    assert row.step == "log_answer"

    version = record_answer(store, bob, request_id, version, ANSWER, now=NOW).version
    row = columns(store, request_id)
    assert (row.stage, row.turn, row.label) == ("ours_to_act", "us", "Fee asked: $412.50")
    # 90 days; Sunday, February 21 does not count as a last day, so Friday is safe for us.
    assert (row.due_on, row.safe_on, row.clock) == (date(2027, 2, 22), date(2027, 2, 19), "fee")

    version = add_note(store, bob, request_id, version, NOTE, now=NOW).version
    assert columns(store, request_id).label == "Fee asked: $412.50"

    version = close_request(
        store, bob, request_id, version, {"outcome": "released"}, now=NOW
    ).version
    row = columns(store, request_id)
    assert (row.stage, row.outcome, row.turn) == ("closed", "released", "nobody")

    reopened = reopen_request(store, bob, request_id, version, {"detail": "More came."}, now=NOW)
    row = columns(store, request_id)
    assert (row.stage, row.outcome, row.version) == ("ours_to_act", None, reopened.version)
    with store.reading() as session:
        log = entries_of(session, request_id)
    assert [entry.seq for entry in log] == list(range(1, 8))
    assert {entry.by for entry in log} == {"Bob"}


@pytest.mark.parametrize("form", FORMS)
def test_who_may_record(store: Store, cast: Cast, form: str) -> None:
    record, raw = FORMS[form]
    request_id, version = at_stage(store, cast.bob, cast.riverbend, form)
    for stranger in (cast.carl, cast.vera):
        with pytest.raises(NotAllowed):
            record(store, stranger, request_id, version, raw, now=NOW)
    assert columns(store, request_id).version == version
    for helper in (cast.bob, cast.alice, cast.ada):
        own, version = at_stage(store, cast.bob, cast.riverbend, form)
        assert record(store, helper, own, version, raw, now=NOW).version == version + 1


@pytest.mark.parametrize("request_id", [0, -5, 424_242, 2**40, 2**70])
def test_an_id_that_is_none_is_not_found(store: Store, cast: Cast, request_id: int) -> None:
    for record, raw in FORMS.values():
        with pytest.raises(NotFound):
            record(store, cast.alice, request_id, 1, raw, now=NOW)


def test_nothing_is_recorded_on_a_draft(store: Store, cast: Cast) -> None:
    draft_id = new_draft(store, cast.bob, now=NOW)
    for record, raw in FORMS.values():
        for actor in (cast.bob, cast.alice):
            with pytest.raises(NotFound):
                record(store, actor, draft_id, 1, raw, now=NOW)


def test_the_second_saver_is_told(store: Store, cast: Cast) -> None:
    for form, (record, raw) in FORMS.items():
        request_id, version = at_stage(store, cast.bob, cast.riverbend, form)
        add_note(store, cast.alice, request_id, version, NOTE, now=NOW)
        with pytest.raises(ChangedElsewhere) as told:
            record(store, cast.bob, request_id, version, raw, now=NOW + timedelta(minutes=1))
        assert told.value.by == "Alice"
        with store.reading() as session:
            log = entries_of(session, request_id)
        assert log[-1].by == "Alice", "nothing was added after her note"


LONG = "x" * 4_001
BAD: list[tuple[str, dict[str, object], str]] = [
    ("sent", {"on": ""}, "on"),
    ("sent", {"on": "   "}, "on"),
    ("sent", {"on": "2026-02-30"}, "on"),
    ("sent", {"on": "0001-01-01"}, "on"),
    ("sent", {"on": "11/23/2026"}, "on"),
    ("sent", {"on": "2026-11-24"}, "on"),
    ("sent", {"on": "2026-11-20"}, "on"),
    ("sent", {"on": "٢٠٢٦-١١-٢٣"}, "on"),
    ("sent", {"on": ["2026-11-23"]}, "on"),
    ("sent", {"on": 7}, "on"),
    ("sent", {"at": "25:00"}, "at"),
    ("sent", {"at": "9"}, "at"),
    ("sent", {"at": "09:30:15"}, "at"),
    ("sent", {"channel": ""}, "channel"),
    ("sent", {"channel": "pigeon"}, "channel"),
    ("sent", {"channel": "EMAIL"}, "channel"),
    ("sent", {"reference": "y" * 201}, "reference"),
    ("sent", {"to": "a\x00b"}, "to"),
    ("sent", {"to": "half \ud800"}, "to"),
    ("received", {"on": "2026-11-22"}, "on"),
    ("received", {"at": "09:00"}, "at"),
    ("received", {"evidence": "rumor"}, "evidence"),
    ("received", {"detail": LONG}, "detail"),
    ("received", {"detail": "bell \x07"}, "detail"),
    ("received", {"detail": "turned \u202e around"}, "detail"),
    ("answer", {"kind": ""}, "kind"),
    ("answer", {"kind": "maybe"}, "kind"),
    ("answer", {"fee": "-1"}, "fee"),
    ("answer", {"fee": "ten"}, "fee"),
    ("answer", {"fee": "1e9"}, "fee"),
    ("answer", {"fee": "NaN"}, "fee"),
    ("answer", {"fee": "5000000"}, "fee"),
    ("answer", {"fee": "1.005"}, "fee"),
    ("answer", {"promised_on": "2026-12-01"}, "promised_on"),
    ("answer", {"kind": "delayed", "fee": "", "promised_on": "2026-11-01"}, "promised_on"),
    ("answer", {"kind": "delayed", "fee": "", "promised_on": "9999-12-31"}, "promised_on"),
    ("answer", {"kind": "denied", "fee": "", "exception": "z" * 201}, "exception"),
    ("answer", {"kind": "other", "fee": "", "detail": "  "}, "detail"),
    ("answer", {"on": "2026-11-20"}, "on"),
    ("note", {"text": ""}, "text"),
    ("note", {"text": " \n "}, "text"),
    ("note", {"text": "\u200b \u2060"}, "text"),
    ("note", {"text": "long text " * 1000}, "text"),
    ("note", {"text": "\x1b[31mred"}, "text"),
    ("note", {"text": None}, "text"),
    ("note", {"on": "2027-01-01"}, "on"),
    ("close", {"outcome": ""}, "outcome"),
    ("close", {"outcome": "won"}, "outcome"),
    ("close", {"outcome": "released"}, "outcome"),
    ("close", {"on": "2026-11-31"}, "on"),
    ("reopen", {"on": "2026-11-20"}, "on"),
    ("reopen", {"detail": LONG}, "detail"),
]


@pytest.mark.parametrize(("form", "change", "field"), BAD)
def test_bad_input_names_its_field_and_changes_nothing(
    sqlite_store: Store, form: str, change: dict[str, object], field: str
) -> None:
    cast = make_office(sqlite_store)
    record, raw = FORMS[form]
    request_id, version = at_stage(sqlite_store, cast.bob, cast.riverbend, form)
    before = columns(sqlite_store, request_id)
    with pytest.raises(Refused) as refused:
        record(sqlite_store, cast.bob, request_id, version, {**raw, **change}, now=NOW)
    assert field in {error.field for error in refused.value.errors}
    for error in refused.value.errors:
        assert error.label
        assert error.message.endswith((".", "?"))
    after = columns(sqlite_store, request_id)
    assert (after.version, after.stage) == (before.version, before.stage)


GOOD = {
    "right to left": "اتصلت بالشرطة",
    "Chinese": "已打电话",
    "emoji": "👮🏽‍♀️ called",
    "outside the BMP": "𝔘𝔫𝔦",
    "HTML": "<b>bold</b> & <script>",
    "template": "{{ 7*7 }} {% endfor %}",
    "a 400-character word": "w" * 400,
    "lines": "one\ntwo",
    "4,000 characters": "n" * 4_000,
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD.keys())
def test_any_text_that_can_be_read_is_kept(store: Store, cast: Cast, text: str) -> None:
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    add_note(store, cast.bob, request_id, version, {"text": text}, now=NOW)
    with store.reading() as session:
        noted: Any = entries_of(session, request_id)[-1].event
    assert noted.text == text


def test_every_error_is_said_at_once(store: Store, cast: Cast) -> None:
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    raw = {"on": "soon", "at": "late", "channel": "", "to": "\x00"}
    with pytest.raises(Refused) as refused:
        record_sent(store, cast.bob, request_id, version, raw, now=NOW)
    assert [error.field for error in refused.value.errors] == ["on", "at", "channel", "to"]


def test_receipt_before_sending_is_refused(store: Store, cast: Cast) -> None:
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    with pytest.raises(Refused):
        record_received(store, cast.bob, request_id, version, RECEIVED, now=NOW)


def test_a_late_entry_counts_from_the_day_it_happened(store: Store, cast: Cast) -> None:
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    later = NOW + timedelta(days=9)
    version = record_sent(store, cast.bob, request_id, version, SENT, now=later).version
    record_received(store, cast.bob, request_id, version, RECEIVED, now=later)
    row = columns(store, request_id)
    assert row.safe_on == date(2026, 11, 27)
    assert row.updated_at == later


def test_closures_move_the_deadlines_of_open_requests(store: Store, cast: Cast) -> None:
    open_id, version = ready_request(store, cast.bob, cast.riverbend)
    version = record_sent(store, cast.bob, open_id, version, SENT, now=NOW).version
    version = record_received(store, cast.bob, open_id, version, RECEIVED, now=NOW).version
    other_id, other = ready_request(store, cast.bob, cast.fenwick)
    other = record_sent(store, cast.bob, other_id, other, SENT, now=NOW).version
    record_received(store, cast.bob, other_id, other, RECEIVED, now=NOW)

    closure_id = add_closure(
        store,
        cast.alice,
        agency_id=cast.riverbend,
        on="2026-11-27",
        is_open=False,
        reason="Day after Thanksgiving",
        now=NOW,
    )
    row = columns(store, open_id)
    assert (row.due_on, row.safe_on) == (date(2026, 11, 27), date(2026, 11, 30))
    assert row.version == version, "nobody's unsaved text becomes stale"
    assert columns(store, other_id).safe_on == date(2026, 11, 27)

    remove_closure(
        store,
        cast.alice,
        agency_id=cast.riverbend,
        closure_id=closure_id,
        reason="They open after all",
        now=NOW,
    )
    assert columns(store, open_id).safe_on == date(2026, 11, 27)
