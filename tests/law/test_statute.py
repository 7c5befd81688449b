from __future__ import annotations

from datetime import date
from importlib import resources

import pytest

from records_app.law.errors import LawFileWrong, UnknownClock, UnknownLaw, UnverifiedRule
from records_app.law.rules import Confidence
from records_app.law.statute import known_laws, law, read_law

TEXT = (resources.files("records_app.law") / "us-mo.toml").read_text(encoding="utf-8")


def changed(old: str, new: str) -> str:
    assert old in TEXT
    return TEXT.replace(old, new, 1)


def test_missouri_law_as_data():
    missouri = law("us-mo")
    assert missouri is law("us-mo")
    assert missouri.code in known_laws()
    assert (missouri.name, missouri.number_prefix) == ("Missouri Sunshine Law", "MO")
    rule = missouri.clock("")
    assert rule is missouri.clocks[missouri.default_clock]
    assert (rule.length, rule.unit, rule.starts_at) == (3, "business days", "received")
    assert rule.citation == "§ 610.023.3, RSMo"
    assert rule.basis.effective_from == date(2004, 8, 28)
    assert rule.basis.confidence is Confidence.STATUTE


def test_every_rule_says_where_it_comes_from():
    missouri = law("us-mo")
    rules = [*missouri.clocks.values(), *missouri.calendars.values(), *missouri.exceptions]
    for rule in rules:
        assert rule.basis.verified_on == date(2026, 11, 21)
        assert rule.basis.source
        assert rule.basis.confidence is not Confidence.UNVERIFIED


def test_exceptions_are_numbered_one_to_twenty_nine():
    exceptions = law("us-mo").exceptions
    assert [rule.number for rule in exceptions] == [str(n) for n in range(1, 30)]
    assert len({rule.short for rule in exceptions}) == 29
    assert exceptions[18].citation == "§ 610.021(19), RSMo"


def test_former_numbers_moved_by_one_in_2024():
    former = {rule.number: rule.former_number for rule in law("us-mo").exceptions}
    assert all(former[str(n)] == str(n) for n in range(1, 17))
    assert all(former[str(n)] == str(n - 1) for n in range(18, 27))
    assert [former[n] for n in ("17", "27", "28", "29")] == ["", "", "", ""]


@pytest.mark.parametrize(
    ("cited", "meant"),
    [("14", ["14"]), ("(18)", ["18", "19"]), (" 17 ", ["17", "18"]), ("26", ["26"]), ("30", [])],
)
def test_an_agency_may_cite_the_current_or_the_former_number(cited, meant):
    assert [rule.number for rule in law("us-mo").exceptions_numbered(cited)] == meant


def test_an_unverified_rule_gives_no_date():
    clock = read_law(changed('confidence = "statute"', 'confidence = "unverified"'), "us-mo")
    with pytest.raises(UnverifiedRule, match="clock: 'response' rests on an unverified rule"):
        clock.clock("response")
    place = '(lists of 2025 and 2026)"\nverified_on = 2026-11-21\nconfidence = "'
    calendar = read_law(changed(f"{place}secondary", f"{place}unverified"), "us-mo")
    with pytest.raises(UnverifiedRule):
        calendar.clock("response")


def test_unknown_names():
    with pytest.raises(UnknownLaw, match=r"law: 'mo' is not a law we know \(us-fed, us-il"):
        law("mo")
    with pytest.raises(UnknownClock, match=r"clock: 'x' is not a clock of us-mo \(response, "):
        law("us-mo").clock("x")
    with pytest.raises(UnknownLaw) as caught:
        law("x" * 10_000 + "\n")
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ('name = "Missouri Sunshine Law"', "", "us-mo.name: is missing"),
        ('name = "Missouri Sunshine Law"', 'name = " "', "us-mo.name: is empty"),
        ('name = "Missouri Sunshine Law"', "name = 3", "us-mo.name: 3 is not of type str"),
        ("length = 3", "length = 0", "us-mo.clocks.response.length: 0 is less"),
        ("length = 3", "length = true", "us-mo.clocks.response.length: True is not of type int"),
        ("length = 3", "length = 3\npause = 1", "us-mo.clocks.response: has unknown keys: pause"),
        ('unit = "business days"', 'unit = "weeks"', "us-mo.clocks.response.unit: 'weeks' is not"),
        ('latest = "state"', 'latest = "city"', "us-mo.clocks.response.latest: 'city' is not one"),
        ('default_clock = "response"', 'default_clock = "x"', "us-mo.default_clock: 'x' is not"),
        ('spacing_calendar = "state"', 'spacing_calendar = "x"', "us-mo.spacing_calendar: 'x'"),
        ('code = "us-mo"', 'code = "us-ks"', "us-mo.code: 'us-ks' is not the name of the file"),
        ("[clocks.response]", "[clocks]\nresponse = 1\n[other]", "us-mo.clocks.response: 1 is not"),
        ("verified_on = 2026-11-21", 'verified_on = "x"', "us-mo.clocks.response.verified_on: 'x'"),
        ("published_years = [2025, 2026]", "published_years = [true]", "us-mo.calendars.state.pub"),
        ('weekday = "Monday"', 'weekday = "Moonday"', "us-mo.holidays[2].weekday: 'Moonday'"),
        ("nth = 3", "nth = 5", "us-mo.holidays[2]: month must be 1 to 12 and nth 1 to 4"),
        ("month = 2\nday = 12", "month = 2\nday = 30", "us-mo.holidays[3].day: 30 is not a day"),
        ('kind = "fixed"', 'kind = "easter"', "us-mo.holidays[1].kind: 'easter' is not one of"),
        ('code = "us-mo"', "code = ", "us-mo: is not TOML"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_its_place(old, new, place):
    with pytest.raises(LawFileWrong) as caught:
        read_law(changed(old, new), "us-mo")
    assert str(caught.value).startswith(place)
