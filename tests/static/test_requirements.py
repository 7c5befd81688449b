"""The pinned packages: exact, complete, and each one ours to explain."""

from __future__ import annotations

import ast
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
RUNTIME, DEV = ROOT / "requirements.txt", ROOT / "requirements-dev.txt"
MARK = "# Needed by the packages above."
OURS = {"records_app", "tests", "bench", "rxconfig"}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def pins(text: str) -> list[Requirement]:
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-r ")]


def chosen(path: Path) -> set[str]:
    """Packages of the hand-written first part."""
    head = path.read_text(encoding="utf-8").split(MARK)[0]
    return {canonical(pin.name) for pin in pins(head)}


def imported_by(*folders: str) -> dict[str, str]:
    """Third-party top-level module -> one file that imports it."""
    found: dict[str, str] = {}
    neighbors: set[str] = set()  # test modules import what lies beside them
    for folder in folders:
        start = ROOT / folder
        for path in [start] if start.is_file() else start.rglob("*.py"):
            neighbors.add(path.stem)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names: list[str] = []
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom) and not node.level:
                    names = [node.module or ""]
                for name in names:
                    found.setdefault(name.split(".")[0], str(path.relative_to(ROOT)))
    return {
        module: where
        for module, where in found.items()
        if module not in sys.stdlib_module_names | OURS | neighbors
    }


def unexplained(modules: dict[str, str], explained: set[str]) -> dict[str, str]:
    """Imports whose package none of the chosen packages is."""
    packages = packages_distributions()
    return {
        module: where
        for module, where in modules.items()
        if not {canonical(name) for name in packages.get(module, [])} & explained
    }


@pytest.mark.parametrize("path", [RUNTIME, DEV], ids=lambda path: path.name)
def test_every_pin_is_exact_and_there_once(path: Path) -> None:
    found = pins(path.read_text(encoding="utf-8"))
    names = [canonical(pin.name) for pin in found]
    assert len(names) == len(set(names))
    assert [str(pin) for pin in found if not re.fullmatch(r"==[\w.]+", str(pin.specifier))] == []


def test_every_chosen_runtime_package_says_what_it_is_for() -> None:
    head = RUNTIME.read_text(encoding="utf-8").split(MARK)[0]
    lines = [line for line in head.splitlines() if "==" in line]
    assert [line for line in lines if "  #" not in line] == []


def test_the_product_imports_only_chosen_packages() -> None:
    # Reflex is one framework in several packages; a page may import from its parts.
    modules = imported_by("records_app", "rxconfig.py")
    parts = {module for module in modules if module.startswith("reflex_")}
    rest = {module: where for module, where in modules.items() if module not in parts}
    assert unexplained(rest, chosen(RUNTIME)) == {}


def test_the_tests_import_only_chosen_packages() -> None:
    modules = imported_by("tests", "bench", "scripts")
    parts = {module for module in modules if module.startswith("reflex_")}
    rest = {module: where for module, where in modules.items() if module not in parts}
    # They come with Reflex: one reads requirement lines, one speaks to its socket.
    pinned_tools = {"packaging", "simple-websocket"}
    assert unexplained(rest, chosen(RUNTIME) | chosen(DEV) | pinned_tools) == {}


def test_a_package_pinned_in_both_files_has_one_version() -> None:
    runtime, dev = (
        {canonical(pin.name): str(pin.specifier) for pin in pins(path.read_text(encoding="utf-8"))}
        for path in (RUNTIME, DEV)
    )
    both = runtime.keys() & dev.keys()
    assert {name: (runtime[name], dev[name]) for name in both if runtime[name] != dev[name]} == {}
