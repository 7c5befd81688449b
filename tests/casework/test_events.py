from __future__ import annotations

import json
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.casework.events import (
    Answered,
    AnswerKind,
    Approved,
    Channel,
    Closed,
    DayChangeKind,
    DeadlineMoved,
    Event,
    EventUnreadable,
    Evidence,
    FeePaid,
    FollowUp,
    FollowUpApproved,
    FollowUpReceived,
    FollowUpSent,
    Noted,
    Outcome,
    Received,
    Reopened,
    Sent,
    from_json,
    kind_of,
    sentence,
    to_json,
)
from tests.casework.story import answered, approved, closed, day, moved, noted, received, sent

texts = st.text(max_size=50)
moments = st.none() | st.times()
fees = st.none() | st.decimals(0, 10_000, places=2)
any_event: st.SearchStrategy[Event] = st.one_of(
    st.builds(Approved, st.dates(), texts, texts, st.integers(1, 99)),
    st.builds(Sent, st.dates(), moments, st.sampled_from(Channel), texts, texts),
    st.builds(Received, st.dates(), moments, st.sampled_from(Evidence), texts),
    st.builds(
        Answered,
        st.dates(),
        st.sampled_from(AnswerKind),
        st.none() | st.dates(),
        fees,
        texts,
        texts,
        st.none() | st.booleans(),
    ),
    st.builds(
        FollowUpApproved, st.dates(), st.sampled_from(FollowUp), texts, texts, st.integers(1, 99)
    ),
    st.builds(
        FollowUpSent,
        st.dates(),
        moments,
        st.sampled_from(FollowUp),
        texts,
        st.sampled_from(Channel),
        texts,
        texts,
    ),
    st.builds(
        FollowUpReceived,
        st.dates(),
        moments,
        st.sampled_from(FollowUp),
        st.sampled_from(Evidence),
        texts,
    ),
    st.builds(FeePaid, st.dates(), fees, texts),
    st.builds(Noted, st.dates(), texts),
    st.builds(Closed, st.dates(), st.sampled_from(Outcome), texts),
    st.builds(Reopened, st.dates(), texts),
    st.builds(
        DeadlineMoved,
        st.dates(),
        st.sampled_from(["response", "promised"]),
        *(st.dates() for _ in range(4)),
        st.sampled_from(DayChangeKind),
        st.none() | st.dates(),
        moments,
        moments,
        texts,
    ),
)


@given(any_event)
def test_events_survive_being_stored(event):
    kind, data = to_json(event)
    assert kind == kind_of(event)
    again = from_json(kind, json.loads(json.dumps(data)))
    assert again == event
    assert type(again) is type(event)


@given(any_event)
def test_every_event_has_a_sentence(event):
    said = sentence(event)
    assert said or (isinstance(event, Noted) and not event.text.strip())
    assert said == said.strip()


def test_stored_form_is_plain():
    assert to_json(sent(at=time(9, 5), channel=Channel.PORTAL, reference="P-1")) == (
        "sent",
        {
            "on": "2026-11-23",
            "at": "09:05:00",
            "channel": "portal",
            "reference": "P-1",
            "to": "records@riverbend.example",
        },
    )
    assert to_json(answered("fee_asked", "11-30", fee="412.50"))[1]["fee"] == "412.50"


@pytest.mark.parametrize(
    ("kind", "data", "message"),
    [
        ("moved", {}, "kind: 'moved' is not an event"),
        ("noted", {"on": "2026-11-23"}, "noted: the fields are"),
        ("noted", {"on": "2026-11-23", "text": "x", "by": "y"}, "noted: the fields are"),
        ("noted", {"on": "2026-02-30", "text": "x"}, "noted.on: '2026-02-30' is not a date"),
        ("noted", {"on": None, "text": "x"}, "noted.on: None is not a str"),
        ("noted", {"on": "2026-11-23", "text": 3}, "noted.text: 3 is not a str"),
        ("closed", {"on": "2026-11-23", "outcome": "won", "detail": ""}, "closed.outcome: 'won'"),
        (
            "approved",
            {"on": "2026-11-23", "number": "1", "sha256": "a", "pages": True},
            "approved.pages: True is not a int",
        ),
    ],
)
def test_foreign_data_is_refused_by_name(kind, data, message):
    with pytest.raises(EventUnreadable) as caught:
        from_json(kind, data)
    assert str(caught.value).startswith(message)


