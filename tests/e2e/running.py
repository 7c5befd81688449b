"""Start the built app as people start it, on a free port with a data folder of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
START_LIMIT_SECONDS = 600  # the first start builds the pages
STOP_LIMIT_SECONDS = 120
"""Both end a hang and nothing else: how long it takes is the machine's affair."""
READY = re.compile(r"^Sunshine Desk is ready: (\S+)", re.MULTILINE)


@dataclass(frozen=True)
class RunningApp:
    """A served app: its address, the one-time link of its first start, its data and its log."""

    url: str
    admin_link: str
    data_dir: Path
    log_file: Path
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        """Everything the app has printed so far."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")


def environment_for(data_dir: Path, port: int) -> dict[str, str]:
    """This environment without anybody's own settings, plus the given ones."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("RECORDS_")}
    return {
        **kept,
        "RECORDS_PORT": str(port),
        "RECORDS_DATA_DIR": str(data_dir),
        "PYTHONUNBUFFERED": "1",
    }


def wait_for_address(process: subprocess.Popen[bytes], log_file: Path) -> str:
    """Return the address the app prints when it answers; fail with its log when it does not."""
    deadline = time.monotonic() + START_LIMIT_SECONDS
    while time.monotonic() < deadline:
        said = log_file.read_text(encoding="utf-8", errors="replace")
        if ready := READY.search(said):
            return ready.group(1)
        if process.poll() is not None:
            raise AssertionError(f"The app did not start:\n{said}")
        time.sleep(0.05)
    raise AssertionError(f"The app was not ready in {START_LIMIT_SECONDS} seconds:\n{said}")


def stop(process: subprocess.Popen[bytes]) -> int:
    """Stop the app as Ctrl-C does and return its exit code."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        return process.wait(timeout=STOP_LIMIT_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        raise AssertionError(
            f"The app did not stop within {STOP_LIMIT_SECONDS} seconds of Ctrl-C."
        ) from None


@contextmanager
def running_app(
    data_dir: Path, *arguments: str, extra: dict[str, str] | None = None
) -> Iterator[RunningApp]:
    """Serve the app until the block ends. ``arguments`` go to scripts/serve.py (``--demo``)."""
    data_dir.mkdir(parents=True, exist_ok=True)
    log_file = data_dir.parent / f"{data_dir.name}.log"
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "scripts" / "serve.py"), *arguments],
            cwd=ROOT,
            env={**environment_for(data_dir, free_port()), **(extra or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            url = wait_for_address(process, log_file)
            said = log_file.read_text(encoding="utf-8", errors="replace")
            links = re.findall(rf"{re.escape(url)}/\S+", said)
            yield RunningApp(url, links[0] if links else "", data_dir, log_file, process)
        finally:
            stop(process)
