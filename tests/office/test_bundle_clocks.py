"""Every deadline that a request ever had: those that are over with those that run."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from records_app.casework.events import (
    Answered,
    AnswerKind,
    Approved,
    Channel,
    Closed,
    Corrected,
    Entry,
    Event,
    Evidence,
    FeePaid,
    FollowUp,
    FollowUpReceived,
    FollowUpSent,
    Noted,
    Outcome,
    Received,
    Sent,
)
from records_app.law.agency_days import STANDARD_DAYS
from records_app.letters.bundle.facts import DeadlineSheet
from records_app.office.bundles_chronology import chronology_csv, chronology_lines
from records_app.office.bundles_clocks import deadline_sheets

MADE_ON = date(2026, 11, 23)


def log(*events: Event) -> tuple[Entry, ...]:
    """Entries in the order of writing, each recorded at noon of its day."""
    return tuple(
        Entry(
            seq, datetime(event.on.year, event.on.month, event.on.day, 18, tzinfo=UTC), "B", event
        )
        for seq, event in enumerate(events, 1)
    )


def on(month: int, day: int) -> date:
    return date(2026, month, day)


def sent(month: int, day: int) -> Sent:
    return Sent(on(month, day), None, Channel.EMAIL, "", "clerk")


def received(month: int, day: int) -> Received:
    return Received(on(month, day), None, Evidence.REPLY, "")


def answered(month: int, day: int, kind: AnswerKind, **more: object) -> Answered:
    values: dict[str, object] = {"promised_on": None, "fee": None, "exception": "", "detail": ""}
    return Answered(on(month, day), kind, **{**values, **more})  # type: ignore[arg-type]


BEGUN = (Approved(on(10, 5), "MO-2026-0001", "0" * 64, 2), sent(10, 5), received(10, 5))


def sheets(*events: Event, made_on: date = MADE_ON) -> dict[str, DeadlineSheet]:
    found = deadline_sheets(log(*events), law_code="us-mo", agency=STANDARD_DAYS, made_on=made_on)
    assert len({one.title for one in found}) == len(found)
    return {one.title: one for one in found}


def test_before_sending_there_is_none() -> None:
    assert sheets(BEGUN[0]) == {}


def test_the_answer_has_its_days_though_it_came_long_ago() -> None:
    found = sheets(*BEGUN, answered(10, 7, AnswerKind.RELEASED))
    assert list(found) == ["Answer"]
    one = found["Answer"]
    assert (one.due, one.safe) == ("Thursday, October 8, 2026", "Thursday, October 8, 2026")
    assert [(day.mark, day.counts) for day in one.days] == [
        ("not counted", False),
        ("day 1", True),
        ("day 2", True),
        ("day 3", True),
    ]
    assert one.said[-1].startswith("What the chronology has next from them, Wednesday, October 7")


def test_the_denial_itself_is_no_answer_to_the_demand_of_the_same_day() -> None:
    denied = (*BEGUN, answered(10, 7, AnswerKind.DENIED))
    demand = FollowUpSent(on(10, 7), None, FollowUp.DEMAND_GROUNDS, "", Channel.EMAIL, "", "")
    one = sheets(*denied, demand)["Written grounds"]
    assert "they gave no answer" in one.said[-1]
    given = answered(10, 8, AnswerKind.GROUNDS_GIVEN)
    one = sheets(*denied, demand, given)["Written grounds"]
    assert "Thursday, October 8, 2026, line 6" in one.said[-1]


def test_grounds_demanded_and_given_on_one_day_still_have_their_days() -> None:
    demand = FollowUpSent(on(10, 14), None, FollowUp.DEMAND_GROUNDS, "", Channel.EMAIL, "", "")
    came = FollowUpReceived(on(10, 14), None, FollowUp.DEMAND_GROUNDS, Evidence.REPLY, "")
    given = answered(10, 14, AnswerKind.GROUNDS_GIVEN, exception="610.021(14)")
    found = sheets(*BEGUN, answered(10, 8, AnswerKind.DENIED), demand, came, given)
    one = found["Written grounds"]
    assert one.runs_from == "Counted from Wednesday, October 14, 2026 (received)."
    assert one.due == "Monday, October 19, 2026"
    assert "Wednesday, October 14, 2026, line 7" in one.said[-1]


def test_a_fee_asked_and_paid_on_one_day_still_has_its_days() -> None:
    asked = answered(10, 7, AnswerKind.FEE_ASKED, fee=Decimal(40))
    found = sheets(*BEGUN, asked, FeePaid(on(10, 7), Decimal(40), ""))
    assert found["Paying a fee"].due == "Tuesday, January 5, 2027"


def test_a_promise_before_the_day_of_the_law_says_which_of_the_two_counts() -> None:
    found = sheets(*BEGUN, answered(10, 6, AnswerKind.DELAYED, promised_on=on(10, 7)))
    one = found["The day they promised: Wed, Oct 7, 2026"]
    assert (one.due, one.safe) == ("Wednesday, October 7, 2026", "Thursday, October 8, 2026")
    assert any("which is what counts" in said for said in one.said)


def test_an_expected_receipt_calls_nobody_late() -> None:
    one = sheets(*BEGUN[:2])["Answer"]
    assert one.runs_from == "Counted from Monday, October 5, 2026 (expected)."
    assert "nobody is called late" in one.said[0]
    assert "they gave no answer" in one.said[-1]


def test_every_promise_has_its_own() -> None:
    found = sheets(
        *BEGUN,
        answered(10, 8, AnswerKind.DELAYED, promised_on=on(10, 16)),
        answered(10, 19, AnswerKind.DELAYED, promised_on=on(10, 24)),
    )
    assert "The day they promised: Fri, Oct 16, 2026" in found
    second = found["The day they promised: Sat, Oct 24, 2026"]
    assert second.safe == "Monday, October 26, 2026"
    assert second.runs_from == "They named this day on Monday, October 19, 2026."
    assert any("they gave no answer" in said for said in second.said)


def test_a_fee_that_was_paid_still_has_its_days() -> None:
    asked = answered(10, 7, AnswerKind.FEE_ASKED, fee=Decimal(40), notice=False)
    found = sheets(*BEGUN, asked, FeePaid(on(10, 20), Decimal(40), ""))
    fee = found["Paying a fee"]
    assert fee.ours
    assert fee.due == "Tuesday, January 5, 2027"
    assert sum(day.counts for day in fee.days) == 2
    assert len(fee.days) < 10
    assert any("does not give the notice" in said for said in fee.said)


def test_grounds_and_the_way_to_court_after_a_denial() -> None:
    demand = FollowUpSent(
        on(10, 14), None, FollowUp.DEMAND_GROUNDS, "MO-2026-0001-2", Channel.EMAIL, "", ""
    )
    found = sheets(*BEGUN, answered(10, 8, AnswerKind.DENIED), demand)
    assert found["Written grounds"].due == "Monday, October 19, 2026"
    assert found["Going to court"].ours
    assert any("second source" in said for said in found["Going to court"].said)


def test_a_closed_request_keeps_its_days() -> None:
    found = sheets(
        *BEGUN,
        answered(10, 30, AnswerKind.DENIED),
        Closed(on(11, 2), Outcome.DENIED, ""),
    )
    assert set(found) == {"Answer", "Going to court"}


def test_a_correction_moves_the_days_and_a_struck_line_has_none() -> None:
    moved = Corrected(on(10, 9), 3, "It came a day later.", received(10, 6))
    assert sheets(*BEGUN, moved)["Answer"].due == "Friday, October 9, 2026"
    struck = Corrected(on(10, 9), 4, "Other request.", None)
    promise = answered(10, 8, AnswerKind.DELAYED, promised_on=on(10, 16))
    assert list(sheets(*BEGUN, promise, struck)) == ["Answer", "Going to court"]


def test_a_corrected_line_stands_where_it_stood_and_on_its_right_day() -> None:
    entries = log(*BEGUN, Corrected(on(10, 9), 3, "A day later.", received(10, 6)))
    lines = chronology_lines(entries, {3: (2,)}, with_notes=False)
    assert [(line.seq, line.on.day, line.struck, line.items) for line in lines] == [
        (1, 5, False, ()),
        (2, 5, False, ()),
        (3, 5, True, ()),
        (3, 6, False, (2,)),
        (4, 9, False, ()),
    ]
    assert lines[2].correction == "Corrected by line 4: A day later."


def test_a_struck_line_says_who_struck_it_and_why() -> None:
    entries = log(*BEGUN, Corrected(on(10, 9), 3, "Other request.", None))
    struck = chronology_lines(entries, {}, with_notes=False)[2]
    assert struck.struck
    assert struck.correction == "Struck out by line 4: Other request."


def test_notes_and_their_corrections_are_left_out_together() -> None:
    note = Noted(on(10, 6), "Our strategy")
    better = Corrected(
        on(10, 7), 4, "Typo in the strategy", Noted(on(10, 6), "Our better strategy")
    )
    gone = Corrected(on(10, 8), 4, "No strategy after all", None)
    entries = log(*BEGUN, note, better, gone)
    said = [line.sentence for line in chronology_lines(entries, {}, with_notes=False)]
    assert "strategy" not in " ".join(said)
    said = [line.sentence for line in chronology_lines(entries, {}, with_notes=True)]
    assert "Our strategy" in " ".join(said)


def test_a_cell_never_starts_a_formula() -> None:
    entries = log(*BEGUN, Noted(on(10, 6), '=HYPERLINK("http://evil.example")'))
    table = chronology_csv(chronology_lines(entries, {}, with_notes=True)).decode("utf-8-sig")
    assert '"=HYPERLINK' not in table.replace("\"'=", "")
    assert "'=HYPERLINK" in table


@pytest.mark.parametrize("code", ["us-mo", "us-il", "us-ks", "us-fed"])
def test_every_law_explains_its_days(code: str) -> None:
    found = deadline_sheets(
        log(
            *BEGUN,
            answered(10, 9, AnswerKind.DELAYED, promised_on=on(10, 30)),
            answered(11, 4, AnswerKind.DENIED),
        ),
        law_code=code,
        agency=STANDARD_DAYS,
        made_on=MADE_ON,
    )
    promised = [one for one in found if one.title == "The day they promised: Fri, Oct 30, 2026"]
    assert len(promised) == 1
    has_rule = code == "us-mo"
    assert bool(promised[0].citation) is has_rule
    assert bool(promised[0].days) is has_rule
    others = [one for one in found if one not in promised]
    assert all(one.days and one.citation and one.calendar for one in others)
    assert others[0].runs_from == "Counted from Monday, October 5, 2026 (received)."
