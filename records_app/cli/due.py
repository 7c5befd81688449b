"""`due`: one deadline from a terminal, or many from a CSV file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from records_app.cli.due_batch import run_batch
from records_app.cli.due_text import as_text
from records_app.cli.input_error import InputError
from records_app.cli.read_days import read_date, read_money, read_pause, read_time
from records_app.law.agency_days import AgencyDays
from records_app.law.course import PLAIN_COURSE, Course
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
    pause: Annotated[
        list[str] | None,
        typer.Option(help="Days that do not count: FIRST..LAST or FIRST..LAST:clarification."),
    ] = None,
    extension: Annotated[int | None, typer.Option(help="Days of extension they took.")] = None,
    promised: Annotated[str, typer.Option(help="The day they promised.")] = "",
    fee: Annotated[str, typer.Option(help="The fee asked, in dollars.")] = "",
    violated: Annotated[str, typer.Option(help="The day of the violation.")] = "",
    asked: Annotated[str, typer.Option(help="The day of the request itself.")] = "",
    readings: Annotated[bool, typer.Option(help="Show every reading of the law.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(help="CSV file with columns law,clock,start[,time]; adds due,safe,error."),
    ] = None,
) -> None:
    """Say when an answer is due, and from which day on it is late, with every day explained.

    START is the day the clock starts: for an answer, the day the custodian received the request.
    Where a clock runs against us, "due" is the last day and "safe" the day to act by. With --batch
    a wrong line gets its error in the last column and the rest go on. Computed, not legal advice.
    """
    facts = (extension, promised, fee, violated, asked, pause)
    if batch is not None:
        if law or start or clock or at or closed or opened or readings or as_json or any(facts):
            raise InputError("--batch: goes without any other argument")
        run_batch(batch)
        return
    if not law or not start:
        raise InputError(f"{'LAW' if not law else 'START'}: is missing")
    agency = AgencyDays(
        closed=tuple((read_date("--closed", day), "") for day in closed or ()),
        open=tuple((read_date("--open", day), "") for day in opened or ()),
    )
    course = Course(
        pauses=tuple(read_pause("--pause", text) for text in pause or ()),
        extension=extension,
        promised_on=read_date("--promised", promised) if promised else None,
        fee=read_money("--fee", fee) if fee else None,
        violated_on=read_date("--violated", violated) if violated else None,
        asked_on=read_date("--asked", asked) if asked else None,
    )
    explained = explain(
        law,
        clock,
        read_date("start", start),
        at=read_time("time", at),
        agency=agency,
        course=PLAIN_COURSE if course == PLAIN_COURSE else course,
    )
    as_words = as_json_text if as_json else as_text
    typer.echo(as_words(explained, readings=readings))


def as_json_text(explained: Explanation, *, readings: bool = False) -> str:
    """The fixed JSON shape that other programs read; readings are added only when asked for."""
    found = explained.deadline
    answer: dict[str, object] = {
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
    if readings:
        answer["readings"] = [
            {"name": reading.name, "due": reading.due.isoformat(), "why": reading.why}
            for reading in explained.readings
        ]
    return json.dumps(answer, ensure_ascii=False, indent=2)
