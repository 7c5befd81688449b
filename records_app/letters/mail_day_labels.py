"""Address labels on sheets of 30: Avery 5160, in inches of a US Letter sheet.

The figures are those of Avery's template 5160 (also 8160): labels of 2 5/8 by 1 inch, 3 across and
10 down, 1/2 inch above, 3/16 inch at the sides, 1/8 inch between columns and nothing between rows.
They fill the sheet: 2 x 3/16 + 3 x 2 5/8 + 2 x 1/8 = 8 1/2, and 2 x 1/2 + 10 x 1 = 11.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pikepdf
from markupsafe import Markup

from records_app.letters.compose import Letter
from records_app.letters.pdf import Pdf, render_pdf
from records_app.letters.wording import letter_template, stylesheet

COLUMNS, ROWS = 3, 10
ON_A_SHEET = COLUMNS * ROWS
WIDTH, HEIGHT = 2.625, 1.0
TOP, LEFT = 0.5, 0.1875
COLUMN_PITCH, ROW_PITCH = 2.75, 1.0
# Kept free inside each label, because no printer and no sheet is exact.
PAD_SIDE, PAD_TOP = 0.11, 0.07
# Points. Below the last the Postal Service's machines cannot read an address.
SIZES = (10.5, 9.0, 8.0, 7.0)
_MOST_LINES = 6
_TOO_LONG = "The address is too long for a label. Write it on the envelope."


@dataclass(frozen=True, slots=True)
class Label:
    """What stands on one label; ``number`` is our number of the letter, printed if it must be."""

    number: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Placed:
    left: float
    top: float
    size: float
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labels:
    """The sheets, and the numbers of letters whose address did not fit."""

    pdf: Pdf
    too_long: tuple[str, ...]


def address_labels(labels: Sequence[Label], start: int = 1) -> Labels:
    """Sheets of labels, the first at place ``start``, counted along the rows from 1 to 30.

    Lines wrap, then shrink; what is too long even then keeps its place with a word on it. Raises
    ``ValueError`` for another start and ``PdfNotPossible``.
    """
    if not 1 <= start <= ON_A_SHEET:
        raise ValueError(f"a sheet has places 1 to {ON_A_SHEET}, not {start}")
    shown = [_few(label.lines) for label in labels]
    sizes = _sizes(shown)
    too_long = {at for at, size in enumerate(sizes) if size == 0}
    sheets: list[list[_Placed]] = [[] for _ in range(-(-(len(labels) + start - 1) // ON_A_SHEET))]
    for at, lines in enumerate(shown):
        sheet, place = divmod(at + start - 1, ON_A_SHEET)
        row, column = divmod(place, COLUMNS)
        text = (labels[at].number, _TOO_LONG) if at in too_long else lines
        sheets[sheet].append(
            _Placed(
                LEFT + column * COLUMN_PITCH, TOP + row * ROW_PITCH, sizes[at] or SIZES[-1], text
            )
        )
    pdf = _render("labels", sheets=sheets, width=WIDTH, height=HEIGHT)
    return Labels(pdf, tuple(labels[at].number for at in sorted(too_long)))


def _few(lines: tuple[str, ...]) -> tuple[str, ...]:
    """At most so many lines as fit at all; more run on in the last one."""
    if len(lines) <= _MOST_LINES:
        return lines
    return (*lines[: _MOST_LINES - 1], ", ".join(lines[_MOST_LINES - 1 :]))


def _sizes(labels: list[tuple[str, ...]]) -> list[float]:
    """The largest size at which each label fits, or 0: layout itself tells, on small pages."""
    found: dict[tuple[str, ...], float] = {}
    waiting = list(dict.fromkeys(labels))
    for size in SIZES:
        if not waiting:
            break
        fitting = _fitting(waiting, size)
        found |= {each: size for each, fits in zip(waiting, fitting, strict=True) if fits}
        waiting = [each for each in waiting if each not in found]
    return [found.get(each, 0.0) for each in labels]


def _fitting(labels: list[tuple[str, ...]], size: float) -> list[bool]:
    """Whether each of the labels fits on one page of the size of a label."""
    content = _render(
        "label-fit",
        labels=labels,
        size=size,
        width=WIDTH - 2 * PAD_SIDE,
        height=HEIGHT - 2 * PAD_TOP,
    ).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        places = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        with pdf.open_outline() as outline:
            targets: list[Any] = [item.destination for item in outline.root]
            firsts = [places[target[0].objgen] for target in targets]
        firsts.append(len(pdf.pages))
    return [after - first == 1 for first, after in pairwise(firsts)]


def _render(name: str, **facts: object) -> Pdf:
    html = letter_template("mail-day", name).render(
        title="Address labels",
        style=Markup(stylesheet()),  # noqa: S704 - our own file
        pad_side=PAD_SIDE,
        pad_top=PAD_TOP,
        **facts,
    )
    return render_pdf(Letter("Address labels", html, "", (), ""))
