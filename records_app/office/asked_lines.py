"""The lines of a fee as people type them, and back into the fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from records_app.casework.fees import AskedLine, Charge
from records_app.office.event_fields import MOST_LINES, EventForm


def read_lines(form: EventForm) -> tuple[AskedLine, ...]:
    """The fields line_what_N to line_role_N; a line of which nothing is filled is no line."""
    return tuple(line for number in range(1, MOST_LINES + 1) for line in _line(form, number))


def line_values(lines: Iterable[AskedLine]) -> dict[str, str]:
    """What the fields hold for these lines."""
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        values = {
            "what": line.what,
            "charge": line.charge.value,
            "quantity": line.quantity,
            "rate": line.rate,
            "amount": line.amount,
            "role": line.role,
        }
        for part, value in values.items():
            found[f"line_{part}_{number}"] = "" if value is None else str(value)
    return found


def _line(form: EventForm, number: int) -> Iterator[AskedLine]:
    what = form.line(f"line_what_{number}")
    quantity = form.number(f"line_quantity_{number}")
    rate = form.number(f"line_rate_{number}")
    amount = form.amount(f"line_amount_{number}")
    role = form.line(f"line_role_{number}")
    if what or role or not (quantity is None and rate is None and amount is None):
        charge = form.one_of(f"line_charge_{number}", Charge, Charge.OTHER)
        if not what:
            form.refuse(f"line_what_{number}", "Write what this line is for.")
        yield AskedLine(what, charge, quantity, rate, amount, role)
