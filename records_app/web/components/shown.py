"""Things that are only shown: badge, card, day strip, timeline, pairs, files, pager."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import reflex as rx

from records_app.web.components.buttons import link, link_button
from records_app.web.components.icons import Icon, Text, icon
from records_app.web.components.our_numbers import our_numbers

Tone = Literal["red", "amber", "blue", "green", "grey"]
_ICON_OF: dict[str, Icon] = {
    "red": "warning",
    "amber": "clock",
    "blue": "arrow",
    "green": "check",
    "grey": "dot",
}


def badge(
    label: Text, tone: Tone | rx.Var[str] = "grey", sign: Icon | rx.Var[str] | None = None
) -> rx.Component:
    """A standing in two or three words. ``sign`` is needed where the tone is a state value."""
    chosen = sign if sign is not None else _ICON_OF.get(str(tone), "dot")
    return rx.el.span(label, class_name=f"badge {tone} i-{chosen}")


def card(*children: Any, title: Text = "", next_step: bool = False, **props: Any) -> rx.Component:
    """A card around things that belong together; the next step has a sunny edge."""
    heading = [rx.el.h2(title)] if isinstance(title, rx.Var) or title else []
    class_name = "card next" if next_step else "card"
    return rx.el.section(*heading, *children, class_name=class_name, **props)


def section(title: Text, *children: Any, note: Text = "", **props: Any) -> rx.Component:
    """A heading with a line below, a small note such as a count, and what follows."""
    head = rx.el.div(
        rx.el.h2(title), rx.el.span(note, class_name="n num"), class_name="section-head"
    )
    return rx.el.section(head, *children, class_name="section", **props)


def lead(*children: Any) -> rx.Component:
    """The sentence under the page's title: it says first what the page shows."""
    return rx.el.p(*children, class_name="lead")


def why(*children: Any, **props: Any) -> rx.Component:
    """The reason, in quiet words."""
    return rx.el.p(*children, class_name="why", **props)


def day_strip(days: Any, label: Text = "Days counted") -> rx.Component:
    """Every day from receipt to the safe day, from things shaped like ``StripDay``.

    Used fields: weekday, day, label, kind (start, day, skip, end, safe) and spoken, one sentence
    that a screen reader says in place of the three short words.
    """

    def draw(day: Any) -> rx.Component:
        return rx.el.li(
            rx.el.span(day.spoken, class_name="seen-by-ear"),
            rx.el.span(day.weekday, class_name="w", custom_attrs={"aria-hidden": "true"}),
            rx.el.span(day.day, class_name="d", custom_attrs={"aria-hidden": "true"}),
            rx.el.span(day.label, class_name="c", custom_attrs={"aria-hidden": "true"}),
            class_name=f"day relative {day.kind}",
        )

    return rx.el.ol(rx.foreach(days, draw), class_name="strip", custom_attrs={"aria-label": label})


def timeline(entries: Any, draw: Any = None) -> rx.Component:
    """What happened, newest first, from things shaped like ``TimelineEntry``.

    Used fields: day, sentence, who, recorded, late_words. ``draw(entry)`` may give the body
    instead, for instance to add links.
    """

    def body(entry: Any) -> rx.Component:
        return rx.el.div(
            rx.el.span(entry.sentence),
            rx.el.span(
                entry.who, ", ", entry.recorded, _late(entry.late_words), class_name="by num"
            ),
        )

    shown = draw or body
    return rx.el.ol(
        rx.foreach(
            entries, lambda entry: rx.el.li(rx.el.time(entry.day, class_name="num"), shown(entry))
        ),
        class_name="timeline",
    )


def _late(words: Any) -> rx.Component:
    return rx.cond(words != "", rx.fragment(" · ", words))


def pairs(*items: tuple[Text, Any]) -> rx.Component:
    """Names and values, such as the ways to reach a custodian."""
    lines = [part for name, value in items for part in (rx.el.dt(name), rx.el.dd(value))]
    return rx.el.dl(*lines, class_name="pairs")


def pairs_of(items: Any, name: Any, value: Any) -> rx.Component:
    """Pairs from a state list; ``name(item)`` and ``value(item)`` draw the two sides."""
    return rx.el.dl(
        rx.foreach(
            items,
            lambda item: rx.fragment(rx.el.dt(name(item)), rx.el.dd(value(item))),
        ),
        class_name="pairs",
    )


def file_row(name: Text, href: Text, detail: Text = "") -> rx.Component:
    """A document to take away, with its size, pages or hash in small print."""
    return rx.el.div(
        icon("file"),
        rx.el.div(
            link(our_numbers(name), href, outside=True),
            rx.el.span(detail, class_name="detail num"),
        ),
        class_name="file",
    )


def pager(words: Text, previous: Text, following: Text, *, label: Text = "Pages") -> rx.Component:
    """Where we are in a long list. ``previous`` and ``following`` are addresses, or empty."""

    def step(name: str, href: Text, rel: str) -> rx.Component:
        href = rx.Var.create(href)
        return rx.cond(
            href != "", rx.el.li(link_button(name, href, kind="quiet", small=True, rel=rel))
        )

    return rx.el.nav(
        rx.el.p(words, class_name="num"),
        rx.el.ul(step("Previous page", previous, "prev"), step("Next page", following, "next")),
        class_name="pager",
        custom_attrs={"aria-label": label},
    )


def more(words: Text, *children: Iterable[Any] | Any) -> rx.Component:
    """Details that open when asked for, such as every reading of the law."""
    return rx.el.details(rx.el.summary(words), *children, class_name="more")
