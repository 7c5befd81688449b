"""What somebody is typing outlives a restart of the server, or a tab that slept for an hour.

The state of the tab is gone then, and the browser draws the whole page anew, fields included.
"""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML


class TypedText(BaseHTML):
    """Inside a form: when the form comes back at the same address, so does what was typed.

    It is kept in the page's memory only. ``form`` is a state value that names the form. Hidden
    fields are left alone: they come from the server.
    """

    tag = "span"

    form: rx.Var[str]

    def _exclude_props(self) -> list[str]:
        return ["form"]

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hook that runs when the form comes and goes."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[rx.Var[Any]]:
        """By the time the form is gone, whoever left it on purpose is at another address."""
        name = rx.Var.create(self.form)
        body = (
            "useEffect(() => { "
            f"const form = document.getElementById({self.id!r})?.closest('form'); "
            "if (!form) return; "
            "const here = () => location.pathname + location.search; const opened = here(); "
            "const typed = () => [...form.elements].filter((one) => "
            "one.id && !['hidden', 'submit', 'button'].includes(one.type)); "
            "const ticks = (one) => ['radio', 'checkbox'].includes(one.type); "
            "const kept = window.deskTyped?.[opened] ?? {}; window.deskTyped = undefined; "
            "for (const one of typed()) if (one.id in kept) "
            "one[ticks(one) ? 'checked' : 'value'] = kept[one.id]; "
            "return () => { if (here() === opened) window.deskTyped = { [opened]: "
            "Object.fromEntries(typed().map((one) => "
            "[one.id, ticks(one) ? one.checked : one.value])) }; }; "
            f"}}, [{name!s}]);"
        )
        return [rx.Var(body, _var_data=name._get_all_var_data())]
