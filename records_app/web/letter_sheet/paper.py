"""The sheet of paper: every line of the letter in its place, new ones marked."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML


class Sheet(BaseHTML):
    """The letter. When ``revision`` counts up it scrolls, inside itself, to what changed."""

    tag = "article"

    revision: rx.Var[int]

    def _exclude_props(self) -> list[str]:
        return ["revision"]

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hook that runs after the new lines are drawn."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[rx.Var]:
        """Only the letter's own scroll bar moves: the page stays where the person types."""
        revision = rx.Var.create(self.revision)
        body = (
            "useEffect(() => { const sheet = document.getElementById('letter'); "
            "const fresh = sheet ? [...sheet.querySelectorAll('.changed')] : []; "
            "if (!fresh.length || sheet.scrollHeight <= sheet.clientHeight) return; "
            "const seen = Math.min(sheet.clientHeight, "
            "window.innerHeight - sheet.getBoundingClientRect().top); "
            "const top = fresh[0].offsetTop, end = fresh.at(-1); "
            "if (top < sheet.scrollTop "
            "|| end.offsetTop + end.offsetHeight > sheet.scrollTop + seen) "
            f"sheet.scrollTo({{ top: top - 64 }}); }}, [{revision!s}]);"
        )
        return [rx.Var(body, _var_data=revision._get_all_var_data())]


def letter_sheet(
    lines: Any, *, called: str, revision: Any = 0, empty: str = "", below: int = 1, **props: Any
) -> rx.Component:
    """The letter with the id ``letter``; ``called`` is its name for people who do not see it.

    ``lines`` is a state list of ``SheetLine``; ``empty`` stands there while it has none. ``below``
    is the level of the heading over it. When ``revision`` counts up, what is new comes into view.
    """
    subject, heading = (getattr(rx.el, f"h{below + step}") for step in (1, 2))

    def shown(line: Any) -> rx.Component:
        return _line(line, subject, heading)

    drawn = rx.foreach(lines, shown)
    if empty:
        drawn = rx.cond(lines.length() > 0, drawn, rx.el.p(empty))
    return Sheet.create(
        rx.el.div(drawn, class_name="sheet-text"),
        id="letter",
        tab_index=0,
        revision=revision,
        class_name="sheet",
        custom_attrs={"aria-label": called},
        **props,
    )


def _line(line: Any, subject: Any, heading: Any) -> rx.Component:
    look = f"l-{line.kind}" + rx.cond(line.changed, " changed", "")
    item = rx.el.p(
        rx.el.span(line.marker), rx.el.span(rx.el.b(line.lead), line.text), class_name=look
    )
    return rx.match(
        line.kind,
        ("subject", subject(line.text, class_name=look)),
        ("heading", heading(line.text, class_name=look)),
        ("item", item),
        rx.el.p(rx.el.b(line.lead), line.text, class_name=look),
    )
