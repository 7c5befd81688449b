from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from jinja2.sandbox import SecurityError
from riverbend import OFFICE, TO, facts, read

from records_app.casework.subjects import OFFERED, Subject
from records_app.letters import wording
from records_app.letters.blocks import Block, plain_text, read_blocks
from records_app.letters.compose import Letter, compose
from records_app.letters.facts import agreement_phrase
from records_app.letters.request_form import read_form
from records_app.letters.wording import WordingError, letter_template, subject_wording

AWKWARD = [
    "<script>alert(1)</script>",
    '<img src="file:///etc/passwd" onerror=x>',
    "{{ 7*7 }} {% for x in y %} {# note #} ${x} %s",
    "&amp; &lt; & &#0; &#x41;",
    "</li></ol><h1>Mine</h1>",
    "Sincerely, Ana Ruiz",
    "write to ana@openrecords.example or records@riverbend.example",
    "x" * 400,
    "https://example.org/" + "a/" * 150,
    "back\\slash 'single' \"double\" `tick`",
    "مرحبا بالعالم",
    "中文 日本語",
    "😀 👩‍👩‍👧",
    "𝐀𝒷𝕏",
    "# 1. 2. 3. - * not markdown _at_ all",
]


def words(text: str) -> str:
    """Text with all white space gone."""
    return "".join(text.split())


def body_text(html: str) -> str:
    """What a reader of the page sees, read another way than the product does."""
    body = html.partition("<body>")[2].partition("</body>")[0]
    return words(unescape(re.sub("<[^>]*>", "", body)))


def as_read(letter: Letter) -> str:
    return words("".join(block.text for block in letter.blocks))


@pytest.mark.parametrize("text", AWKWARD)
@pytest.mark.parametrize("field", ["specifics", "fee_waiver_reason", "signer_name", "signer_title"])
def test_text_of_people_is_text_in_every_form(field: str, text: str) -> None:
    text = text[:120] if field.startswith("signer") else text
    letter = compose(facts(**{field: text}))
    assert words(text) in body_text(letter.html)
    assert words(text) in as_read(letter)
    assert words(text) in words(letter.text)


@pytest.mark.parametrize("text", AWKWARD)
def test_markup_never_becomes_an_element(text: str) -> None:
    plain = compose(facts(specifics="plain"))
    marked = compose(facts(specifics=text))
    assert re.findall("<[a-z/][^>]*>", plain.html) == re.findall("<[a-z/][^>]*>", marked.html)


def test_page_text_and_blocks_say_the_same() -> None:
    letter = compose(facts(specifics="One thing\nAnother <thing>", fee_waiver_reason="A.\nB & C."))
    assert as_read(letter) == body_text(letter.html)
    numbered = "".join(
        f"{block.number}. " * (block.kind == "item") + block.text for block in letter.blocks
    )
    assert words(letter.text) == words(numbered)


@given(
    specifics=st.text(max_size=300),
    reason=st.text(max_size=300),
    signer=st.text(min_size=1, max_size=60),
)
def test_whatever_the_form_accepts_stands_in_every_form(
    specifics: str, reason: str, signer: str
) -> None:
    result = read(specifics=specifics, fee_waiver_reason=reason, signer_name=signer)
    wrong = {error.field for error in result.errors}
    assert result.facts is not None
    letter = compose(result.facts)
    seen = {"specifics": specifics, "fee_waiver_reason": reason, "signer_name": signer}
    for field, text in seen.items():
        if field in wrong:
            continue
        for line in filter(None, map(words, text.splitlines())):
            assert line in as_read(letter)
            assert line in words(letter.text)
    assert as_read(letter) == body_text(letter.html)


def test_items_are_numbered_through_all_subjects() -> None:
    letter = compose(facts(specifics="mine"))
    numbers = [block.number for block in letter.blocks if block.kind == "item"]
    assert numbers == list(range(1, len(numbers) + 1))
    assert letter.blocks[[b.number for b in letter.blocks].index(numbers[-1])].text == "mine"
    headings = [block.text for block in letter.blocks if block.kind == "heading"]
    assert headings == [
        "Funding agreements",
        "Vehicle grants",
        "Training records",
        "Specific records",
        "How I ask you to answer",
    ]


