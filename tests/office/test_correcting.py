"""Correcting a line of the log: what the form holds, what is refused, and what the page shows."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from records_app.casework.events import AskedLine, Charge, Entry, Event
from records_app.office.checking import differences_in
from records_app.office.correcting import correction_form, read_correction
from records_app.office.event_values import FORMS, form_of, values_of
from records_app.office.recording import (
    correct_line,
    record_answer,
    record_contact,
    record_decision,
    record_escalation,
    record_received,
    record_sent,
)
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.office.request_page import request_view
from records_app.store.database import Store
from records_app.store.log import entries_of
from tests.casework import story
from tests.office.cast import NOW, Cast, ready_request

TODAY = date(2026, 11, 30)
LATER = NOW + timedelta(days=7)


@pytest.fixture
def request_id(store: Store, cast: Cast) -> int:
    """Sent and received on Monday, Nov 23, and denied on Wednesday: lines 2, 3 and 4."""
    request_id, version = ready_request(store, cast.bob, cast.riverbend)
    on = {"on": "2026-11-23"}
    record_sent(store, cast.bob, request_id, version, {**on, "channel": "email"}, now=NOW)
    record_received(store, cast.bob, request_id, version + 1, {**on, "evidence": "reply"}, now=NOW)
    denied = {"on": "2026-11-25", "kind": "denied", "exception": "610.021(14)"}
    record_answer(store, cast.bob, request_id, version + 2, denied, now=LATER)
    return request_id


def correct(store: Store, actor, request_id: int, **raw: str):
    version = request_view(store, actor, request_id, today=TODAY).version
    return correct_line(store, actor, request_id, version, raw, now=LATER)


FEE_LINE = AskedLine(
    "Copies", Charge.COPIES, Decimal(120), Decimal("0.125"), Decimal("15"), "a clerk"
)


def with_lines() -> Event:
    plain = story.answered("fee_asked", "11-25", fee="15", notice=True, estimate=False)
    return type(plain)(
        plain.on, plain.kind, None, plain.fee, "", "In words.", True, (FEE_LINE,), None, False
    )


@pytest.mark.parametrize(
    "event",
    [
        story.sent(at=story.EVENING, reference="A-1"),
        story.received(),
        with_lines(),
        story.answered("delayed", "11-25", promised="11-27"),
        story.wrote("reminder", "11-25", number="MO-2026-0047-2"),
        story.demand_received("11-25"),
        story.fee_paid("11-25", "40.00"),
        story.noted(),
        story.closed("11-25"),
        story.reopened("11-25"),
        story.called(),
        story.went("complaint", "11-25", "AG-1"),
        story.decided("complaint", "11-26"),
    ],
    ids=lambda event: type(event).__name__,
)
def test_the_form_of_a_line_starts_with_what_it_says(event: Event) -> None:
    reader = next(reader for form, reader in FORMS.values() if form == form_of(event))
    assert reader(values_of(event), TODAY) == event


def test_a_correction_changes_the_standing_and_both_stay_in_view(
    store: Store, cast: Cast, request_id: int
) -> None:
    form = correction_form(store, cast.bob, request_id, "4")
    assert (form.form, form.values["kind"], form.refused) == ("answer", "denied", "")
    assert form.said.startswith("Wed, Nov 25, 2026: They denied the request and cited")
    done = correct(
        store,
        cast.alice,
        request_id,
        **{**form.values, "kind": "partly_released", "why": "They sent two pages."},
    )
    assert done.label == "Part released"
    view = request_view(store, cast.bob, request_id, today=TODAY)
    new, old = view.timeline[0], view.timeline[1]
    assert new.sentence.startswith("They released part of the records.")
    assert new.late_words == ("Corrects the line of Wed, Nov 25, 2026, entered Mon, Nov 30, 2026.")
    assert (new.mark, new.correct, new.undo) == ("", "4", "")
    assert old.sentence.startswith("They denied the request and cited 610.021(14).")
    assert old.mark == "Corrected by Alice on Mon, Nov 30, 2026: They sent two pages."
    assert (old.correct, old.undo) == ("", "5")
    assert list(differences_in(store)) == []


def test_striking_out_and_taking_it_back(store: Store, cast: Cast, request_id: int) -> None:
    struck = correct(store, cast.bob, request_id, line="4", strike="on", why="Another request.")
    assert struck.label == "Waiting"
    view = request_view(store, cast.bob, request_id, today=TODAY)
    assert view.timeline[0].sentence == (
        "Struck out the line of Wed, Nov 25, 2026: They denied the request and cited 610.021(14). "
        "Another request."
    )
    assert view.timeline[1].mark.startswith("No longer counts: struck out by Bob on Mon, Nov 30")
    assert correction_form(store, cast.bob, request_id, "5").form == "undo"
    back = correct(store, cast.bob, request_id, line="5", why="It was ours after all.")
    assert back.label == "Denied, law cited"
    seen = request_view(store, cast.bob, request_id, today=TODAY).timeline
    assert [line.mark for line in seen if line.seq == 4] == [""]
    assert seen[0].sentence.startswith("Took back the correction of Mon, Nov 30, 2026.")
    assert len(seen) == 6
    assert list(differences_in(store)) == []


@pytest.mark.parametrize(
    ("raw", "field", "words"),
    [
        ({"line": "4", "strike": "on", "why": ""}, "why", "Write why"),
        ({"line": "1", "strike": "on", "why": "No"}, "line", "An approved letter is final"),
        ({"line": "2", "strike": "on", "why": "No"}, "line", "Then this line would not fit"),
        ({"line": "9", "why": "No"}, "line", "There is no such line"),
        ({"line": "9" * 5000, "why": "No"}, "line", "There is no such line"),
        ({"line": "", "why": "No"}, "line", "There is no such line"),
        ({"line": "4", "why": "No", "on": "tomorrow", "kind": "denied"}, "on", "not a day"),
        ({"line": "4", "why": "No", "on": "2026-12-24", "kind": "denied"}, "on", "in the future"),
        ({"line": "4", "why": "No", "on": "2026-11-20", "kind": "denied"}, "on", "sent only on"),
        ({"line": "4", "why": "\u202eno", "strike": "on"}, "why", "turns text around"),
    ],
)
def test_what_cannot_be_is_refused_by_field(
    store: Store, cast: Cast, request_id: int, raw: dict[str, str], field: str, words: str
) -> None:
    with pytest.raises(Refused) as refused:
        correct(store, cast.bob, request_id, **raw)
    found = {error.field: error.message for error in refused.value.errors}
    assert words in found[field]
    with store.reading() as session:
        assert len(entries_of(session, request_id)) == 4


def test_every_error_is_told_at_once() -> None:
    entries = tuple(
        Entry(seq, NOW, "Bob", event)
        for seq, event in enumerate((story.approved(), story.noted()), start=1)
    )
    with pytest.raises(Refused) as refused:
        read_correction({"line": "2", "text": "", "why": ""}, entries, TODAY)
    assert [error.field for error in refused.value.errors] == ["text", "why"]


def test_who_may_not_record_may_not_correct(store: Store, cast: Cast, request_id: int) -> None:
    for actor in (cast.vera, cast.carl):
        with pytest.raises(NotAllowed):
            correction_form(store, actor, request_id, "4")
        with pytest.raises(NotAllowed):
            correct(store, actor, request_id, line="4", strike="on", why="No.")
        seen = request_view(store, actor, request_id, today=TODAY).timeline
        assert {(line.correct, line.undo) for line in seen} == {("", "")}
    with pytest.raises(NotFound):
        correction_form(store, cast.bob, request_id + 99, "4")


def test_calls_and_steps_outside_are_recorded_and_refused_with_a_word(
    store: Store, cast: Cast, request_id: int
) -> None:
    def act(recorder, **raw: str):
        version = request_view(store, cast.bob, request_id, today=TODAY).version
        return recorder(store, cast.bob, request_id, version, raw, now=LATER)

    call = {"on": "2026-11-27", "how": "phone", "who": "The clerk"}
    with pytest.raises(Refused, match="Write what was said"):
        act(record_contact, **call)
    assert act(record_contact, **call, detail="Next week.").label == "Denied, law cited"
    with pytest.raises(Refused, match="No complaint is recorded"):
        act(record_decision, on="2026-11-27", step="complaint", ruling="for_us")
    filed = act(record_escalation, on="2026-11-28", step="complaint", reference="AG-1")
    assert filed.label == "Complaint filed"
    ended = act(record_decision, on="2026-11-30", step="complaint", ruling="no_action")
    assert ended.label == "Complaint ended"
    first = request_view(store, cast.bob, request_id, today=TODAY).timeline[0].sentence
    assert first == "Complaint ended without action."
    assert list(differences_in(store)) == []


def test_lines_of_a_fee_are_read_with_their_errors(
    store: Store, cast: Cast, request_id: int
) -> None:
    raw = {
        "on": "2026-11-30",
        "kind": "fee_asked",
        "fee": "15",
        "estimate": "yes",
        "line_what_1": "Copies",
        "line_charge_1": "copies",
        "line_quantity_1": "1,200",
        "line_rate_1": "$0.125",
        "line_charge_2": "other",
        "line_charge_3": "other",
        "line_amount_3": "many",
        "line_charge_4": "gold",
        "line_role_4": "a lawyer",
    }
    version = request_view(store, cast.bob, request_id, today=TODAY).version
    with pytest.raises(Refused) as refused:
        record_answer(store, cast.bob, request_id, version, raw, now=LATER)
    assert {error.field: error.label for error in refused.value.errors} == {
        "line_amount_3": "Line 3, dollars in all",
        "line_charge_4": "Line 4, kind of cost",
        "line_what_4": "Line 4, what it is for",
    }
    for name in ("line_amount_3", "line_role_4"):
        raw[name] = ""
    done = record_answer(store, cast.bob, request_id, version, raw, now=LATER)
    with store.reading() as session:
        stored = entries_of(session, request_id)[done.seq - 1].event
    line = AskedLine("Copies", Charge.COPIES, Decimal(1200), Decimal("0.125"), None, "")
    assert (stored.lines, stored.estimate) == ((line,), True)
