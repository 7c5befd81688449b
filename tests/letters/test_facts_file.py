from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from examples import DOCUMENT, examples

from records_app.casework.subjects import Subject
from records_app.letters.compose import compose, sections
from records_app.letters.facts import LetterFacts
from records_app.letters.facts_file import FactsFileError, RequestFile, read_facts_file
from records_app.letters.facts_tables import SenderTable, ToTable
from records_app.letters.follow_up_file import RequestTable
from records_app.letters.follow_up_kinds import KINDS
from records_app.letters.portal import PortalTooSmall, fee_waiver_text, portal_text

TODAY = date(2026, 11, 23)


def example() -> str:
    """The whole example of docs/facts-file.md."""
    return examples()["request"]


def facts_of(tmp_path: Path, text: str) -> Any:
    file = tmp_path / "facts.toml"
    file.write_text(text, "utf-8", newline="")
    return read_facts_file(file, today=TODAY)


def refusal(tmp_path: Path, text: str) -> str:
    with pytest.raises(FactsFileError) as caught:
        facts_of(tmp_path, text)
    said = str(caught.value)
    assert said.startswith(f"{tmp_path / 'facts.toml'}: ")
    assert "\n" not in said
    return said.partition(": ")[2]


def test_the_example_of_the_manual_gives_a_letter(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, example())
    assert facts.subjects == (Subject.FUNDING, Subject.VEHICLES, Subject.TRAINING)
    assert facts.agreements == ("Task Force Model agreement signed on March 5, 2025",)
    assert (facts.fee_cap, facts.dated, facts.delivery) == (Decimal(25), TODAY, "email")
    letter = compose(facts)
    assert "MO-2026-0001" in letter.text
    assert "E-mails between the chief and ICE about vehicles." in letter.text


def test_the_manual_names_every_key(tmp_path: Path) -> None:
    manual = DOCUMENT.read_text("utf-8")
    for key in RequestFile.model_fields:
        if key not in {"to", "sender"}:
            assert f"| `{key}` |" in manual
    tables = {"to": ToTable, "sender": SenderTable, "request": RequestTable}
    for table, model in tables.items():
        for key in model.model_fields:
            assert f"`{table}.{key}`" in manual
    for kind in KINDS.values():
        for field in kind.fields:
            assert (
                field.name.startswith("signer_")
                or f"`{field.name}`" in manual
                or (f"\n{field.name} = " in examples()[kind.name])
            )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('["funding", "vehicles", "training"]', "[]", "subjects: Choose at least one subject."),
        ('"training"]', '"cars"]', "subjects: Choose from: Funding agreements, "),
        ("fee_cap = 25", "fee_cap = -1", "fee_cap: Write an amount in dollars"),
        ("fee_cap = 25", 'fee_cap = "ten"', "fee_cap: Write an amount in dollars"),
        ("fee_cap = 25", "fee_cap = inf", "fee_cap: Write an amount in dollars"),
        ("fee_cap = 25", "fee_cap = true", "fee_cap: "),
        ("period_from = 2025-01-01", 'period_from = "2026-02-30"', "period_from: 2026-02-30 is"),
        ("period_from = 2025-01-01", "period_from = 2026-12-01", "period_from: 2026-12-01 is in"),
        ("period_from = 2025-01-01", "", "period_from: Write the first day"),
        ("period_from = 2025-01-01", "period_from = 2025-01-01T10:00:00", "period_from: "),
        ("dated = 2026-11-23", "dated = 0001-01-01", "dated: choose a year"),
        ("dated = 2026-11-23", 'dated = "soon"', "dated: 'soon' is not a date"),
        ('law = "us-mo"', 'law = "us-xx"', "law: choose from us-fed, us-il, us-ks, us-mo."),
        ('law = "us-mo"', 'law = "../us-mo"', "law: choose from us-fed, us-il, us-ks, us-mo."),
        ('delivery = "email"', 'delivery = "pigeon"', "delivery: "),
        ('name = "Ana Ruiz"', 'name = "  "', "sender.name: Write the name"),
        ('name = "Ana Ruiz"', 'name = "Ana\\u0000"', "sender.name: Please remove U+0000"),
        ('name = "Ana Ruiz"', "name = 7", "sender.name: "),
        ('name = "Ana Ruiz"', 'nane = "Ana Ruiz"', "sender.name: "),
        ('agency = "Riverbend Police Department"', 'agency = ""', "to: Agency name: "),
        ('phone = "314-555-0101"', 'phone = "\\u202e"', "sender: Our telephone: Please remove"),
        ("agreements = [", 'agreements = ["\\u200e", ', "agreements: Please remove U+200E"),
        ('number = "MO-2026-0001"', 'numbr = "x"', "numbr: "),
    ],
)
def test_what_is_wrong_is_said_with_the_name_of_the_key(
    tmp_path: Path, old: str, new: str, said: str
) -> None:
    text = example()
    assert old in text
    assert refusal(tmp_path, text.replace(old, new, 1)).startswith(said)


