from __future__ import annotations

from datetime import date
from importlib import resources

import pytest

from records_app.law.errors import LawFileWrong, UnknownClock, UnknownLaw, UnverifiedRule
from records_app.law.open_questions import open_questions
from records_app.law.rules import Confidence, Topic
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


@pytest.mark.parametrize("code", known_laws())
def test_every_rule_says_where_it_comes_from(code):
    found = law(code)
    rules = [*found.clocks.values(), *found.calendars.values()]
    rules += [*found.exceptions, *found.all_provisions]
    rules += [rule.before for rule in found.clocks.values() if rule.before]
    for rule in rules:
        assert rule.basis.verified_on == date(2026, 11, 21)
        assert rule.basis.source
        assert rule.basis.citation
    for rule in found.clocks.values():
        assert rule.basis.confidence is not Confidence.UNVERIFIED
        assert rule.rule.endswith(".")
        assert rule.missed.endswith(".")


def test_each_law_has_fees_remedies_delivery_and_exceptions():
    for code in known_laws():
        found = law(code)
        for topic in (Topic.FEE, Topic.REMEDY, Topic.DELIVERY):
            assert found.provisions(topic, date(2026, 11, 21)), (code, topic)
        assert found.exceptions_numbered(found.exceptions[0].number)


def test_a_rule_that_exists_twice_is_taken_from_its_day():
    def payment(on):
        rules = law("us-mo").provisions(Topic.FEE, on)
        return [rule.text for rule in rules if rule.name == "payment first"]

    assert payment(date(2025, 8, 27)) == [
        "Payment of fees may be requested prior to the making of copies."
    ]
    assert payment(date(2025, 8, 28)) == [
        "Payment of fees may be requested prior to fulfilling the request."
    ]
    assert payment(date(2004, 8, 27)) == []
    clock = law("us-mo").clock("fee")
    assert clock.on(date(2025, 8, 27)) is clock.before
    assert clock.on(date(2025, 8, 28)) is clock


def test_unverified_rules_stay_on_the_list_of_open_questions():
    today = date(2026, 11, 21)
    questions = open_questions()
    assert {question.law for question in questions} == set(known_laws())
    listed = {(question.law, question.title) for question in questions}
    for code in known_laws():
        found = law(code)
        for provision in found.all_provisions:
            unread = provision.basis.confidence is Confidence.UNVERIFIED
            assert unread == ((code, provision.name) in listed)
            assert not (unread and provision in found.provisions(provision.topic, today))
        for rule in found.exceptions:
            if rule.confidence is Confidence.UNVERIFIED:
                assert (code, rule.number) in listed
                assert rule not in found.exceptions_numbered(rule.number)
    assert ("us-ks", "10") in listed
    assert ("us-il", "cautious") in listed
    assert open_questions("us-mo") == tuple(q for q in questions if q.law == "us-mo")


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
    [
        ("14", ["14"]),
        ("(18)", ["18", "19"]),
        (" 17 ", ["17", "18"]),
        ("26", ["26"]),
        ("30", []),
        ("", []),
        ("§ 610.021(14)", ["14"]),
        ("610.021(18), RSMo", ["18", "19"]),
    ],
)
def test_an_agency_may_cite_the_current_or_the_former_number(cited, meant):
    assert [rule.number for rule in law("us-mo").exceptions_numbered(cited)] == meant


@pytest.mark.parametrize(
    ("code", "cited", "meant"),
    [
        ("us-fed", "(b)(6)", "(6)"),
        ("us-fed", "b6", "(6)"),
        ("us-fed", "6", "(6)"),
        ("us-ks", "K.S.A. 45-221(a)(4)", "4"),
        ("us-ks", "(a)(4)", "4"),
        ("us-il", "5 ILCS 140/7(1)(c)", "7(1)(c)"),
        ("us-il", "7(1)(C)", "7(1)(c)"),
    ],
)
def test_exceptions_of_the_other_laws(code, cited, meant):
    assert [rule.number for rule in law(code).exceptions_numbered(cited)] == [meant]


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
        ('then = ["suit"]', 'then = ["x"]', "us-mo.clocks.response.then: 'x' is not one of its"),
        ('then = ["suit"]', "then = [1]", "us-mo.clocks.response.then: [1] are not all texts"),
        ('outer = { length = 2,', 'outer = { length = 0,', "us-mo.clocks.suit.outer.length: 0 is"),
        ("until = 2026-01-01", "until = 3", "us-mo.clocks.fee.before.until: 3 is not of type date"),
        (
            "effective_until = 2025-08-27",
            "effective_until = 2003-08-27",
            "us-mo.clocks.fee.before.effective_until: 2003-08-27 is before effective_from",
        ),
        ('side = "us"', 'side = "we"', "us-mo.clocks.fee.side: 'we' is not one of them, us"),
        ("from_year = 2022", "days_after = 7", "us-mo.holidays[7].days_after: 7 is not 0 to 6"),
        ("from_year = 2022", 'only_on = ["x"]', "us-mo.holidays[7].only_on: 'x' is not one of"),
        ('topic = "fee"', 'topic = "fees"', "us-mo.provisions[1].topic: 'fees' is not one of"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_with_its_place(old, new, place):
    with pytest.raises(LawFileWrong) as caught:
        read_law(changed(old, new), "us-mo")
    assert str(caught.value).startswith(place)
