"""Write docs/law.md from the laws' data: `python scripts/law_page.py`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from records_app.law.law_page import law_page  # noqa: E402 - the path comes first

if __name__ == "__main__":
    (ROOT / "docs" / "law.md").write_text(law_page(), encoding="utf-8")
