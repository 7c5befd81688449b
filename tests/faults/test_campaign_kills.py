"""A server that is killed again and again while it approves a campaign makes no letter twice."""

from __future__ import annotations

import multiprocessing
import random
import time
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


def work(url: str, campaign_id: int) -> None:
    """What the server does in the background, until it is killed or done."""
    store = open_store(url)
    while approve_next(store, campaign_id, now=NOW):
        pass
    store.close()


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
        server = context.Process(target=work, args=(url, campaign_id))
        server.start()
        time.sleep(moments.uniform(0.05, 1.2))
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
