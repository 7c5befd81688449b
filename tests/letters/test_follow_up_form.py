"""The forms of letters after the request: what is right, what is wrong, and hostile input."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from examples import EVERY_KIND, example
from hypothesis import given
from hypothesis import strategies as st
from riverbend import OFFICE, TO

from records_app.casework.events import Evidence
from records_app.casework.subjects import Subject
from records_app.letters.compose import compose
from records_app.letters.facts import Addressee, Sender
from records_app.letters.follow_up import FeeObjection, ForOthers, RequestSoFar
from records_app.letters.follow_up_form import CONTEXT_LABELS, Context, read_follow_up
from records_app.letters.follow_up_kinds import KINDS

REQUEST = RequestSoFar(
    number="MO-2026-0001",
    dated=date(2026, 11, 23),
    subjects=(Subject.FUNDING,),
    sent_on=date(2026, 11, 23),
    received_on=date(2026, 11, 23),
    received_how=Evidence.REPLY,
    due=date(2026, 11, 27),
    safe=date(2026, 11, 30),
    days=("Monday, November 23: received",),
)
CONTEXT = Context(to=TO, sender=OFFICE, dated=date(2026, 12, 3), request=REQUEST)
RIGHT: dict[str, dict[str, object]] = {
    "reminder": {},
    "demand-date": {"reply_on": "2026-12-01"},
    "demand-grounds": {"reply_on": "2026-12-01"},
    "fee-waiver": {"reason": "We publish everything."},
    "fee-objection": {
        "reply_on": "2026-12-01",
        "fee": "$1,000",
        "lines": [
            {"what": "Copies", "quantity": "1,000", "rate": "0.25", "reason": "page-rate"},
            {"what": "All", "amount": "750", "reason": "not-itemized"},
        ],
    },
    "clarification": {"reply_on": "2026-12-01", "answer": "All of them."},
    "narrowing": {"items": "Invoices"},
    "control": {"reply_on": "2026-12-01", "quote": "ICE controls it."},
    "complaint-summary": {"chronology": "2026-11-23 Sent."},
    "prosecutor-note": {"chronology": "2026-11-23 Sent.", "recipient": "Prosecuting Attorney"},
    "withdrawal": {},
    "thanks": {"reply_on": "2026-12-01"},
}


def errors(kind: str, context: Context = CONTEXT, **changes: object) -> dict[str, str]:
    raw = {"signer_name": "Ana Ruiz", **RIGHT[kind], **changes}
    found = read_follow_up(raw, kind, context=context).errors
    labels = {field.name: field.label for field in KINDS[kind].fields} | dict(CONTEXT_LABELS)
    assert all(error.label == labels[error.field] for error in found)
    return {error.field: error.message for error in found}


def request(**changes: Any) -> Context:
    return replace(CONTEXT, request=replace(REQUEST, **changes))


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_a_right_form_has_no_errors_and_gives_a_letter(kind: str) -> None:
    assert errors(kind) == {}
    raw = {"signer_name": "Ana Ruiz", "signer_title": "Coordinator", **RIGHT[kind]}
    facts = read_follow_up(raw, kind, context=CONTEXT).facts
    assert type(facts) is KINDS[kind].facts
    assert compose(facts).text.endswith("Ana Ruiz\nCoordinator, Open Records Group\n")


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_an_empty_form_names_what_is_missing_and_still_gives_a_preview(kind: str) -> None:
    result = read_follow_up({}, kind, context=CONTEXT)
    needed = {field.name: field.missing for field in KINDS[kind].fields if field.missing}
    assert {error.field: error.message for error in result.errors} == needed
    assert "(name of the person who signs)" in compose(result.facts).text
    spaces = {field.name: " \t\u00a0" for field in KINDS[kind].fields if field.shape != "fee lines"}
    again = read_follow_up(spaces, kind, context=CONTEXT)
    assert {error.field for error in again.errors} == set(needed)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("2026-02-30", "2026-02-30 is not a day on the calendar."),
        ("0001-01-01", "0001-01-01 is out of range: choose a year from 1950 to 2026."),
        ("12/01/2026", "This is not a day on the calendar."),
        ("2026-12-04", "This is after the date of the letter, December 3, 2026."),
        ("2026-11-22", "This is before the request went out on November 23, 2026."),
        (7, "This is not text."),
    ],
)
def test_dates_of_a_reply_are_read_strictly(value: object, message: str) -> None:
    assert errors("thanks", reply_on=value)["reply_on"].startswith(message)


def test_a_reminder_waits_until_the_last_day_has_passed() -> None:
    on_the_day = replace(CONTEXT, dated=date(2026, 11, 30))
    assert errors("reminder", on_the_day) == {
        "request": "By our count an answer is late only after November 30, 2026. "
        "Date the reminder on a later day."
    }
    assert errors("reminder", replace(CONTEXT, dated=date(2026, 12, 1))) == {}
    assert "were not counted" in errors("reminder", request(safe=None, due=None))["request"]
    assert errors("reminder", request(safe=None, due=None, received_on=None)) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"dated": date(2026, 11, 24)},
        {"sent_on": date(2026, 11, 24)},
        {"sent_on": date(2026, 12, 5), "received_on": None},
        {"received_on": date(2026, 12, 5)},
        {"safe": date(2026, 11, 26)},
    ],
)
def test_dates_that_do_not_fit_are_refused(changes: dict[str, date]) -> None:
    assert errors("withdrawal", request(**changes))["request"].startswith("The dates do not fit: ")


def test_a_promise_counts_as_broken_only_after_its_day() -> None:
    assert errors("demand-date", promised_on="2026-12-02") == {}
    assert "has not passed" in errors("demand-date", promised_on="2026-12-03")["promised_on"]
    assert "before their reply" in errors("demand-date", promised_on="2026-11-30")["promised_on"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ({"what": "", "reason": "page-rate"}, "Line 1: Write what the line is for"),
        ({"what": "x", "reason": "unfair"}, "Line 1: reason: Choose from: page-rate, attorney-"),
        ({"what": "x", "reason": "page-rate"}, "Line 1: rate: Write what they ask for a page."),
        ({"what": "x", "reason": "page-rate", "rate": "0.10"}, "Line 1: rate: 10 cents a page or"),
        ({"what": "x", "reason": "clerical-rate"}, "Line 1: rate: Write what they ask for an hour"),
        ({"what": "x", "reason": "not-itemized", "quantity": "ten"}, "Line 1: quantity: Write a"),
        ({"what": "x", "reason": "not-itemized", "amount": "-1"}, "Line 1: amount: Write an"),
        ({"what": "\u202e", "reason": "not-itemized"}, "Line 1: Please remove U+202E"),
        ({"what": "x" * 201, "reason": "not-itemized"}, "Line 1: Write at most 200"),
        ("Copies", "Line 1: this is not a line of a fee."),
        ({"what": 7, "reason": None}, "Line 1: This is not text."),
    ],
)
def test_lines_of_a_fee_are_checked_so_that_no_objection_is_untrue(
    line: object, message: str
) -> None:
    assert errors("fee-objection", lines=[line])["lines"].startswith(message)


def test_lines_cannot_come_to_more_than_the_fee() -> None:
    assert errors("fee-objection", fee="749.99") == {
        "fee": "The lines you object to come to 750, more than the whole fee."
    }
    raw = {**RIGHT["fee-objection"], "signer_name": "Ana Ruiz"}
    facts = read_follow_up(raw, "fee-objection", context=CONTEXT).facts
    assert isinstance(facts, FeeObjection)
    assert (facts.lines[0].quantity, facts.lines[0].rate) == (Decimal(1000), Decimal("0.25"))
    many = [{"what": "x", "reason": "not-itemized"}] * 41
    assert errors("fee-objection", lines=many)["lines"].startswith("Write at most 40 lines")
    assert "not a list" in errors("fee-objection", lines="Copies")["lines"]


@pytest.mark.parametrize(
    ("kind", "field", "value", "message"),
    [
        ("demand-grounds", "closed", "some", "Choose from: The whole request, "),
        ("narrowing", "rest", 1, "This is not text."),
        ("narrowing", "items", "x\n" * 41, "Write at most 40 lines; this is 41."),
        ("narrowing", "period_to", "2024-12-31", "2024-12-31 is before the first day, 2025-01-01."),
        ("control", "model", "mystery", "Choose from: I do not know, Task Force Model, "),
        ("control", "signed_on", "2026-12-04", "This is after the date of the letter"),
        ("complaint-summary", "chronology", "Sent.", "Begin each line with a date such as"),
        ("complaint-summary", "chronology", "2026-02-30 Sent.", "2026-02-30 is not a day"),
        ("complaint-summary", "chronology", "2026-12-04 Sent.", "2026-12-04 is after the date"),
        ("complaint-summary", "chronology", "Feb 30, 2026: Sent.", "Feb 30, 2026 is not a day"),
        ("complaint-summary", "chronology", "Fog 3, 2026: Sent.", "Begin each line with a date"),
        ("complaint-summary", "chronology", "June 3, 1949: Sent.", "June 3, 1949 is out of range"),
        ("prosecutor-note", "recipient_address", "a\n" * 7, "Write at most 6 lines."),
        ("prosecutor-note", "recipient_address", "x" * 121, "Write at most 120 characters"),
        ("fee-waiver", "fee", "ten", "Write an amount in dollars, such as 25 or 40.50."),
        ("fee-waiver", "fee", "-1", "Write an amount in dollars"),
        ("thanks", "paragraph", "x\n" * 21, "Write at most 20 paragraphs; this is 21."),
        ("thanks", "paragraph", "x" * 10_000, "Write at most 2,000 characters; this is 10,000."),
        ("thanks", "signer_name", "a\x00", "Please remove U+0000"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    kind: str, field: str, value: object, message: str
) -> None:
    extra = {"period_from": "2025-01-01"} if field == "period_to" else {}
    assert errors(kind, **extra, **{field: value})[field].startswith(message)


def test_their_words_lose_the_marks_around_them() -> None:
    for written in ("“No.”", '"No."', "“‘No.’”", " “No.” "):
        result = read_follow_up({**RIGHT["control"], "quote": written}, "control", context=CONTEXT)
        assert "You wrote: “No.” I ask" in " ".join(compose(result.facts).text.split())
    inside = read_follow_up({"quote": "“A” or “B”"}, "control", context=CONTEXT).facts
    assert inside.quote == "“A” or “B”"


def test_letterhead_agency_and_request_are_checked_too() -> None:
    assert set(errors("thanks", replace(CONTEXT, to=Addressee("\x00")))) == {"agency"}
    assert set(errors("thanks", replace(CONTEXT, sender=Sender("")))) == {"sender"}
    assert set(errors("thanks", request(number="\u202e"))) == {"request"}


def test_letters_about_the_agency_name_it_and_go_elsewhere() -> None:
    note, summary = example("prosecutor-note"), example("complaint-summary")
    assert isinstance(note, ForOthers)
    assert isinstance(summary, ForOthers)
    assert note.about == summary.about == "Riverbend Police Department"
    assert note.to.agency == "Prosecuting Attorney of Riverbend County"
    assert summary.to == Addressee("Missouri Attorney General")


def test_an_unknown_kind_is_no_letter() -> None:
    with pytest.raises(KeyError):
        read_follow_up({}, "threat", context=CONTEXT)


hostile = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inside: (
        st.lists(inside)
        | st.dictionaries(st.sampled_from(["what", "reason", "rate", "amount", "x"]), inside)
    ),
    max_leaves=6,
)


@given(kind=st.sampled_from(EVERY_KIND), data=st.data())
def test_nothing_a_client_sends_breaks_the_form_or_the_letter(
    kind: str, data: st.DataObject
) -> None:
    names = [field.name for field in KINDS[kind].fields]
    raw = data.draw(st.dictionaries(st.sampled_from([*names, "other"]), hostile))
    result = read_follow_up(raw, kind, context=CONTEXT)
    assert {error.field for error in result.errors} <= {*names, *CONTEXT_LABELS}
    assert all(error.message for error in result.errors)
    compose(result.facts)
