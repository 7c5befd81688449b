"""A fee against the law: each flag, the borders of each rule, and silence where none is known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.casework.fees import AskedLine, Charge, Flag, audit, over_cap, page_limit, sum_of
from records_app.law.rules import Confidence
from records_app.law.statute import known_laws, law
from records_app.letters.follow_up import FeeReason

COPIES_LAW = "§ 610.026.1(1), RSMo"
GROSS = "Gross v. Parson, 624 S.W.3d 877 (Mo. banc 2021)"


def line(
    charge: Charge = Charge.COPIES,
    quantity: str = "",
    rate: str = "",
    amount: str = "",
    role: str = "",
    what: str = "a line",
) -> AskedLine:
    numbers = (Decimal(text) if text else None for text in (quantity, rate, amount))
    return AskedLine(what, charge, *numbers, role)


def flags(asked: AskedLine, law_code: str = "us-mo", **more: object) -> list[tuple[str, str, bool]]:
    """Reason, citation and whether it is a question, of what is said about one line."""
    found = audit((asked,), None, law_code, **more)  # type: ignore[arg-type]
    assert all(flag.words.endswith(".") for flag in found)
    return [(flag.reason, flag.citation, flag.is_question) for flag in found if flag.line == 0]


PAGE = ("page-rate", COPIES_LAW, False)
ATTORNEY = ("attorney-review", GROSS, False)
ATTORNEY_ASKED = ("attorney-review", GROSS, True)
CLERICAL_ASKED = ("clerical-rate", COPIES_LAW, True)
ONE_SUM = ("not-itemized", COPIES_LAW, False)
ASK_WHAT = ("not-itemized", COPIES_LAW, True)
LOWEST = ("", COPIES_LAW, True)

MISSOURI = [
    (line(quantity="412", rate="0.25", amount="103.00"), [PAGE]),
    (line(quantity="412", rate="0.11"), [PAGE]),
    (line(quantity="412", rate="0.10", amount="41.20"), []),
    (line(rate="0.25"), [PAGE]),
    (line(quantity="100", amount="25"), [PAGE]),
    (line(quantity="100", amount="10"), []),
    (line(amount="25"), [ONE_SUM]),
    (line(quantity="0", amount="25"), [ONE_SUM]),
    (line(amount="0"), []),
    (line(Charge.LARGE_COPIES, "3", "12", "36"), []),
    (line(Charge.LARGE_COPIES, amount="36"), [ONE_SUM]),
    (line(Charge.ATTORNEY, "2", "150", "300"), [ATTORNEY]),
    (line(Charge.ATTORNEY), [ATTORNEY]),
    (line(Charge.DUPLICATION, "2", "18", "36", "clerk"), [CLERICAL_ASKED]),
    (line(Charge.DUPLICATION, "2", "60", "120", "Lieutenant"), [CLERICAL_ASKED, LOWEST]),
    (line(Charge.DUPLICATION, amount="40"), [ONE_SUM]),
    (line(Charge.RESEARCH, "3", "22", "66", "records clerk"), []),
    (line(Charge.RESEARCH, "3", "22", "66"), [ASK_WHAT]),
    (line(Charge.RESEARCH, "3", "80", "240", "Police Chief"), [LOWEST]),
    (line(Charge.RESEARCH, "3", "80", "240", "City Attorney"), [ATTORNEY_ASKED]),
    (line(Charge.RESEARCH, "3", "80", "240", "clerk", "legal review"), [ATTORNEY_ASKED]),
    (line(Charge.RESEARCH, "3", "80", "240", "paralegal"), []),
    (line(Charge.RESEARCH, amount="240", role="clerk"), [ONE_SUM]),
    (line(Charge.OTHER, "1", "25", "25"), [ASK_WHAT]),
    (line(Charge.OTHER, amount="0"), []),
]


@pytest.mark.parametrize(("asked", "expected"), MISSOURI)
def test_missouri(asked: AskedLine, expected: list[tuple[str, str, bool]]) -> None:
    assert flags(asked) == expected


def test_the_most_that_the_pages_may_cost_is_said() -> None:
    found = audit((line(quantity="1412", rate="0.25"),), None, "us-mo")
    assert "1,412 pages come to at most $141.20." in found[0].words


def test_rules_of_other_days_stay_silent() -> None:
    """The text that was read is in force since August 28, 2025; Gross is of June 29, 2021."""
    asked = line(quantity="412", rate="0.25")
    assert flags(asked, on=date(2025, 8, 27)) == []
    assert flags(asked, on=date(2025, 8, 28)) == [PAGE]
    attorneys = line(Charge.ATTORNEY, "2", "150")
    assert flags(attorneys, on=date(2021, 6, 28)) == []
    assert flags(attorneys, on=date(2021, 6, 29)) == [ATTORNEY]


ILLINOIS = [
    (line(quantity="50", rate="0.10"), ["page-rate"]),
    (line(quantity="50", amount="0"), []),
    (line(quantity="60", amount="1.50"), []),
    (line(quantity="60", amount="1.51"), ["page-rate"]),
    (line(rate="0.16"), ["page-rate"]),
    (line(rate="0.15"), ["not-itemized"]),
    (line(amount="12"), ["not-itemized"]),
    (line(Charge.RESEARCH, "2", "20"), [""]),
    (line(Charge.ATTORNEY, "2", "20"), [""]),
    (line(Charge.DUPLICATION, "2", "20"), []),
    (line(Charge.LARGE_COPIES, "2", "20"), []),
]


@pytest.mark.parametrize(("asked", "reasons"), ILLINOIS)
def test_illinois(asked: AskedLine, reasons: list[str]) -> None:
    found = flags(asked, "us-il")
    assert [reason for reason, _, _ in found] == reasons
    assert {citation for _, citation, _ in found} <= {"5 ILCS 140/6"}


def test_kansas_asks_how_the_actual_cost_was_counted() -> None:
    assert flags(line(amount="12"), "us-ks") == [("not-itemized", "K.S.A. 45-219", True)]
    assert flags(line(quantity="12", rate="0.25"), "us-ks") == []
    assert flags(line(amount="12"), "us-ks", on=date(2025, 6, 30)) == []


FEDERAL = [
    (line(quantity="100", rate="0.10"), 1),
    (line(quantity="101", rate="0.10"), 0),
    (line(Charge.RESEARCH, "2", "28"), 1),
    (line(Charge.RESEARCH, "2.5", "28"), 0),
    (line(Charge.ATTORNEY, "9", "41"), 1),
    (line(amount="40"), 0),
]


@pytest.mark.parametrize(("asked", "number"), FEDERAL)
def test_federal(asked: AskedLine, number: int) -> None:
    assert flags(asked, "us-fed") == [("", "6 CFR 5.11", False)] * number


def test_nothing_below_fourteen_dollars_is_charged_by_dhs() -> None:
    whole = [flag.words for flag in audit((), Decimal("13.99"), "us-fed") if not flag.reason]
    assert whole == ["Nothing is charged below $14.00."]
    assert [flag.reason for flag in audit((), Decimal(14), "us-fed")] == ["not-itemized"]


def test_one_sum() -> None:
    found = audit((), Decimal("412.50"), "us-mo")
    assert [(flag.line, flag.reason) for flag in found] == [(None, "not-itemized")]
    assert audit((), None, "us-mo") == ()
    assert audit((), Decimal(0), "us-mo") == ()


def whole(found: tuple[Flag, ...]) -> list[str]:
    return [flag.words for flag in found if flag.line is None]


def test_lines_that_do_not_add_up() -> None:
    clerk = line(Charge.RESEARCH, "2", "20", "40", "clerk")
    assert whole(audit((clerk, clerk), Decimal(80), "us-mo")) == []
    assert whole(audit((clerk, clerk), Decimal("80.01"), "us-mo")) == []
    differs = ["The lines come to $80.00, the whole sum is $95.00."]
    assert whole(audit((clerk, clerk), Decimal(95), "us-mo")) == differs
    assert whole(audit((clerk, clerk), Decimal(70), "us-mo")) != []
    unknown = line(Charge.RESEARCH, "2", "", "", "clerk")
    assert whole(audit((clerk, unknown), Decimal(95), "us-mo")) == []
    assert whole(audit((clerk, unknown), Decimal(30), "us-mo")) != []


def test_a_line_that_does_not_add_up() -> None:
    found = audit((line(Charge.RESEARCH, "2", "20", "45", "clerk"),), None, "us-mo")
    words = "This does not add up: by its own numbers it is $40.00."
    assert found == (Flag(0, "", words, ""),)
    assert flags(line(Charge.RESEARCH, "3", "0.333", "1.00", "clerk")) == []


@pytest.mark.parametrize(
    ("asked", "cap", "warned"),
    [("25", "25", False), ("25.01", "25", True), ("1", "0", True), ("0", "0", False)],
)
def test_the_cap_of_our_letter(asked: str, cap: str, warned: bool) -> None:
    found = [flag.words for flag in over_cap(Decimal(asked), Decimal(cap))]
    assert bool(found) == warned
    assert whole(audit((), Decimal(asked), "us-mo", cap=Decimal(cap)))[1:] == found


def test_the_cap_counts_the_lines_where_no_sum_is_named() -> None:
    clerk = line(Charge.RESEARCH, "2", "20", "40", "clerk")
    said = whole(audit((clerk,), None, "us-mo", cap=Decimal(25)))
    assert said == [
        "$40.00 is more than the $25.00 that our letter names: it asks to be told first."
    ]
    assert whole(audit((clerk,), None, "us-mo", cap=None)) == []


def test_sums() -> None:
    assert sum_of(()) is None
    assert sum_of((line(amount="3"), line(quantity="3", rate="0.335"))) == Decimal("4.00")
    assert sum_of((line(amount="3"), line(quantity="3"))) is None


def test_page_limits() -> None:
    assert page_limit("us-mo") == Decimal("0.10")
    assert page_limit("us-mo", date(2020, 1, 1)) is None
    assert page_limit("us-il") == Decimal("0.15")
    assert page_limit("us-ks") is None


_number = st.none() | st.decimals(0, 10_000, places=2)
_lines = st.lists(
    st.builds(AskedLine, st.text(), st.sampled_from(Charge), _number, _number, _number, st.text()),
    max_size=9,
)


@given(_lines, _number, st.sampled_from(known_laws()))
def test_every_flag_is_cited_or_is_arithmetic(
    lines: list[AskedLine], total: Decimal | None, law_code: str
) -> None:
    """Each cites a verified provision about fees of that law, and names a reason of the letter."""
    verified = {
        one.basis.citation
        for one in law(law_code).all_provisions
        if one.topic == "fee" and one.basis.confidence is not Confidence.UNVERIFIED
    }
    for flag in audit(lines, total, law_code, cap=Decimal(25)):
        assert flag.line is None or 0 <= flag.line < len(lines)
        assert flag.reason == "" or FeeReason(flag.reason)
        assert flag.citation in verified if flag.citation else not flag.reason
