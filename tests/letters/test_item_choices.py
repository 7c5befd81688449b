"""Items ticked, put in order and written anew: for the form, the facts file and the letter."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import date

import pytest
from bad_input import BAD_INPUT
from examples import TODAY, examples
from riverbend import OFFICE, TO, facts, messages

from records_app.casework.subjects import Subject
from records_app.letters.characters import TextRefused
from records_app.letters.compose import compose
from records_app.letters.facts import ChosenItem, LetterFacts, facts_from_json, facts_to_json
from records_app.letters.facts_file import FactsFileError, read_facts
from records_app.letters.item_choices import (
    ItemChoice,
    changed,
    choices_in,
    choices_of,
    moved,
    read_items,
)
from records_app.letters.request_form import read_form
from records_app.letters.wording import subject_wording

VEHICLES = ("money", "purchases", "titles", "markings", "use", "surplus")


def asked(given: LetterFacts) -> list[str]:
    blocks = compose(given).blocks
    return [block.text.replace("\u00a0", " ") for block in blocks if block.kind == "item"]


def texts(subject: Subject = Subject.VEHICLES, law: str = "us-mo") -> dict[str, str]:
    return {item.key: item.text for item in subject_wording(subject, law).items}


def test_without_choices_a_letter_asks_for_the_whole_list() -> None:
    assert facts(subjects=["vehicles"]).items == ()
    assert asked(facts(subjects=["vehicles"], items=[])) == list(texts().values())


def test_items_stand_in_the_order_and_words_of_the_writer() -> None:
    lines = ["+vehicles/use", "-vehicles/titles", "+vehicles/money Every car ICE paid for."]
    given = facts(subjects=["vehicles"], items=lines)
    assert given.items == (
        ChosenItem(Subject.VEHICLES, "use"),
        ChosenItem(Subject.VEHICLES, "money", "Every car ICE paid for."),
    )
    assert asked(given) == [texts()["use"], "Every car ICE paid for."]
    headings = [block.text for block in compose(given).blocks if block.kind == "heading"]
    assert headings[0] == "Vehicle grants"


def test_a_subject_nobody_went_through_is_whole() -> None:
    given = facts(subjects=["funding", "vehicles"], items=["+vehicles/use"])
    assert asked(given) == [*texts(Subject.FUNDING).values(), texts()["use"]]


def test_choices_of_a_subject_that_is_not_ticked_change_nothing() -> None:
    assert facts(subjects=["funding"], items=["+vehicles/use"]).items == ()


def test_an_item_that_only_another_law_has_is_left_out() -> None:
    lines = ["+transfers/warrant-check", "+transfers/counts"]
    result = read_form(
        {
            "agency": "1",
            "subjects": ["transfers"],
            "items": lines,
            "period_from": "2025-01-01",
            "signer_name": "Ana Ruiz",
        },
        to=TO,
        sender=OFFICE,
        dated=date(2026, 11, 23),
        law="us-il",
    )
    assert result.errors == ()
    assert result.facts is not None
    assert [item.key for item in result.facts.items] == ["counts"]


@pytest.mark.parametrize(
    ("items", "field", "said"),
    [
        ("words", "items", "This is not a list of items."),
        ({"a": 1}, "items", "This is not a list of items."),
        ([7], "items", "This is not a list of items."),
        (["vehicles/use"], "items", "This is not a list of items."),
        (["+cars/use"], "items", "This is not a list of items."),
        (["+vehicles/../use"], "items", "This is not a list of items."),
        (["+vehicles/use"] * 201, "items", "This is not a list of items."),
        (["+vehicles/engines"], "items", "There is no item vehicles/engines."),
        (["-vehicles/use"], "items-vehicles", "Tick at least one item, or untick the subject."),
        (["+vehicles/use " + "x" * 1001], "item-vehicles-use", "Write at most 1,000 characters"),
        (
            ["+vehicles/use a\u200eb"],
            "item-vehicles-use",
            "Please remove U+200E LEFT-TO-RIGHT MARK",
        ),
        (["-vehicles/use a\x00b", "+vehicles/money"], "item-vehicles-use", "Please remove U+0000"),
    ],
)
def test_bad_choices_are_refused_by_field(items: object, field: str, said: str) -> None:
    found = messages(subjects=["vehicles"], items=items)
    assert list(found) == [field]
    assert found[field].startswith(said)


def test_errors_of_items_stand_after_the_subjects_and_before_the_period() -> None:
    found = messages(subjects=["vehicles"], items=["-vehicles/use"], period_from="", fee_cap="x")
    assert list(found) == ["items-vehicles", "period_from", "fee_cap"]


@pytest.mark.parametrize("name", [name for name in BAD_INPUT if len(BAD_INPUT[name]) <= 1000])
def test_own_words_of_any_kind_stand_in_the_letter(name: str) -> None:
    words = " ".join(BAD_INPUT[name].split())
    (text,) = asked(facts(subjects=["vehicles"], items=[f"+vehicles/use {words}"]))
    assert text == words


def test_a_line_is_read_back_as_it_was_written() -> None:
    for choice in (
        ItemChoice(Subject.FUNDING, "statistics"),
        ItemChoice(Subject.FUNDING, "statistics", on=False, words="mine + and - yours\nnext"),
    ):
        assert choices_in([choice.line]) == (choice,)
    with pytest.raises(TextRefused):
        choices_in([None])


def test_ticking_rewording_and_moving_touch_one_subject_only() -> None:
    start = choices_in(["+funding/statistics mine"])
    off = changed(start, Subject.VEHICLES, "titles", "us-mo", on=False)
    assert [each.key for each in off if not each.on] == ["titles"]
    assert off[0] == start[0]
    up = moved(off, Subject.VEHICLES, "use", "us-mo", -1)
    assert [each.key for each in choices_of(Subject.VEHICLES, "us-mo", up)] == [
        *("money", "purchases", "titles", "use", "markings", "surplus")
    ]
    assert moved(up, Subject.VEHICLES, "money", "us-mo", -1) == up
    assert moved(up, Subject.VEHICLES, "nothing", "us-mo", 1) == up
    said = changed(up, Subject.VEHICLES, "use", "us-mo", words="Mine.")
    chosen, problems = read_items([each.line for each in said], [Subject.VEHICLES], "us-mo")
    assert problems == ()
    assert [item.key for item in chosen] == ["money", "purchases", "use", "markings", "surplus"]
    assert chosen[2].text == "Mine."


def test_choices_survive_a_change_to_an_agency_of_another_state_and_back() -> None:
    start = choices_in(["+transfers/warrant-check mine", "+transfers/counts"])
    there = changed(start, Subject.TRANSFERS, "counts", "us-il", words="yours")
    assert "+transfers/warrant-check mine" in [each.line for each in there]


def test_facts_with_and_without_items_come_back_from_json() -> None:
    given = facts(subjects=["vehicles"], items=["+vehicles/use Mine."])
    assert facts_from_json(facts_to_json(given)) == given
    older = json.loads(facts_to_json(facts()))
    del older["items"]
    assert facts_from_json(json.dumps(older)) == facts()


def test_an_item_that_left_the_list_is_left_out_of_a_letter_composed_again() -> None:
    gone = ChosenItem(Subject.VEHICLES, "gone", "words")
    given = replace(facts(subjects=["vehicles"], items=["+vehicles/use"]))
    assert asked(replace(given, items=(*given.items, gone))) == [texts()["use"]]


ITEMS = """items = [
  "funding/statistics",
  { item = "funding/agreements", text = "The agreement." },
]
"""


def test_the_facts_file_chooses_items() -> None:
    given = read_facts(tomllib.loads(ITEMS + examples()["request"]), today=TODAY)
    assert isinstance(given, LetterFacts)
    assert asked(given)[:3] == [
        texts(Subject.FUNDING)["statistics"],
        "The agreement.",
        texts()["money"],
    ]


@pytest.mark.parametrize(
    ("items", "said"),
    [
        ('items = ["funding/nothing"]', "items: There is no item funding/nothing."),
        ('items = ["funding"]', "items: This is not a list of items."),
        ('items = ["transfers/counts"]', "items: transfers/counts is not an item of these"),
        ("items = [7]", "items.0"),
        ('items = [{ item = "funding/statistics", txt = "x" }]', "items.0"),
    ],
)
def test_the_facts_file_refuses_what_is_no_item(items: str, said: str) -> None:
    with pytest.raises(FactsFileError, match=said):
        read_facts(tomllib.loads(f"{items}\n{examples()['request']}"), today=TODAY)
