"""What a process does until somebody kills it: the writing acts of an office, one after another.

Each act that was confirmed is told to the parent at once, with what must be found afterwards.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from datetime import datetime, timedelta

from records_app.casework.people import Actor
from records_app.office.approving import approve
from records_app.office.assigning import assign
from records_app.office.drafting import new_draft, save_draft
from records_app.office.files.adding import Arrived, CameWith, add_file
from records_app.office.files.folder import FileFolder
from records_app.office.follow_ups_approving import approve_follow_up
from records_app.office.recording import add_note, record_answer, record_received, record_sent
from records_app.office.refusals import OfficeRefusal
from records_app.store.database import Store, open_store
from records_app.store.tables import Request
from tests.faults.home import Home
from tests.faults.larger_acts import LargerActs
from tests.office.cast import NOW, filled_form

REQUESTS = 6


class Work:
    """One process at work. ``tell`` gets each confirmed act."""

    def __init__(self, home: Home, seed: int, tell: Callable[[dict[str, object]], None]) -> None:
        self._home = home
        self._random = random.Random(seed)
        self._store = open_store(home.url)
        self._folder = FileFolder(home.files)
        self._tell = tell
        self._larger = LargerActs(home, self._store, self._random, tell)
        # The clock of the machine may be set back at any time.
        self._now = NOW + timedelta(minutes=self._random.randint(-3000, 3000))

    def go_on(self) -> None:
        """Work until killed."""
        larger = self._larger
        acts = {
            **{self._note: 5, self._file: 5, self._answer: 3, self._give: 2, self._letter: 3},
            **{self._remind: 2, larger.campaign: 3, larger.bring_in: 3, larger.backup: 2},
            **{larger.purge: 2},
        }
        while True:
            act = self._random.choices(list(acts), weights=list(acts.values()))[0]
            try:
                act()
            except OfficeRefusal:
                continue  # Another act was not possible on this request: nothing was confirmed.

    def _some_request(self) -> int:
        return self._random.randint(1, REQUESTS)

    def _note(self) -> None:
        request_id, words = self._some_request(), f"note {self._random.getrandbits(64):x}"
        add_note(
            self._store,
            self._home.actor,
            request_id,
            self._version(request_id),
            {"text": words},
            now=self._now,
        )
        self._tell({"act": "note", "request": request_id, "words": words})

    def _answer(self) -> None:
        request_id, words = self._some_request(), f"answer {self._random.getrandbits(64):x}"
        raw = {"on": "2026-11-23", "kind": "acknowledged", "detail": words}
        record_answer(
            self._store,
            self._home.actor,
            request_id,
            self._version(request_id),
            raw,
            now=self._at_noon(),
        )
        self._tell({"act": "note", "request": request_id, "words": words})

    def _give(self) -> None:
        request_id = self._some_request()
        made = assign(
            self._store,
            self._home.admin,
            request_id,
            self._version(request_id),
            {"care_to": str(self._random.choice((self._home.actor, self._home.admin)).id)},
            now=self._now,
        )
        self._tell({"act": "version", "request": request_id, "version": made.version})

    def _file(self) -> None:
        request_id, content = self._some_request(), self._random.randbytes(40_000).hex().encode()
        incoming = self._folder.incoming()
        for start in range(0, len(content), 8192):
            incoming.write(content[start : start + 8192])
        arrived = Arrived(incoming, "reply.txt", CameWith())
        kept = add_file(
            self._store, self._home.actor, request_id, self._folder, arrived, now=self._now
        )
        self._tell({"act": "file", "id": kept.id, "sha256": incoming.sha256})

    def _letter(self) -> None:
        draft = new_draft(self._store, self._home.actor, now=self._now)
        saved = save_draft(
            self._store,
            self._home.actor,
            draft,
            1,
            filled_form(self._home.agency, subjects=["funding"]),
            now=self._now,
        )
        made = approve(self._store, self._home.actor, draft, saved.version, now=self._now)
        self._tell({"act": "letter", "number": made.number})

    def _remind(self) -> None:
        request_id = self._some_request()
        made = approve_follow_up(
            self._store,
            self._home.actor,
            request_id,
            "withdrawal",
            {},
            version=self._version(request_id),
            now=self._at_noon(),
        )
        self._tell({"act": "letter", "number": made.number})

    def _at_noon(self) -> datetime:
        return NOW + timedelta(hours=2)

    def _version(self, request_id: int) -> int:
        with self._store.reading() as session:
            return session.get_one(Request, request_id).version


def prepare(store: Store, actor: Actor, make: Callable[[], tuple[int, int]]) -> None:
    """Requests that are sent and received, so that everything can follow."""
    for _ in range(REQUESTS):
        request_id, version = make()
        raw = {"on": "2026-11-23", "channel": "email"}
        sent = record_sent(store, actor, request_id, version, raw, now=NOW)
        got = {"on": "2026-11-23", "evidence": "reply"}
        record_received(store, actor, request_id, sent.version, got, now=NOW)


def work_in_child(home: Home, seed: int, pipe: int) -> None:
    """The body of the child process; it never returns by itself."""

    def tell(what: dict[str, object]) -> None:
        os.write(pipe, json.dumps(what).encode() + b"\n")

    Work(home, seed, tell).go_on()
