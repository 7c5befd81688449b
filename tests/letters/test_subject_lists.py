"""The lists of what we ask for: five subjects under every law, and nobody's name in them."""

from __future__ import annotations

import re

import pytest

from records_app.casework.subjects import Subject
from records_app.law.statute import known_laws
from records_app.letters.wording import subject_wording

EVERY_LIST = [(law, subject) for law in known_laws() for subject in Subject]


@pytest.mark.parametrize(("law", "subject"), EVERY_LIST)
def test_each_item_says_what_and_why(law: str, subject: Subject) -> None:
    words = subject_wording(subject, law)
    assert len(words.items) >= 3
    assert len({item.key for item in words.items}) == len(words.items)
    for item in words.items:
        assert item.text.endswith(".")
        assert item.why.endswith(".")
        assert not item.short.endswith(".")
        assert len(item.text) <= 400
        assert "?" not in item.text, "ask for records, not for answers"


@pytest.mark.parametrize(("law", "subject"), EVERY_LIST)
def test_the_law_of_one_state_stays_in_that_state(law: str, subject: Subject) -> None:
    text = " ".join(item.text for item in subject_wording(subject, law).items)
    if law != "us-mo":
        assert not re.search(r"§ ?(?:610|221|544|43)\.|\d+ CSR|RSMo|Missouri Department", text)
    if law in {"us-il", "us-ks"}:
        assert "Missouri" not in text


@pytest.mark.parametrize("law", known_laws())
def test_no_item_about_transfers_invites_the_name_of_a_detained_person(law: str) -> None:
    for item in subject_wording(Subject.TRANSFERS, law).items:
        about_people = re.search(r"each person|a person|people|logs? |LESC", item.text, re.I)
        nobody = re.search(
            r"without (?:the )?names and A-numbers|names and A-numbers redacted"
            r"|totals|counts of detainee days|to hold or move people",
            item.text,
        )
        harmless = re.search(r"^(?:Policies|Agreements)", item.text)
        assert not about_people or nobody or harmless, item.text


def test_items_that_cite_missouri_law_are_asked_in_missouri() -> None:
    ours = {item.key for item in subject_wording(Subject.TRANSFERS).items}
    theirs = {item.key for item in subject_wording(Subject.TRANSFERS, "us-il").items}
    assert ours - theirs == {"warrant-check", "status-queries", "status-reports"}


def test_ice_has_lists_of_its_own() -> None:
    shared = subject_wording(Subject.FUNDING, "us-ks")
    own = subject_wording(Subject.FUNDING, "us-fed")
    assert own.items != shared.items
    assert "law enforcement agencies in Missouri" in own.items[0].text
    assert "governing body" not in " ".join(item.text for item in own.items)
