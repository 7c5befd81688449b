from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from riverbend import DATED, OFFICE, RAW, TO, facts, messages, read

from records_app.casework.subjects import Subject
from records_app.letters.compose import compose
from records_app.letters.facts import Addressee, Sender, facts_from_json, facts_to_json
from records_app.letters.request_form import FIELDS, LABELS, read_form

NO_DAY = "This is not a day on the calendar. Write it as year-month-day, such as 2025-01-31."


def test_a_right_form_gives_facts_and_no_errors() -> None:
    read_facts = facts(specifics="First thing\n\n  second   thing ", fee_cap="$1,000.50")
    assert read_facts.to == TO
    assert read_facts.sender == replace(OFFICE, name="Ana Ruiz", title="Coordinator")
    assert read_facts.subjects == (Subject.FUNDING, Subject.VEHICLES, Subject.TRAINING)
    assert (read_facts.period_from, read_facts.period_to) == (date(2025, 1, 1), None)
    assert read_facts.specifics == ("First thing", "second thing")
    assert read_facts.fee_cap == Decimal("1000.50")
    assert (read_facts.law, read_facts.kind, read_facts.dated) == ("us-mo", "request", DATED)


def test_the_marks_of_a_pasted_list_do_not_stand_beside_our_numbers() -> None:
    pasted = (
        "•\tTitle papers\n  1.\tDecals\r\n(2) Invoices\n3) Bids\n– Loans\n\uf0b7 Radios\n"
        "2024 budget\n-5 degrees\n10.5 miles\n*\n12."
    )
    assert facts(specifics=pasted).specifics == (
        *("Title papers", "Decals", "Invoices", "Bids", "Loans", "Radios"),
        *("2024 budget", "-5 degrees", "10.5 miles", "*", "12."),
    )


def test_an_empty_form_names_every_missing_field_and_still_gives_a_preview() -> None:
    result = read_form({}, to=None, sender=OFFICE, dated=DATED)
    assert [error.field for error in result.errors] == [
        "agency",
        "subjects",
        "period_from",
        "signer_name",
    ]
    assert all(error.label == LABELS[error.field] for error in result.errors)
    assert result.facts is not None
    letter = compose(result.facts)
    assert "(agency not chosen yet)" in letter.text
    assert "(name of the person who signs)" in letter.text


def test_only_spaces_is_empty() -> None:
    spaces = dict.fromkeys(RAW, " \t \u00a0 ")
    result = read_form({**spaces, "subjects": []}, to=TO, sender=OFFICE, dated=DATED)
    assert {error.field for error in result.errors} == {"subjects", "period_from", "signer_name"}


@pytest.mark.parametrize("field", ["period_from", "period_to"])
@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("2026-02-30", "2026-02-30 is not a day on the calendar."),
        ("2025-13-01", "2025-13-01 is not a day on the calendar."),
        ("0001-01-01", "0001-01-01 is out of range: choose a year from 1950 to 2027."),
        ("0000-01-01", "0000-01-01 is out of range: choose a year from 1950 to 2027."),
        ("9999-12-31", "9999-12-31 is out of range: choose a year from 1950 to 2027."),
        ("1949-12-31", "1949-12-31 is out of range: choose a year from 1950 to 2027."),
        ("01/31/2025", NO_DAY),
        ("2025-1-1", NO_DAY),
        ("20250101", NO_DAY),
        ("2025-W05-1", NO_DAY),
        ("２０２５-01-01", NO_DAY),
        ("-1", NO_DAY),
    ],
)
def test_dates_are_read_strictly(field: str, value: str, said: str) -> None:
    assert messages(**{field: value}) == {field: said}


def test_the_period_begins_by_today_and_ends_after_it_begins() -> None:
    assert facts(period_from="2026-11-23").period_from == DATED
    assert messages(period_from="2026-11-24") == {
        "period_from": "2026-11-24 is in the future: choose 2026-11-23 or an earlier day."
    }
    assert facts(period_to="2025-01-01").period_to == date(2025, 1, 1)
    assert messages(period_to="2024-12-31") == {
        "period_to": "2024-12-31 is before the first day, 2025-01-01."
    }
    assert facts(period_to="2027-12-31").period_to == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("value", "dollars"),
    [
        ("25", "25"),
        ("40.50", "40.50"),
        ("$25", "25"),
        ("$ 25", "25"),
        ("1,000", "1000"),
        ("0", "0"),
        ("0.5", "0.5"),
        ("100,000", "100000"),
    ],
)
def test_amounts_people_write(value: str, dollars: str) -> None:
    assert facts(fee_cap=value).fee_cap == Decimal(dollars)


@pytest.mark.parametrize(
    "value",
    ["ten", "-1", "1e3", "NaN", "Infinity", "25.005", "1,00", "25 dollars", "٢٥", "½", "2 5", "."],
)
def test_amounts_nobody_can_read(value: str) -> None:
    assert messages(fee_cap=value) == {
        "fee_cap": "Write an amount in dollars, such as 25 or 40.50."
    }


