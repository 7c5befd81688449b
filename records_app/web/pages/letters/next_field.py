"""Enter in a field of numbers goes to the next one: a scanner types a number and Enter."""

from __future__ import annotations

from reflex_components_core.el.elements.base import BaseHTML

_ON = """
useEffect(() => {
  const form = document.getElementById('next-field')?.closest('form');
  if (!form) return;
  const go = (event) => {
    const field = event.target;
    if (event.key !== 'Enter' || event.isComposing || !field.matches('[data-number]')) return;
    event.preventDefault();
    const all = [...form.querySelectorAll('[data-number]')].filter((one) => one.offsetParent);
    const next = all[all.indexOf(field) + 1] ?? form.querySelector('[type=submit]');
    next?.focus();
    next?.select?.();
  };
  form.addEventListener('keydown', go);
  return () => form.removeEventListener('keydown', go);
}, []);
"""


class NextField(BaseHTML):
    """Inside a form: Enter moves on among the fields with ``data-number``, and never submits."""

    tag = "span"

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hook that listens while the form is there."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[str]:
        """Listen at the form, so that rows may come and go."""
        return [" ".join(_ON.split())]
