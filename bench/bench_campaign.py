"""The letters of a campaign as one PDF to print, against the naive loop on the same machine.

Ours is the way of the product: every letter by ``render_pdf``, so each has the very bytes that a
letter written alone would have, then ``merge``. Two processes print, a third puts together what
they send. The naive loop makes each letter with ``HTML(...).write_pdf()``, the same variant of PDF
and fonts of its own, and puts them together in the end. It is measured on a sample before and
after ours, and scaled; our whole pile is really made.

The server itself approves a campaign in one background thread, letter by letter, with a number, an
entry in the log and the audit for each. That is measured too, in an office of its own.
"""

from __future__ import annotations

import io
import itertools
import multiprocessing
import os
import resource
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing.pool import Pool
from pathlib import Path

import pikepdf
import weasyprint
from weasyprint.text.fonts import FontConfiguration

from bench.bench_letter import FACTS
from bench.run import Line, shown
from records_app.letters.compose import compose
from records_app.letters.facts import LetterFacts
from records_app.letters.merging import Finished, merge
from records_app.letters.pdf import render_pdf

PROCESSES = 2
SIZES = (100, 1000)
SAMPLE = 40
CHUNK = 5
_MIB = 1024  # ru_maxrss is in KiB
_context = multiprocessing.get_context("spawn")


def facts_of(place: int) -> LetterFacts:
    """The letter to one agency: its name, address and number are its own."""
    to = replace(
        FACTS.to,
        agency=f"Sample Town {place:04d} Police Department",
        address_lines=(f"{place} Main Street", "Sample Town, MO 63000"),
    )
    return replace(FACTS, to=to, number=f"MO-2026-{place:04d}")


@dataclass(frozen=True)
class Printed:
    """One letter as the office approves it, who printed it, and what it took them."""

    letter: Finished
    printer: int
    peak: int
    work: float


def print_one(place: int) -> Printed:
    """Print one letter; the most memory ever had is in KiB, the work in processor seconds."""
    started = time.process_time()
    facts = facts_of(place)
    letter = Finished(facts.number, render_pdf(compose(facts)).content)
    return Printed(letter, os.getpid(), _own_peak(), time.process_time() - started)


@dataclass(frozen=True)
class Made:
    """How long a pile took, the memory of all processes in MiB, and processor seconds a letter.

    ``work`` counts every process.
    """

    seconds: float
    peak: float
    work: float


def ours(count: int, folder: str) -> Made:
    """The whole pile; nobody ever holds more than it and a few letters."""
    printers: dict[int, int] = {}
    work: list[float] = []

    def letters(pool: Pool) -> Iterator[Finished]:
        for one in pool.imap(print_one, range(count), chunksize=CHUNK):
            printers[one.printer] = one.peak
            work.append(one.work)
            yield one.letter

    with _context.Pool(PROCESSES) as pool:
        pool.map(print_one, range(4 * PROCESSES), chunksize=1)  # all are ready
        started, worked = time.perf_counter(), time.process_time()
        merge(letters(pool), Path(folder) / "ours.pdf", title="Letters")
        seconds, merging = time.perf_counter() - started, time.process_time() - worked
    peak = (sum(printers.values()) + _own_peak()) / _MIB
    return Made(seconds, peak, (sum(work) + merging) / count)


def in_the_office(count: int, folder: str) -> Made:
    """Approved as the server does it, in one thread; all in one PDF is not counted."""
    # Here and not above: printers do without the database and the memory that it takes.
    from bench.office_campaign import approving_in  # noqa: PLC0415

    approve = approving_in(folder, count + 1)
    approve()  # loads the printer
    started, worked = time.perf_counter(), time.process_time()
    for _ in range(count):
        approve()
    seconds = time.perf_counter() - started
    return Made(seconds, _own_peak() / _MIB, (time.process_time() - worked) / count)


def naive(count: int, folder: str) -> Made:
    """One after the other, everything anew for each, then all of them put together."""
    weasyprint.HTML(string=compose(facts_of(0)).html).write_pdf()
    started, worked = time.perf_counter(), time.process_time()
    made = [
        weasyprint.HTML(string=compose(facts_of(place)).html).write_pdf(
            pdf_variant="pdf/ua-1", font_config=FontConfiguration()
        )
        for place in range(count)
    ]
    work = (time.process_time() - worked) / count
    with pikepdf.Pdf.new() as pdf:
        for letter in made:
            pdf.pages.extend(pikepdf.Pdf.open(io.BytesIO(letter)).pages)
        pdf.save(Path(folder) / "naive.pdf")
    return Made(time.perf_counter() - started, _own_peak() / _MIB, work)


def measure() -> Iterable[Line]:
    """The naive loop on a sample before and after ours, the whole pile, and how it grows."""
    few, many = SIZES
    with tempfile.TemporaryDirectory() as folder:
        before = _alone(naive, SAMPLE, folder)
        small = _alone(ours, few, folder)
        large = _alone(ours, many, folder)
        office = _alone(in_the_office, few, folder)
        after = _alone(naive, SAMPLE, folder)
        pages, again = _put_together_again(Path(folder))
    each = (before.seconds + after.seconds) / 2 / SAMPLE
    yield Line(f"naive loop, one letter of {SAMPLE}", shown(each))
    yield Line(f"naive loop, {many:,} letters, scaled from that", shown(each * many))
    what = f"{many:,} letters ({pages:,} pages) to one PDF, {PROCESSES} printing"
    yield Line(what, shown(large.seconds))
    yield Line("naive / ours", f"{each * many / large.seconds:.1f}", "at least 4")
    work = (before.work + after.work) / 2
    yield Line("naive, processor time of one letter", shown(work))
    yield Line("ours, processor time of one letter, all processes", shown(large.work))
    yield Line("naive / ours, processor time", f"{work / large.work:.1f}")
    yield Line("peak memory of all processes", f"{large.peak:.0f} MiB", "under 500")
    yield Line(f"{few} letters to one PDF", shown(small.seconds))
    yield Line(f"{many:,} / {few} letters", f"{large.seconds / small.seconds:.1f}", "about 10")
    yield Line(f"{few} letters approved in the office, one thread", shown(office.seconds))
    yield Line(f"{few} letters that are stored to one PDF", shown(again))


def _alone(work: Callable[[int, str], Made], count: int, folder: str) -> Made:
    """In a process that has done nothing before, so that its memory is its own."""
    with ProcessPoolExecutor(1, _context) as process:
        return process.submit(work, count, folder).result()


def _put_together_again(folder: Path) -> tuple[int, float]:
    """Pages of the large pile, and how long it takes when no letter has to be printed."""
    with pikepdf.open(folder / "ours.pdf") as pdf:
        pages = len(pdf.pages)
    stored = [print_one(place).letter for place in range(5)]
    started = time.perf_counter()
    merge(itertools.islice(itertools.cycle(stored), SIZES[0]), folder / "again.pdf", title="Again")
    return pages, time.perf_counter() - started


def _own_peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