def test_an_amount_has_a_limit() -> None:
    assert "at most 100,000 dollars" in messages(fee_cap="100000.01")["fee_cap"]
    assert facts(fee_cap="").fee_cap is None


@pytest.mark.parametrize(
    ("field", "most"),
    [
        ("specifics", 4000),
        ("fee_waiver_reason", 2000),
        ("signer_name", 120),
        ("signer_title", 120),
    ],
)
def test_text_has_a_length(field: str, most: int) -> None:
    assert messages(**{field: "x" * most}) == {}
    assert messages(**{field: "x" * (most + 1)}) == {
        field: f"Write at most {most:,} characters; this is {most + 1:,}."
    }
    assert field in messages(**{field: "x" * 10_000})


def test_there_is_a_limit_to_extra_items() -> None:
    assert len(facts(specifics="\n".join("abcd" for _ in range(40))).specifics) == 40
    assert (
        "at most 40 lines" in messages(specifics="\n".join("abcd" for _ in range(41)))["specifics"]
    )


def test_a_reason_has_at_most_twenty_paragraphs() -> None:
    assert messages(fee_waiver_reason="a\n" * 20) == {}
    assert messages(fee_waiver_reason="a\n" * 21) == {
        "fee_waiver_reason": "Write at most 20 paragraphs; this is 21."
    }


@pytest.mark.parametrize(
    "value",
    [["payroll"], ["everything"], [7], [["funding"]], {"funding": 1}, 7, ["funding", None]],
)
def test_subjects_nobody_offers_are_refused(value: object) -> None:
    assert set(messages(subjects=value)) == {"subjects"}


def test_subjects_come_once_and_in_order() -> None:
    chosen = facts(subjects=["training", "funding", "training", ""]).subjects
    assert chosen == (Subject.FUNDING, Subject.TRAINING)
    assert facts(subjects="vehicles").subjects == (Subject.VEHICLES,)


def test_the_format_is_one_of_three() -> None:
    assert facts(format="").format == "electronic"
    assert facts(format="inspect").format == "inspect"
    assert set(messages(format="fax")) == {"format"}


def test_paper_copies_need_an_address_of_ours() -> None:
    without = replace(OFFICE, address_lines=())
    assert {error.field for error in read(sender=without, format="paper").errors} == {"format"}
    assert read(sender=without).errors == ()


def test_a_letter_nobody_could_answer_is_refused() -> None:
    errors = read(sender=Sender("", "Open Records Group")).errors
    assert [(error.field, error.label) for error in errors] == [("sender", "Letterhead")]


@pytest.mark.parametrize(
    ("to", "sender", "field"),
    [
        (replace(TO, agency="Police\x00"), OFFICE, "agency"),
        (replace(TO, agency="  "), OFFICE, "agency"),
        (replace(TO, custodian="x" * 121), OFFICE, "agency"),
        (replace(TO, address_lines=("a",) * 7), OFFICE, "agency"),
        (TO, replace(OFFICE, organization="\u202e"), "sender"),
        (TO, replace(OFFICE, address_lines=("x" * 121,)), "sender"),
    ],
)
def test_names_and_addresses_are_checked_too(to: Addressee, sender: Sender, field: str) -> None:
    assert [error.field for error in read(to, sender).errors] == [field]


def test_the_way_to_deliver_follows_what_the_agency_has() -> None:
    assert facts().delivery == "email"
    assert facts(replace(TO, email="", portal="https://portal.example")).delivery == "portal"
    assert facts(replace(TO, email="")).delivery == "post"


def test_facts_survive_json() -> None:
    whole = facts(specifics="a\nb", period_to="2026-01-31", fee_cap="40.50")
    assert facts_from_json(facts_to_json(whole)) == whole
    assert facts_to_json(facts_from_json(facts_to_json(whole))) == facts_to_json(whole)


hostile = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inside: st.lists(inside) | st.dictionaries(st.text(), inside),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*FIELDS, "sender", "other"]), hostile))
def test_nothing_a_client_sends_breaks_the_form_or_the_letter(raw: dict[str, object]) -> None:
    result = read_form(raw, to=TO, sender=OFFICE, dated=DATED)
    assert {error.field for error in result.errors} <= set(LABELS)
    assert all(error.message for error in result.errors)
    assert result.facts is not None
    compose(result.facts)


@pytest.mark.parametrize("value", [None, 7, 1.5, True, ["x"], {"a": "b"}, b"x"])
def test_wrong_types_are_refused_field_by_field(value: object) -> None:
    for field in ("specifics", "fee_waiver_reason", "signer_name", "signer_title", "fee_cap"):
        said = messages(**{field: value})
        if value is not None:
            assert said[field] == "This is not text."
