"""The items of a draft: shown as lists, changed one at a time, kept, and in the approved letter."""

from __future__ import annotations

import json
from datetime import date

import pytest

from records_app.casework.subjects import Subject
from records_app.letters.facts import facts_from_json
from records_app.office.approving import approve
from records_app.office.draft_items import (
    is_item,
    item_lists,
    reworded,
    shifted,
    ticked,
    with_change,
)
from records_app.office.drafting import new_draft, open_draft, save_draft
from records_app.office.refusals import Refused
from records_app.store.database import Store
from records_app.store.requests import letter_of
from records_app.store.tables import Agreement, Request
from tests.office.cast import NOW, Cast, filled_form, make_agency


def drafted(store: Store, cast: Cast, agency: int, **changes: object) -> tuple[int, int]:
    draft_id = new_draft(store, cast.bob, now=NOW)
    saved = save_draft(store, cast.bob, draft_id, 1, filled_form(agency, **changes), now=NOW)
    assert saved.errors == ()
    return draft_id, saved.version


def asked(store: Store, cast: Cast, draft_id: int) -> list[str]:
    blocks = open_draft(store, cast.bob, draft_id, now=NOW).blocks
    return [block.text for block in blocks if block.kind == "item"]


def test_the_lists_of_ticked_subjects_are_whole_until_somebody_changes_them() -> None:
    funding, vehicles = item_lists({"subjects": ["funding", "vehicles"], "items": []}, "us-mo")
    assert (funding.words, vehicles.words) == (
        "Funding agreements: 7 of 7 items",
        "Vehicle grants: 6 of 6 items",
    )
    assert all(line.on and not line.own for line in funding.lines)
    assert [line.first for line in vehicles.lines] == [True, *[False] * 5]
    assert [line.last for line in vehicles.lines] == [*[False] * 5, True]
    assert vehicles.lines[0].id == "item-vehicles-money"
    assert item_lists({"subjects": "funding"}, "us-mo") == ()
    assert item_lists({"subjects": ["funding"], "items": "broken"}, "us-mo") == (funding,)


def test_changes_follow_each_other() -> None:
    form: dict[str, str | list[str]] = {"subjects": ["vehicles"], "items": []}
    form["items"] = with_change(form, "us-mo", ticked(Subject.VEHICLES, "titles", on=False))
    form["items"] = with_change(form, "us-mo", shifted(Subject.VEHICLES, "use", -1))
    form["items"] = with_change(form, "us-mo", reworded(Subject.VEHICLES, "use", "Mileage logs."))
    (shown,) = item_lists(form, "us-mo")
    assert shown.words == "Vehicle grants: 5 of 6 items"
    assert [(line.key, line.on, line.own) for line in shown.lines] == [
        ("money", True, False),
        ("purchases", True, False),
        ("titles", False, False),
        ("use", True, True),
        ("markings", True, False),
        ("surplus", True, False),
    ]
    shipped = item_lists({"subjects": ["vehicles"]}, "us-mo")[0].lines[4]
    form["items"] = with_change(form, "us-mo", reworded(Subject.VEHICLES, "use", shipped.text))
    assert not item_lists(form, "us-mo")[0].lines[3].own


@pytest.mark.parametrize(
    ("subject", "key"), [("cars", "use"), ("vehicles", "engine"), (7, "use"), ("vehicles", None)]
)
def test_only_items_of_a_list_are_items(subject: object, key: object) -> None:
    assert not is_item(subject, key)
    assert is_item("vehicles", "use")
    assert is_item("transfers", "transfer-counts"), "an item of the lists of ICE"


def test_items_are_kept_shown_and_approved(store: Store, cast: Cast) -> None:
    lines = ["+vehicles/use Mileage logs.", "-vehicles/titles", "+vehicles/money"]
    draft_id, version = drafted(store, cast, cast.riverbend, subjects=["vehicles"], items=lines)
    view = open_draft(store, cast.bob, draft_id, now=NOW)
    assert view.form["items"] == lines
    assert view.items[0].words == "Vehicle grants: 2 of 6 items"
    assert asked(store, cast, draft_id)[0] == "Mileage logs."
    done = approve(store, cast.bob, draft_id, version, now=NOW)
    with store.reading() as session:
        row = letter_of(session, done.request_id)
        assert row is not None
        assert "Mileage logs." in row.text
        kept = row.facts["items"]
    assert [item["key"] for item in kept] == ["use", "money"]


