from __future__ import annotations

from decimal import Decimal

import pytest

from records_app.casework.corrections import corrections_in, effective
from records_app.casework.event_json import EventUnreadable, from_json, to_json
from records_app.casework.events import AskedLine, Charge, Corrected, Outcome, sentence
from records_app.casework.problems import problems_of
from tests.casework.story import (
    answered,
    approved,
    called,
    closed,
    corrected,
    day,
    decided,
    demand_received,
    imported,
    log,
    moved,
    noted,
    ready,
    received,
    sent,
    went,
    wrote,
)

TODAY = day("12-31")
WAITING = (approved(), sent(), received())


def counting(*events):
    return [(entry.seq, entry.event) for entry in effective(log(*events))]


def refusals(new, *events):
    return problems_of(new, log(*events), TODAY)


def test_a_correction_stands_in_the_place_of_its_line():
    right = received("11-25")
    assert counting(*WAITING, noted(), corrected(3, right)) == [
        (1, WAITING[0]),
        (2, WAITING[1]),
        (3, right),
        (4, noted()),
    ]


def test_striking_leaves_a_line_out_and_taking_it_back_brings_it_in_again():
    lines = (*WAITING, corrected(3))
    assert [seq for seq, _ in counting(*lines)] == [1, 2]
    assert [seq for seq, _ in counting(*lines, corrected(4))] == [1, 2, 3]
    assert [seq for seq, _ in counting(*lines, corrected(4), corrected(5))] == [1, 2]


def test_of_several_corrections_the_last_counts_and_taking_it_back_brings_the_one_before():
    first, second = received("11-25"), received("11-26")
    lines = (*WAITING, corrected(3, first), corrected(3, second))
    assert counting(*lines)[2] == (3, second)
    assert counting(*lines, corrected(5))[2] == (3, first)
    assert counting(*lines, corrected(4))[2] == (3, second)


def test_the_order_in_which_lines_are_stored_does_not_matter():
    lines = log(*WAITING, corrected(3, received("11-25")), corrected(4))
    assert effective(reversed(lines)) == effective(lines)
    assert {seq: mark.seq for seq, mark in corrections_in(lines).items()} == {4: 5}


@pytest.mark.parametrize(
    ("line", "event", "why"),
    [
        (1, approved("11-22"), "An approved letter is final"),
        (1, None, "An approved letter is final"),
        (9, None, "There is no such line"),
        (3, sent("11-24"), "the same kind of thing"),
        (3, received("11-24"), "Nothing is different"),
        (3, received("11-22"), "It was sent only on Mon, Nov 23, 2026."),
        (3, received("12-31"), "Then this line would not fit: They denied the request"),
        (2, sent("11-25"), "Then this line would not fit: Received by the custodian"),
        (2, None, "Then this line would not fit: Received by the custodian"),
        (4, answered("denied", "11-25", fee="3"), "Only an answer about a fee"),
    ],
)
def test_a_correction_must_leave_a_log_that_would_have_been_allowed(line, event, why):
    found = refusals(corrected(line, event), *WAITING, answered("denied", "11-25"))
    assert found
    assert why in found[0][1]


@pytest.mark.parametrize(
    ("line", "event"),
    [
        (2, sent("11-24")),
        (3, received("11-23")),
        (3, None),
        (4, None),
        (4, answered("released", "11-30")),
    ],
)
def test_what_fits_may_be_corrected(line, event):
    new = corrected(line, event)
    assert refusals(new, *WAITING, answered("denied", "11-25")) == ()


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (ready("reminder", "12-01"), "An approved letter is final"),
        (moved(), "Correct those days"),
        (imported(), "came with an import"),
    ],
)
def test_lines_that_others_hang_on_say_why_they_stay(event, why):
    lines = (*WAITING, event)
    assert why in refusals(corrected(4), *lines)[0][1]


