"""The law that somebody cites for closing a record: free text in, grounds by number out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from records_app.law.statute import law

LONGEST = 4_000
_MOST = 40
_WIDEST_RANGE = 12


@dataclass(frozen=True, slots=True)
class Ground:
    """One provision as it was cited, in one spelling: `§ 610.021(14)`, `8 C.F.R. § 236.6`.

    `number` is that of an exception in the list of the law, such as `14`, else empty.
    """

    citation: str
    number: str = ""


def grounds_in(text: str, law_code: str) -> tuple[Ground, ...]:
    """The provisions named in `text`, in its order, each once. Anything else in it is passed over.

    Sections on procedure and fees are no grounds and are left out. An exception that the law does
    not have (`§ 610.021(99)`) is kept as it was cited: what they wrote is what we answer to.
    """
    tidy = _tidy(text)
    found: list[tuple[int, Ground]] = []
    reader = _READERS.get(law_code)
    if reader is not None:
        found += reader(tidy)
    found += _federal_laws(tidy, own=law_code == "us-fed")
    ordered = sorted(found, key=lambda each: each[0])
    return tuple(dict.fromkeys(ground for _, ground in ordered))[:_MOST]


def _tidy(text: str) -> str:
    """One kind of space, dash and digit; never longer than what a form takes."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST])
    dashed = "".join("-" if unicodedata.category(sign) == "Pd" else sign for sign in plain)
    return " ".join(dashed.split())


_Found = Iterator[tuple[int, Ground]]

