"""Runs the work on a bundle in a process of its own, with limits of time and memory."""

from __future__ import annotations

import errno
import os
import resource
import subprocess
import sys
from pathlib import Path

from records_app.letters.bundle.archive import archive
from records_app.letters.bundle.binding import bind
from records_app.letters.bundle.facts import JOB, Job
from records_app.letters.pdf import PdfNotPossible

MOST_SECONDS = 300
MOST_MEMORY = 3 << 30
_NOT_POSSIBLE = 3
_PROJECT = Path(__file__).resolve().parents[3]


class BundleNotMade(RuntimeError):
    """The work stopped; the message is a sentence for a person."""


def make(job: Job) -> None:
    """Make what a job names. Raises ``BundleNotMade`` or ``PdfNotPossible``.

    Somebody else's file may be made to take all time or memory, or to crash what reads it: none of
    that reaches the process of the caller.
    """
    order = job.scratch / "job.json"
    order.write_bytes(JOB.dump_json(job))
    command = [sys.executable, "-m", __name__, str(order)]
    try:
        done = subprocess.run(  # noqa: S603 - our own module with a path of ours
            command,
            cwd=_PROJECT,
            # What opens files of strangers gets no address or secret of ours.
            env={name: value for name, value in os.environ.items() if "RECORDS_" not in name},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=MOST_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BundleNotMade(
            "The bundle took too long to make. Take the files one by one, from the request’s page."
        ) from None
    told = done.stderr.decode(errors="replace")
    said = told.strip().splitlines()[-1:]
    if done.returncode == _NOT_POSSIBLE:
        raise PdfNotPossible(said[0] if said else "PDF bundles need WeasyPrint’s libraries.")
    # A full disk makes pikepdf end the whole process, so its words are all there is to go by.
    if done.returncode and os.strerror(errno.ENOSPC) in told:
        raise BundleNotMade("There is no room left on the disk for a bundle. Tell an admin.")
    if done.returncode:
        raise BundleNotMade(
            "One of the files stopped the work on the bundle. Take the files one by one, from the "
            "request’s page."
        ) from RuntimeError(f"worker ended with {done.returncode}: {' '.join(said)}")


def work(job: Job) -> None:
    """Do the work here: the PDF first, then the ZIP around it."""
    # fontTools writes the time of day into fonts unless it finds one here.
    os.environ["SOURCE_DATE_EPOCH"] = "946684800"
    bind(job)
    if job.archive is not None:
        archive(job, job.archive)


def main(order: Path) -> int:
    """The process: gives its exit code; the last line of standard error says why."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        work(JOB.validate_json(order.read_bytes()))
    except PdfNotPossible as error:
        print(error, file=sys.stderr)
        return _NOT_POSSIBLE
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
