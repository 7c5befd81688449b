"""Starting as people start it: one address, one link, and plain words when it cannot."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.e2e.running import (
    READY,
    ROOT,
    START_LIMIT_SECONDS,
    RunningApp,
    environment_for,
    running_app,
)
from tests.ports import free_port


def try_to_start(data_dir: Path, port: int, **extra: str) -> subprocess.CompletedProcess[str]:
    """Start the app where it is expected to refuse."""
    return subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "serve.py")],
        cwd=ROOT,
        env={**environment_for(data_dir, port), **extra},
        capture_output=True,
        text=True,
        timeout=START_LIMIT_SECONDS,
        check=False,
    )


def test_a_busy_port_is_said_in_one_sentence(app: RunningApp, tmp_path: Path) -> None:
    port = int(app.url.rsplit(":", 1)[1])
    refused = try_to_start(tmp_path, port)
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert refused.stderr.startswith(f"Port {port} on 127.0.0.1 cannot be used")
    assert refused.stderr.count("\n") == 1


def test_a_wrong_setting_is_named(tmp_path: Path) -> None:
    refused = try_to_start(tmp_path, free_port(), RECORDS_SESSION_DAYS="forever")
    assert refused.returncode == 1
    assert "RECORDS_SESSION_DAYS is 'forever'" in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_the_first_start_prints_a_link_and_both_print_one_address(tmp_path: Path) -> None:
    with running_app(tmp_path / "data") as first:
        assert first.admin_link.startswith(f"{first.url}/")
        assert len(READY.findall(first.log)) == 1
    assert first.process.returncode == 0
    with running_app(tmp_path / "data") as second:
        assert len(READY.findall(second.log)) == 1
    assert second.process.returncode == 0


def test_the_built_pages_hold_no_address(app: RunningApp) -> None:
    built = ROOT / ".web" / "build" / "client"
    scripts = list(built.rglob("*.js"))
    assert scripts, app.url
    fixed = re.compile(r"(localhost|127\.0\.0\.1):\d+")
    assert [path.name for path in scripts if fixed.search(path.read_text(encoding="utf-8"))] == []
