"""The one error of the terminal: wrong input, said in one line."""

from __future__ import annotations


class InputError(Exception):
    """What is wrong and where. Ends the program with exit code 2 and this one line."""