def test_a_correction_needs_a_reason_and_is_taken_back_only_while_it_counts():
    assert refusals(corrected(3, why=" "), *WAITING) == (
        ("why", "Write why this is a correction."),
    )
    twice = (*WAITING, corrected(3, received("11-25")), corrected(3, received("11-26")))
    assert "A later correction" in refusals(corrected(4), *twice)[0][1]
    assert refusals(corrected(5), *twice) == ()
    assert "correct the line again" in refusals(corrected(5, noted()), *twice)[0][1]
    assert "struck out already" in refusals(corrected(3), *WAITING, corrected(3))[0][1]


def test_taking_back_is_refused_when_what_came_since_would_not_fit():
    since = (*WAITING, closed("11-30"), corrected(4), answered("denied", "12-01"))
    found = refusals(corrected(5), *since)
    assert "This request is closed." in found[0][1]


def test_a_flaw_that_was_there_before_does_not_stand_in_the_way():
    flawed = (approved(), sent(), received("11-20"), answered("denied", "11-25"))
    assert refusals(corrected(4, answered("released", "11-25")), *flawed) == ()


LINE = AskedLine("Copies", Charge.COPIES, Decimal(120), Decimal("0.10"), Decimal("12.00"), "")
NEW_KINDS = [
    imported(),
    called(),
    went("suit", "12-01", "26CC-1"),
    decided("review", "12-20", "for_us"),
    corrected(3),
    corrected(3, received("11-25")),
    corrected(4, answered("fee_asked", "11-25", fee="12", estimate=True)),
    demand_received("12-02"),
]


@pytest.mark.parametrize("event", NEW_KINDS, ids=lambda event: type(event).__name__)
def test_what_is_stored_is_read_back_and_has_a_sentence(event):
    kind, data = to_json(event)
    assert from_json(kind, data) == event
    assert sentence(event).endswith(".")


def test_lines_of_a_fee_are_stored_with_their_numbers_as_they_were():
    asked = answered("fee_asked", "11-25", fee="12")
    with_lines = type(asked)(
        asked.on, asked.kind, None, asked.fee, "", "", None, (LINE, LINE), None, False
    )
    kind, data = to_json(corrected(4, with_lines))
    assert data["event"]["details"]["lines"][0]["rate"] == "0.10"
    assert from_json(kind, data) == corrected(4, with_lines)


def test_answers_stored_before_fee_lines_are_still_read():
    kind, data = to_json(answered("denied", "11-25"))
    for name in ("lines", "severed", "estimate"):
        del data[name]
    assert from_json(kind, data) == answered("denied", "11-25")


@pytest.mark.parametrize(
    "event",
    [
        "noted",
        {"kind": "noted"},
        {"kind": "nothing", "details": {}},
        {"kind": "noted", "details": []},
        {"kind": "corrected", "details": {"on": "2026-12-01", "seq": 1, "why": "", "event": None}},
    ],
)
def test_a_damaged_correction_is_refused(event):
    data = {"on": "2026-12-01", "seq": 3, "why": "A slip", "event": event}
    with pytest.raises(EventUnreadable, match=r"corrected|noted|nothing"):
        from_json("corrected", data)


def test_a_step_outside_ends_only_after_it_began():
    assert refusals(decided("review", "12-01"), *WAITING)[0][0] == "step"
    begun = (*WAITING, went("review", "12-05"))
    assert "recorded only on Sat, Dec 5" in refusals(decided("review", "12-01"), *begun)[0][1]
    assert refusals(decided("review", "12-08"), *begun) == ()
    by_letter = (*WAITING, wrote("complaint-summary", "12-05"))
    assert refusals(decided("complaint", "12-08"), *by_letter) == ()
    assert refusals(went("suit", "11-20"), *WAITING)[0][0] == "on"
    assert refusals(went("suit", "12-20"), *WAITING, closed(outcome=Outcome.DENIED)) == ()
    assert refusals(called("11-20"), approved()) == ()


def test_a_correction_says_what_it_does():
    assert sentence(corrected(3)) == "Struck out: line 3. A slip of the keyboard."
    words = sentence(Corrected(day("12-31"), 3, "Wrong day", received("11-25")))
    assert words.startswith("Corrected: line 3, now Wed, Nov 25, 2026. Received by the custodian.")
