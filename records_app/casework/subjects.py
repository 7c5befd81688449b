"""What a request asks about."""

from __future__ import annotations

from enum import StrEnum


class Subject(StrEnum):
    """What is asked about."""

    FUNDING = "funding"
    VEHICLES = "vehicles"
    TRAINING = "training"
    TRANSFERS = "transfers"
    COMMUNICATIONS = "communications"

    @property
    def label(self) -> str:
        """The name on the form: `Funding agreements`."""
        return _WORDS[self][0]

    @property
    def hint(self) -> str:
        """One line under the name: what it covers."""
        return _WORDS[self][1]


_WORDS: dict[Subject, tuple[str, str]] = {
    Subject.FUNDING: (
        "Funding agreements",
        "287(g) agreements, service agreements, reimbursements, invoices, awards",
    ),
    Subject.VEHICLES: (
        "Vehicle grants",
        "cars bought, given, lent, titled or marked with ICE money",
    ),
    Subject.TRAINING: (
        "Training records",
        "who was trained, when, by whom, certified for what",
    ),
    Subject.TRANSFERS: (
        "Jail transfers",
        "detainers, release times, handovers in numbers, never in names",
    ),
    Subject.COMMUNICATIONS: (
        "Communications",
        "messages between the agency and ICE",
    ),
}

OFFERED: tuple[Subject, ...] = tuple(Subject)
