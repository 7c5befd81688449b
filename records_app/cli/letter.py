"""`letter FACTS.toml -o OUT.pdf`: a letter from a facts file, without a database."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from records_app.cli.input_error import InputError
from records_app.letters.compose import Letter, compose
from records_app.letters.facts import LetterFacts
from records_app.letters.facts_file import FactsFileError, read_facts_file
from records_app.letters.follow_up import FollowUpFacts
from records_app.letters.pdf import PdfNotPossible, render_pdf
from records_app.letters.portal import PortalTooSmall, portal_text
from records_app.letters.wording import WordingError


def register(app: typer.Typer) -> None:
    """Add the command to the terminal."""
    app.command("letter")(letter)


def letter(
    facts: Annotated[Path, typer.Argument(metavar="FACTS.toml", help="See docs/facts-file.md.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write the letter here as PDF.")
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Print the letter as plain text.")] = False,
    portal: Annotated[
        int | None,
        typer.Option("--portal", min=1, help="Print a text of at most this many characters."),
    ] = None,
) -> None:
    """Write a letter from a facts file; prints the SHA-256 of the PDF."""
    if output is None and not text and portal is None:
        raise InputError("letter: say where the PDF goes with -o, or add --text or --portal.")
    today = datetime.now(ZoneInfo("America/Chicago")).date()
    try:
        read = read_facts_file(facts, today=today)
        composed = compose(read)
        printed = _texts(read, composed, text, portal)  # before the PDF: a refusal writes no file
        if output is not None:
            typer.echo(_write(composed, output))
    except (FactsFileError, WordingError, PdfNotPossible) as error:
        raise InputError(str(error)) from None
    for each in printed:
        typer.echo(each.rstrip("\n"))


def _texts(
    facts: LetterFacts | FollowUpFacts, composed: Letter, text: bool, portal: int | None
) -> list[str]:
    texts = [composed.text] if text else []
    if portal is not None:
        try:
            texts.append(portal_text(facts, portal))
        except PortalTooSmall as error:
            raise InputError(f"--portal: {error}") from None
    return texts


def _write(composed: Letter, output: Path) -> str:
    pdf = render_pdf(composed)
    try:
        output.write_bytes(pdf.content)
    except OSError as error:
        raise InputError(f"{output}: cannot be written ({error.strerror}).") from None
    return pdf.sha256
