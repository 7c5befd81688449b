"""Write docs/rights.md from roles, handlers and routes: `python scripts/rights_page.py`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from records_app.records_app import app  # noqa: E402 - the path comes first
from records_app.web.rights_page import rights_page  # noqa: E402

if __name__ == "__main__":
    page = rights_page(app._registration_context)
    (ROOT / "docs" / "rights.md").write_text(page, encoding="utf-8")
