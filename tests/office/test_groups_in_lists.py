"""Groups and what comes in from outside: no list, no number tells of what is for others."""

from __future__ import annotations

from pathlib import Path

import pytest

from records_app.office.groups import add_group, change_group, limit_agency, open_agency
from records_app.office.importing import lists
from records_app.office.mail_day_recording import Mailed, record_mailed
from records_app.office.people_card import people_card
from records_app.office.recording import record_sent
from records_app.office.refusals import Refused
from records_app.store.database import Store
from records_app.store.letters import letters_of
from records_app.store.tables import Request
from tests.office.cast import NOW, ready_request
from tests.office.desks import TODAY
from tests.office.grouped import GROUP, Grouped, grouped_office
from tests.office.made_lists import HEADINGS, ROWS, chosen, csv_list, preview
from tests.office.made_lists import TODAY as LIST_TODAY

OF_RIVERBEND = [f"Row {n}" for n, row in enumerate(ROWS, 2) if row.startswith("Riverbend")]
NUMBER = "9407111899223818218400"


@pytest.fixture
def office(store: Store) -> Grouped:
    return grouped_office(store)


def test_the_preview_says_which_rows_are_for_another_group(
    store: Store, office: Grouped, tmp_path: Path
) -> None:
    cast = office.cast
    token = chosen(store, cast.alice, tmp_path, csv_list(*ROWS))
    page = preview(store, cast.alice, tmp_path, token)
    assert not page.ready
    assert [one.row for one in page.errors] == OF_RIVERBEND
    assert all(f"only for the group {GROUP}" in one.words for one in page.errors)
    with pytest.raises(Refused):
        lists.import_list(store, cast.alice, tmp_path, token, now=NOW, today=LIST_TODAY)
    lists.choose_ticks(store, cast.alice, tmp_path, token, {"leave_out": "on"}, now=NOW)
    done = lists.import_list(store, cast.alice, tmp_path, token, now=NOW, today=LIST_TODAY)
    assert done.requests == len(ROWS) - len(OF_RIVERBEND)


def test_a_list_puts_nothing_into_the_care_of_whoever_cannot_see_it(
    store: Store, office: Grouped, tmp_path: Path
) -> None:
    rows = [f"{row},{name}" for row, name in zip(ROWS, ("Bob", "Bob", "Carl", "Ada"), strict=True)]
    content = csv_list(*rows, headings=f"{HEADINGS},Assigned to")
    token = chosen(store, office.cast.carl, tmp_path, content)
    page = preview(store, office.cast.carl, tmp_path, token)
    assert [(one.row, one.words) for one in page.errors] == [
        (
            "Row 2",
            f"Bob is not in the group {GROUP}, which requests to Riverbend Police Department"
            " are for.",
        )
    ]
    open_agency(store, office.cast.ada, office.group, office.cast.riverbend)
    done = lists.import_list(store, office.cast.carl, tmp_path, token, now=NOW, today=LIST_TODAY)
    assert done.requests == len(ROWS)


def test_a_group_that_changes_after_the_preview_counts(
    store: Store, office: Grouped, tmp_path: Path
) -> None:
    cast = office.cast
    token = chosen(store, cast.carl, tmp_path, csv_list(*ROWS))
    assert preview(store, cast.carl, tmp_path, token).ready
    other = add_group(store, cast.ada, "Training team", now=NOW)
    change_group(store, cast.ada, other, 1, name="Training team", person_ids=[cast.bob.id])
    limit_agency(store, cast.ada, other, cast.fenwick)
    with pytest.raises(Refused):
        lists.import_list(store, cast.carl, tmp_path, token, now=NOW, today=LIST_TODAY)


def test_a_tracking_number_that_is_taken_says_by_which_request_only_to_those_who_see_it(
    store: Store, office: Grouped
) -> None:
    cast = office.cast
    kept, version = ready_request(store, cast.carl, cast.riverbend)
    with store.reading() as session:
        number = session.get_one(Request, kept).number
    mailed = {"on": "2026-11-23", "channel": "post", "reference": NUMBER}
    record_sent(store, cast.carl, kept, version, mailed, now=NOW)
    said = {}
    for who in ("bob", "carl"):
        actor = getattr(cast, who)
        own, newest = ready_request(store, actor, cast.fenwick)
        with store.reading() as session:
            letter = letters_of(session, own)[0].row.id
        one = Mailed(letter or 0, newest, NUMBER)
        with pytest.raises(Refused) as refused:
            record_mailed(store, actor, "2026-11-23", (one,), now=NOW)
        said[who] = refused.value.errors[0].message
    assert said["carl"] == f"This number is recorded already, for {number}."
    assert said["bob"] == "This number is recorded already, for another request."


def test_nobody_is_offered_who_could_not_have_it(store: Store, office: Grouped) -> None:
    for request_id, expected in ((office.kept, ["Ada (you)", "Carl"]), (office.open, None)):
        card = people_card(store, office.cast.ada, request_id, today=TODAY)
        names = [one.label for one in card.choices if one.value.isdigit()]
        assert names == (expected or ["Ada (you)", "Alice", "Bob", "Carl"])
