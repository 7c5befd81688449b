"""Why the office does not do what was asked. Each says it in words fit for the screen."""

from __future__ import annotations

from datetime import datetime

from records_app.letters.request_form import FieldError


class OfficeRefusal(Exception):
    """Anything the office declines to do. ``str()`` of it may be shown to a person."""


class NotFound(OfficeRefusal):
    """No such thing, or none that this person may know of."""

    def __init__(self, what: str = "page") -> None:
        super().__init__(f"There is no such {what}, or it is not yours to see.")


class NotAllowed(OfficeRefusal):
    """The person is known, and this is not for their role."""

    def __init__(self, what: str) -> None:
        super().__init__(f"Your role does not allow you to {what}.")


class Refused(OfficeRefusal):
    """The input is wrong; each error names its field and the reason."""

    def __init__(self, errors: tuple[FieldError, ...]) -> None:
        self.errors = errors
        super().__init__(" ".join(f"{error.label}: {error.message}" for error in errors))


class ChangedElsewhere(OfficeRefusal):
    """Somebody saved the same thing in between; nothing of theirs was overwritten."""

    def __init__(self, by: str, at: datetime) -> None:
        self.by = by
        self.at = at
        super().__init__(
            f"{by} changed this in the meantime. Your text is still here: load the newer one, "
            "compare, then save again."
        )


class TooManyAttempts(OfficeRefusal):
    """The limit of attempts is reached for now."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        minutes = max(1, round(seconds / 60))
        unit = "minute" if minutes == 1 else "minutes"
        super().__init__(f"Too many attempts. Try again in {minutes} {unit}.")


class LinkExpired(OfficeRefusal):
    """A one-time link that was used, taken back, is too old, or never was."""

    def __init__(self) -> None:
        super().__init__("This link does not work any more. Ask for a new one.")
