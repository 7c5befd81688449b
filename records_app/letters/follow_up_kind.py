"""What a kind of letter after the request is, and how the lists of kinds write one."""

from __future__ import annotations

from dataclasses import dataclass

from records_app.letters.follow_up import FollowUpFacts
from records_app.letters.follow_up_fields import PARAGRAPH, SIGNER, Field


@dataclass(frozen=True, slots=True)
class FollowUpKind:
    """``label`` names it in a list, ``title`` begins the PDF's title, ``when`` says its use."""

    name: str
    label: str
    title: str
    when: str
    facts: type[FollowUpFacts]
    fields: tuple[Field, ...]


def kind(
    name: str,
    label: str,
    title: str,
    when: str,
    facts: type[FollowUpFacts],
    *fields: Field,
) -> FollowUpKind:
    """A kind with its own questions first, then those that every kind has."""
    return FollowUpKind(name, label, title, when, facts, (*fields, PARAGRAPH, *SIGNER))
