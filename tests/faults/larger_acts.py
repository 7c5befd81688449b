"""The larger acts of a process that is killed: campaigns, lists, backups and purges."""

from __future__ import annotations

import hashlib
import random
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import select

from records_app.office.backup.archive import BackupUnusable, open_archive, read_manifest, verify
from records_app.office.backup.writing import write_backup
from records_app.office.campaigns.approving import approve_next, under_way
from records_app.office.files.folder import FileFolder
from records_app.office.importing.lists import import_list
from records_app.office.purging import TICKS, purge_request
from records_app.store.database import Store
from records_app.store.tables import Campaign, FileRow, ImportRun, Request
from tests.faults.home import Home
from tests.office.campaign_cast import campaign_of, members, start
from tests.office.cast import NOW, ready_request
from tests.office.made_files import add
from tests.office.made_lists import TODAY, chosen, csv_list

Told = dict[str, object]


class LargerActs:
    """The acts, on an office in which a process works. ``tell`` gets each that was confirmed."""

    def __init__(
        self, home: Home, store: Store, chance: random.Random, tell: Callable[[Told], None]
    ) -> None:
        self._home, self._store, self._chance, self._tell = home, store, chance, tell
        self._folder = FileFolder(home.files)

    def campaign(self) -> None:
        """Go on with a campaign that a kill interrupted, or begin one; a letter at a time."""
        store = self._store
        for campaign_id in under_way(store) or [self._new_campaign()]:
            while approve_next(store, campaign_id, now=NOW):
                made = sum(one.request_id is not None for one in members(store, campaign_id))
                self._tell({"act": "campaign letter", "campaign": campaign_id, "made": made})

    def bring_in(self) -> None:
        """A list of three earlier requests, all of them or none."""
        mark = f"{self._chance.getrandbits(64):x}"
        # A request to the same agency of the same day would be taken for one that is here.
        first = date(1990, 1, 1) + timedelta(days=self._chance.randrange(12_000))
        days = [first + timedelta(days=place) for place in range(3)]
        rows = [f"Riverbend PD,{day:%m/%d/%Y},list {mark},Pending,,," for day in days]
        content, folder = csv_list(*rows), self._home.files.with_name("imports")
        token = chosen(self._store, self._home.actor, folder, content)
        import_list(self._store, self._home.actor, folder, token, now=NOW, today=TODAY)
        self._tell({"act": "list", "sha256": hashlib.sha256(content).hexdigest(), "rows": 3})

    def backup(self) -> None:
        """A backup, under a name of its own."""
        target = backups_of(self._home) / f"{self._chance.getrandbits(64):x}.backup"
        write_backup(self._store, self._folder, target, now=NOW)
        self._tell({"act": "backup", "name": target.name})

    def purge(self) -> None:
        """A request with a file that is purged."""
        request_id, _ = ready_request(self._store, self._home.actor, self._home.agency)
        content = self._chance.randbytes(2_000).hex().encode()
        added = add(self._store, self._home.actor, request_id, self._folder, "gone.txt", content)
        with self._store.reading() as session:
            number = session.get_one(Request, request_id).number or ""
            stored_as = session.get_one(FileRow, added.id).stored_as
        form = {**dict.fromkeys(TICKS, "on"), "typed": number}
        purge_request(self._store, self._home.admin, number, form, folder=self._folder, now=NOW)
        self._tell({"act": "purge", "number": number, "file": stored_as})

    def _new_campaign(self) -> int:
        campaign_id = campaign_of(self._store, self._home.actor, self._home.towns)
        start(self._store, self._home.actor, campaign_id)
        return campaign_id


def backups_of(home: Home) -> Path:
    """The folder that backups are written into."""
    return home.files.with_name("backups")


def is_done(store: Store, home: Home, act: Told) -> bool:
    """Whether a larger act that was confirmed is there, or gone, as it should be."""
    match act["act"]:
        case "campaign letter":
            rows = members(store, int(str(act["campaign"])))
            made = [one.request_id for one in rows if one.request_id is not None]
            return len(made) == len(set(made)) >= int(str(act["made"]))
        case "list":
            return _requests_of_list(store, str(act["sha256"])) == act["rows"]
        case "purge":
            with store.reading() as session:
                query: Any = select(Request.id).where(Request.number == act["number"])
                row = session.exec(query).first()
            return row is None and not (home.files / str(act["file"])).exists()
    return False


def half_made(store: Store, home: Home) -> list[str]:
    """Backups that are not whole under their name, lists of which a part is here, double letters.

    Backups that were looked at are removed.
    """
    found = []
    for path in sorted(backups_of(home).glob("*.backup")):
        try:
            with open_archive(path) as archive:
                verify(archive, read_manifest(archive))
        except (BackupUnusable, zipfile.BadZipFile) as error:
            found.append(f"{path.name}: {error}")
        path.unlink()
    with store.reading() as session:
        runs = session.exec(select(ImportRun)).all()
        campaigns = session.exec(select(Campaign.id)).all()
    for run in runs:
        if (there := _requests_of_list(store, run.sha256)) != run.requests:
            found.append(f"list {run.id}: {there} of {run.requests} requests")
    for campaign_id in campaigns:
        made = [one.request_id for one in members(store, campaign_id or 0) if one.request_id]
        if len(made) != len(set(made)):
            found.append(f"campaign {campaign_id}: a request stands for two agencies")
    return found


def _requests_of_list(store: Store, sha256: str) -> int:
    with store.reading() as session:
        query: Any = (
            select(Request.id)
            .join(ImportRun, Request.import_id == ImportRun.id)  # type: ignore[arg-type]
            .where(ImportRun.sha256 == sha256)
        )
        return len(session.exec(query).all())
