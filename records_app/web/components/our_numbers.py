"""Our numbers, such as MO-2026-0043: a line never breaks at their hyphens."""

from __future__ import annotations

import reflex as rx

from records_app.web.components.icons import Text

_NUMBER = r"/([A-Z]{2,3}-\d{4}-\d{4,}(?:-\d+)?)/"


def our_numbers(words: Text) -> rx.Component:
    """A text in which each number of ours stays in one piece; whoever copies it gets plain hyphens.

    ``words`` may be a number alone.
    """
    text = rx.Var.create(words)
    parts = rx.Var(
        f"({text!s} ?? '').split({_NUMBER}).map((part, at) => at % 2 "
        "? jsx('span', { key: at, className: 'num whitespace-nowrap' }, part) : part)",
        _var_type=object,
        _var_data=rx.vars.VarData.merge(
            text._get_all_var_data(), rx.vars.VarData(imports={"@emotion/react": "jsx"})
        ),
    )
    return rx.fragment(parts)