@pytest.mark.parametrize("subject", OFFERED)
def test_a_letter_asks_for_every_item_of_its_subject(subject: Subject) -> None:
    letter = compose(facts(subjects=[subject.value]))
    asked = [block.text.replace("\u00a0", " ") for block in letter.blocks if block.kind == "item"]
    assert asked == [item.text for item in subject_wording(subject).items]
    assert all(item.why for item in subject_wording(subject).items)


# letters-and-traps.md section 8, element by element
ELEMENTS = {
    "date": "November 23, 2026",
    "custodian": "Custodian of Records\nRiverbend Police Department\n100 Main Street",
    "law": "Missouri Sunshine Law, Chapter 610 of the Revised Statutes of Missouri (RSMo)",
    "contractors": "§ 610.010(6)",
    "period": "from January 1, 2025, to the date of your search",
    "format": "§§ 610.023.3, 610.029",
    "inspection": "If copies would be costly, please offer inspection.",
    "waiver": "likely to contribute significantly to public understanding of the operations or "
    "activities of your agency, and the request is not primarily in my commercial interest",
    "waiver law": "§ 610.026.1(1)",
    "sharing": "We publish what local agencies agree with ICE.",
    "estimate": "itemized written estimate before you begin",
    "cap": "ask me before they exceed $25",
    "staff": "employees who result in the lowest charges",
    "attorneys": "Gross v. Parson, 624 S.W.3d 877 (Mo. banc 2021)",
    "segregation": "separate it and release the rest (§ 610.024)",
    "grounds": "written statement of the grounds, citing the specific provision of law "
    "(§ 610.023.4)",
    "time": "no later than the end of the third business day after the date the custodian of "
    "records receives it",
    "delay": "the place and the earliest time and date at which the records will be available "
    "(§ 610.023.3)",
    "rolling": "release what is ready without waiting for the rest",
    "preservation": "preserve all of these records",
    "forward": "forward this letter and tell me that person’s name and location (§ 610.023.1)",
    "narrow": "I am glad to clarify or narrow it",
    "contact": "Please reach me at ana@openrecords.example or 314-555-0101.",
    "signature": "Ana Ruiz\nCoordinator, Open Records Group",
}


@pytest.mark.parametrize("element", ELEMENTS)
def test_the_missouri_request_has_every_element(element: str) -> None:
    text = compose(facts()).text
    assert words(ELEMENTS[element]) in words(text)


def test_what_traps_say_is_not_in_the_letter() -> None:
    text = compose(facts(specifics="")).text
    for wrong in ("FOIA", "must be closed", "577.", "first hour", "within three days", "deemed"):
        assert words(wrong) not in words(text)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"period_to": "2025-06-30"}, "from January 1, 2025, to June 30, 2025"),
        ({"fee_cap": ""}, "estimate before you begin. Please assign"),
        ({"fee_cap": "0"}, "and ask me before there is any charge"),
        ({"fee_cap": "1000.5"}, "before they exceed $1,000.50"),
        ({"format": "paper"}, "for paper copies of the records"),
        ({"format": "inspect"}, "to inspect the records below"),
    ],
)
def test_choices_change_the_words(changes: dict[str, str], said: str) -> None:
    assert words(said) in words(compose(facts(**changes)).text)


def test_social_security_numbers_are_named_only_under_a_cap() -> None:
    assert "SocialSecurity" in words(compose(facts(fee_cap="25")).text)
    assert "SocialSecurity" not in words(compose(facts(fee_cap="")).text)


def test_known_agreements_are_named() -> None:
    known = (
        agreement_phrase("Task Force Model", date(2025, 3, 5)),
        agreement_phrase("Warrant Service Officer", None),
        agreement_phrase("Jail Enforcement Model", None, " https://www.ice.gov/doclib/moa.pdf "),
    )
    text = compose(replace(facts(), agreements=known)).text
    assert words(
        "party to the Task Force Model agreement signed on March 5, 2025, and the "
        "Warrant Service Officer agreement, and the Jail Enforcement Model agreement "
        "(https://www.ice.gov/doclib/moa.pdf)."
    ) in words(text)
    assert "partyto" not in words(compose(facts()).text)


