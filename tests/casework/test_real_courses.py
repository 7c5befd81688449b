"""Courses as they happen: what happened, where it stands, what runs, what comes next."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.casework.events import Corrected
from records_app.casework.next_steps import next_steps
from records_app.casework.standing import broken_promises, clocks_on, standing_of
from records_app.casework.standing_json import further_json, with_further
from records_app.casework.urgency import is_overdue, label_on
from records_app.law.agency_days import STANDARD_DAYS
from tests.casework.courses import COURSES
from tests.casework.story import answered, day, log, standing


@pytest.mark.parametrize("name", COURSES)
def test_the_course(name):
    course = COURSES[name]
    now, today = standing(*course.events, law=course.law), day(course.today)
    running = {one.deadline.clock: one.deadline.safe for one in clocks_on(now, today)}
    assert running == {clock: day(safe) for clock, safe in course.clocks.items()}
    assert (label_on(now, today), now.turn.value) == (course.label, course.turn)
    assert next_steps(now, today)[0].action.value == course.first
    assert broken_promises(now, today) == course.broken
    assert is_overdue(now, today) is course.late


@st.composite
def typed_in_any_order(draw, events):
    """The same events in another order; a correction comes after what it corrects, as ever.

    A correction names its line by its place, which is another in another order.
    """
    plain = [place for place, event in enumerate(events) if not isinstance(event, Corrected)]
    order = draw(st.permutations(plain))
    for place, event in enumerate(events):
        if isinstance(event, Corrected):
            earlier = [order.index(event.seq - 1)]
            earlier += [order.index(one) for one in order if one not in plain]
            order.insert(draw(st.integers(max(earlier) + 1, len(order))), place)
    lines = {place: number for number, place in enumerate(order, start=1)}
    return [
        replace(events[place], seq=lines[events[place].seq - 1])
        if isinstance(events[place], Corrected)
        else events[place]
        for place in order
    ]


@given(st.sampled_from(sorted(COURSES)), st.data())
def test_typing_it_in_late_or_out_of_order_changes_nothing(name, data):
    course = COURSES[name]
    typed = log(*data.draw(typed_in_any_order(course.events)))
    stored = data.draw(st.permutations(typed))
    expected = standing(*course.events, law=course.law)
    assert standing_of(stored, law_code=course.law, agency=STANDARD_DAYS) == expected


@pytest.mark.parametrize("name", COURSES)
def test_what_a_row_keeps_of_a_course_gives_the_same_step(name):
    course = COURSES[name]
    now, today = standing(*course.events, law=course.law), day(course.today)
    kept = json.loads(json.dumps(further_json(now)))
    plain = {one: getattr(standing(), one) for one in (*kept, "promises") if one != "fold"}
    again = with_further(replace(now, **plain), kept)
    assert next_steps(again, today)[0] == next_steps(now, today)[0]


@pytest.mark.parametrize("name", COURSES)
def test_the_clock_of_the_list_is_the_nearest_of_whose_turn_it_is(name):
    course = COURSES[name]
    now = standing(*course.events, law=course.law)
    clock = now.deadline
    if now.turn.value == "us" and clock is not None:
        ours = [
            one.deadline for one in now.clocks if one.deadline.ours and one.deadline.clock != "suit"
        ]
        assert clock.ours
        assert clock.safe == min(one.safe for one in ours)
    if now.turn.value == "them":
        assert clock is not None
        assert not clock.ours
        assert clock in [one.deadline for one in now.clocks]


def test_a_fee_asked_while_a_question_is_open_shows_the_nearer_of_both():
    both = standing(
        *COURSES["waiting"].before,
        answered("clarification", "11-25"),
        answered("fee_asked", "12-05", fee="40"),
    )
    assert both.deadline is not None
    assert both.deadline.clock == "clarification"
    assert {one.deadline.clock for one in both.clocks} == {"fee", "clarification"}


@pytest.mark.parametrize(
    ("event", "label", "running"),
    [
        (answered("fee_asked", "11-25", fee="412.5"), "Fee asked: $412.50", "fee"),
        (answered("fee_asked", "11-25"), "Fee asked", "fee"),
        (answered("clarification", "11-25"), "Question asked", "clarification"),
    ],
)
def test_a_fee_and_a_question_start_a_clock_against_us(event, label, running):
    now = standing(*COURSES["waiting"].before, event)
    assert (now.stage, now.turn, now.label) == ("ours_to_act", "us", label)
    assert now.deadline is not None
    assert (now.deadline.clock, now.deadline.safe) == (running, day("2027-02-23"))


def test_there_are_enough_courses_under_every_law():
    laws = [course.law for course in COURSES.values()]
    assert len(laws) >= 90
    assert {law: laws.count(law) >= 5 for law in laws} == dict.fromkeys(
        ("us-mo", "us-il", "us-ks", "us-fed"), True
    )
