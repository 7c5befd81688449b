"""The three things of this page that need the browser's help: letter, list, address."""

from __future__ import annotations

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
            "const fresh = sheet?.querySelector('.changed'); if (!fresh) return; "
            "const top = fresh.offsetTop - 64, bottom = fresh.offsetTop + fresh.offsetHeight; "
            "if (fresh.offsetTop < sheet.scrollTop "
            "|| bottom > sheet.scrollTop + sheet.clientHeight) sheet.scrollTo({ top }); "
            f"}}, [{revision!s}]);"
        )
        return [rx.Var(body, _var_data=revision._get_all_var_data())]


class ArrowKeys(BaseHTML):
    """A field with a list of buttons: the arrow keys go from one to the next."""

    tag = "div"

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hook that runs when the list is on the page."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[str]:
        """Tab works as well; the arrows are for people who are used to them."""
        return [
            f"useEffect(() => {{ const box = document.getElementById('{_id_of(self)}'); "
            "if (!box) return; const move = (event) => { "
            "const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]; if (!step) return; "
            "const all = [...box.querySelectorAll('input, li button')]; "
            "const next = all[all.indexOf(document.activeElement) + step]; "
            "if (next) { event.preventDefault(); next.focus(); } }; "
            "box.addEventListener('keydown', move); "
            "return () => box.removeEventListener('keydown', move); }, []);"
        ]


class AddressFollows(BaseHTML):
    """Changes the address without loading, scrolling or moving the focus."""

    tag = "span"

    to: rx.Var[str]

    def _exclude_props(self) -> list[str]:
        return ["to"]

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hooks of the router."""
        return {"react": ["useEffect"], "react-router": ["useNavigate", "useLocation"]}

    def add_hooks(self) -> list[rx.Var | str]:
        """An empty ``to`` changes nothing."""
        to = rx.Var.create(self.to)
        return [
            "const goTo = useNavigate();",
            "const { pathname: nowAt } = useLocation();",
            rx.Var(
                f"useEffect(() => {{ const to = {to!s}; if (to && to !== nowAt) "
                f"goTo(to, {{ replace: true, preventScrollReset: true }}); }}, [{to!s}]);",
                _var_data=to._get_all_var_data(),
            ),
        ]


def _id_of(component: BaseHTML) -> str:
    if not isinstance(component.id, str):
        raise TypeError("this component needs a plain id")
    return component.id