def test_number_custodian_and_a_single_sender() -> None:
    to = replace(TO, custodian="Jo Park", email="", portal="https://portal.example")
    letter = compose(replace(facts(to, replace(OFFICE, organization="")), number="MO-2026-0001"))
    assert "Jo Park\nCustodian of Records\nRiverbend Police Department" in letter.text
    assert "Dear Jo Park:" in letter.text
    assert "Our reference: MO-2026-0001" in letter.text
    assert letter.text.startswith("Ana Ruiz\n1 Oak Avenue\n")
    assert "onbehalfof" not in words(letter.text)


def test_text_for_email_is_wrapped_and_long_words_stay_whole() -> None:
    long_word = "https://example.org/" + "a" * 380
    lines = compose(facts(specifics=f"see {long_word} there")).text.splitlines()
    assert any(long_word in line for line in lines)
    assert all(len(line) <= 72 for line in lines if long_word not in line)
    assert not any(line != line.rstrip() for line in lines)


def test_the_same_facts_give_the_same_letter() -> None:
    assert compose(facts()) == compose(facts())


def test_a_law_or_subject_without_words_is_named() -> None:
    with pytest.raises(WordingError, match=r"letter_templates/us-xx/request\.html is missing"):
        compose(replace(facts(), law="us-xx"))
    with pytest.raises(WordingError, match="is missing"):
        compose(replace(facts(), law="../../etc"))


def test_templates_are_sandboxed_and_strict() -> None:
    environment = wording._environment(escape=True)
    with pytest.raises(SecurityError):
        environment.from_string("{{ ''.__class__.__mro__ }}").render()
    with pytest.raises(UndefinedError):
        environment.from_string("{{ nothing }}").render()
    assert letter_template("us-mo", "request").environment is environment


def test_a_new_subject_needs_only_a_file(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = wording.TEMPLATES.__class__(str(tmp_path))
    (folder / "subjects").mkdir()
    (folder / "subjects" / "transfers.toml").write_text(
        'heading = "Jail transfers"\nshort = "jail transfers"\n'
        '[[item]]\nkey = "counts"\nshort = "counts"\ntext = "Monthly counts."\n'
        'why = "They name nobody."\n'
    )
    (folder / "subjects" / "communications.toml").write_text('heading = "No items"\n')
    monkeypatch.setattr(wording, "TEMPLATES", folder)
    read_again = subject_wording.__wrapped__
    assert read_again(Subject.TRANSFERS).items[0].text == "Monthly counts."
    with pytest.raises(WordingError, match=r"subjects/communications\.toml"):
        read_again(Subject.COMMUNICATIONS)
    with pytest.raises(WordingError, match=r"letter_templates/subjects/funding\.toml is missing"):
        read_again(Subject.FUNDING)
    twice = (folder / "subjects" / "transfers.toml").read_text()
    (folder / "subjects" / "funding.toml").write_text(twice + twice[twice.index("[[item]]") :])
    with pytest.raises(WordingError, match="two items have the key counts"):
        read_again(Subject.FUNDING)


@pytest.mark.parametrize(
    "html", ["<p><span>x</span></p>", '<p class="odd">x</p>', "<table></table>", "<svg></svg>"]
)
def test_html_that_no_letter_should_use_is_an_error(html: str) -> None:
    with pytest.raises(ValueError, match="letter"):
        read_blocks(html)


def test_blocks_know_their_bold_beginning() -> None:
    assert read_blocks("<p><b>Time.</b> Soon,\n<i>please</i>.</p>") == (
        Block("paragraph", "Time. Soon, please.", lead="Time."),
    )
    assert plain_text((Block("item", "x", 3), Block("item", "y", 4))) == "3. x\n4. y\n"


def test_the_longest_letter_is_still_a_letter() -> None:
    raw = {
        "subjects": ["funding", "vehicles", "training"],
        "period_from": "2025-01-01",
        "specifics": "\n".join(["&<" * 49] * 40),
        "fee_waiver_reason": "\n".join(["<&" * 49] * 20),
        "signer_name": "<" * 120,
    }
    result = read_form(raw, to=TO, sender=OFFICE, dated=date(2026, 11, 23))
    assert result.facts is not None
    assert result.errors == ()
    letter = compose(replace(result.facts, fee_cap=Decimal(25)))
    assert Counter(letter.text)["<"] >= 60 * 49 + 120
    assert len(letter.html) < 60_000
