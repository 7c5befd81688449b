"""The denials of a request: merged with the grounds given later, corrected, and counted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import permutations

import pytest

from records_app.casework.closed_records import (
    Cited,
    Denial,
    Tally,
    denials_in,
    quarter_of,
    tallies,
)
from records_app.casework.events import (
    Answered,
    AnswerKind,
    Channel,
    Corrected,
    Entry,
    Event,
    FollowUp,
    FollowUpSent,
    Noted,
)

RECORDED = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def answer(
    number: int,
    kind: AnswerKind,
    exception: str = "",
    *,
    severed: bool | None = None,
    detail: str = "",
) -> Answered:
    on = date(2026, 11, number)
    return Answered(on, kind, None, None, exception, detail, severed=severed)


def log(*events: Event) -> tuple[Entry, ...]:
    return tuple(Entry(seq, RECORDED, "Bob", event) for seq, event in enumerate(events, 1))


def found(*events: Event) -> list[tuple[int, list[str], str, bool | None]]:
    return [
        (one.seq, [ground.citation for ground in one.grounds], one.cited.value, one.severed)
        for one in denials_in(log(*events), "us-mo")
    ]


DENIED, PART, GROUNDS = AnswerKind.DENIED, AnswerKind.PARTLY_RELEASED, AnswerKind.GROUNDS_GIVEN
DEMANDED = FollowUpSent(date(2026, 11, 5), None, FollowUp.DEMAND_GROUNDS, "", Channel.EMAIL, "", "")
COURSES = {
    "none": ((answer(2, AnswerKind.RELEASED), Noted(date(2026, 11, 3), "610.021(14)")), []),
    "denied with a law": (
        (answer(2, DENIED, "610.021(14)", severed=False),),
        [(1, ["§ 610.021(14)"], "at_once", False)],
    ),
    "denied without": ((answer(2, DENIED),), [(1, [], "not", None)]),
    "denied in words alone": ((answer(2, DENIED, "privacy"),), [(1, [], "not", None)]),
    "law only in what was written down": (
        (answer(2, DENIED, detail="They cite 610.021(1)."),),
        [(1, ["§ 610.021(1)"], "at_once", None)],
    ),
    "grounds given when asked": (
        (answer(2, DENIED), answer(9, GROUNDS, "610.021(19) and 610.100", severed=True)),
        [(1, ["§ 610.021(19)", "§ 610.100"], "later", True)],
    ),
    "more grounds than at first": (
        (answer(2, DENIED, "610.021(1)", severed=True), answer(9, GROUNDS, "610.021(1), (14)")),
        [(1, ["§ 610.021(1)", "§ 610.021(14)"], "at_once", True)],
    ),
    "grounds without a law": (
        (answer(2, DENIED), answer(9, GROUNDS, detail="Because.")),
        [(1, [], "not", None)],
    ),
    "grounds out of the blue": (
        (answer(9, GROUNDS, "610.021(3)"),),
        [(1, ["§ 610.021(3)"], "at_once", None)],
    ),
    "denied again with the law we asked for": (
        (answer(2, DENIED), DEMANDED, answer(9, DENIED, "610.021(14)", severed=False)),
        [(1, ["§ 610.021(14)"], "later", False)],
    ),
    "denied again without a law": (
        (answer(2, DENIED), DEMANDED, answer(9, DENIED)),
        [(1, [], "not", None), (3, [], "not", None)],
    ),
    "denied again, though nobody asked": (
        (answer(2, DENIED, "610.021(1)"), answer(9, DENIED, "610.021(14)")),
        [(1, ["§ 610.021(1)"], "at_once", None), (2, ["§ 610.021(14)"], "at_once", None)],
    ),
    "a part released when we asked for the law of a denial": (
        (answer(2, DENIED), DEMANDED, answer(9, PART, "610.021(14)", severed=True)),
        [(1, [], "not", None), (3, ["§ 610.021(14)"], "at_once", True)],
    ),
    "a part, then all": (
        (answer(2, PART, "610.021(13)", severed=True), answer(8, DENIED), answer(9, GROUNDS)),
        [(1, ["§ 610.021(13)"], "at_once", True), (2, [], "not", None)],
    ),
}


@pytest.mark.parametrize("name", COURSES)
def test_courses(name: str) -> None:
    events, expected = COURSES[name]
    assert found(*events) == expected


def test_late_entries_give_the_same_denials() -> None:
    events = (answer(2, DENIED), answer(9, GROUNDS, "610.021(19)"), answer(12, PART, severed=True))
    expected = [one[1:] for one in found(*events)]
    for shuffled in permutations(events):
        assert [one[1:] for one in found(*shuffled)] == expected


def test_a_corrected_denial_counts_as_corrected_and_a_struck_one_not() -> None:
    on = date(2026, 11, 20)
    right = answer(2, DENIED, "610.021(19)")
    wrong = (answer(2, DENIED, "610.021(18)"), answer(3, DENIED))
    corrections = (Corrected(on, 1, "Misread", right), Corrected(on, 2, "Another request", None))
    assert found(*wrong, *corrections) == [(1, ["§ 610.021(19)"], "at_once", None)]


def test_the_words_of_denial_and_grounds_are_kept() -> None:
    events = (answer(2, DENIED, " privacy "), answer(9, GROUNDS, "610.021(13)"))
    (denial,) = denials_in(log(*events), "us-mo")
    assert denial.text == "privacy; 610.021(13)"


def denial(
    number: int, *, is_part: bool = False, cited: Cited = Cited.NOT, severed: bool | None = None
) -> Denial:
    return Denial(number, date(2026, number, 5), is_part, "", (), cited, severed)


def test_tallies() -> None:
    one = denial(1, is_part=True, cited=Cited.AT_ONCE, severed=True)
    two = denial(5, cited=Cited.LATER, severed=False)
    three = denial(4)
    by_agency = tallies([(one, ["river"]), (two, ["river"]), (three, ["maple"])])
    assert list(by_agency) == ["river", "maple"]
    river = by_agency["river"]
    assert river == Tally(2, 1, 1, 1, 1, 1, date(2026, 5, 5))
    assert (river.not_cited, river.severing_unknown) == (0, 0)
    assert (by_agency["maple"].not_cited, by_agency["maple"].severing_unknown) == (1, 1)
    by_quarter = tallies([(each, [quarter_of(each.on)]) for each in (one, two, three)])
    assert {key: tally.all for key, tally in by_quarter.items()} == {(2026, 1): 1, (2026, 2): 2}
    assert tallies([(one, ())]) == {}


def test_quarters() -> None:
    assert [quarter_of(date(2026, month, 1))[1] for month in range(1, 13)] == [
        *(1, 1, 1),
        *(2, 2, 2),
        *(3, 3, 3),
        *(4, 4, 4),
    ]


def test_words_on_citing() -> None:
    assert [one.label for one in Cited] == ["At once", "When asked", "No law cited"]
