"""A process that has loaded the whole web room and printed ends like any other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

PRINTS = """
import sys
from pathlib import Path
import records_app.web.routes
from records_app.letters.bundle.paper import lines_at_the_bottom
from records_app.letters.compose import compose
from records_app.letters.pdf import render_pdf
from tests.letters.riverbend import facts
letter = render_pdf(compose(facts()))
lines_at_the_bottom([("left", "right", False)], Path(sys.argv[1]))
print(letter.pages, Path(sys.argv[1]).read_bytes()[:5].decode())
"""


def test_what_prints_stays_loaded_to_the_end_and_nobody_crashes(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", PRINTS, str(tmp_path / "lines.pdf")],
        cwd=Path(__file__).parents[2],
        # The loader of glibc tells what it loads and what it unloads.
        env={**os.environ, "LD_DEBUG": "files"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode != -signal.SIGSEGV, "The process crashed at its end."
    assert (ended.returncode, ended.stdout) == (0, "2 %PDF-\n"), ended.stderr[-2000:]
    told = [line for line in ended.stderr.splitlines() if "libpango" in line]
    assert any("calling init" in line for line in told)
    assert [line for line in told if "destroying link map" in line] == []