def test_files_that_are_no_facts(tmp_path: Path) -> None:
    assert refusal(tmp_path, "dated = ").startswith("is not TOML: ")
    assert refusal(tmp_path, "dated = 2026-02-30").startswith("is not TOML: ")
    assert refusal(tmp_path, "").startswith("to: Field required")
    (tmp_path / "facts.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(FactsFileError, match="cannot be read"):
        read_facts_file(tmp_path / "facts.toml", today=TODAY)
    with pytest.raises(FactsFileError, match="there is no such file"):
        read_facts_file(tmp_path / "none.toml", today=TODAY)
    with pytest.raises(FactsFileError, match="cannot be read"):
        read_facts_file(tmp_path, today=TODAY)


def test_without_a_date_the_letter_is_dated_today(tmp_path: Path) -> None:
    assert facts_of(tmp_path, example().replace("dated = 2026-11-23", "")).dated == TODAY


@pytest.mark.parametrize("limit", [*range(67, 700, 7), 470])
def test_portal_texts_keep_the_limit_the_law_and_the_letter(tmp_path: Path, limit: int) -> None:
    text = portal_text(facts_of(tmp_path, example()), limit)
    assert len(text) <= limit
    assert "Missouri Sunshine Law" in text
    assert "610" in text
    assert "attached letter" in text
    assert "\n" not in text


def test_at_470_characters_the_portal_text_says_what_and_who(tmp_path: Path) -> None:
    text = portal_text(facts_of(tmp_path, example()), 470)
    assert "funding agreements, vehicle grants and training" in text
    assert "ana@openrecords.example" in text
    assert "November 23, 2026" in text


@pytest.mark.parametrize("law", ["us-il", "us-fed"])
def test_where_the_request_must_stand_in_the_message_a_portal_text_holds_every_item(
    tmp_path: Path, law: str
) -> None:
    facts = facts_of(tmp_path, example().replace("us-mo", law).replace("portal", "email"))
    whole = portal_text(facts, 10_000)
    for section in sections(facts):
        for ask in section.asks:
            assert ask in whole
    for limit in (4000, 2000, 1200, 800):
        text = portal_text(facts, limit)
        assert len(text) <= limit
        assert "attached" not in text
        assert f"({len(_asks(facts))}) E-mails between the chief and ICE about vehicles" in text
        assert "Freedom of Information Act" in text or "FOIA" in text


def _asks(facts: LetterFacts) -> list[str]:
    return [ask for section in sections(facts) for ask in section.asks]


def test_the_box_of_the_federal_portal_for_a_fee_waiver_has_a_text_of_its_own(
    tmp_path: Path,
) -> None:
    facts = facts_of(tmp_path, example().replace("us-mo", "us-fed"))
    assert "552(a)(4)(A)(iii)" in fee_waiver_text(facts)
    assert fee_waiver_text(facts).endswith(
        "residents can follow how their police work and what it costs."
    )
    assert fee_waiver_text(facts_of(tmp_path, example())) == ""


def test_a_portal_text_of_one_subject_fits_the_items_into_470_characters(tmp_path: Path) -> None:
    one = example().replace('"funding", "vehicles", "training"', '"vehicles"')
    text = portal_text(facts_of(tmp_path, one), 470)
    assert len(text) <= 470
    assert "(3) titles and registrations" in text
    assert "Missouri Sunshine Law, Chapter 610, RSMo" in text
    assert "The attached letter of November 23, 2026, is part of it" in text


def test_a_portal_text_that_cannot_fit_is_refused(tmp_path: Path) -> None:
    facts = facts_of(tmp_path, example())
    with pytest.raises(PortalTooSmall) as caught:
        portal_text(facts, 66)
    assert caught.value.least == 67
    assert len(portal_text(facts, caught.value.least)) == 67


def test_a_portal_text_for_one_subject_keeps_markup_as_text(tmp_path: Path) -> None:
    one = example().replace('"funding", "vehicles", "training"', '"vehicles"')
    facts = facts_of(tmp_path, one.replace('"Ana Ruiz"', '"Ana <b> & {{ 7*7 }}"'))
    assert facts.subjects == (Subject.VEHICLES,)
    text = portal_text(facts, 1000)
    assert "for records from January 1, 2025, to the date of your search: (1) money for" in text
    assert "Ana <b> & {{ 7*7 }}" in text
