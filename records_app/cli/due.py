"""`due`: one deadline from a terminal, or many from a CSV file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from records_app.cli.due_batch import run_batch
from records_app.cli.input_error import InputError
from records_app.cli.read_days import read_date, read_time
from records_app.law.agency_days import AgencyDays
from records_app.law.day_words import full_day
from records_app.law.explanations import Explanation, explain


def register(app: typer.Typer) -> None:
    """Adds the command to the program."""
    app.command("due")(_due)


def _due(
    law: Annotated[str, typer.Argument(metavar="LAW", help="A law, such as us-mo.")] = "",
    start: Annotated[
        str, typer.Argument(metavar="START", help="The day it starts, YYYY-MM-DD.")
    ] = "",
    *,
    clock: Annotated[str, typer.Option(help="Name of the clock. Default: the law's first.")] = "",
    at: Annotated[str, typer.Option("--time", help="Local time of the start, HH:MM.")] = "",
    closed: Annotated[
        list[str] | None, typer.Option(help="A day on which the agency is closed.")
    ] = None,
    opened: Annotated[
        list[str] | None, typer.Option("--open", help="A holiday on which the agency is open.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(help="CSV file with columns law,clock,start[,time]; adds due,safe,error."),
    ] = None,
) -> None:
    """Say when an answer is due, and from which day on it is late, with every day explained.

    START is the day the custodian received the request. With --batch a wrong line gets its error
    in the last column and the rest go on. Computed, not legal advice.
    """
    if batch is not None:
        if law or start or clock or at or closed or opened or as_json:
            raise InputError("--batch: goes without any other argument")
        run_batch(batch)
        return
    if not law or not start:
        raise InputError(f"{'LAW' if not law else 'START'}: is missing")
    agency = AgencyDays(
        closed=tuple((read_date("--closed", day), "") for day in closed or ()),
        open=tuple((read_date("--open", day), "") for day in opened or ()),
    )
    explained = explain(
        law, clock, read_date("start", start), at=read_time("time", at), agency=agency
    )
    typer.echo(as_json_text(explained) if as_json else as_text(explained))


def as_json_text(explained: Explanation) -> str:
    """The fixed JSON shape that other programs read."""
    found = explained.deadline
    answer = {
        "law": found.law,
        "clock": found.clock,
        "start": found.start.isoformat(),
        "due": found.due.isoformat(),
        "safe": found.safe.isoformat(),
        "citation": explained.citation,
        "rule": explained.rule,
        "calendar": explained.calendar,
        "steps": [
            {"on": step.on.isoformat(), "counts": step.counts, "why": step.why}
            for step in explained.steps
        ],
    }
    return json.dumps(answer, ensure_ascii=False, indent=2)


def as_text(explained: Explanation) -> str:
    """The same for people: the two dates, every day, and what they rest on."""
    found = explained.deadline
    lines = [f"Due:  {full_day(found.due)}", f"Safe: {full_day(found.safe)}", ""]
    lines += [f"  {'*' if step.counts else ' '} {step.why}" for step in explained.steps]
    lines += ["", f"{explained.rule} {explained.citation}", f"Calendar: {explained.calendar}"]
    lines += [f"Two dates, because {doubt}." for doubt in explained.doubts]
    lines.append("Computed, not legal advice.")
    return "\n".join(lines)
