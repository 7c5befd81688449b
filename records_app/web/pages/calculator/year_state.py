"""What the year table holds: one law and one year out of the address."""

from __future__ import annotations

import reflex as rx

from records_app.law.statute import known_laws
from records_app.letters.request_form import FieldError
from records_app.office.calculating import HOME_LAW
from records_app.office.year_table import FIRST_YEAR, LAST_YEAR, YearTable, year_table
from records_app.web.guard import action
from records_app.web.house import clock
from records_app.web.pages.calculator.address import (
    address_of,
    fields_in,
    sign_in_address,
    year_address,
)
from records_app.web.pages.calculator.own_days import count_stranger, own_days
from records_app.web.pages.desk_address import plain_words
from records_app.web.policy import Anybody


class YearState(rx.State):
    """One year of business days. Nothing is kept: it comes from the address each time."""

    table: YearTable | None = None
    law: str = HOME_LAW
    year: str = ""
    agency: str = ""
    agency_name: str = ""
    without_agency: str = ""
    ignored: str = ""
    sign_in: str = ""
    previous: str = ""
    following: str = ""
    calculator: str = ""
    wrong: dict[str, str] = {}  # noqa: RUF012 - a State var; Reflex copies the default
    faults: list[FieldError] = []  # noqa: RUF012

    @action(Anybody.PUBLIC)
    async def show_year(self) -> None:
        """Show the table that the address asks for."""
        count_stranger(self)
        query = dict(self.router.url.query_parameters)
        fields = fields_in(query)
        _, today = clock()
        self.law = fields.get("law", HOME_LAW)
        self.year = plain_words(query, "year") or str(today.year)
        self.faults = []
        known = self.law in known_laws()
        if not known:
            self.faults.append(FieldError("law", "Law", f"“{self.law}” has no calendar here."))
        is_year = self.year.isascii() and self.year.isdigit() and len(self.year) == 4
        if not is_year or not FIRST_YEAR <= int(self.year) <= LAST_YEAR:
            message = f"“{self.year}” is not a year from {FIRST_YEAR} to {LAST_YEAR}."
            self.faults.append(FieldError("year", "Year", message))
        own = await own_days(self, fields.get("agency", "") if known else "", self.law)
        if own.wrong:
            self.faults.append(FieldError("agency", "Agency", own.wrong))
        self.wrong = {error.field: error.message for error in self.faults}
        self.agency = own.agency.slug if own.agency else ""
        self.agency_name, self.ignored = own.name, own.ignored
        self.without_agency = year_address(self.law, self.year)
        wanted = year_address(self.law, self.year, fields.get("agency", ""))
        self.sign_in = sign_in_address(wanted) if own.ignored else ""
        self.calculator = address_of({"law": self.law, "agency": self.agency})
        table = None if self.faults else year_table(self.law, int(self.year), agency=own.days)
        self.table = table
        self.previous = self._address(table.previous if table else 0)
        self.following = self._address(table.following if table else 0)

    def _address(self, year: int) -> str:
        return year_address(self.law, year, self.agency) if year else ""
