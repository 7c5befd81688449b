"""Which sentences stand in a letter after the request, and when they must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from examples import EVERY_KIND, example, said

from records_app.casework.events import Evidence
from records_app.letters.compose import compose
from records_app.letters.facts import DELIVERIES

OLD = {
    "dated": date(2026, 5, 1),
    "sent_on": date(2026, 5, 1),
    "received_on": date(2026, 5, 1),
}


@pytest.mark.parametrize("how", DELIVERIES)
def test_the_way_it_was_sent_is_said(how: str) -> None:
    request = {"sent_how": how, "sent_reference": "TX-9", "sent_on": date(2026, 11, 24)}
    received = {"received_on": date(2026, 11, 24)}
    expected = {
        "email": "It was sent by e-mail on November 24, 2026 (TX-9)",
        "portal": "It was submitted through your portal on November 24, 2026 "
        "(confirmation number TX-9)",
        "post": "It was mailed on November 24, 2026 (tracking number TX-9)",
        "fax": "It was faxed on November 24, 2026 (TX-9)",
        "hand": "It was delivered by hand on November 24, 2026 (TX-9)",
    }
    assert expected[how] in said("reminder", request={**request, **received})


def test_receipt_that_only_an_answer_shows_is_receipt_by_that_day() -> None:
    facts = example("reminder")
    answered = replace(facts.request, answered_by_then=True)
    text = " ".join(compose(replace(facts, request=answered)).text.split())
    assert ", and your answer shows that it was received by November 23, 2026." in text


@pytest.mark.parametrize("evidence", Evidence)
def test_how_we_know_of_the_receipt_is_said(evidence: Evidence) -> None:
    expected = {
        Evidence.REPLY: ", and your acknowledgment shows that it was received on",
        Evidence.PORTAL: ", and the portal shows that it was received on",
        Evidence.DELIVERY_RECEIPT: ", and the delivery receipt shows that it was received on",
        Evidence.FAX_REPORT: ", and the fax report shows that it was received on",
        Evidence.STAMP: ", and your office stamped it as received on",
        Evidence.PHONE: ", and your office told us by telephone that it was received on",
        Evidence.ASSUMED: ". We do not know on which day it was received, and take it to be",
    }
    text = said("reminder", request={"received_how": evidence.value})
    assert f"the same day{expected[evidence]} November 23, 2026." in text
    if evidence is Evidence.ASSUMED:
        assert (
            "that day was Monday, November 30, 2026, if the day of receipt above is right:" in text
        )


def test_without_a_day_of_receipt_no_letter_says_that_time_has_passed() -> None:
    unknown = {"received_on": None, "received_at": None, "received_how": "assumed"}
    for kind in EVERY_KIND:
        text = said(kind, request=unknown)
        assert "By our count" not in text
        assert "was received on" not in text
    text = said("reminder", request=unknown)
    assert "Please tell me on which day the custodian of records received the request." in text


def test_an_assumed_day_of_receipt_accuses_nobody() -> None:
    assumed = {"received_how": "assumed"}
    for kind in ("demand-date", "complaint-summary", "prosecutor-note"):
        assert "By our count" not in said(kind, request=assumed)


def test_the_count_stays_out_while_there_is_time() -> None:
    early = example("demand-date", dated="2026-11-30")
    assert not early.late
    assert "By our count" not in compose(early).text
    assert example("demand-date", dated="2026-12-01").late


def test_where_both_dates_agree_there_is_no_doubt_to_give() -> None:
    text = said("reminder", request={"closed": []})
    assert "By our count, that day was Friday, November 27, 2026:" in text
    assert "benefit of every doubt" not in text


def test_a_promise_that_passed_is_named() -> None:
    text = said("demand-date", promised_on="2026-12-01", quote=None)
    assert "You named Tuesday, December 1, 2026 as the day for the records." in text
    assert "That day has passed, and I have not seen them." in text
    assert "I did not find in it" not in text


@pytest.mark.parametrize(
    ("cited", "asks"),
    [
        ("§ 610.021(19)", True),
        ("RSMo 610.021 (18)", True),
        ("610.021.1(20)", True),
        ("§ 610.021(14)", False),
        ("§ 610.021(1)", False),
        ("8 CFR 236.6", False),
        (None, False),
    ],
)
def test_security_exceptions_need_a_statement_of_their_own(cited: str | None, asks: bool) -> None:
    text = said("demand-grounds", cited=cited)
    assert ("include that statement" in text) is asks
    assert ("I did not find in it the provision of law" in text) is (cited is None)


def test_redactions_are_to_be_described() -> None:
    text = said("demand-grounds", closed="redacted")
    assert "Parts of the records that came with it are blacked out." in text
    assert "describe in general what was blacked out" in text
    assert "(§ 610.024.2)" in text
    assert "It denies the request." in said("demand-grounds", closed="all")


def test_a_late_answer_to_a_question_claims_no_time_limit() -> None:
    in_time, late = (
        said("clarification", reply_on="2026-06-01", dated=dated, request=OLD)
        for dated in ("2026-08-28", "2026-09-04")
    )
    assert "within the 90 days" in in_time
    assert "within the 90 days" not in late


@pytest.mark.parametrize(
    ("model", "sentence"),
    [
        (
            "jail",
            "under the Jail Enforcement Model, signed on March 5, 2025. Please look in it for ",
        ),
        ("warrant", "under the Warrant Service Officer model, signed on March 5, 2025. Please"),
        ("unknown", "If your agency has a 287(g) agreement, please look in it for a sentence"),
    ],
)
def test_each_model_has_its_section(model: str, sentence: str) -> None:
    text = said("control", model=model)
    assert sentence in text
    assert "section V.C" in text
    assert "February 15, 2025: “Nothing herein" in text


def test_a_narrower_request_may_drop_the_rest() -> None:
    text = said("narrowing", rest="dropped", period_from=None, period_to="2026-06-30")
    assert "I narrow the request to these records up to June 30, 2026:" in text
    assert "I no longer ask for the other items." in text
    assert "to these records:" in said("narrowing", rest="dropped", period_from=None)


def test_the_whole_request_can_be_withdrawn() -> None:
    text = said("withdrawal", part=None)
    assert "I withdraw the request. Please stop work on it" in text
    assert "Withdrawal of my request for records" in text


def test_a_letter_about_an_agency_does_not_go_to_its_custodian() -> None:
    for kind in ("complaint-summary", "prosecutor-note"):
        text = said(kind)
        assert "Custodian of Records" not in text
        assert "records@riverbend.example" not in text
    assert "Dear Jo Park:" in said("prosecutor-note", recipient_name="Jo Park")
    assert "Dear Prosecuting Attorney of Riverbend County:" in said("prosecutor-note")


def test_one_line_of_a_fee_is_one_line() -> None:
    line = {"what": "Copies", "rate": "0.25", "reason": "page-rate"}
    text = said("fee-objection", lines=[line])
    assert "I ask you to correct this line: 1. Copies: at $0.25 a page. Paper copies" in text
    assert "(§ 610.026.1(1))." in text


def test_the_chronology_is_in_the_order_of_days() -> None:
    lines = ["Dec. 9, 2026 Third.", "2026-11-23 First.", "December 2, 2026: Second."]
    text = said("complaint-summary", chronology=lines)
    assert text.index("First.") < text.index("Second.") < text.index("Third.")
    assert "December 2, 2026: Second." in text
