from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def test_json_has_the_fixed_shape(run):
    code, out, err = run("us-mo", "2026-11-24", "--closed", "2026-11-27", "--json")
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert list(answer) == [
        "law", "clock", "start", "due", "safe", "citation", "rule", "calendar", "steps",
    ]  # fmt: skip
    assert (answer["law"], answer["clock"], answer["start"]) == ("us-mo", "response", "2026-11-24")
    assert (answer["due"], answer["safe"]) == ("2026-11-30", "2026-12-01")
    assert answer["citation"] == "§ 610.023.3, RSMo"
    assert all(list(step) == ["on", "counts", "why"] for step in answer["steps"])
    assert [step["on"] for step in answer["steps"] if step["counts"]] == [
        "2026-11-25",
        "2026-11-27",
        "2026-11-30",
    ]


def test_people_read_the_two_dates_and_every_day(run):
    code, out, _ = run("us-mo", "2026-07-01")
    assert code == 0
    assert out.splitlines()[:2] == ["Due:  Mon, Jul 6, 2026", "Safe: Tue, Jul 7, 2026"]
    assert "    Sat Jul 4: not counted, weekend" in out
    assert "  * Mon Jul 6: day 3, an answer is due by the end of this day" in out
    assert "Two dates, because on Fri Jul 3 the State keeps Independence Day" in out
    assert out.endswith("Computed, not legal advice.\n")


@pytest.mark.parametrize(
    ("arguments", "due", "safe"),
    [
        (["2026-10-16"], "2026-10-21", "2026-10-21"),
        (["2026-10-16", "--clock", "response"], "2026-10-21", "2026-10-21"),
        (["2026-10-16", "--time", "17:00"], "2026-10-21", "2026-10-21"),
        (["2026-10-16", "--time", "21:00"], "2026-10-21", "2026-10-22"),
        (["2026-11-25", "--closed", "2026-11-27"], "2026-12-01", "2026-12-02"),
        (
            ["2026-11-25", "--closed", "2026-11-27", "--closed", "2026-11-30"],
            "2026-12-01",
            "2026-12-03",
        ),
        (["2026-02-10", "--open", "2026-02-12"], "2026-02-13", "2026-02-17"),
        (
            ["2026-02-10", "--open", "2026-02-12", "--open", "2026-02-16"],
            "2026-02-13",
            "2026-02-17",
        ),
    ],
)
def test_options(run, arguments, due, safe):
    code, out, _ = run("us-mo", *arguments, "--json")
    answer = json.loads(out)
    assert (code, answer["due"], answer["safe"]) == (0, due, safe)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "LAW: is missing"),
        (["us-mo"], "START: is missing"),
        (["us-mo", "2026-02-30"], "start: '2026-02-30' is not a date (YYYY-MM-DD)"),
        (["us-mo", "20260203"], "start: '20260203' is not a date (YYYY-MM-DD)"),
        (["us-mo", "２０２６-02-03"], "start: '２０２６-02-03' is not a date (YYYY-MM-DD)"),
        (["us-mo", "2026-W06-2"], "start: '2026-W06-2' is not a date (YYYY-MM-DD)"),
        (["us-mo", "tomorrow\nnow"], "start: 'tomorrow\\nnow' is not a date (YYYY-MM-DD)"),
        (["us-mo", "0001-01-01"], "start: 0001-01-01 is before Sat, Aug 28, 2004"),
        (["us-mo", "0000-01-01"], "start: '0000-01-01' is not a date"),
        (["us-mo", "9999-12-31"], "start: 9999-12-31 is after 2199-12-31"),
        (["us-ca", "2026-02-03"], "law: 'us-ca' is not a law we know (us-fed"),
        (["us-mo", "2026-02-03", "--clock", "x"], "clock: 'x' is not a clock of us-mo (response"),
        (["us-mo", "2026-02-03", "--time", "25:00"], "time: '25:00' is not a time (HH:MM"),
        (["us-mo", "2026-02-03", "--time", "9:00"], "time: '9:00' is not a time (HH:MM"),
        (["us-mo", "2026-02-03", "--time", "09:00+01"], "time: '09:00+01' is not a time"),
        (["us-mo", "2026-02-03", "--closed", "Monday"], "--closed: 'Monday' is not a date"),
        (["us-mo", "2026-02-03", "--open", "2026-13-01"], "--open: '2026-13-01' is not a date"),
        (["us-mo", "2026-02-03", "more"], "Got unexpected extra argument"),
        (["us-mo", "2026-02-03", "--wrong"], "No such option: --wrong"),
        (["--batch", "/no/such/file.csv"], "/no/such/file.csv: cannot be read (No such file"),
        (["--batch", "/"], "/: cannot be read (Is a directory)"),
        (["us-mo", "--batch", "x.csv"], "--batch: goes without any other argument"),
        (["--batch", "x.csv", "--json"], "--batch: goes without any other argument"),
    ],
)
def test_wrong_input_is_one_line_and_exit_code_two(run, arguments, message):
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert err.count("\n") == 1
    assert len(err) < 200


