"""What every file of this repository promises."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE = 300
TEXT_SUFFIXES = {
    *(".css", ".html", ".in", ".j2", ".md", ".py", ".sh", ".toml", ".txt", ".yaml", ".yml"),
    *("", ".cfg", ".ini", ".js", ".json", ".lock", ".mako", ".svg"),
}
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|lorem ipsum", re.IGNORECASE)
MACHINE_PATHS = re.compile(r"(?<![\w.:/])/(work|root|home/\w+|opt/\w+)\b")
REGISTRY_HOSTS = re.compile(
    r"registry\.(npmjs|npmmirror|yarnpkg)|pypi\.org/simple|files\.pythonhosted"
    r"|--(extra-)?index-url|--find-links",
    re.IGNORECASE,
)


def repository_files() -> list[Path]:
    """Tracked files and new ones that git would take."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


FILES = repository_files()
PYTHON = [path for path in FILES if path.suffix == ".py"]
TEXTS = [
    path
    for path in FILES
    if path.suffix in TEXT_SUFFIXES and path.name != "LICENSE" and path != Path(__file__)
]
DOCS = [path for path in FILES if path.suffix == ".md"]


def name_of(path: Path) -> str:
    """A path as the test's name."""
    return str(path.relative_to(ROOT))


def lines_matching(path: Path, pattern: re.Pattern[str]) -> list[str]:
    """``file:line: text`` for each line with a match."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [
        f"{name_of(path)}:{number}: {line.strip()}"
        for number, line in enumerate(lines, 1)
        if pattern.search(line)
    ]


def test_git_lists_the_files() -> None:
    assert ROOT / "pyproject.toml" in FILES
    assert len(PYTHON) > 20


def test_no_python_file_is_long() -> None:
    read = [path for path in PYTHON if "migrations" not in path.parts]
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in read}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}


@pytest.mark.parametrize(
    "pattern",
    [UNFINISHED, MACHINE_PATHS, REGISTRY_HOSTS],
    ids=["marks of unfinished work", "paths of one machine", "registry hosts"],
)
def test_no_file_holds(pattern: re.Pattern[str]) -> None:
    assert [line for path in TEXTS for line in lines_matching(path, pattern)] == []


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_links_in_documents_lead_somewhere(path: Path) -> None:
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
    targets = re.findall(r"\]\(([^)\s]+)\)", text)
    local = [target.split("#")[0] for target in targets if not re.match(r"\w+:|#", target)]
    assert [target for target in local if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", DOCS, ids=name_of)
def test_documents_do_not_shout(path: Path) -> None:
    text = re.sub(r"```.*?```|`[^`]*`|!\[", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert "!" not in text
