"""The audit of packages says what is wrong, and never takes silence for good news."""

from __future__ import annotations

import sys
from importlib.metadata import Distribution, PathDistribution
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import advisories  # noqa: E402
import audit  # noqa: E402
import hashes  # noqa: E402

OURS = "# ours\nalpha==1.2  # for this\n-r other.txt\n"
PINS = audit.pins_of([OURS, "Beta_Two==3; sys_platform == 'win32'\n"])


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path


def made(place: Path, name: str, version: str, *needs: str, record: str = "") -> Distribution:
    """A package as pip leaves it."""
    folder = place / f"{name}-{version}.dist-info"
    folder.mkdir()
    lines = "".join(f"Requires-Dist: {need}\n" for need in needs)
    (folder / "METADATA").write_text(f"Name: {name}\nVersion: {version}\n{lines}", "utf-8")
    (folder / "RECORD").write_text(record, "utf-8")
    return PathDistribution(folder)


def test_only_pins_of_this_platform_count() -> None:
    assert list(PINS) == ["alpha"]


def test_an_environment_as_pinned_is_well(place: Path) -> None:
    there = [made(place, "Alpha", "1.2"), made(place, "pip", "26.3")]
    assert list(audit.strangers(PINS, there)) == []


@pytest.mark.parametrize(
    ("there", "says"),
    [
        ((("alpha", "1.2"), ("gamma", "7")), "gamma 7 is installed, but no requirements file"),
        ((("alpha", "1.3"),), "alpha 1.3 is installed, but alpha==1.2 is pinned"),
        ((), "alpha==1.2 is pinned, but not installed"),
    ],
)
def test_what_is_not_as_pinned_is_named(
    place: Path, there: tuple[tuple[str, str], ...], says: str
) -> None:
    (sentence,) = audit.strangers(PINS, [made(place, *one) for one in there])
    assert sentence.startswith(says)


def test_a_package_older_than_another_asks_for(place: Path) -> None:
    needs = ("beta>=2", "beta>=9; extra == 'more'", "not-there>=1")
    there = [made(place, "alpha", "1.2", *needs), made(place, "beta", "1.9")]
    assert list(audit.unmet(there)) == ["alpha 1.2 needs beta>=2, but 1.9 is installed."]


def test_a_file_that_was_changed_or_is_gone(place: Path) -> None:
    (place / "alpha.py").write_text("good = True\n", "utf-8")
    (place / "beta.py").write_text("good = True\n", "utf-8")
    right = "sha256=OP-oTh6ad7MSkk7vez7yOVhd8b9oMIWMlqD8hC-JF-w"
    record = "".join(f"{name}.py,{right},12\n" for name in ("alpha", "beta", "gone"))
    package = made(place, "alpha", "1.2", record=record + "RECORD,,\n")
    found = list(audit.changed_files([package]))
    assert found == ["alpha 1.2: gone.py is gone. Install it again."]
    (place / "beta.py").write_text("good = None\n", "utf-8")
    assert "alpha 1.2: beta.py was changed after it was installed." in list(
        audit.changed_files([package])
    )


def test_a_version_that_was_taken_back() -> None:
    good = {"metadata": {"name": "alpha", "version": "1.2"}, "is_yanked": False}
    bad = {**good, "is_yanked": True, "yanked_reason": "breaks everything"}
    assert advisories.taken_back({"install": [good]}) == []
    (sentence,) = advisories.taken_back({"install": [good, bad]})
    assert sentence == "alpha 1.2 was taken back by its makers: breaks everything."


def reported(**files: str) -> dict[str, Any]:
    """pip's report of these files and their SHA-256."""
    return {
        "install": [
            {
                "download_info": {
                    "url": f"https://index.example/a/{name.replace('_', '-')}.whl",
                    "archive_info": {"hashes": {"sha256": sha256}},
                }
            }
            for name, sha256 in files.items()
        ]
    }


def test_a_file_that_is_another_than_the_pinned_one() -> None:
    pinned = hashes.kept("aa  alpha-1.2-any.whl\nbb  beta-3-any.whl\n")
    same = reported(**{"alpha-1.2-any": "aa", "beta-3-any": "bb"})
    assert hashes.compared(same, pinned) == ([], [])
    (wrong,), unknown = hashes.compared(reported(**{"alpha-1.2-any": "cc"}), pinned)
    assert wrong == "alpha-1.2-any.whl is not the file that was pinned: its SHA-256 is cc."
    assert unknown == []
    none, (sentence,) = hashes.compared(reported(**{"alpha-1.2-arm": "dd"}), pinned)
    assert (none, sentence.split(".whl")[1]) == ([], ". Type: make pins")


def test_lines_of_other_platforms_stay_until_their_version_goes() -> None:
    pinned = hashes.kept("aa  alpha-1.2-arm.whl\nbb  alpha-1.1-any.whl\n")
    text = hashes.renewed(reported(**{"alpha-1.2-any": "cc"}), pinned)
    assert text == "cc  alpha-1.2-any.whl\naa  alpha-1.2-arm.whl\n"


def test_every_pin_has_a_line() -> None:
    texts = [(ROOT / name).read_text("utf-8") for name in audit.FILES]
    pins = {(name, str(pin.specifier)[2:]) for name, pin in audit.pins_of(texts).items()}
    lines = hashes.kept((ROOT / "requirements.sha256").read_text("utf-8"))
    assert pins - {hashes.name_and_version(name) for name in lines} == set()
    assert {len(sha256) for sha256 in lines.values()} == {64}


def answers_to(found: dict[str, Any] | None) -> advisories.Answers:
    answers = advisories.Answers()
    advisories.known_weak(found, answers)
    return answers


def test_a_known_weakness_is_wrong() -> None:
    weak = {"id": "PYSEC-2026-1", "fix_versions": ["1.3"]}
    found = {"dependencies": [{"name": "alpha", "version": "1.2", "vulns": [weak]}]}
    (sentence,) = answers_to(found).wrong
    assert sentence == "alpha 1.2 is known to be weak: PYSEC-2026-1; fixed in 1.3."


@pytest.mark.parametrize(
    "found", [None, {"dependencies": [{"name": "alpha", "skip_reason": "not found"}]}]
)
def test_silence_is_no_good_news(found: dict[str, Any] | None) -> None:
    answers = answers_to(found)
    assert (answers.wrong, len(answers.unanswered)) == ([], 1)


def test_a_package_that_could_not_be_looked_up_is_named() -> None:
    known = {"name": "alpha", "version": "1.2", "vulns": []}
    answers = answers_to({"dependencies": [known, {"name": "beta", "skip_reason": "not found"}]})
    assert answers.unanswered == ["PyPI knows no advisories page for 1: beta."]
