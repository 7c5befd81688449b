"""What every page and route needs of the outside: settings and the opened database."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from threading import Lock
from zoneinfo import ZoneInfo

from records_app.office.attempts import Attempts, CalendarReads
from records_app.office.counters import Counters, counters_in
from records_app.office.files.folder import MIB, FileFolder
from records_app.settings import Settings
from records_app.store.database import Store, open_store
from records_app.web.sign_in_line import SignInLine
from records_app.web.stranger_limit import StrangerLimit
from records_app.web.taken_lately import TakenLately

OFFICE_ZONE = ZoneInfo("America/Chicago")


@dataclass(frozen=True)
class House:
    """The settings and the database of this process, and its counts of attempts."""

    settings: Settings
    store: Store
    counters: Counters = field(default_factory=lambda: counters_in(""))
    attempts: Attempts = field(default_factory=Attempts)
    calendar_reads: CalendarReads = field(default_factory=CalendarReads)
    strangers: StrangerLimit = field(default_factory=StrangerLimit)
    sign_ins: SignInLine = field(default_factory=SignInLine)
    taken: TakenLately = field(default_factory=TakenLately)

    @property
    def files(self) -> FileFolder:
        """The folder of the files that came in."""
        return file_folder(self.settings)


def file_folder(settings: Settings) -> FileFolder:
    """The folder of files that these settings name."""
    return FileFolder(
        settings.files_dir,
        largest=settings.max_file_mb * MIB,
        keep_free=settings.keep_free_mb * MIB,
        keys=settings.file_keys,
    )


_lock = Lock()
_house: House | None = None


def house() -> House:
    """The house of this process; opened on first use, so that a build needs no database."""
    global _house  # noqa: PLW0603 - one per process, like the event loop
    with _lock:
        if _house is None:
            settings = Settings()
            counters = counters_in(settings.redis_url)
            _house = House(
                settings,
                open_store(settings.store_url),
                counters=counters,
                attempts=Attempts(counters),
                calendar_reads=CalendarReads(counters),
                strangers=StrangerLimit(counters=counters),
            )
        return _house


def move_in(new: House) -> None:
    """Use this house from now on, as tests do with a database of their own."""
    global _house  # noqa: PLW0603
    with _lock:
        _house = new


def clock() -> tuple[datetime, date]:
    """Now in UTC, and the date that the office's wall calendar shows."""
    now = datetime.now(UTC)
    return now, now.astimezone(OFFICE_ZONE).date()
