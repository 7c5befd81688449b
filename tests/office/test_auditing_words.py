"""The audit speaks the words of the office: every table has one, and both ways lead there."""

from __future__ import annotations

import pytest
from sqlmodel import SQLModel

import records_app.store.tables  # noqa: F401 - brings every table
from records_app.office.auditing_words import THINGS, as_written, thing, things

TABLES = SQLModel.metadata.tables


def test_every_table_has_its_words_and_no_words_are_left_over() -> None:
    assert set(THINGS) == set(TABLES)
    assert len(set(THINGS.values())) == len(THINGS)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_the_words_take_every_part_of_the_key_and_show_no_name_of_a_table(name: str) -> None:
    parts = [str(number) for number, _ in enumerate(TABLES[name].primary_key.columns, 7)]
    words = thing(name, "/".join(parts))
    assert "{" not in words
    assert "_" not in words
    assert all(part in words for part in parts)
    assert things(f"{name} {'/'.join(parts)}, request 12") == f"{words}, request 12"


@pytest.mark.parametrize("name", [name for name, words in THINGS.items() if words.endswith(" {}")])
def test_what_is_read_can_be_looked_for(name: str) -> None:
    if THINGS[name].count("{}") == 1:
        assert as_written(thing(name, "3").capitalize()) == f"{name} 3"


def test_a_cut_list_and_other_words_stay_as_they_are() -> None:
    assert things("request 12, request_sub…") == "request 12, request_sub…"
    assert as_written("/letters/") == "/letters/"
    assert as_written("groups") == "groups"
