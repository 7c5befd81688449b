from __future__ import annotations

import pytest

from records_app.law.errors import LawError
from records_app.law.hints import COMPUTED, Level, hint_for, hints
from records_app.law.statute import known_laws


def test_every_other_state_and_dc_has_a_hint():
    found = hints()
    assert len(found) == 51 - 3
    assert len({hint.code for hint in found}) == len(found)
    assert [hint.state for hint in found] == sorted(hint.state for hint in found)
    assert set(COMPUTED.values()) == set(known_laws())
    for hint in found:
        assert hint.law_name
        assert hint.source
        assert hint.confidence
        assert hint.days is None or 0 < hint.days < 60
        assert f"confidence: {hint.level}" in hint.sentence()
        assert "no date is computed" in hint.sentence()


@pytest.mark.parametrize(
    ("asked", "state"),
    [
        ("Iowa", "Iowa"),
        ("ia", "Iowa"),
        ("us-ia", "Iowa"),
        (" DC ", "District of Columbia"),
        ("west virginia", "West Virginia"),
        ("WY", "Wyoming"),
        ("ME", "Maine"),
        ("nh", "New Hampshire"),
    ],
)
def test_a_state_by_name_or_postal_code(asked, state):
    assert hint_for(asked).state == state


def test_levels_are_the_tables_own():
    assert hint_for("CA").level is Level.VERIFIED
    assert hint_for("GA").level is Level.CROSS_CHECKED
    assert hint_for("CO").level is Level.SECONDARY
    assert hint_for("IA").level is Level.LOW


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("Missouri", "state: Missouri is computed as us-mo"),
        ("IL", "state: Illinois is computed as us-il"),
        ("us-ks", "state: Kansas is computed as us-ks"),
        ("Guam", "state: 'Guam' is not a State or D.C."),
        ("", "state: '' is not a State or D.C."),
    ],
)
def test_what_is_computed_or_unknown_has_no_hint(asked, message):
    with pytest.raises(LawError) as caught:
        hint_for(asked)
    assert str(caught.value).startswith(message)
