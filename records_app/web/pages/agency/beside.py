"""The column beside: the days on which this agency departs from the calendar, and its hours."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import link, link_button
from records_app.web.components.messages import FocusingSection
from records_app.web.pages.agency.forms import STAY, day_form, hours_form, take_back_form
from records_app.web.pages.agency.state import AgencyState

_view = AgencyState.view


def beside() -> rx.Component:
    """One small card."""
    return rx.el.aside(_days(), class_name="section")


def _days() -> rx.Component:
    return FocusingSection.create(
        rx.el.h2("Days of their own", id="days-title", class_name="text-[1.05rem]"),
        rx.cond(
            _view.closures.length() > 0,
            rx.el.ul(rx.foreach(_view.closures, _day), class_name="mt-2"),
            rx.el.p("They follow the calendar of the law.", class_name="soft small mt-2"),
        ),
        rx.cond(
            AgencyState.form == "day",
            day_form(),
            rx.cond(
                _view.may_care,
                rx.fragment(
                    rx.el.p(
                        "When they close, or open on a holiday. Open deadlines follow.",
                        class_name="soft small mt-2",
                    ),
                    rx.el.div(
                        link_button(
                            "Enter a day",
                            AgencyState.address + "?form=day",
                            kind="quiet",
                            small=True,
                            custom_attrs=STAY,
                        ),
                        class_name="mt-3",
                    ),
                ),
            ),
        ),
        _hours(),
        rx.el.p(
            link(
                "Their business days of a year, to print",
                "/calculator/year/?law=" + _view.law + "&agency=" + _view.slug,
            ),
            class_name="small mt-3 no-print",
        ),
        id="days",
        tab_index=-1,
        attempt=rx.cond(AgencyState.done_in == "days", AgencyState.done, 0),
        class_name="card",
        custom_attrs={"aria-labelledby": "days-title"},
    )


def _hours() -> rx.Component:
    return rx.el.div(
        rx.el.h3("Closing time"),
        rx.el.p("Their office closes at ", _view.closes, ".", class_name="mt-1 num"),
        rx.el.p(
            "What reaches them later may count from their next open day.", class_name="soft small"
        ),
        rx.cond(
            AgencyState.form == "hours",
            hours_form(),
            rx.cond(
                _view.may_care,
                link(
                    rx.fragment(
                        "Change", rx.el.span(" the closing time", class_name="seen-by-ear")
                    ),
                    AgencyState.address + "?form=hours",
                    class_name="act small no-print",
                    custom_attrs=STAY,
                ),
            ),
        ),
        class_name="mt-5 pt-4 border-t border-[var(--hair)]",
    )


def _day(one: Any) -> rx.Component:
    place = one.id.to_string()
    return rx.el.li(
        rx.el.b(one.words),
        rx.el.span(one.reason, class_name="block wrap-anywhere"),
        rx.el.span(one.who, class_name="soft small block num"),
        rx.cond(
            AgencyState.form == "take_back-" + place,
            take_back_form(),
            rx.cond(
                _view.may_care,
                link(
                    rx.fragment("Remove", rx.el.span(": ", one.words, class_name="seen-by-ear")),
                    AgencyState.address + "?form=take_back&of=" + place,
                    class_name="act small no-print",
                    custom_attrs=STAY,
                ),
            ),
        ),
        class_name="py-2 border-t border-[var(--hair)] first:border-t-0",
    )
