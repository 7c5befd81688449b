"""Facts to a letter. One template is rendered once; every other form is read from that HTML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from records_app.letters.blocks import Block, plain_text, read_blocks
from records_app.letters.facts import LetterFacts, facts_to_json, long_date
from records_app.letters.wording import letter_template, stylesheet, subject_wording

# A line should not end inside "8 U.S.C. § 1357(g)" or between a section sign and its number.
_SPLITS_BADLY = re.compile("[0-9]+ U\\.S\\.C\\. § |[0-9]+ CSR |§ ")


@dataclass(frozen=True, slots=True)
class Letter:
    """A composed letter: a whole HTML page, plain text for e-mail, blocks for the screen."""

    title: str
    html: str
    text: str
    blocks: tuple[Block, ...]
    facts_json: str


@dataclass(frozen=True, slots=True)
class Section:
    """Numbered items under one heading; numbers run on from section to section."""

    heading: str
    start: int
    asks: tuple[str, ...]


def compose(facts: LetterFacts) -> Letter:
    """Render the letter of ``facts``. Text of users is escaped, never read as a template.

    Raises ``WordingError`` when the law, the kind or a subject has no file in letter_templates.
    """
    title = f"Records request to {facts.to.agency}, {long_date(facts.dated)}"
    html = letter_template(facts.law, facts.kind).render(
        title=title,
        style=Markup(stylesheet()),  # noqa: S704 - our own file
        facts=facts,
        letterhead=_letterhead(facts),
        dated=long_date(facts.dated),
        address=_address(facts),
        period=period(facts),
        sections=sections(facts),
        reason=facts.fee_waiver_reason.splitlines(),
        fee_cap=_dollars(facts.fee_cap) if facts.fee_cap else "",
        no_fee=facts.fee_cap == 0,
        capped=facts.fee_cap is not None,
        contact=contact(facts),
        signature=_lines(facts.sender.name, _office(facts)),
    )
    html = _SPLITS_BADLY.sub(lambda found: found[0].replace(" ", "\u00a0"), html)
    blocks = read_blocks(html)
    return Letter(title, html, plain_text(blocks), blocks, facts_to_json(facts))


def sections(facts: LetterFacts) -> tuple[Section, ...]:
    """What is asked for, subject by subject, the writer's own items last."""
    found: list[Section] = []
    number = 1
    asked = [subject_wording(subject) for subject in facts.subjects]
    parts = [(words.heading, tuple(item.text for item in words.items)) for words in asked]
    for heading, asks in [*parts, ("Specific records", facts.specifics)]:
        if asks:
            found.append(Section(heading, number, asks))
            number += len(asks)
    return tuple(found)


def period(facts: LetterFacts) -> str:
    """The period in words: "from January 1, 2025 to the date of your search"."""
    until = "the date of your search" if facts.period_to is None else long_date(facts.period_to)
    if facts.period_from is None:
        return f"up to {until}"
    return f"from {long_date(facts.period_from)} to {until}"


def contact(facts: LetterFacts) -> str:
    """The one place an answer goes to: e-mail, telephone, or both."""
    return " or ".join(_lines(facts.sender.email, facts.sender.phone))


def _letterhead(facts: LetterFacts) -> tuple[str, ...]:
    sender = facts.sender
    reach = " · ".join(_lines(sender.email, sender.phone))
    return _lines(sender.organization or sender.name, *sender.address_lines, reach)


def _address(facts: LetterFacts) -> tuple[str, ...]:
    to = facts.to
    email = to.email if facts.delivery == "email" else ""
    return _lines(to.custodian, "Custodian of Records", to.agency, *to.address_lines, email)


def _office(facts: LetterFacts) -> str:
    return ", ".join(_lines(facts.sender.title, facts.sender.organization))


def _lines(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)


def _dollars(amount: Decimal) -> str:
    cents = amount != amount.to_integral_value()
    return f"${amount:,.2f}" if cents else f"${amount:,.0f}"
