"""Enter in a field of numbers goes to the next one: a scanner types a number and Enter."""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from records_app.web.session_state import SessionState

_ON = """
useEffect(() => {
  const form = document.getElementById('next-field')?.closest('form');
  if (!form) return;
  const go = (event) => {
    const field = event.target;
    if (event.key !== 'Enter' || event.isComposing || !field.matches('[data-number]')) return;
    event.preventDefault();
    const all = [...form.querySelectorAll('[data-number]')].filter((one) => one.offsetParent);
    const next = all[all.indexOf(field) + 1] ?? form.querySelector('[type=submit]:enabled');
    next?.focus();
    next?.select?.();
  };
  form.addEventListener('keydown', go);
  return () => form.removeEventListener('keydown', go);
}, [%(owner)s]);
"""


class NextField(BaseHTML):
    """Inside a form: Enter moves on among the fields with ``data-number``."""

    tag = "span"

    owner: rx.Var[int]

    @classmethod
    def create(cls, *children: Any, **props: Any) -> NextField:
        """With a state value among its properties it gets hooks that live as long as the form."""
        return super().create(*children, owner=SessionState.person_id, **props)

    def _exclude_props(self) -> list[str]:
        return ["owner"]

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hook that listens while the form is there."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[str | rx.Var[Any]]:
        """Listen at the form, so that rows may come and go."""
        owner = rx.Var.create(self.owner)
        body = " ".join((_ON % {"owner": str(owner)}).split())
        return [rx.Var(body, _var_data=owner._get_all_var_data())]


def no_sending_by_enter() -> rx.Component:
    """Put it first into a form: Enter in a text field then never sends it, script or not."""
    return rx.el.button(
        type="submit",
        disabled=True,
        hidden=True,
        tab_index=-1,
        custom_attrs={"aria-hidden": "true"},
    )
