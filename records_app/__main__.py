"""`python -m records_app`. Exit codes: 0 done, 1 the answer is no, 2 the input is wrong.

A wrong setting, or a database that is out of reach, is wrong input too: no answer is not "no".
"""

from __future__ import annotations

import os
import sys

import typer
from pydantic import ValidationError

from records_app.cli import InputError, app
from records_app.law.errors import LawError
from records_app.settings import settings_problem
from records_app.store.acting import come_from
from records_app.store.database import OUT_OF_REACH, reach_problem

WRONG_INPUT = 2
_EXPECTED = (
    typer.TyperException,
    typer.Abort,
    InputError,
    LawError,
    ValidationError,
    OSError,
    *OUT_OF_REACH,
)


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and returns its exit code. Wrong input is one line on standard error."""
    come_from("the terminal")
    try:
        code = app(args=arguments, prog_name="python -m records_app", standalone_mode=False)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough; the interpreter must not flush to them again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except _EXPECTED as error:
        return _wrong(_words_for(error))
    return code if isinstance(code, int) else 0


def _words_for(error: Exception) -> str:
    if isinstance(error, typer.TyperException):
        return error.format_message()
    if isinstance(error, typer.Abort):
        return "stopped"
    if isinstance(error, ValidationError):
        return settings_problem(error)
    if isinstance(error, OUT_OF_REACH):
        return reach_problem(error)
    if isinstance(error, OSError) and error.filename:
        return f"{error.filename}: {error.strerror}"
    return str(error)


def _wrong(message: str) -> int:
    sys.stdout.flush()
    print(" ".join(message.split()), file=sys.stderr)
    return WRONG_INPUT


if __name__ == "__main__":
    sys.exit(main())
