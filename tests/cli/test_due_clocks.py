"""Every law and every clock from a terminal."""

from __future__ import annotations

import json

import pytest


@pytest.mark.parametrize(
    ("arguments", "due", "safe"),
    [
        (["us-mo", "2026-11-02", "--clock", "fee"], "2027-02-01", "2027-01-29"),
        (["us-mo", "2026-11-02", "--clock", "fee", "--fee", "1000.01"], "2027-04-01", "2027-04-01"),
        (
            ["us-mo", "2025-12-01", "--clock", "fee", "--asked", "2025-08-01"],
            "2026-03-02",
            "2025-12-31",
        ),
        (
            ["us-mo", "2026-07-01", "--clock", "promised", "--promised", "2026-07-04"],
            "2026-07-04",
            "2026-07-06",
        ),
        (["us-mo", "2026-07-04", "--clock", "promised"], "2026-07-04", "2026-07-06"),
        (
            ["us-mo", "2026-10-22", "--clock", "suit", "--violated", "2025-03-10"],
            "2027-03-10",
            "2027-03-10",
        ),
        (
            ["us-fed", "2026-10-05", "--pause", "2026-10-13..2026-10-20:clarification"],
            "2026-11-12",
            "2026-11-12",
        ),
        (["us-mo", "2026-10-16", "--pause", "2026-10-19..2026-10-20"], "2026-10-21", "2026-10-23"),
        (["us-fed", "2026-10-05", "--extension", "10"], "2026-11-18", "2026-11-18"),
        (["us-fed", "2026-10-05", "--clock", "appeal"], "2027-02-17", "2026-12-31"),
        (["us-il", "2026-02-10"], "2026-02-18", "2026-02-19"),
        (["us-ks", "2026-10-16"], "2026-10-21", "2026-10-21"),
    ],
)
def test_every_law_and_what_happened_to_a_clock(run, arguments, due, safe):
    code, out, err = run(*arguments, "--json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert (answer["due"], answer["safe"]) == (due, safe)
    assert [step["on"] for step in answer["steps"] if step["counts"]][-1] == due


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--pause", "2026-10-13"], "--pause: '2026-10-13' is not FIRST..LAST, two dates"),
        (["--pause", "2026-10-13..x"], "--pause: 'x' is not a date (YYYY-MM-DD)"),
        (["--pause", "2026-10-13..2026-10-14:rain"], "--pause: 'rain' is not one of clarification"),
        (["--pause", "2026-10-14..2026-10-13"], "pauses: 2026-10-14 to 2026-10-13 ends before"),
        (["--extension", "11"], "extension: 11 is more than the law allows, 10 working days"),
        (["--extension", "0"], "extension: 0 is not a whole number of days above 0"),
        (["--fee", "-1"], "--fee: '-1' is not an amount in dollars"),
        (["--fee", "1e3"], "--fee: '1e3' is not an amount in dollars"),
        (["--promised", "soon"], "--promised: 'soon' is not a date"),
        (["--violated", "2026-10-04"], "violated_on: 2026-10-04: the clock determination of"),
        (["--asked", "2026-10-06"], "asked_on: 2026-10-06 is after the start"),
    ],
)
def test_wrong_facts_are_one_line_and_exit_code_two(run, arguments, message):
    code, out, err = run("us-fed", "2026-10-05", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert err.count("\n") == 1


def test_a_promise_in_the_past_and_a_clock_before_its_law(run):
    past = run("us-mo", "2026-10-05", "--clock", "promised", "--promised", "2026-10-02")
    assert past == (
        2,
        "",
        "promised_on: 2026-10-02 is before 2026-10-05, the day it was promised\n",
    )
    code, _, err = run("us-ks", "2025-06-30", "--clock", "cost-contact")
    assert code == 2
    assert err.startswith("start: 2025-06-30 is before Tue, Jul 1, 2025, when K.S.A. 45-219(e)")


def test_a_clock_against_us_says_by_when_to_act(run):
    _, out, _ = run("us-mo", "2026-11-02", "--clock", "fee")
    lines = out.splitlines()
    assert lines[:2] == ["Last day: Mon, Feb 1, 2027", "Act by:   Fri, Jan 29, 2027"]
    assert "  * Tue, Nov 3, 2026 to Thu, Jan 28, 2027: days 1 to 87" in lines
    assert "  * Fri, Jan 29, 2027: day 88; pay by this day to be safe" in lines
    assert (
        "    Sun, Jan 31, 2027: not counted, a Sunday at the end does not count (§ 1.040, RSMo)"
        in lines
    )
    assert len(lines) < 20


def test_what_is_not_verified_is_said(run):
    _, out, _ = run("us-il", "2026-02-10")
    assert "Not verified: The Illinois list of State holidays was not read" in out
    assert "the State may keep Lincoln's Birthday" in out


def test_readings_on_request(run):
    _, out, _ = run("us-mo", "2026-07-01", "--readings")
    assert "  Mon, Jul 6, 2026: Holidays of § 9.010. Holidays: Missouri" in out
    answer = json.loads(run("us-mo", "2026-07-01", "--readings", "--json")[1])
    assert [(reading["name"], reading["due"]) for reading in answer["readings"]] == [
        ("Holidays of § 9.010", "2026-07-06"),
        ("State list", "2026-07-07"),
    ]
    assert run("--batch", "x.csv", "--readings")[0] == 2


def test_batch_over_all_laws(batch):
    _, rows, _ = batch(
        "law,clock,start\n"
        "us-mo,suit,2026-10-22\n"
        "us-fed,appeal,2026-10-05\n"
        "us-ks,cost-contact,2025-06-30\n"
        "us-il,review,2026-10-05\n"
    )
    assert [row[3:5] for row in rows[1:]] == [
        ["2027-10-22", "2027-10-22"],
        ["2027-02-17", "2026-12-31"],
        ["", ""],
        ["2026-12-04", "2026-12-04"],
    ]
    assert rows[3][5].startswith("start: 2025-06-30 is before")
