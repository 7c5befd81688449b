"""What can be set and typed is written down."""

from __future__ import annotations

import re
from pathlib import Path

from records_app.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def test_every_setting_is_documented_and_no_other() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    rows = set(re.findall(r"^\| `(RECORDS_\w+)` \|", text, re.M))
    assert rows == {f"RECORDS_{name.upper()}" for name in Settings.model_fields}


def test_documented_defaults_are_the_real_ones() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    for name, field in Settings.model_fields.items():
        row = re.search(rf"^\| `RECORDS_{name.upper()}` \| (.*?) \|", text, re.M)
        assert row, name
        shown = f"`{field.default}`" if str(field.default) else "empty"
        assert row.group(1) == shown, name


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z0-9-]+):.*## ", makefile, re.M))
    for document in ("README.md", "CONTRIBUTING.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        named = set(re.findall(r"(?:^|`)make ([a-z0-9-]+)", text, re.M))
        assert named
        assert named <= targets, document
