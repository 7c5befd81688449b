"""The law they cite, in the many ways in which people write it, and in ways nobody should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records_app.casework import grounds
from records_app.casework.grounds import Ground, grounds_in
from records_app.law.statute import known_laws, law

MISSOURI = {
    "": [],
    "610.021(14)": ["§ 610.021(14)"],
    "§ 610.021(14), RSMo": ["§ 610.021(14)"],
    "Section 610.021 (1)": ["§ 610.021(1)"],
    "RSMo. 610.021.1(3)": ["§ 610.021(3)"],
    "§ 610.021.1 (3) and (14)": ["§ 610.021(3)", "§ 610.021(14)"],
    "§ 610.021.1": ["§ 610.021"],
    "610.021.14": ["§ 610.021(14)"],
    "610.021.1, 14": ["§ 610.021(14)"],
    "610.021": ["§ 610.021"],
    "Chapter 610.021, RSMo": ["§ 610.021"],
    "610.021(1), (13), & (14)": ["§ 610.021(1)", "§ 610.021(13)", "§ 610.021(14)"],
    "610.021 (1),(13)/(14)": ["§ 610.021(1)", "§ 610.021(13)", "§ 610.021(14)"],
    "610.021(18) through (21)": [f"§ 610.021({n})" for n in (18, 19, 20, 21)],
    "610.021 (18)–(19)": ["§ 610.021(18)", "§ 610.021(19)"],
    "610.021(19)(a)": ["§ 610.021(19)"],
    "610.021 subdivision (19)": ["§ 610.021(19)"],
    "610.021, exemption 14": ["§ 610.021(14)"],
    "610.021 paragraphs 13 and 14": ["§ 610.021(13)", "§ 610.021(14)"],
    "RSMO 610 . 021 (14)": ["§ 610.021(14)"],
    "６１０．０２１（１４）": ["§ 610.021(14)"],
    "610.021(3)\u00a0and\u00a0610.021(13)": ["§ 610.021(3)", "§ 610.021(13)"],
    "610.021(14); 610.021(14)": ["§ 610.021(14)"],
    "610.021(99)": ["§ 610.021(99)"],
    "(14)": ["§ 610.021(14)"],
    "exception 14": ["§ 610.021(14)"],
    "Exemptions (13) and (14).": ["§ 610.021(13)", "§ 610.021(14)"],
    "(99)": [],
    "610.100": ["§ 610.100"],
    "Section 610.100.2(1)": ["§ 610.100"],
    "§§ 610.021(14) and 610.100": ["§ 610.021(14)", "§ 610.100"],
    "§ 610.021(14) and 8 C.F.R. § 236.6": ["§ 610.021(14)", "8 C.F.R. § 236.6"],
    "8 CFR 236.6": ["8 C.F.R. § 236.6"],
    "8 CFR Sec. 236.6(a)": ["8 C.F.R. § 236.6"],
    "28 CFR Part 20": ["28 C.F.R. § 20"],
    "5 U.S.C. § 552a": ["5 U.S.C. § 552a"],
    "5 USC 552(b)(7)(E)": ["5 U.S.C. § 552"],
    "18 U.S.C. 2721": ["18 U.S.C. § 2721"],
    "RSMo 43.504": ["§ 43.504"],
    "Section 211.321, RSMo (juvenile)": ["§ 211.321"],
    "43.504": [],
    "see 610.023.3 and 610.026": [],
    "under 610.023 we deny it, 610.021(1)": ["§ 610.021(1)"],
    "It costs $412.500 and took 14 days": [],
    "on 11/14/2026 we found 610 pages": [],
    "1610.021(14)": [],
    "610.0211": [],
    "because it is private": [],
    "14": [],
}


@pytest.mark.parametrize("text", MISSOURI)
def test_missouri(text: str) -> None:
    assert [ground.citation for ground in grounds_in(text, "us-mo")] == MISSOURI[text]


def test_the_number_leads_to_the_exceptions_it_can_mean() -> None:
    """(18) was the police exception until 2024 and is the auditor's now: both are offered."""
    (ground,) = grounds_in("610.021(18)", "us-mo")
    assert ground == Ground("§ 610.021(18)", "18")
    meant = law("us-mo").exceptions_numbered(ground.number)
    assert [rule.number for rule in meant] == ["18", "19"]
    assert grounds_in("610.100", "us-mo") == (Ground("§ 610.100"),)


OTHERS = [
    ("us-il", "5 ILCS 140/7(1)(d)", ["5 ILCS 140/7(1)(d)"]),
    ("us-il", "Section 7(1)(c) and 7(1)(D)", ["5 ILCS 140/7(1)(c)", "5 ILCS 140/7(1)(d)"]),
    ("us-il", "610.021(14)", []),
    ("us-ks", "K.S.A. 45-221(a)(4)", ["K.S.A. 45-221(a)(4)"]),
    ("us-ks", "KSA 45-221 (a) (04)", ["K.S.A. 45-221(a)(4)"]),
    ("us-fed", "(b)(7)(E)", ["5 U.S.C. 552(b)(7)(E)"]),
    ("us-fed", "5 U.S.C. § 552(b)(6), (b)(7)(C)", ["5 U.S.C. 552(b)(6)", "5 U.S.C. 552(b)(7)(C)"]),
    ("us-fed", "Exemption 7(e)", ["5 U.S.C. 552(b)(7)(E)"]),
    ("us-fed", "b6, b7C", ["5 U.S.C. 552(b)(6)", "5 U.S.C. 552(b)(7)(C)"]),
    ("us-fed", "8 U.S.C. 1367", ["8 U.S.C. § 1367"]),
]


@pytest.mark.parametrize(("law_code", "text", "expected"), OTHERS)
def test_other_laws(law_code: str, text: str, expected: list[str]) -> None:
    assert [ground.citation for ground in grounds_in(text, law_code)] == expected


@pytest.mark.parametrize("code", known_laws())
def test_every_exception_of_a_law_is_read_as_it_is_cited(code: str) -> None:
    for rule in law(code).exceptions:
        found = grounds_in(rule.citation, code)
        assert [ground.number for ground in found] == [rule.number], rule.citation


@given(st.text(max_size=300), st.sampled_from([*known_laws(), "us-xx"]))
def test_any_text_is_read_the_same_way_twice(text: str, law_code: str) -> None:
    found = grounds_in(text, law_code)
    assert found == grounds_in(text, law_code)
    assert len(set(found)) == len(found) <= 40


_PIECES = [
    "610",
    ".",
    "021",
    "(",
    ")",
    "14",
    " and ",
    ",",
    "-",
    "§",
    "610.021",
    "8 CFR",
    "236.6",
    " ",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=60))
def test_what_was_found_is_found_again_in_its_own_words(pieces: list[str]) -> None:
    for ground in grounds_in("".join(pieces), "us-mo"):
        assert ground in grounds_in(ground.citation, "us-mo")


@pytest.mark.parametrize(
    "text", ["(1)," * 5_000, "610.021" * 2_000, "610.021(1) and " * 900, "8 C.F.R. " * 2_000]
)
def test_of_long_garbage_only_the_beginning_is_read(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    really = grounds._READERS["us-mo"]
    monkeypatch.setitem(grounds._READERS, "us-mo", lambda tidy: read.append(tidy) or really(tidy))
    found = grounds_in(text, "us-mo")
    assert [len(each) <= grounds.LONGEST for each in read] == [True]
    assert found == grounds_in(text[: grounds.LONGEST], "us-mo")
    assert len(found) <= 40
