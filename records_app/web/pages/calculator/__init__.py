"""The calculator and its year table: any law, any clock, any date; no need to sign in."""

from __future__ import annotations

import reflex as rx

from records_app.web.pages.calculator.state import CalculatorState
from records_app.web.pages.calculator.view import calculator_page
from records_app.web.pages.calculator.year_state import YearState
from records_app.web.pages.calculator.year_view import year_page

__all__ = ["CalculatorState", "YearState", "register"]


def register(app: rx.App) -> None:
    """Add both pages. The page gate lets strangers see them."""
    app.add_page(
        calculator_page,
        route="/calculator",
        title="Calculator · Sunshine Desk",
        on_load=CalculatorState.calculate,
    )
    app.add_page(
        year_page,
        route="/calculator/year",
        title="Business days · Sunshine Desk",
        on_load=YearState.show_year,
    )
