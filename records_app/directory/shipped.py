"""Opens the CSV files that come with the package, exactly as their sources gave them."""

from __future__ import annotations

import csv
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """Every row of one shipped file, by column name. Raises FileNotFoundError for another name."""
    text = (files("records_app.directory") / "data" / name).read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))
