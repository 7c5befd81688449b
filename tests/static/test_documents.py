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


def _anchors(text: str) -> set[str]:
    """The places that GitHub gives to headings."""
    headings = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


def test_every_link_in_the_documents_leads_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    documents += (ROOT / "letter_templates").rglob("*.md")
    followed = 0
    for document in documents:
        text = document.read_text(encoding="utf-8")
        for address in re.findall(r"\]\(([^)\s]+)\)", text):
            if re.match(r"[a-z]+:", address):
                continue
            path, _, anchor = address.partition("#")
            target = (document.parent / path).resolve() if path else document
            assert target.exists(), f"{document.name}: {address}"
            if anchor:
                assert anchor in _anchors(target.read_text(encoding="utf-8")), address
            followed += 1
    assert followed > 20


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z0-9-]+):.*## ", makefile, re.M))
    for path in (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")):
        named = set(re.findall(r"(?:^ *|`|&& )make ([a-z0-9-]+)", path.read_text("utf-8"), re.M))
        assert named or path.parent.name == "docs"
        assert named <= targets, path.name
