"""What can be wrong with a question about the law. Every message names the field and the value."""

from __future__ import annotations


class LawError(ValueError):
    """Base of the errors of this room. `field` is the name of the wrong input."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field


class UnknownLaw(LawError):
    """There is no such law here."""


class UnknownClock(LawError):
    """This law has no such clock, or it is not computed yet."""


class DayRefused(LawError):
    """Not a day, or outside the years for which the rule or the calendar holds."""


class UnverifiedRule(LawError):
    """Nobody has checked this rule against its source, so it never yields a date."""


class LawFileWrong(LawError):
    """A law's TOML file breaks its format; the field is the place in the file."""


def shown(value: object) -> str:
    """The value for a message: on one line, cut when long."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
