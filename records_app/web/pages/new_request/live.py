"""The three things of this page that need the browser's help: list, address, focus."""

from __future__ import annotations

import reflex as rx
from reflex_components_core.el.elements.base import BaseHTML


class ArrowKeys(BaseHTML):
    """A field with a list of buttons: the arrow keys go from one to the next."""

    tag = "div"

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hook that runs when the list is on the page."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[str]:
        """Tab works as well; the arrows are for people who are used to them."""
        return [
            "useEffect(() => { const move = (event) => { "
            "const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]; "
            f"const box = document.getElementById('{_id_of(self)}'); "
            "if (!step || !box?.contains(event.target)) return; "
            "const all = [...box.querySelectorAll('input, li button')]; "
            "const next = all[all.indexOf(document.activeElement) + step]; "
            "if (next) { event.preventDefault(); next.focus(); } }; "
            "document.addEventListener('keydown', move); "
            "return () => document.removeEventListener('keydown', move); }, []);"
        ]


class AddressFollows(BaseHTML):
    """Goes from ``start`` to ``to``, once there is one. Nothing loads or scrolls."""

    tag = "span"

    start: rx.Var[str]
    to: rx.Var[str]

    def _exclude_props(self) -> list[str]:
        return ["start", "to"]

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hooks of the router."""
        return {"react": ["useEffect"], "react-router": ["useNavigate", "useLocation"]}

    def add_hooks(self) -> list[rx.Var | str]:
        """Anywhere but at ``start`` the address is what the person asked for, and stays."""
        to = rx.Var.create(self.to)
        return [
            "const goTo = useNavigate();",
            "const { pathname: nowAt } = useLocation();",
            rx.Var(
                f"useEffect(() => {{ const to = {to!s}; "
                f"if (to && nowAt.replace(/\\/?$/, '/') === {self.start!s}) "
                f"goTo(to, {{ replace: true, preventScrollReset: true }}); }}, [{to!s}]);",
                _var_data=to._get_all_var_data(),
            ),
        ]


class FocusStays(BaseHTML):
    """When ``times`` counts up, the focus goes to the element with the id ``on``.

    A line that moves down in a list is taken out and put in again by the browser, and the button
    in it that was pressed loses the focus.
    """

    tag = "span"

    on: rx.Var[str]
    times: rx.Var[int]

    def _exclude_props(self) -> list[str]:
        return ["on", "times"]

    def add_imports(self) -> dict[str, list[str]]:
        """Import the hook that runs when the list is drawn anew."""
        return {"react": ["useEffect"]}

    def add_hooks(self) -> list[rx.Var]:
        """At first nothing was pressed."""
        on, times = rx.Var.create(self.on), rx.Var.create(self.times)
        body = (
            f"useEffect(() => {{ if ({times!s}) document.getElementById({on!s})?.focus(); }}, "
            f"[{times!s}]);"
        )
        data = rx.vars.VarData.merge(on._get_all_var_data(), times._get_all_var_data())
        return [rx.Var(body, _var_data=data)]


def _id_of(component: BaseHTML) -> str:
    if not isinstance(component.id, str):
        raise TypeError("this component needs a plain id")
    return component.id