def test_a_draft_from_before_items_is_whole(store: Store, cast: Cast) -> None:
    draft_id, _ = drafted(store, cast, cast.riverbend)
    with store.transaction() as session:
        row = session.get_one(Request, draft_id)
        row.form = {name: value for name, value in row.form.items() if name != "items"}
    assert open_draft(store, cast.bob, draft_id, now=NOW).form["items"] == []
    assert len(asked(store, cast, draft_id)) == 13


@pytest.mark.parametrize(
    "items", [7, {"a": 1}, [7], ["x" * 12_001], ["x"] * 201, ["x" * 12_000] * 5, "text"]
)
def test_what_cannot_be_kept_is_refused_by_name(store: Store, cast: Cast, items: object) -> None:
    draft_id = new_draft(store, cast.bob, now=NOW)
    with pytest.raises(Refused) as refused:
        save_draft(store, cast.bob, draft_id, 1, filled_form(cast.riverbend, items=items), now=NOW)
    assert [error.field for error in refused.value.errors] == ["items"]


def test_an_agreement_of_the_agency_fills_itself_in(store: Store, cast: Cast) -> None:
    with store.transaction() as session:
        session.add(
            Agreement(
                agency_id=cast.riverbend,
                model="Task Force Model",
                standing="signed",
                signed_on=date(2025, 3, 5),
                link="https://www.ice.gov/doclib/287gMOA/RiverbendPD_TFM.pdf",
            )
        )
    draft_id, _ = drafted(store, cast, cast.riverbend)
    blocks = open_draft(store, cast.bob, draft_id, now=NOW).blocks
    text = " ".join(" ".join(block.text for block in blocks).split())
    assert (
        "I understand that your agency is party to the Task Force Model agreement signed on "
        "March 5, 2025 (https://www.ice.gov/doclib/287gMOA/RiverbendPD_TFM.pdf)."
    ) in text


@pytest.mark.parametrize(
    ("law", "number", "named"),
    [
        ("us-il", "IL-2026-0001", "Illinois Freedom of Information Act"),
        ("us-ks", "KS-2026-0001", "Kansas Open Records Act"),
        ("us-fed", "US-2026-0001", "Freedom of Information Act, 5 U.S.C. § 552"),
        ("us-mo", "MO-2026-0001", "Missouri Sunshine Law"),
    ],
)
def test_a_request_is_made_under_the_law_of_its_agency(
    store: Store, cast: Cast, law: str, number: str, named: str
) -> None:
    agency = make_agency(
        store,
        "Elm Township Police",
        law=law,
        address="1 Elm Street\nElm, IL 62000",
        contacts=(("email", "records@elm.example"),),
    )
    draft_id, version = drafted(store, cast, agency, subjects=["transfers"])
    choice = open_draft(store, cast.bob, draft_id, now=NOW).agency
    assert choice is not None
    assert (choice.law, choice.law_name in named) == (law, True)
    done = approve(store, cast.bob, draft_id, version, now=NOW)
    assert done.number == number
    with store.reading() as session:
        row = session.get_one(Request, draft_id)
        letter = letter_of(session, draft_id)
        assert letter is not None
        assert (row.law, letter.name) == (law, f"{number}.pdf")
        assert named in letter.text.replace("\n", " ")
        assert letter.facts["law"] == law


def test_another_agency_changes_the_law_of_a_draft(store: Store, cast: Cast) -> None:
    elm = make_agency(
        store, "Elm Township Police", law="us-il", contacts=(("email", "a@b.example"),)
    )
    draft_id, version = drafted(store, cast, elm, subjects=["transfers"])
    keys = [line.key for line in open_draft(store, cast.bob, draft_id, now=NOW).items[0].lines]
    assert "warrant-check" not in keys
    form = filled_form(cast.riverbend, subjects=["transfers"])
    saved = save_draft(store, cast.bob, draft_id, version, form, now=NOW)
    assert "warrant-check" in [line.key for line in saved.items[0].lines]
    with store.reading() as session:
        assert session.get_one(Request, draft_id).law == "us-mo"


def test_stored_facts_are_read_back(store: Store, cast: Cast) -> None:
    lines = ["+vehicles/use Mileage logs."]
    draft_id, version = drafted(store, cast, cast.riverbend, subjects=["vehicles"], items=lines)
    approve(store, cast.bob, draft_id, version, now=NOW)
    with store.reading() as session:
        letter = letter_of(session, draft_id)
        assert letter is not None
        facts = facts_from_json(json.dumps(letter.facts))
    assert facts.items[0].text == "Mileage logs."
