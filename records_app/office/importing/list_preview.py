"""The page before an import is done: the first rows as they become, and what is in the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from records_app.casework.standing import Stage
from records_app.casework.subjects import Subject
from records_app.casework.urgency import label_on, urgency_of
from records_app.law.calendars import third_open_day_from
from records_app.law.day_words import full_day
from records_app.office.agency_words import day_words
from records_app.office.desk_words import look_of
from records_app.office.importing.agency_names import name_key
from records_app.office.importing.columns import headings
from records_app.office.importing.list_views import (
    BecomingLine,
    ErrorLine,
    ListHead,
    PreviewView,
)
from records_app.office.importing.numbers import series_of
from records_app.office.importing.preparing import Becoming, Prepared, Task
from records_app.office.importing.rows import RowError
from records_app.office.missouri_time import missouri_day
from records_app.store.tables_files import ImportRun

MOST_LINES = 50
_MOST_ERRORS = 200


def preview_of(
    head: ListHead, task: Task, prepared: Prepared, before: tuple[ImportRun, str] | None
) -> PreviewView:
    """Everything the person must see before it is done. ``before``: the file was here already."""
    plan = task.plan
    wrong = prepared.wrong_lines
    good = [row for row in prepared.rows if row.facts.line not in wrong]
    known = _known_file(before)
    is_free = not wrong or plan.leave_out
    ready = len(good) if is_free and (plan.anyway or not known) else 0
    errors, twins = prepared.errors, prepared.twins
    return PreviewView(
        head=head,
        counts=tuple(_counts(prepared, good)),
        lines=tuple(_line(row, task) for row in good[:MOST_LINES]),
        more=_more(len(good) - MOST_LINES, "row is", "rows are", "not shown here"),
        errors=tuple(_error(error) for error in errors[:_MOST_ERRORS]),
        more_errors=_more(len(errors) - _MOST_ERRORS, "error", "errors", "more"),
        twins=tuple(_error(error) for error in twins[:_MOST_ERRORS]),
        more_twins=_more(len(twins) - _MOST_ERRORS, "row", "rows", "more"),
        known_file=known,
        left=_left_columns(task),
        leave_out=plan.leave_out,
        leave_out_words=_leave_out(len(wrong)),
        anyway=plan.anyway,
        ready=ready,
        button=f"Bring in {_requests(ready)}" if ready else "",
    )


def _counts(prepared: Prepared, good: list[Becoming]) -> Iterator[str]:
    yield f"{_requests(len(good))} can be brought in."
    if prepared.wrong_lines:
        count = len(prepared.wrong_lines)
        yield "1 row cannot, see below." if count == 1 else f"{count:,} rows cannot, see below."
    stages = Counter(_stage(row) for row in good)
    if good:
        yield ", ".join(f"{count:,} {words}" for words, count in stages.most_common()) + "."
    new = {name_key(row.facts.agency) for row in good if not row.agency_id}
    if new:
        count = len(new)
        yield (
            "1 agency is added to the directory."
            if count == 1
            else f"{count:,} agencies are added to the directory."
        )


def _stage(row: Becoming) -> str:
    if row.standing.stage is Stage.CLOSED:
        return "closed"
    return "for us to act" if row.standing.stage is Stage.OURS_TO_ACT else "for them to act"


def _requests(count: int) -> str:
    return "1 request" if count == 1 else f"{count:,} requests"


def _more(count: int, one: str, many: str, rest: str) -> str:
    if count <= 0:
        return ""
    return f"1 {one} {rest}." if count == 1 else f"{count:,} {many} {rest}."


def _leave_out(wrong: int) -> str:
    if not wrong:
        return ""
    rows = "this row" if wrong == 1 else f"these {wrong:,} rows"
    return f"Leave {rows} out, and bring in the others"


def _known_file(before: tuple[ImportRun, str] | None) -> str:
    if before is None:
        return ""
    run, by = before
    day = day_words(missouri_day(run.imported_at))
    return f"This very file was brought in on {day} by {by}: {_requests(run.requests)}."


def _line(row: Becoming, task: Task) -> BecomingLine:
    urgency = urgency_of(row.standing, task.today, third_open_day_from(task.today))
    tone, icon = look_of(row.standing, urgency)
    return BecomingLine(
        row=str(row.facts.line),
        number=row.number or f"{series_of(row.facts.sent_on)}-…",
        agency=row.agency,
        subjects=", ".join(Subject(one).label for one in row.facts.subjects),
        sent=full_day(row.facts.sent_on),
        label=label_on(row.standing, task.today),
        tone=tone,
        icon=icon,
        twin=bool(row.twin),
    )


def _error(error: RowError) -> ErrorLine:
    return ErrorLine(f"Row {error.line}", error.column, error.words)


def _left_columns(task: Task) -> str:
    """The names of the columns that nothing is taken from."""
    used = set(task.plan.columns.values())
    filled = {
        place
        for row in task.plan.rows(task.sheet)
        for place, cell in enumerate(row.cells)
        if cell.text
    }
    names = headings(task.sheet, task.plan.heading)
    return ", ".join(name for place, name in enumerate(names) if place in filled - used)
