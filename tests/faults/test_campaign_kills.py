"""A server that is killed again and again while it approves a campaign makes no letter twice."""

from __future__ import annotations

import multiprocessing
import random
import time
from multiprocessing.connection import Connection
from pathlib import Path

from records_app.office.campaigns.approving import approve_next
from records_app.office.checking import differences_in
from records_app.store.database import open_store
from records_app.store.migrate import upgrade
from tests.office.campaign_cast import (
    campaign_of,
    letters_of,
    many_agencies,
    members,
    requests_of,
    start,
    to_the_end,
)
from tests.office.cast import NOW, make_office

AGENCIES = 24
KILLS = 5
MOST_LETTERS = 4
PATIENCE_SECONDS = 300
"""Ends a hang, and nothing else."""


def work(url: str, campaign_id: int, told: Connection) -> None:
    """Some of what the server does in the background, until it is killed."""
    store = open_store(url)
    for _ in range(MOST_LETTERS):
        approve_next(store, campaign_id, now=NOW)
        told.send("a letter")
    time.sleep(PATIENCE_SECONDS)


def test_kills_in_the_middle_of_a_campaign(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'records.sqlite3'}"
    store = open_store(url)
    upgrade(store)
    cast = make_office(store)
    campaign_id = campaign_of(store, cast.bob, many_agencies(store, AGENCIES))
    start(store, cast.bob, campaign_id)
    store.close()
    moments = random.Random(610023)
    context = multiprocessing.get_context("fork")
    for _ in range(KILLS):
        ours, theirs = context.Pipe(duplex=False)
        server = context.Process(target=work, args=(url, campaign_id, theirs))
        server.start()
        for _ in range(moments.randrange(MOST_LETTERS)):
            assert ours.poll(PATIENCE_SECONDS)
            ours.recv()
        time.sleep(moments.uniform(0.0, 0.2))  # somewhere in the middle of the next one
        server.kill()
        server.join()
    store = open_store(url)
    assert list(differences_in(store)) == []
    assert len(letters_of(store)) < AGENCIES
    to_the_end(store, campaign_id)
    made = requests_of(store)
    assert len(made) == len({row.agency_id for row in made}) == AGENCIES
    assert sorted(row.number or "" for row in made) == [
        f"MO-2026-{place:04d}" for place in range(1, AGENCIES + 1)
    ]
    assert {one.request_id for one in members(store, campaign_id)} == {row.id for row in made}
    assert len(letters_of(store)) == AGENCIES
    assert list(differences_in(store)) == []
    store.close()