def test_a_long_wrong_value_is_cut(run):
    code, _, err = run("us-mo", "x" * 10_000)
    assert code == 2
    assert len(err) < 120


def test_batch_keeps_the_order_and_goes_on_after_a_bad_line(batch):
    code, rows, err = batch(
        "law,clock,start,time\n"
        "us-mo,response,2026-10-16,\n"
        "us-mo,,2026-10-16,21:00\n"
        "us-ca,response,2026-10-16,\n"
        "us-mo,review,2026-10-16,\n"
        "us-mo,response,2026-02-30,\n"
        "us-mo,response,0001-01-01,\n"
        "us-mo,response,2026-10-16,9pm\n"
        "us-mo,response\n"
        "us-mo,response,2026-10-16,,,\n"
        "\n"
        " us-mo , response , 2026-10-17 , \n"
    )
    assert (code, err) == (0, "")
    assert rows[0] == ["law", "clock", "start", "time", "due", "safe", "error"]
    assert len(rows) == 12
    assert all(len(row) == 7 for row in rows)
    assert rows[1] == ["us-mo", "response", "2026-10-16", "", "2026-10-21", "2026-10-21", ""]
    assert rows[2] == ["us-mo", "", "2026-10-16", "21:00", "2026-10-21", "2026-10-22", ""]
    assert [row[4:6] for row in rows[3:11]] == [["", ""]] * 8
    assert [row[6].split(" ")[0] for row in rows[3:11]] == [
        "law:", "clock:", "start:", "start:", "time:", "line:", "line:", "line:",
    ]  # fmt: skip
    assert rows[8][:2] == ["us-mo", "response"]
    assert rows[11][4:] == ["2026-10-21", "2026-10-22", ""]


def test_batch_without_times(batch):
    assert batch("law,clock,start\nus-mo,,2026-11-25\n")[1] == [
        ["law", "clock", "start", "due", "safe", "error"],
        ["us-mo", "", "2026-11-25", "2026-12-01", "2026-12-01", ""],
    ]


def test_batch_with_columns_in_another_order(batch):
    assert batch("start,law,clock\n2026-11-25,us-mo,\n")[1][1][3:] == [
        "2026-12-01", "2026-12-01", "",
    ]  # fmt: skip


def test_batch_from_a_spreadsheet(batch):
    content = '\ufefflaw,clock,start\r\n"us-mo","response","2026-11-25"\r\n"us-mo","",2026-10-16'
    _, rows, _ = batch(content.encode())
    assert rows[0][0] == "law"
    assert [row[3] for row in rows[1:]] == ["2026-12-01", "2026-10-21"]


def test_a_stray_quotation_mark_spoils_one_line(batch):
    _, rows, _ = batch('law,clock,start\nus-mo,"response,2026-11-25\nus-mo,,2026-10-16\n')
    assert rows[1][5].startswith("line: ")
    assert rows[2][3:] == ["2026-10-21", "2026-10-21", ""]


def test_bytes_that_are_no_text_spoil_one_line(batch):
    code, rows, _ = batch(b"law,clock,start\nus-mo,\xff\xfe,2026-11-25\nus-mo,,2026-10-16\n")
    assert code == 0
    assert rows[1][5].startswith("clock: ")
    assert rows[2][3] == "2026-10-21"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "line 1 has no column law, clock, start"),
        ("law;clock;start\n", "line 1 has no column law, clock, start"),
        ("law,start\n", "line 1 has no column clock"),
        ('"law,clock,start\n', "line 1 has no column law"),
        ("law,clock,start,tiem\n", "line 1 has an unknown column 'tiem'"),
        ("law,clock,start,due\n", "line 1 has an unknown column 'due'"),
        ("law,clock,start,law\n", "line 1 names a column twice"),
    ],
)
def test_batch_refuses_a_wrong_header(batch, content, message):
    code, rows, err = batch(content)
    assert (code, rows) == (2, [])
    assert message in err
    assert err.count("\n") == 1


def test_a_header_alone_gives_a_header(batch):
    code, rows, _ = batch("law,clock,start,time\n")
    assert code == 0
    assert rows == [["law", "clock", "start", "time", "due", "safe", "error"]]


def test_as_a_program_of_its_own():
    def program(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "records_app", *arguments],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip

    done = program("due", "us-mo", "2026-10-16", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["due"] == "2026-10-21"
    wrong = program("due", "us-mo", "2026-02-30")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert wrong.stderr == "start: '2026-02-30' is not a date (YYYY-MM-DD)\n"
    nothing = program()
    assert (nothing.returncode, nothing.stderr) == (2, "Missing command.\n")
