"""The office: its letters are printed once."""

from tests.kept_letters import letters_are_kept  # noqa: F401 - pytest finds it here
