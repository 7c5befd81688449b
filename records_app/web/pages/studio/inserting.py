"""Puts a placeholder where the cursor is; works by keyboard, and needs no answer of ours."""

from __future__ import annotations

from reflex_components_core.el.elements.base import BaseHTML

_INSERT = """
useEffect(() => {
  const insert = (event) => {
    const pressed = event.target.closest?.('[data-insert]');
    const into = pressed && document.getElementById(pressed.dataset.into);
    if (!into) return;
    into.focus();
    into.setRangeText(pressed.dataset.insert, into.selectionStart, into.selectionEnd, 'end');
    into.dispatchEvent(new Event('input', { bubbles: true }));
  };
  document.addEventListener('click', insert);
  return () => document.removeEventListener('click', insert);
}, []);
"""


class Inserting(BaseHTML):
    """One on a page. A button inside has ``data-insert`` (the text) and ``data-into`` (an id)."""

    tag = "div"

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hook that runs while the page is shown."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[str]:
        """Listen for presses of the buttons."""
        return [" ".join(_INSERT.split())]
