"""What somebody is typing outlives the state of the tab: a restart, a long sleep, a new sign-in.

The state of the tab is gone then, and the browser draws the whole page anew, fields included.
"""

from __future__ import annotations

from typing import Any

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML

from records_app.web.session_state import SessionState

_KEEP = """
useEffect(() => {
  const form = document.getElementById(%(id)s)?.closest('form');
  if (!form) return;
  const here = () => location.pathname + location.search;
  const opened = here(), place = opened + '#' + %(id)s;
  const form_name = %(form)s, owner = %(owner)s, saved = %(saved)s;
  const ticks = (one) => ['radio', 'checkbox'].includes(one.type);
  const touched = new Set();
  const touch = (event) => { if (event.target.id) touched.add(event.target.id); };
  let unsent = false;
  const typing = () => { unsent = !%(autosaved)s; };
  const sending = () => { unsent = false; };
  const leaving = (event) => { if (unsent) event.preventDefault(); };
  form.addEventListener('input', touch);
  form.addEventListener('input', typing);
  form.addEventListener('submit', sending);
  addEventListener('beforeunload', leaving);
  const all = (window.deskTyped ??= {}), kept = all[place];
  if (owner) delete all[place];
  const isOurs = kept && kept.owner === owner && kept.form_name === form_name;
  if (isOurs && saved <= kept.saved) for (const one of form.elements) {
    const value = kept.fields[one.id];
    if (value === undefined || value === (ticks(one) ? one.checked : one.value)) continue;
    if (ticks(one)) { one.click(); continue; }
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(one), 'value').set.call(one, value);
    one.dispatchEvent(new Event('input', { bubbles: true }));
    if (one.tagName === 'SELECT') one.dispatchEvent(new Event('change', { bubbles: true }));
  }
  return () => {
    form.removeEventListener('input', touch);
    form.removeEventListener('input', typing);
    form.removeEventListener('submit', sending);
    removeEventListener('beforeunload', leaving);
    if (!owner || here() !== opened || !touched.size) return;
    const fields = [...form.elements].filter((one) => touched.has(one.id));
    all[place] = { owner, form_name, saved, fields: Object.fromEntries(
      fields.map((one) => [one.id, ticks(one) ? one.checked : one.value])) };
  };
}, [%(form)s, %(owner)s, typedAt.pathname, typedAt.search]);
"""


class TypedText(BaseHTML):
    """Inside a form: when the form comes back at the same address, so does what was typed.

    It is kept in the page's memory only, and comes back only to the person who typed it. ``form``
    names the form, ``id`` is its own on the page. Where a form is emptied after saving without a
    new address, ``saved`` must count up then. Fields that nobody touched stay as they are drawn.

    Whoever leaves the page or loads it anew with words that were not sent is asked first by the
    browser, unless the form is ``autosaved``.
    """

    tag = "span"

    form: rx.Var[str]
    saved: rx.Var[int]
    autosaved: rx.Var[bool]
    owner: rx.Var[int]

    @classmethod
    def create(cls, *children: Any, **props: Any) -> TypedText:
        """With a state value among its properties it gets hooks that live as long as the form."""
        return super().create(*children, owner=SessionState.person_id, **props)

    def _exclude_props(self) -> list[str]:
        return ["form", "saved", "owner", "autosaved"]

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hooks that run when the form comes and goes, or the address changes."""
        return {"react": ["useEffect"], "react-router": ["useLocation"]}

    def add_hooks(self) -> list[str | rx.Var[Any]]:
        """By the time the form is gone, whoever left it on purpose is at another address."""
        values = {
            "id": rx.Var.create(self.id),
            "form": rx.Var.create(self.form),
            "owner": rx.Var.create(self.owner),
            "saved": rx.Var.create(0 if self.saved is None else self.saved),
            "autosaved": rx.Var.create(self.autosaved is not None),
        }
        body = " ".join((_KEEP % {name: str(value) for name, value in values.items()}).split())
        data = [each._get_all_var_data() for each in values.values()]
        return [
            "const typedAt = useLocation();",
            rx.Var(body, _var_data=rx.vars.VarData.merge(*data)),
        ]
