"""What watches over the app is told whether it lives, and whether it may get visitors."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import httpx

from records_app.office.readiness import what_is_missing
from records_app.store.database import open_store
from records_app.store.migrate import downgrade
from records_app.web.house import House
from records_app.web.json_log import JsonLines


async def test_it_is_ready_when_tables_and_folder_are(client: httpx.AsyncClient) -> None:
    answer = await client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "missing": [], "amiss": []}


async def test_tables_of_another_version_keep_visitors_away(
    client: httpx.AsyncClient, house: House
) -> None:
    downgrade(house.store, "0006")
    answer = await client.get("/readyz")
    assert answer.status_code == 503
    assert "another version" in answer.json()["missing"][0]


def test_a_folder_that_takes_nothing_is_named(house: House, tmp_path: Path) -> None:
    (missing,) = what_is_missing(house.store, tmp_path / "not there")
    assert missing.startswith("The data folder cannot be written")


def test_a_database_that_does_not_answer_is_named(tmp_path: Path) -> None:
    nowhere = open_store("postgresql+psycopg://nobody@127.0.0.1:1/none")
    assert what_is_missing(nowhere, tmp_path) == ("The database does not answer.",)


def test_a_log_line_is_one_object_without_what_a_person_typed() -> None:
    logger = logging.getLogger("tests.json")
    try:
        raise ValueError("a name that a person typed")
    except ValueError as error:
        failure = (type(error), error, error.__traceback__)
    record = logger.makeRecord(
        "tests.json", logging.ERROR, "here.py", 1, "failure %s\nat /", ("ab12",), failure
    )
    line = JsonLines().format(record)
    assert "\n" not in line
    entry = json.loads(line)
    assert entry["message"] == "failure ab12\nat /"
    assert (entry["level"], entry["failure"]) == ("error", "ValueError")
    assert "a name that a person typed" not in line
