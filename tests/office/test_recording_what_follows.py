"""Recording what follows an answer, and what a correction or a refusal leaves behind."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func
from sqlmodel import select

from records_app.office.checking import differences_in
from records_app.office.recording import (
    record_answer,
    record_follow_up_received,
    record_follow_up_sent,
    record_payment,
    record_received,
    record_sent,
)
from records_app.office.refusals import Refused
from records_app.office.request_page import request_view
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.tables import EventRow, Request
from tests.office.cast import NOW, Cast, ready_request

SENT = {"on": "2026-11-23", "channel": "email"}
RECEIVED = {"on": "2026-11-23", "evidence": "reply", "detail": "Auto-reply."}


def columns(store: Store, request_id: int) -> Request:
    with store.reading() as session:
        return session.get_one(Request, request_id)


def test_letters_after_the_request_and_a_payment_are_recorded(store: Store, cast: Cast) -> None:
    bob = cast.bob
    request_id, version = ready_request(store, bob, cast.riverbend)
    version = record_sent(store, bob, request_id, version, SENT, now=NOW).version
    denied = {"on": "2026-11-23", "kind": "denied"}
    version = record_answer(store, bob, request_id, version, denied, now=NOW).version
    letter = {"on": "2026-11-23", "letter": "demand-grounds", "channel": "email"}
    version = record_follow_up_sent(store, bob, request_id, version, letter, now=NOW).version
    row = columns(store, request_id)
    assert (row.clock, row.receipt_expected, row.turn) == ("grounds", True, "them")
    assert row.chased_on == date(2026, 11, 23)
    came = {"on": "2026-11-23", "evidence": "reply"}
    version = record_follow_up_received(store, bob, request_id, version, came, now=NOW).version
    row = columns(store, request_id)
    assert (row.clock, row.receipt_expected) == ("grounds", False)
    assert (row.due_on, row.safe_on) == (date(2026, 11, 27), date(2026, 11, 27))
    fee = {"on": "2026-11-23", "kind": "fee_asked", "fee": "40", "notice": "no"}
    version = record_answer(store, bob, request_id, version, fee, now=NOW).version
    assert columns(store, request_id).clock == "fee"
    paid = {"on": "2026-11-23", "amount": "$40.00"}
    version = record_payment(store, bob, request_id, version, paid, now=NOW).version
    row = columns(store, request_id)
    assert (row.label, row.clock, row.step) == ("Fee paid", "ask_again", "log_answer")
    assert list(differences_in(store)) == []


@pytest.mark.parametrize(
    ("recorder", "raw", "field"),
    [
        (record_follow_up_sent, {"letter": "poem", "channel": "email"}, "letter"),
        (record_follow_up_sent, {"letter": "reminder", "channel": "pigeon"}, "channel"),
        (
            record_follow_up_sent,
            {"letter": "reminder", "channel": "email", "number": "X-1"},
            "number",
        ),
        (
            record_follow_up_sent,
            {"letter": "reminder", "channel": "email", "on": "2026-11-24"},
            "on",
        ),
        (record_follow_up_received, {"evidence": "reply"}, "on"),
        (record_payment, {"amount": "ten"}, "amount"),
        (record_payment, {"amount": "1000000"}, "amount"),
        (record_answer, {"kind": "denied", "notice": "yes"}, "notice"),
        (record_answer, {"kind": "fee_asked", "notice": "perhaps"}, "notice"),
    ],
)
def test_what_follows_is_refused_by_its_field(
    store: Store, cast: Cast, recorder: Any, raw: dict[str, str], field: str
) -> None:
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    version = record_sent(store, cast.bob, request_id, version, SENT, now=NOW).version
    with pytest.raises(Refused) as refused:
        recorder(store, cast.bob, request_id, version, {"on": "2026-11-23", **raw}, now=NOW)
    assert field in [error.field for error in refused.value.errors]
    assert columns(store, request_id).version == version


def test_the_page_shows_every_clock_with_its_reason(store: Store, cast: Cast) -> None:
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    version = record_sent(store, cast.bob, request_id, version, SENT, now=NOW).version
    for answer in (
        {"on": "2026-11-23", "kind": "clarification", "notice": "no"},
        {"on": "2026-11-23", "kind": "denied"},
        {"on": "2026-11-23", "kind": "fee_asked", "fee": "1200"},
    ):
        version = record_answer(store, cast.bob, request_id, version, answer, now=NOW).version
    view = request_view(store, cast.bob, request_id, today=date(2026, 11, 24))
    words = {clock.name: clock.words for clock in view.clocks}
    assert words == {
        "Fee": "act by Thu, Apr 22, 2027, the last day",
        "Going to court": "act by Tue, Nov 23, 2027, the last day",
    }
    assert all("RSMo" in clock.why for clock in view.clocks)
    assert view.deadline is not None
    assert view.deadline.title == "Pay or settle the fee by Thu, Apr 22, 2027"
    later = request_view(store, cast.bob, request_id, today=date(2027, 9, 1))
    (suit,) = [clock for clock in later.clocks if clock.name == "Going to court"]
    assert "see a lawyer soon" in suit.words


def test_a_question_without_the_notice_says_so(store: Store, cast: Cast) -> None:
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    version = record_sent(store, cast.bob, request_id, version, SENT, now=NOW).version
    asked = {"on": "2026-11-23", "kind": "clarification", "notice": "no"}
    record_answer(store, cast.bob, request_id, version, asked, now=NOW)
    (clock,) = request_view(store, cast.bob, request_id, today=date(2026, 11, 24)).clocks
    assert clock.name == "Their question"
    assert clock.words == "act by Fri, Feb 19, 2027; the last day is Mon, Feb 22, 2027"
    assert "does not give the notice" in clock.why


def test_a_later_record_corrects_an_earlier_one(store: Store, cast: Cast) -> None:
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    version = record_sent(store, cast.bob, request_id, version, SENT, now=NOW).version
    version = record_received(store, cast.bob, request_id, version, RECEIVED, now=NOW).version
    later = NOW + timedelta(days=1)
    corrected = {**RECEIVED, "on": "2026-11-24", "evidence": "phone"}
    record_received(store, cast.bob, request_id, version, corrected, now=later)
    assert columns(store, request_id).due_on == date(2026, 11, 30)
    with store.reading() as session:
        assert len(entries_of(session, request_id)) == 4


def test_a_refused_event_leaves_no_row(store: Store, cast: Cast) -> None:
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    with pytest.raises(Refused):
        record_sent(store, cast.bob, request_id, version, {**SENT, "on": "2026-12-24"}, now=NOW)
    with store.reading() as session:
        assert session.exec(select(func.count()).select_from(EventRow)).one() == 1
