"""`python -m records_app due` in this process, for the tests of that command."""

from __future__ import annotations

import csv
import io

import pytest

from records_app.__main__ import main


@pytest.fixture
def run(capsys):
    """Runs `python -m records_app due ...` in this process: exit code, output, errors."""

    def running(*arguments: str):
        code = main(["due", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return running


@pytest.fixture
def batch(run, tmp_path):
    def running(content: str | bytes):
        path = tmp_path / "questions.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        code, out, err = run("--batch", str(path))
        return code, list(csv.reader(io.StringIO(out))), err

    return running
