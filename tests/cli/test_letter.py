"""The letter command as other programs call it: files, standard output, exit codes."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from records_app.__main__ import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    """The example of the manual as a file."""
    manual = (ROOT / "docs" / "facts-file.md").read_text("utf-8")
    file = tmp_path / "facts.toml"
    file.write_text(re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)[0], "utf-8")
    return file


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main(["letter", *map(str, arguments)])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_pdf_is_written_and_its_hash_printed(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "letter.pdf"
    code, out, err = run(capsys, facts, "-o", output)
    assert (code, err) == (0, "")
    assert out == hashlib.sha256(output.read_bytes()).hexdigest() + "\n"
    assert output.read_bytes().startswith(b"%PDF-")


def test_a_process_of_its_own_gives_the_same_hash(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, here, _ = run(capsys, facts, "-o", tmp_path / "here.pdf")
    elsewhere = subprocess.run(
        [sys.executable, "-m", "records_app", "letter", facts, "-o", tmp_path / "there.pdf"],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "3", "TZ": "Pacific/Auckland"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert elsewhere.stdout == here


def test_text_and_portal_go_to_standard_output(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, facts, "--text")
    assert code == 0
    assert out.startswith("Open Records Group\n")
    assert "Chapter 610, RSMo" in out

    code, out, _ = run(capsys, facts, "--portal", 470)
    assert code == 0
    assert len(out.rstrip("\n")) <= 470
    assert "attached letter" in out

    code, out, _ = run(capsys, facts, "-o", tmp_path / "x.pdf", "--text")
    assert code == 0
    assert re.match(r"[0-9a-f]{64}\nOpen Records Group\n", out)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fee_cap = 25", 'fee_cap = "ten"', "fee_cap: Write an amount in dollars"),
        ("2025-01-01", '"2026-02-30"', "period_from: 2026-02-30 is not a day on the calendar."),
        ('"training"]', '"cars"]', "subjects: "),
        ("[to]", "[too]", "to: Field required"),
        ("subjects =", "subjects", "is not TOML"),
    ],
)
def test_wrong_facts_end_with_two_and_one_line_naming_the_field(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    facts.write_text(facts.read_text("utf-8").replace(old, new, 1), "utf-8")
    code, out, err = run(capsys, facts, "-o", tmp_path / "letter.pdf")
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1
    assert not (tmp_path / "letter.pdf").exists()


def test_wrong_options_end_with_two(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments, said in (
        ([facts], "-o"),
        ([facts, "--portal", "20", "-o", tmp_path / "no.pdf"], "--portal: The shortest text needs"),
        ([facts, "--portal", "0"], "--portal"),
        ([facts, "--portal", "ten"], "--portal"),
        ([tmp_path / "none.toml", "--text"], "there is no such file"),
        ([facts, "-o", tmp_path / "no" / "folder.pdf"], "cannot be written"),
        ([], "FACTS"),
    ):
        code, out, err = run(capsys, *arguments)
        assert (code, out) == (2, "")
        assert said in err
        assert err.count("\n") == 1
    assert list(tmp_path.glob("*.pdf")) == []
