"""The calculator: any law, clock and date, forwards and backwards, and every wrong input."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.law.agency_days import AgencyDays
from records_app.law.calendars import calendar_of
from records_app.law.day_words import with_days_written_out
from records_app.law.deadlines import deadline
from records_app.law.statute import known_laws, law
from records_app.office.agencies import agency_page
from records_app.office.calculating import (
    calculate,
    clock_choices,
    hint_view,
    kept_fields,
    law_choices,
    state_choices,
)
from records_app.office.calculating_form import FIELDS
from records_app.office.calculating_view import Calculation
from records_app.office.calculation_words import LONGEST_STRIP
from records_app.store.database import Store
from records_app.store.tables import Agency
from tests.office.cast import make_office

TODAY = date(2026, 11, 23)
CLOCKS = [(code, name) for code in known_laws() for name in law(code).clocks]
BACKWARDS = [
    ("us-mo", "response"),
    ("us-mo", "grounds"),
    ("us-il", "response"),
    ("us-il", "extension"),
    ("us-ks", "response"),
    ("us-ks", "grounds"),
    ("us-fed", "determination"),
    ("us-fed", "extension"),
    ("us-fed", "expedite"),
    ("us-fed", "appeal-decision"),
]


def asked(agency: AgencyDays | None = None, **fields: str) -> Calculation:
    return calculate(fields, today=TODAY, agency=agency or AgencyDays())


def days_of(found: Calculation) -> list[str]:
    assert found.result is not None, found.errors
    return [one.day for one in found.result.results]


@pytest.mark.parametrize(("code", "clock"), CLOCKS)
def test_every_clock_gives_the_days_of_the_engine(code: str, clock: str) -> None:
    found = asked(law=code, clock=clock, start="2026-11-24")
    end = deadline(code, clock, date(2026, 11, 24))
    assert found.errors == ()
    assert found.result is not None
    listed = sorted({end.due, end.safe})
    assert days_of(found) == [f"{day:%a, %b} {day.day}, {day.year}" for day in listed]
    rule = law(code).clocks[clock]
    assert found.result.rule == rule.rule
    assert found.result.citation == rule.citation
    assert found.result.source == with_days_written_out(rule.basis.source)
    assert found.result.readings
    assert found.result.calendar
    assert bool(found.result.doubts) == (end.due != end.safe)
    assert ".." not in found.result.spoken
    assert found.result.spoken.endswith(".")


def test_nothing_asked_is_the_answer_clock_from_today() -> None:
    found = calculate({}, today=TODAY)
    assert (found.law, found.clock, found.fields["start"]) == ("us-mo", "response", "2026-11-23")
    assert days_of(found) == ["Fri, Nov 27, 2026"]
    assert found.result is not None
    assert found.result.title == "Received Mon, Nov 23, 2026"
    assert "Every reading of the law gives this day." in found.result.spoken


def test_after_hours_gives_two_dates_and_the_reason() -> None:
    found = asked(start="2027-05-05", at="17:30")
    assert days_of(found) == ["Mon, May 10, 2027", "Wed, May 12, 2027"]
    assert found.result is not None
    assert found.result.title == "Received Wed, May 5, 2027 at 5:30 PM"
    assert "after the office closed at 5:00 PM" in found.result.doubts
    assert "expected, not published" in found.result.doubts
    looks = {day.day: day.kind for day in found.result.days}
    assert (looks["May 5"], looks["May 10"], looks["May 12"]) == ("start", "end", "safe")
    assert looks["May 8"] == "skip"
    assert [reading.due for reading in found.result.readings] == sorted(
        (reading.due for reading in found.result.readings),
        key=lambda words: int(words.split()[2][:-1]),
    )


def test_an_agency_moves_the_safe_day_only() -> None:
    friday = AgencyDays(
        closed=((date(2026, 11, 27), "after Thanksgiving"),), closes_at=time(16, 30)
    )
    found = asked(friday, start="2026-11-24")
    assert days_of(found) == ["Mon, Nov 30, 2026", "Tue, Dec 1, 2026"]
    assert "4:30 PM" in found.time_hint
    assert found.result is not None
    assert "this agency's closures" in found.result.calendar
    assert days_of(asked(friday, start="2026-11-24", at="16:45")) != days_of(found)


def test_ours_to_act_names_the_day_to_act_by_first() -> None:
    found = asked(law="us-mo", clock="fee", start="2026-11-23")
    assert days_of(found) == ["Fri, Feb 19, 2027", "Mon, Feb 22, 2027"]
    assert found.result is not None
    first, second = found.result.results
    assert (first.look, second.look) == ("end", "safe")
    assert "to be safe" in first.words
    assert "do not rely on it" in second.words


def test_a_long_clock_is_told_in_short() -> None:
    found = asked(law="us-mo", clock="suit", start="2026-11-24")
    assert found.result is not None
    assert found.result.days == ()
    assert 1 < len(found.result.runs) < 10
    short = asked(start="2026-11-24").result
    assert short is not None
    assert short.runs == ()
    assert 1 < len(short.days) <= LONGEST_STRIP


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"law": "us-mo", "clock": "promised", "promised_on": "2026-12-10"}, "Thu, Dec 10, 2026"),
        ({"law": "us-mo", "clock": "fee", "fee": "$1,000.01"}, "Fri, Apr 23, 2027"),
        ({"law": "us-il", "clock": "response", "extension": "2"}, "Fri, Dec 4, 2026"),
        ({"law": "us-mo", "clock": "suit", "violated_on": "2025-01-15"}, "Fri, Jan 15, 2027"),
        (
            {
                "law": "us-fed",
                "clock": "determination",
                "pause1_from": "2026-12-01",
                "pause1_to": "2026-12-04",
                "pause1_why": "fee",
            },
            "Wed, Dec 30, 2026",
        ),
    ],
)
def test_what_happened_to_the_clock_counts(fields: dict[str, str], day: str) -> None:
    assert day in days_of(asked(start="2026-11-24", **fields))


def test_a_pause_that_the_law_does_not_grant_is_a_doubt() -> None:
    found = asked(start="2026-11-30", pause1_from="2026-12-01", pause1_to="2026-12-02")
    assert days_of(found) == ["Thu, Dec 3, 2026", "Mon, Dec 7, 2026"]
    assert found.rows == 2


@pytest.mark.parametrize(("code", "clock"), CLOCKS)
def test_backwards_is_offered_where_somebody_owes_an_answer(code: str, clock: str) -> None:
    found = asked(law=code, clock=clock, way="back", wanted="2027-03-01")
    assert found.needs.backwards is ((code, clock) in BACKWARDS)
    assert found.errors == ()
    is_back = found.result is not None and found.result.title.startswith("To have an answer")
    assert is_back is ((code, clock) in BACKWARDS)


@pytest.mark.parametrize(("code", "clock"), BACKWARDS)
@given(wanted=st.dates(date(2025, 1, 1), date(2030, 12, 31)))
def test_backwards_is_the_last_start_that_is_in_time(code: str, clock: str, wanted: date) -> None:
    found = asked(law=code, clock=clock, way="back", wanted=wanted.isoformat())
    assert found.result is not None
    rule = law(code).clocks[clock]
    latest, earliest = calendar_of(code, rule.latest), calendar_of(code, rule.earliest)
    before = [wanted - timedelta(days=n) for n in range(80)]
    sure = [d for d in before if latest.is_open(d) and deadline(code, clock, d).safe <= wanted]
    hopeful = [d for d in before if earliest.is_open(d) and deadline(code, clock, d).due <= wanted]
    expected = [sure[0], hopeful[0]] if hopeful[0] > sure[0] else [sure[0]]
    assert days_of(found) == [f"{d:%a, %b} {d.day}, {d.year}" for d in expected]


def test_backwards_before_a_doubtful_day_names_both() -> None:
    found = asked(way="back", wanted="2027-05-11")
    assert days_of(found) == ["Wed, May 5, 2027", "Thu, May 6, 2027"]
    assert found.result is not None
    assert "surely late only after Wed, May 12" in found.result.results[1].words


def test_backwards_into_the_past_says_so() -> None:
    found = asked(way="back", wanted="2026-11-24")
    assert found.result is not None
    assert found.result.passed.startswith("That day has passed.")
    later = asked(way="back", wanted="2026-12-24").result
    assert later is not None
    assert later.passed == ""


def test_what_a_clock_has_no_use_for_is_left_out_and_said() -> None:
    found = asked(start="2026-11-24", fee="12", extension="9", pause3_from="")
    assert days_of(found) == ["Mon, Nov 30, 2026"]
    assert found.remarks == (
        "Left out, because this clock has no use for it: fee they ask, extension.",
    )
    assert found.fields["fee"] == ""


def test_the_address_keeps_only_what_counts() -> None:
    form = {"law": "us-mo", "clock": "response", "start": "2026-11-24", "fee": "5", "at": ""}
    assert kept_fields(form) == {"law": "us-mo", "clock": "response", "start": "2026-11-24"}
    back = {**form, "way": "back", "wanted": "2026-12-01"}
    assert kept_fields(back) == {
        "law": "us-mo",
        "clock": "response",
        "way": "back",
        "wanted": "2026-12-01",
    }
    changed = kept_fields({"law": "us-ks", "clock": "suit", "start": "2026-11-24"})
    assert changed == {"law": "us-ks", "clock": "response", "start": "2026-11-24"}
    assert kept_fields({"law": "us-ia", "start": "2026-11-24"}) == {"law": "us-ia"}
    assert kept_fields({}) == {}


@given(st.dictionaries(st.sampled_from(FIELDS), st.text(max_size=30)))
def test_no_text_breaks_it(fields: dict[str, str]) -> None:
    found = calculate(fields, today=TODAY)
    assert found.result is not None or found.errors or found.hint is not None
    assert calculate(kept_fields(fields), today=TODAY) is not None


def test_other_states_get_a_hint_and_never_a_date() -> None:
    states = state_choices()
    assert len(states) == 48
    assert not {choice.value for choice in states} & set(known_laws())
    for choice in states:
        found = asked(law=choice.value, clock="response", start="2026-11-24")
        assert (found.result, found.errors, found.clocks) == (None, (), ())
        assert found.hint is not None
        assert found.hint.state == choice.label
        assert "no date is computed" in found.hint.sentence
        assert found.hint.confidence
    assert hint_view("IA").state == "Iowa"


@pytest.mark.parametrize(
    ("state", "code", "begins"),
    [
        ("IA", "us-mo", "This agency is in Iowa. Iowa Open Records Law"),
        ("IA", "us-fed", ""),
        ("MO", "us-mo", ""),
        ("IL", "us-il", ""),
        ("", "us-mo", ""),
        ("ZZ", "us-mo", ""),
    ],
)
def test_an_agency_of_another_state_has_the_hint_on_its_page(
    store: Store, state: str, code: str, begins: str
) -> None:
    cast = make_office(store)
    with store.transaction() as session:
        agency = session.get(Agency, cast.riverbend)
        assert agency is not None
        agency.state, agency.law = state, code
        session.add(agency)
    hint = agency_page(store, cast.vera, cast.riverbend, TODAY).state_hint
    assert hint.startswith(begins)
    assert bool(hint) is bool(begins)
    assert not hint or "no date is computed" in hint


def test_ours_is_the_first_law() -> None:
    assert [choice.value for choice in law_choices()] == ["us-mo", "us-il", "us-ks", "us-fed"]
    assert clock_choices("us-mo")[0].label == "Answer"