def test_a_fee_that_is_no_number_is_refused():
    kind, data = to_json(answered("fee_asked", "11-30", fee="1"))
    with pytest.raises(EventUnreadable, match=r"answered\.fee: 'ten' is not a Decimal"):
        from_json(kind, {**data, "fee": "ten"})


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (approved(), "Letter approved. MO-2026-0047, 2 pages, SHA-256 9f2c…41ab."),
        (
            Approved(day("11-23"), "MO-1", "abcdef", 1),
            "Letter approved. MO-1, 1 page, SHA-256 abcd…cdef.",
        ),
        (
            Sent(day("11-24"), None, Channel.PORTAL, "P046120-112426", ""),
            "Sent through the agency’s portal. Confirmation P046120-112426.",
        ),
        (sent(at=time(21, 5)), "Sent by e-mail to records@riverbend.example at 9:05 PM."),
        (
            Sent(day("11-24"), time(0, 0), Channel.POST, "9407", "100 Main Street"),
            "Sent by post to 100 Main Street at 12:00 AM. Tracking number 9407.",
        ),
        (received(), "Received by the custodian. They replied."),
        (
            Received(day("11-24"), time(12, 0), Evidence.PHONE, "Ask for Bo"),
            "Received by the custodian at 12:00 PM. They confirmed it by phone. Ask for Bo.",
        ),
        (
            received(evidence=Evidence.ASSUMED),
            "Received by the custodian. This is our assumption, nobody confirmed it.",
        ),
        (answered("acknowledged", "11-25"), "They confirmed that they have the request."),
        (answered("delayed", "11-25"), "They asked for more time and gave no date."),
        (
            answered("delayed", "11-25", promised="12-09"),
            "They asked for more time and promised Wed, Dec 9, 2026.",
        ),
        (answered("fee_asked", "11-25", fee="1412.5"), "They asked for a fee of $1,412.50."),
        (answered("denied", "11-25"), "They denied the request and cited no law."),
        (
            answered("denied", "11-25", exception="610.021(19)"),
            "They denied the request and cited 610.021(19).",
        ),
        (
            answered("partly_released", "11-25", exception="610.021(14)"),
            "They released part of the records. They cited 610.021(14).",
        ),
        (noted(text=" Will they call? "), "Will they call?"),
        (closed(), "Closed: records released."),
        (Reopened(day("12-11"), "New invoices came"), "Reopened. New invoices came."),
    ],
)
def test_sentences_of_the_timeline(event, said):
    assert sentence(event) == said


def test_money_is_kept_to_the_cent():
    event = Answered(date(2026, 11, 25), AnswerKind.FEE_ASKED, None, Decimal("0.10"), "", "")
    assert from_json(*to_json(event)) == event
    assert sentence(event) == "They asked for a fee of $0.10."


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (
            moved(),
            "The answer’s safe day moved from Tue, Dec 1 to Wed, Dec 2: the agency closes on Fri, "
            "Nov 27 (City hall is closed).",
        ),
        (
            moved(change="closed_removed", safe_before="12-02", safe="12-01"),
            "The answer’s safe day moved from Wed, Dec 2 to Tue, Dec 1: the agency does not close "
            "on Fri, Nov 27 after all (City hall is closed).",
        ),
        (
            moved(change="open", due_before="11-30", due="11-27", safe_before="12-02", reason=""),
            "The answer’s due day moved from Mon, Nov 30 to Fri, Nov 27: the agency is open on "
            "Fri, Nov 27.",
        ),
        (
            moved(change="open_removed", due_before="11-27", due="11-30", reason="A slip"),
            "The answer’s due day moved from Fri, Nov 27 to Mon, Nov 30, its safe day from "
            "Tue, Dec 1 to Wed, Dec 2: the agency is not open on Fri, Nov 27 after all (A slip).",
        ),
        (
            moved(clock="promised", agency_day="2027-01-04", safe="2027-01-05"),
            "The promised answer’s safe day moved from Tue, Dec 1 to Tue, Jan 5, 2027: the agency "
            "closes on Mon, Jan 4, 2027 (City hall is closed).",
        ),
        (
            moved(
                change="closing_time",
                agency_day=None,
                closing_before=time(17),
                closing=time(16, 30),
            ),
            "The answer’s safe day moved from Tue, Dec 1 to Wed, Dec 2: the agency’s office closes "
            "at 4:30 PM instead of 5:00 PM (City hall is closed).",
        ),
    ],
)
def test_a_moved_deadline_says_from_when_to_when_and_why(event, said):
    assert sentence(event) == said
