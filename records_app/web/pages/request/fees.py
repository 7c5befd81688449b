"""The fee on the page of a request: each line with what the law says about it, and the sums."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components import (
    Column,
    link_button,
    more,
    notice,
    pairs_of,
    section,
    table,
    two_lines,
)
from records_app.web.pages.request.findings import FindingsState
from records_app.web.pages.request.state import RequestState

_fees = FindingsState.fees


def fees_section() -> rx.Component:
    """Nothing while nobody spoke of a fee."""
    return rx.cond(
        (FindingsState.request_id == RequestState.view.id) & (_fees != None),  # noqa: E711
        section("Fees", _content(), id="fees"),
    )


def _content() -> rx.Component:
    return rx.el.div(
        rx.el.p(rx.el.b(_fees.title)),
        rx.cond(_fees.cap != "", notice(_fees.cap, tone="amber", sign="warning")),
        rx.cond(_fees.lines.length() > 0, _lines()),
        rx.cond(FindingsState.fee_flags.length() > 0, _flags(FindingsState.fee_flags)),
        rx.el.div(
            pairs_of(_fees.sums, lambda one: one.name, lambda one: one.value), class_name="num"
        ),
        rx.cond(
            # Not twice on the page: as long as it is a next step, it stands there.
            _fees.may_object & ~RequestState.offers.letters.contains("fee-objection"),
            rx.el.div(
                link_button(
                    "Object to this fee",
                    "/requests/" + _fees.request_id.to_string() + "/letter/fee-objection/",
                    kind="quiet",
                    small=True,
                ),
                class_name="row no-print",
            ),
        ),
        rx.cond(_fees.earlier.length() > 0, _earlier()),
        class_name="stack mt-2",
    )


def _lines() -> rx.Component:
    return table(
        "Lines of the fee",
        (
            Column("What for", "w-[32%]"),
            Column("How much", "w-[22%]", named=True),
            Column("Dollars", "w-[12%]", named=True, number=True),
            Column("What the law says", "w-[34%] md:pl-5"),
        ),
        _fees.lines,
        _cells,
    )


def _cells(line: Any) -> tuple[Any, ...]:
    return (
        two_lines(line.what, line.kind),
        rx.cond(line.numbers != "", line.numbers, "not said"),
        rx.cond(line.amount != "", line.amount, "not said"),
        rx.cond(
            line.flags.length() > 0,
            _flags(line.flags),
            rx.el.span("Nothing against it that we can check", class_name="soft"),
        ),
    )


def _flags(flags: Any) -> rx.Component:
    """In words: too much, or to ask for. Never by color alone."""
    return rx.el.ul(rx.foreach(flags, _flag), class_name="stack")


def _flag(flag: Any) -> rx.Component:
    return rx.el.li(
        rx.el.b(rx.cond(flag.is_question, "Ask: ", "Check: ")),
        flag.words,
        rx.cond(flag.citation != "", rx.el.span(flag.citation, class_name="soft small block")),
    )


def _earlier() -> rx.Component:
    return rx.el.div(
        more("Earlier messages about a fee", rx.el.ul(rx.foreach(_fees.earlier, rx.el.li))),
        class_name="small",
    )
