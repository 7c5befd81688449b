"""New passwords that somebody who guesses tries first are refused, with a word about why."""

from __future__ import annotations

import pytest

from records_app.office.passwords import SHORTEST, password_problem
from records_app.office.passwords_guessable import COMMON, OURS, OWN, PATTERN, common_passwords


def reason(password: str) -> str:
    problem = password_problem(password, email="rosa.lane@opendoors.example", name="Rosa Lane")
    return problem.message if problem else ""


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("password1234", COMMON),
        ("Password 2026!", COMMON),
        ("P@ssw0rd2026!", COMMON),
        ("!!letmein2025!!", COMMON),
        ("correct horse battery staple", COMMON),
        ("ILoveYou3000", COMMON),
        ("wh4t3v3r-2024", COMMON),
        ("1111111111111", PATTERN),
        ("abcabcabcabcabc", PATTERN),
        ("lakeside lakeside", PATTERN),
        ("abcdefghijklmnop", PATTERN),
        ("qwertyuiop123", PATTERN),
        ("0987654321qwerty", PATTERN),
        ("1q2w3e4r5t6y", PATTERN),
        ("rosa.lane.2026", OWN),
        ("Rosa Lane 4711!", OWN),
        ("opendoors-2026", OWN),
        ("rosa.lane@opendoors.example", OWN),
        ("Sunshine Desk 1", OURS),
        ("sunshine-2026!", OURS),
    ],
)
def test_what_is_guessed_first_is_refused(password: str, why: str) -> None:
    assert reason(password) == why


@pytest.mark.parametrize(
    "password",
    [
        "correct horse battery",
        "lakeside piano",
        "monkey dragon cactus",
        "rosa likes long walks",
        "a sunshine state of mind",
        "пароль из слов",
        "Kf7!qv2#Lm9x",
        "12 trees behind the mill",
    ],
)
def test_words_of_ones_own_are_fine(password: str) -> None:
    assert reason(password) == ""


def test_the_list_is_as_it_says() -> None:
    listed = common_passwords()
    assert sum(len(one) >= SHORTEST for one in listed) > 500
    assert all(one == one.casefold() and " " not in one for one in listed)
    assert all(reason(one) for one in listed if len(one) >= SHORTEST)
