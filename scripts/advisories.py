"""Ask what others know of the pinned packages: taken back by their makers, or known to be weak.

Names and versions of packages leave the machine, nothing else. Each of the three that are asked
may be out of reach; what did not answer is said, and never taken for good news.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hashes import KEPT, compared, kept, report_of_index
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PIP_AUDIT = "pip-audit==2.10.1"
ENVIRONMENT = ROOT / "build" / "audit"
SECONDS = 900
_MUCH = 5


@dataclass
class Answers:
    """One sentence for each thing that is wrong, and for each that could not be asked."""

    wrong: list[str] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)


def ask(pins: Mapping[str, Requirement]) -> Answers:
    """Ask the package index, the advisories of PyPI, and those of npm."""
    answers = Answers()
    _index(answers)
    _pypi(pins, answers)
    _npm(answers)
    return answers


def _index(answers: Answers) -> None:
    report = report_of_index()
    if report is None:
        answers.unanswered.append("The package index does not answer.")
        return
    wrong, unknown = compared(report, kept(KEPT.read_text("utf-8")))
    answers.wrong += [*taken_back(report), *wrong]
    answers.unanswered += unknown


def taken_back(report: Mapping[str, Any]) -> list[str]:
    """The versions that pip's report calls yanked."""
    return [
        f"{one['metadata']['name']} {one['metadata']['version']} was taken back by its makers: "
        f"{one.get('yanked_reason') or 'no reason given'}."
        for one in report.get("install", ())
        if one.get("is_yanked")
    ]


def _pypi(pins: Mapping[str, Requirement], answers: Answers) -> None:
    program = ENVIRONMENT / "bin" / "pip-audit"
    if not program.exists():
        _run(sys.executable, "-m", "venv", str(ENVIRONMENT))
        _run(str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--quiet", PIP_AUDIT)
    listed = ENVIRONMENT / "pinned.txt"
    if program.exists():
        listed.write_text("".join(f"{pin.name}{pin.specifier}\n" for pin in pins.values()), "utf-8")
    found = _json(
        *(str(program), "--no-deps", "--disable-pip", "--progress-spinner", "off"),
        *("--format", "json", "--requirement", str(listed)),
    )
    known_weak(found, answers)


def known_weak(found: Mapping[str, Any] | None, answers: Answers) -> None:
    """Read what pip-audit found. A package it skipped was not looked up."""
    looked_up = (found or {}).get("dependencies", ())
    skipped = sorted(one["name"] for one in looked_up if one.get("skip_reason"))
    if found is None or len(skipped) == len(looked_up):
        answers.unanswered.append("The advisories of PyPI do not answer from here.")
        return
    if skipped:
        some = ", ".join(skipped[:_MUCH])
        answers.unanswered.append(f"PyPI knows no advisories page for {len(skipped)}: {some}.")
    for one in looked_up:
        for weak in one.get("vulns", ()):
            fixed = ", ".join(weak.get("fix_versions") or ()) or "no version yet"
            answers.wrong.append(
                f"{one['name']} {one['version']} is known to be weak: {weak['id']}; "
                f"fixed in {fixed}."
            )


def _npm(answers: Answers) -> None:
    lock = ROOT / "reflex.lock" / "bun.lock"
    bun = Path(sys.executable).with_name("bun")
    done = _run(str(bun), "audit", "--json", cwd=lock.parent)
    try:
        found = json.loads(done.stdout) if done else None
    except ValueError:
        found = None
    if not isinstance(found, dict):
        answers.unanswered.append("The advisories of npm do not answer from here.")
        return
    for name, advisories in found.items():
        answers.wrong += [f"{name} is known to be weak: {one.get('title')}." for one in advisories]


def _json(*command: str) -> dict[str, Any] | None:
    done = _run(*command)
    try:
        found = json.loads(done.stdout) if done else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _run(*command: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str] | None:
    arguments: Sequence[str] = command
    try:
        return subprocess.run(  # noqa: S603 - our own commands
            arguments, cwd=cwd, capture_output=True, text=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
