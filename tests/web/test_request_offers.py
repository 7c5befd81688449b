"""The card of the next step: one act, two beside it, nothing twice, however a request stands."""

from __future__ import annotations

from dataclasses import replace

import pytest

from records_app.casework.next_steps import next_steps
from records_app.casework.standing import standing_of
from records_app.law.agency_days import STANDARD_DAYS
from records_app.office.request_page import _RECORDS, _steps
from records_app.office.request_view import StepView
from records_app.web.pages.request.offers import Offers, offers_of
from tests.casework.courses import COURSES
from tests.casework.story import day, log

HERE = "/requests/7/"
RECORDS = ("answer", "note", "close", "follow_up", "contact", "outside")


def step(action: str, label: str, letter: str = "", not_before: str = "") -> StepView:
    return StepView(action, label, f"Why we {label.lower()}.", not_before, True, letter)


def offers(*steps: StepView, stage: str = "ours_to_act") -> Offers:
    return offers_of(steps, RECORDS, stage, HERE)


@pytest.mark.parametrize("name", COURSES)
def test_every_course_offers_everything_once_and_two_things_beside_the_first(name: str) -> None:
    course = COURSES[name]
    standing = standing_of(log(*course.events), law_code=course.law, agency=STANDARD_DAYS)
    today = day(course.today)
    steps = _steps(standing, today, allowed=True)
    found = offers_of(steps, _RECORDS[standing.stage], standing.stage.value, HERE)
    assert found.first is not None
    assert found.first.label == next_steps(standing, today)[0].label
    assert len(found.beside) <= 2
    assert not {"close", "withdraw"} & {one.name for one in found.beside}
    shown = [found.first, *found.beside, *found.more]
    assert len({one.href for one in shown}) == len(shown)
    assert len({one.label for one in shown}) == len(shown)
    assert {one.action for one in steps} <= {one.name for one in shown}
    assert all(one.why.endswith(".") for one in shown)


def test_a_fee_offers_its_letters_first_and_ends_nothing_by_a_slip() -> None:
    found = offers(
        step("answer_fee", "Write about the fee", "fee-waiver"),
        step("close", "Close"),
        step("object_fee", "Object to the fee", "fee-objection"),
        step("pay_fee", "Record a payment"),
        step("log_answer", "Log an answer"),
    )
    assert found.first is not None
    assert found.first.href == "/requests/7/letter/fee-waiver/"
    assert [one.label for one in found.beside] == ["Object to the fee", "Record a payment"]
    assert [one.label for one in found.more] == [
        "Log an answer",
        "Write a note",
        "Record a call or a visit",
        "Record a complaint, appeal or suit",
        "Write another letter",
        "Record a letter written elsewhere",
        "Close",
    ]
    assert found.letters == ("fee-waiver", "fee-objection")


def test_while_it_is_their_turn_a_call_is_at_hand() -> None:
    waiting = (
        step("log_answer", "Log an answer"),
        step("remind", "Write a reminder", "reminder", "Wed, Dec 2"),
        step("close", "Close"),
    )
    found = offers(*waiting, stage="waiting")
    assert [one.label for one in found.beside] == ["Write a reminder", "Record a call or a visit"]
    assert found.beside[0].not_before == "Wed, Dec 2"
    assert [one.label for one in offers(*waiting).beside] == ["Write a reminder"]


def test_a_step_that_is_noted_takes_the_place_of_the_note() -> None:
    found = offers(step("review_answer", "Note what we do"), step("close", "Close"))
    assert "Write a note" not in [one.label for one in found.more]


def test_who_may_only_look_is_offered_nothing() -> None:
    closed = replace(step("close", "Close"), allowed=False)
    assert offers_of([closed], (), "waiting", HERE) == Offers(None, (), (), ())
