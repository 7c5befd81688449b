"""The paragraphs that answer a denial: each rests on known law, and each ground gets one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from records_app.casework.grounds import Ground, grounds_in
from records_app.law.statute import law
from records_app.letters import exception_replies
from records_app.letters.characters import check_text
from records_app.letters.exception_replies import replies, replies_to
from records_app.letters.wording import WordingError

# Sections whose text was read, or known from a good second source; see docs/law.md.
KNOWN_SECTIONS = {
    *("610.011.1", "610.021", "610.023.4", "610.024.1"),
    *("610.100", "610.105", "610.120", "610.150"),
}


def test_every_reply_answers_a_verified_exception_or_a_known_provision() -> None:
    numbers = {
        rule.number
        for rule in law("us-mo").exceptions
        if law("us-mo").exceptions_numbered(rule.number)
    }
    words = {"no law", "exception", "other law"}
    for to in replies("us-mo"):
        assert to in words or to in numbers or grounds_in(to, "us-mo") == (Ground(to),), to


def test_every_section_in_a_reply_is_one_that_was_read() -> None:
    for reply in replies("us-mo").values():
        both = f"{reply.text} {reply.citation}"
        sections = set(re.findall(r"610\.\d{3}(?:\.\d)?", both))
        assert sections <= KNOWN_SECTIONS, reply.to
        for section in set(re.findall(r"610\.\d{3}", reply.text)):
            assert section in reply.citation, (reply.to, section)
        listed = set(re.findall(r"610\.021\((\d+)\)", both))
        assert all(law("us-mo").exceptions_numbered(number) for number in listed)


def test_a_reply_fits_a_letter() -> None:
    for reply in replies("us-mo").values():
        assert check_text("", reply.text, max_length=1_000, one_line=True) == reply.text
        assert "must be closed" not in reply.text  # the exceptions allow, they never oblige
        assert reply.text.endswith((".",))


@pytest.mark.parametrize(
    ("cited", "answers"),
    [
        ("610.021(14)", ["14"]),
        ("610.021(18)", ["19"]),
        ("610.021(19)", ["19", "20"]),
        ("610.021(16)", ["exception"]),
        ("610.021(99)", ["exception"]),
        ("610.021", ["exception"]),
        ("610.100", ["§ 610.100"]),
        ("8 CFR 236.6", ["8 C.F.R. § 236.6"]),
        ("5 U.S.C. 552a", ["other law"]),
        ("RSMo 43.504", ["other law"]),
    ],
)
def test_what_is_answered_to_a_ground(cited: str, answers: list[str]) -> None:
    (ground,) = grounds_in(cited, "us-mo")
    assert [reply.to for reply in replies_to(ground, "us-mo")] == answers


def test_a_denial_without_a_law_is_answered_too() -> None:
    assert [reply.to for reply in replies_to(None, "us-mo")] == ["no law"]


def test_a_law_without_replies_gives_none() -> None:
    for code in ("us-il", "us-ks", "us-fed", "../us-mo", "us-xx"):
        assert replies_to(None, code) == ()
        assert replies_to(Ground("§ 610.021(14)", "14"), code) == ()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("nonsense", "exceptions.toml"),
        ('[[reply]]\nto = []\ncitation = "x"\ntext = "x"', "to"),
        ('[[reply]]\nto = ["1", "1"]\ncitation = "x"\ntext = "x"', "1 stands twice"),
        ('[[reply]]\nto = ["1"]\ntext = "x"', "citation"),
    ],
)
def test_a_wrong_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str, says: str
) -> None:
    (tmp_path / "us-mo").mkdir()
    (tmp_path / "us-mo" / "exceptions.toml").write_text(content)
    monkeypatch.setattr(exception_replies, "TEMPLATES", tmp_path)
    replies.cache_clear()
    try:
        with pytest.raises(WordingError, match=r"exceptions\.toml") as error:
            replies("us-mo")
        assert says in str(error.value)
    finally:
        replies.cache_clear()
