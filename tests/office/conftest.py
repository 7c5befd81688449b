"""The office: its people, a request, its folder of files, and letters that are printed once."""

import hashlib
from pathlib import Path

import pytest

from records_app.letters.compose import Letter
from records_app.letters.pdf import Pdf
from records_app.office import approving
from records_app.office.files.folder import FileFolder
from records_app.store.database import Store
from tests.kept_letters import letters_are_kept  # noqa: F401 - pytest finds it here
from tests.office.cast import Cast, make_office, ready_request


@pytest.fixture
def cast(store: Store) -> Cast:
    return make_office(store)


@pytest.fixture
def request_id(store: Store, cast: Cast) -> int:
    return ready_request(store, cast.bob, cast.riverbend)[0]


@pytest.fixture
def folder(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path / "files", largest=2_000_000)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for the printer, for tests in which only the number of letters counts."""

    def print_nothing(letter: Letter) -> Pdf:
        content = letter.title.encode()
        return Pdf(content, hashlib.sha256(content).hexdigest(), 1)

    monkeypatch.setattr(approving, "render_pdf", print_nothing)
