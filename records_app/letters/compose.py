"""Facts to a letter. One template is rendered once; every other form is read from that HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from jinja2 import Template
from markupsafe import Markup

from records_app.casework.subjects import Subject
from records_app.letters.blocks import Block, plain_text, read_blocks
from records_app.letters.envelope import Fitted, address_in_window, letterhead
from records_app.letters.facts import ChosenItem, LetterFacts, facts_to_json, long_date
from records_app.letters.figures import dollars
from records_app.letters.follow_up import FollowUpFacts, ForOthers, GroundsDemand
from records_app.letters.follow_up_kinds import KINDS
from records_app.letters.logo import Logo
from records_app.letters.own_wording import OwnWording, own_words, with_own_words
from records_app.letters.own_wording_values import values_of
from records_app.letters.wording import (
    AskedItem,
    letter_template,
    stylesheet,
    subject_wording,
)

_CUSTODIAN = {"us-il": "FOIA Office", "us-fed": "FOIA Office"}
# The two exceptions that ask for a written statement; they moved down by one number in 2024.
_SECURITY = re.compile(r"610\.021\.?1? ?\((?:18|19|20)\)")
# A line should not end inside "8 U.S.C. § 1357(g)", between a section sign and its number, or
# between a month and its day.
_SPLITS_BADLY = re.compile(
    "[0-9]+ U\\.S\\.C\\. § |[0-9]+ CSR |[0-9]+ CFR |[0-9]+ ILCS |K\\.S\\.A\\. |§ |\\b(?:January"
    "|February|March|April|May|June|July|August|September|October|November|December) (?=[0-9])"
)
_TEXT = re.compile(">[^<]+")


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


def compose(
    facts: LetterFacts | FollowUpFacts, own: OwnWording | None = None, logo: Logo | None = None
) -> Letter:
    """Render the letter of ``facts``. Text of users is escaped, never read as a template.

    ``own`` is what the office says instead of the shipped words, ``logo`` stands on its letterhead.
    Raises ``WordingError`` when the law, the kind or a subject has no file in letter_templates.
    """
    values = values_of(
        facts,
        contact=contact(facts),
        period=period(facts) if isinstance(facts, LetterFacts) else "",
    )
    said = own_words(own, facts.law, facts.kind, values)
    template = with_own_words(letter_template(facts.law, facts.kind), tuple(said))
    html = letter_html(facts, template, said, logo)
    blocks = read_blocks(html)
    return Letter(title_of(facts), html, plain_text(blocks), blocks, facts_to_json(facts))


def letter_html(
    facts: LetterFacts | FollowUpFacts,
    template: Template,
    own: Mapping[str, Markup],
    logo: Logo | None = None,
) -> str:
    """The whole page that a template makes of these facts; ``own`` is for its blocks."""
    to = _address(facts)
    html = template.render(
        title=title_of(facts),
        own=own,
        logo=logo,
        style=Markup(stylesheet()),  # noqa: S704 - our own file
        facts=facts,
        letterhead=letterhead(_letterhead(facts), logo.width if logo else 0),
        dated=long_date(facts.dated),
        address=address_in_window(to) if facts.delivery == "post" else Fitted(to, ""),
        contact=contact(facts),
        signature=_lines(facts.sender.name, _office(facts)),
        **(_request(facts) if isinstance(facts, LetterFacts) else _follow_up(facts)),
    )
    head, body, letter = html.partition("<body>")
    return head + body + _TEXT.sub(_well_split, letter)


def _well_split(text: re.Match[str]) -> str:
    return _SPLITS_BADLY.sub(lambda found: found[0].replace(" ", "\u00a0"), text[0])


def title_of(facts: LetterFacts | FollowUpFacts) -> str:
    """The title of the PDF: what it is, which agency, which day."""
    if isinstance(facts, LetterFacts):
        return f"Records request to {facts.to.agency}, {long_date(facts.dated)}"
    agency = facts.about if isinstance(facts, ForOthers) else facts.to.agency
    return f"{KINDS[facts.kind].title}, {agency}, {long_date(facts.dated)}"


def _request(facts: LetterFacts) -> dict[str, object]:
    return {
        "greeting": facts.to.custodian or role_of(facts.law),
        "period": period(facts),
        "sections": sections(facts),
        "reason": facts.fee_waiver_reason.splitlines(),
        "fee_cap": dollars(facts.fee_cap) if facts.fee_cap else "",
        "no_fee": facts.fee_cap == 0,
        "capped": facts.fee_cap is not None,
    }


def _follow_up(facts: FollowUpFacts) -> dict[str, object]:
    office = facts.to.agency if isinstance(facts, ForOthers) else role_of(facts.law)
    cited = facts.cited if isinstance(facts, GroundsDemand) else ""
    return {
        "greeting": facts.to.custodian or office,
        "names_security": _SECURITY.search(cited) is not None,
    }


def role_of(law: str) -> str:
    """Who at an agency answers requests under a law, as an envelope names them."""
    return _CUSTODIAN.get(law, "Custodian of Records")


def sections(facts: LetterFacts) -> tuple[Section, ...]:
    """What is asked for, subject by subject, the writer's own items last."""
    found: list[Section] = []
    number = 1
    parts = [asked_of(facts, subject) for subject in facts.subjects]
    wanted = [(heading, tuple(each.text for each in items)) for heading, items in parts]
    for heading, asks in [*wanted, ("Specific records", facts.specifics)]:
        if asks:
            found.append(Section(heading, number, asks))
            number += len(asks)
    return tuple(found)


def asked_of(facts: LetterFacts, subject: Subject) -> tuple[str, tuple[AskedItem, ...]]:
    """The heading of a subject and what is asked under it, in the words of writer and office."""
    words = subject_wording(subject, facts.law)
    chosen = [item for item in facts.items if item.subject is subject]
    if not chosen:
        return words.heading, words.items
    known = {item.key: item for item in words.items}
    return words.heading, tuple(
        _said_so(known.get(item.key), item) for item in chosen if item.key in known or item.short
    )


def _said_so(shipped: AskedItem | None, item: ChosenItem) -> AskedItem:
    """An item in the words that were chosen; the office's own have a short form besides."""
    if shipped is None:
        return AskedItem(item.key, item.short, item.text, "")
    return replace(shipped, text=item.text or shipped.text, short=item.short or shipped.short)


def period(facts: LetterFacts) -> str:
    """The period in words: "from January 1, 2025, to the date of your search"."""
    until = "the date of your search" if facts.period_to is None else long_date(facts.period_to)
    if facts.period_from is None:
        return f"up to {until}"
    return f"from {long_date(facts.period_from)}, to {until}"


def contact(facts: LetterFacts | FollowUpFacts) -> str:
    """The one place an answer goes to: e-mail, telephone, or both."""
    return " or ".join(_lines(facts.sender.email, facts.sender.phone))


def _letterhead(facts: LetterFacts | FollowUpFacts) -> tuple[str, ...]:
    sender = facts.sender
    reach = " · ".join(_lines(sender.email, sender.phone))
    return _lines(sender.organization or sender.name, *sender.address_lines, reach)


def _address(facts: LetterFacts | FollowUpFacts) -> tuple[str, ...]:
    to = facts.to
    email = to.email if facts.delivery == "email" else ""
    role = "" if isinstance(facts, ForOthers) else role_of(facts.law)
    return _lines(to.custodian, role, to.agency, *to.address_lines, email)


def _office(facts: LetterFacts | FollowUpFacts) -> str:
    return ", ".join(_lines(facts.sender.title, facts.sender.organization))


def _lines(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
