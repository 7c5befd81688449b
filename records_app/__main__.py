"""`python -m records_app`. Exit codes: 0 done, 1 the answer is no, 2 the input is wrong."""

from __future__ import annotations

import os
import sys

import typer

from records_app.cli import InputError, app
from records_app.law.errors import LawError

WRONG_INPUT = 2


def main(arguments: list[str] | None = None) -> int:
    """Runs one command and returns its exit code. Wrong input is one line on standard error."""
    try:
        code = app(args=arguments, prog_name="python -m records_app", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        return _wrong(error.format_message())
    except (InputError, LawError) as error:
        return _wrong(str(error))
    except typer.Abort:
        return _wrong("stopped")
    except BrokenPipeError:
        # Whoever read our output has seen enough; the interpreter must not flush to them again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0


def _wrong(message: str) -> int:
    sys.stdout.flush()
    print(" ".join(message.split()), file=sys.stderr)
    return WRONG_INPUT


if __name__ == "__main__":
    sys.exit(main())
