"""Opening a database that is not there yet."""

from __future__ import annotations

import stat
from pathlib import Path

from records_app.store.database import open_store


def test_a_new_folder_is_closed_to_everybody_else(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    store = open_store(f"sqlite:///{folder / 'records.sqlite3'}")
    assert store.is_up()
    store.close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
