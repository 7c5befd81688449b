"""Facts files of letters after the request, through the command as other programs call it."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from examples import EVERY_KIND, content, example, examples

from records_app.__main__ import main
from records_app.letters.facts_file import FactsFileError, read_facts
from records_app.letters.follow_up_kinds import KINDS


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_the_command_writes_every_kind(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, output = tmp_path / "facts.toml", tmp_path / "letter.pdf"
    file.write_text(examples()[kind], "utf-8")
    arguments = ["letter", str(file), "-o", str(output), "--text", "--portal", "300"]
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.startswith(hashlib.sha256(output.read_bytes()).hexdigest() + "\nOpen Records Group")
    assert len(out.splitlines()[-1]) <= 300
    assert "attached letter" in out.splitlines()[-1]


def test_the_manual_has_an_example_of_every_kind() -> None:
    assert set(examples()) == {"request", *KINDS}


def test_the_days_are_counted_from_the_file() -> None:
    request = example("reminder").request
    assert (request.due, request.safe) == (date(2026, 11, 27), date(2026, 11, 30))
    late = example("reminder", dated="2026-12-05", request={"received_at": None, "closed": []})
    assert late.request.safe == date(2026, 11, 27)
    assert example("reminder", request={"received_on": None}).request.days == ()


@pytest.mark.parametrize(
    ("kind", "changes", "said"),
    [
        ("reminder", {"dated": "2026-11-30"}, "request: By our count an answer is late only after"),
        ("reminder", {"law": "us-xx"}, "law: choose from us-fed, us-il, us-ks, us-mo."),
        ("reminder", {"quote": "They wrote."}, "quote: Extra inputs are not permitted."),
        ("reminder", {"period_from": "2026-01-01"}, "period_from: Extra inputs"),
        ("reminder", {"delivery": "pigeon"}, "delivery: "),
        ("reminder", {"request": None}, "request: Field required."),
        ("demand-date", {"reply_on": None}, "reply_on: Write the date of their reply"),
        ("demand-date", {"reply_on": "2026-02-30"}, "reply_on: 2026-02-30 is not a day"),
        ("demand-date", {"reply_on": True}, "reply_on: This is not text."),
        ("narrowing", {"items": [7]}, "items: This is not text."),
        ("narrowing", {"items": []}, "items: Write at least one item."),
        ("fee-objection", {"lines": 7}, "lines: This is not a list of lines."),
        ("fee-objection", {"lines": ["x"]}, "lines: Line 1: this is not a line of a fee."),
        ("fee-waiver", {"fee": -1}, "fee: Write an amount in dollars"),
        ("thanks", {"paragraph": "\u202e"}, "paragraph: Please remove U+202E"),
    ],
)
def test_what_is_wrong_is_said_with_the_name_of_the_key(
    kind: str, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(FactsFileError) as caught:
        read_facts(content(kind, **changes), today=date(2026, 12, 31))
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("kind", ["threat", "", 7, ["reminder"], "../request"])
def test_an_unknown_kind_is_refused_with_the_known_ones(kind: object) -> None:
    with pytest.raises(FactsFileError, match="kind: choose from request, reminder, demand-date, "):
        read_facts({**content("reminder"), "kind": kind}, today=date(2026, 12, 31))


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("dated", "soon", "request.dated: "),
        ("dated", None, "request.dated: Field required."),
        ("sent_on", date(2026, 11, 22), "request: The dates do not fit: the request is dated"),
        ("sent_how", "pigeon", "request.sent_how: "),
        ("subjects", ["cars"], "request.subjects.0: "),
        ("received_how", "a feeling", "request.received_how: "),
        ("received_on", date(1700, 1, 1), "request.received_on: "),
        ("closed", ["Friday"], "request.closed.0: "),
        ("number", "x" * 41, "request: Write at most 40 characters; this is 41."),
        ("nickname", "x", "request.nickname: Extra inputs"),
    ],
)
def test_the_table_of_the_request_is_checked(key: str, value: object, said: str) -> None:
    tables = content("reminder")
    tables["request"] = {
        k: v for k, v in {**tables["request"], key: value}.items() if v is not None
    }
    with pytest.raises(FactsFileError) as caught:
        read_facts(tables, today=date(2026, 12, 31))
    assert str(caught.value).startswith(said)
