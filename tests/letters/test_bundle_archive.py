"""The bundle as a ZIP, unpacked and checked by the program that people have; and the worker."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest
from bundle_files import item, letter_pdf, picture, text_pdf
from bundle_made import job_in

from records_app.letters.bundle import making
from records_app.letters.bundle.facts import BundleItem, Job
from records_app.letters.bundle.making import BundleNotMade, make, work


def items(shelf: Path) -> tuple[BundleItem, ...]:
    return (
        item(shelf, "MO-2026-0001.pdf", letter_pdf(), kind="letter", title="Request letter"),
        item(shelf, "same.pdf", text_pdf("One")),
        item(shelf, "same.pdf", text_pdf("Two")),
        item(shelf, "-rf * /\\ \n.pdf", text_pdf("Odd")),
        item(shelf, "photo of a letter.png", picture(), media_type="image/png"),
    )


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Job:
    """A job that was done."""
    folder = tmp_path_factory.mktemp("archive")
    job = job_in(folder, *items(folder))
    work(job)
    return job


def test_sha256sum_accepts_the_manifest(job: Job, tmp_path: Path) -> None:
    assert job.archive is not None
    with ZipFile(job.archive) as zipped:
        assert zipped.testzip() is None
        zipped.extractall(tmp_path)
    program = shutil.which("sha256sum")
    assert program is not None
    done = subprocess.run(
        [program, "--strict", "-c", "SHA256SUMS"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    listed = {line.removesuffix(": OK") for line in done.stdout.splitlines()}
    there = {str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()}
    assert there == listed | {"SHA256SUMS"}
    assert listed == {
        "bundle.pdf",
        "chronology.csv",
        "letters/item-01-MO-2026-0001.pdf",
        "files/item-02-same.pdf",
        "files/item-03-same.pdf",
        "files/item-04-file.pdf",
        "files/item-05-photo-of-a-letter.png",
    }
    assert (tmp_path / "bundle.pdf").read_bytes() == job.pdf.read_bytes()


def test_a_changed_file_is_noticed(job: Job, tmp_path: Path) -> None:
    assert job.archive is not None
    with ZipFile(job.archive) as zipped:
        zipped.extractall(tmp_path)
    changed = tmp_path / "files" / "item-02-same.pdf"
    changed.write_bytes(changed.read_bytes() + b" ")
    program = shutil.which("sha256sum")
    assert program is not None
    done = subprocess.run(
        [program, "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 1


def test_the_zip_holds_nothing_of_this_computer(job: Job) -> None:
    assert job.archive is not None
    with ZipFile(job.archive) as zipped:
        for info in zipped.infolist():
            assert info.date_time == (2026, 11, 23, 0, 0, 0)
            assert info.external_attr >> 16 == 0o100644
            assert info.filename.isascii()
            assert not info.filename.startswith(("/", "-", "."))


def test_the_worker_makes_the_same_bytes(job: Job, tmp_path: Path) -> None:
    other = job_in(tmp_path, *job.facts.items)
    make(other)
    assert other.pdf.read_bytes() == job.pdf.read_bytes()
    assert job.archive is not None
    assert other.archive is not None
    assert other.archive.read_bytes() == job.archive.read_bytes()


def test_the_worker_needs_no_more_memory_than_the_files(tmp_path: Path) -> None:
    """Eighty megabytes of files fit into three hundred of memory, all else included."""
    big = tmp_path / "big"
    with big.open("wb") as out:
        out.truncate(80_000_000)
    one = item(tmp_path, "big.zip", b"", media_type="application/zip")
    job = job_in(tmp_path, replace(one, path=big, size=80_000_000, sha256="0" * 64))
    command = (
        "import re, sys; from pathlib import Path;"
        "from records_app.letters.bundle.making import main;"
        "code = main(Path(sys.argv[1]));"
        # Not getrusage: that one remembers the size of the process which started this one.
        "said = Path('/proc/self/status').read_text();"
        "print(int(re.search(r'VmHWM:\\s+([0-9]+)', said).group(1)) // 1024); sys.exit(code)"
    )
    order = tmp_path / "job.json"
    order.write_bytes(making.JOB.dump_json(job))
    done = subprocess.run(
        [making.sys.executable, "-c", command, str(order)], capture_output=True, check=True
    )
    assert job.pdf.stat().st_size > 80_000_000
    assert int(done.stdout) < 400


def test_work_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "MOST_SECONDS", 0.05)
    with pytest.raises(BundleNotMade, match="took too long"):
        make(job_in(tmp_path, *items(tmp_path)))


def test_work_that_fails_says_so_in_plain_words(tmp_path: Path) -> None:
    job = job_in(tmp_path, *items(tmp_path))
    job.facts.items[0].path.unlink()
    with pytest.raises(BundleNotMade, match="One of the files stopped the work") as failure:
        make(job)
    assert str(tmp_path) not in str(failure.value)


def test_a_full_disk_says_so(tmp_path: Path) -> None:
    job = replace(job_in(tmp_path, *items(tmp_path)), pdf=Path("/dev/full"), archive=None)
    with pytest.raises(BundleNotMade, match="no room left"):
        make(job)