# "(14)", "14", "14(a)", "no. 14"; what stands between items of a list.
_NO_SECTION = r"(?!\d|\s?\.\s?\d|\s?(?:c\.?\s?f\.?\s?r|u\.?\s?s\.?\s?c))"
_ITEM = rf"(?:\(\s?\d{{1,2}}\s?\)|\d{{1,2}}{_NO_SECTION})(?:\s?\([a-z]\))?"
_WORD = r"(?:(?:exceptions?|exemptions?|subsections?|subdivisions?|paragraphs?|items?|nos?\.?)\s*)"
_JOIN = rf"\s*(?:,\s*and|,\s*or|,\s*&|[,;&/]|and|or|-|to|through)\s*{_WORD}?(?=\(|\d)"
_LIST = rf"{_WORD}?{_ITEM}(?:{_JOIN}{_ITEM})*"
_SECTION_021 = re.compile(
    rf"(?<![\d.])610\s?\.\s?021(?!\d)(?:\s?\.\s?(?P<after>\d{{1,2}})(?!\d))?"
    rf"(?P<list>[\s,:]*{_LIST})?",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\W*{_WORD}?\(\d{{1,2}}\)(?:{_JOIN}{_ITEM})*\W*|\W*{_WORD}{_LIST}\W*", re.I)
_NUMBER = re.compile(r"\d{1,2}")
_OTHER_SECTION = re.compile(r"(?<![\d.,$])(?P<chapter>\d{2,3})\.(?P<section>\d{3})(?![\d%])")
_NAMES_A_LAW = re.compile(r"§|\bsections?\b|\bsecs?\b|\brsmo\b|\bmo\.? rev\b|\bstatutes?\b", re.I)
# Sections of chapter 610 on policy, custodians, severing, fees and suits: none closes a record.
_PROCEDURE = frozenset(
    {"010", "011", "015", "020", "022", "023", "024", "025", "026", "027", "028"}
)
_PROCEDURE |= frozenset({"029", "030", "032"})


def _missouri(text: str) -> _Found:
    is_021 = False
    for cited in _SECTION_021.finditer(text):
        is_021 = True
        listed = cited["list"] or ""
        numbers = list(_numbers(listed))
        if cited["after"] and not (cited["after"] == "1" and numbers):
            numbers.insert(0, str(int(cited["after"])))
        if cited["after"] == "1" and not listed:
            numbers = []
        if not numbers:
            yield cited.start(), Ground("§ 610.021")
        for at, number in enumerate(numbers):
            yield cited.start() + at, Ground(f"§ 610.021({number})", number)
    if not is_021 and _ALONE.fullmatch(text):
        for at, number in enumerate(_numbers(text)):
            if number in _numbers_of("us-mo"):
                yield at, Ground(f"§ 610.021({number})", number)
    sections = list(_OTHER_SECTION.finditer(text))
    for cited in sections:
        chapter, section = cited["chapter"], cited["section"]
        if chapter == "610" and (section in _PROCEDURE or section == "021"):
            continue
        if chapter == "610" or _NAMES_A_LAW.search(_around(text, cited)):
            yield cited.start(), Ground(f"§ {chapter}.{section}")


def _numbers(listed: str) -> Iterator[str]:
    """The numbers of a list, a range spelled out: "(18) through (21)" is four of them."""
    items = list(_NUMBER.finditer(listed))
    if items:
        yield str(int(items[0][0]))
    for before, item in pairwise(items):
        first, last = int(before[0]), int(item[0])
        between = listed[before.end() : item.start()]
        if re.search(r"-|\bto\b|through", between) and first < last <= first + _WIDEST_RANGE:
            yield from (str(number) for number in range(first + 1, last))
        yield str(last)


def _numbers_of(law_code: str) -> frozenset[str]:
    return frozenset(rule.number for rule in law(law_code).exceptions)


def _around(text: str, cited: re.Match[str]) -> str:
    return text[max(0, cited.start() - 30) : cited.end() + 12]


_IL = re.compile(
    r"(?<![\d.])(?:140/)?(?:section\s*)?7\s?\(?1\)?\s?\(\s?(?P<letter>[a-z]{1,2})(?:-\d)?\s?\)",
    re.I,
)


def _illinois(text: str) -> _Found:
    for cited in _IL.finditer(text):
        number = f"7(1)({cited['letter'].lower()})"
        yield cited.start(), Ground(f"5 ILCS 140/{number}", number)


_KS = re.compile(r"(?<!\d)45-221\s?(?:\(?a\)?)?\s?\(\s?(?P<number>\d{1,2})\s?\)", re.I)


def _kansas(text: str) -> _Found:
    for cited in _KS.finditer(text):
        number = str(int(cited["number"]))
        yield cited.start(), Ground(f"K.S.A. 45-221(a)({number})", number)


_FED = re.compile(
    r"(?:552\s?\(b\)|\bexemptions?\s*\(?b?\)?|\(b\)|\bb)\s?\(?(?P<number>[1-9])\)?(?!\d)"
    r"(?:\s?\(?(?P<letter>[A-Fa-f])\)?(?![A-Za-z]))?",
    re.I,
)


def _federal(text: str) -> _Found:
    for cited in _FED.finditer(text):
        letter = cited["letter"] if cited["number"] == "7" else None
        number = f"({cited['number']})" + (f"({letter.upper()})" if letter else "")
        yield cited.start(), Ground(f"5 U.S.C. 552(b){number}", number)


_CFR = re.compile(
    r"(?<!\d)(?P<title>\d{1,2})\s?C\.?\s?F\.?\s?R\.?,?\s?(?:§+|sections?|secs?\.?|parts?)?\s?"
    r"(?P<section>\d{1,4}(?:\.\d{1,4})?)",
    re.I,
)
_USC = re.compile(
    r"(?<!\d)(?P<title>\d{1,2})\s?U\.?\s?S\.?\s?C\.?(?:\s?A\.?)?,?\s?(?:§+|sections?|secs?\.?)?\s?"
    r"(?P<section>\d{1,5}[a-z]{0,2}(?:-\d{1,2})?)(?![\d.])",
    re.I,
)


def _federal_laws(text: str, *, own: bool) -> _Found:
    for cited in _CFR.finditer(text):
        yield cited.start(), Ground(f"{int(cited['title'])} C.F.R. § {cited['section']}")
    for cited in _USC.finditer(text):
        section = cited["section"].lower()
        if not (own and section == "552"):
            yield cited.start(), Ground(f"{int(cited['title'])} U.S.C. § {section}")


_READERS = {
    "us-mo": _missouri,
    "us-il": _illinois,
    "us-ks": _kansas,
    "us-fed": _federal,
}
