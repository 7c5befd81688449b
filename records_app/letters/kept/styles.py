"""Styles that were worked out before: the value of each property, of an element like this one."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from itertools import count
from typing import Any

from records_app.letters.kept.memory import Kept, kept_for

_serial = count(1)


@dataclass(frozen=True, slots=True)
class ComputeStyle:
    """Stands for WeasyPrint's ``StyleFor.set_computed_styles``.

    A master is worked out once for each place in the order of styles: its parent's master and the
    rules that fit it. The document gets a copy, which asks its master for what it does not know
    yet. Layout may write into the copy; nobody writes into the master.
    """

    anew: Any

    def __call__(self, styles: Any, element: Any, **named: Any) -> None:
        kept = kept_for(styles.font_config)
        place = _place_of(styles, element, **named) if kept is not None else None
        if kept is None or place is None:
            self.anew(styles, element, **named)
            return
        style = _copy_of(_master(kept, styles, place), place, styles)
        styles.get_computed_styles()[element, place.pseudo_type] = style
        collector = named.get("target_collector")
        if collector and style["anchor"]:
            collector.collect_anchor(style["anchor"])


@dataclass(frozen=True, slots=True)
class _Place:
    """What an element's style follows from; the root has neither ``parent`` nor ``root``."""

    parent: Any
    root: Any
    rules: dict[str, tuple[Any, Any]]
    pseudo_type: Any
    base_url: Any
    key: Hashable


def _place_of(
    styles: Any,
    element: Any,
    *,
    parent: Any,
    root: Any = None,
    pseudo_type: Any = None,
    base_url: Any = None,
    **_rest: Any,
) -> _Place | None:
    """None when something in the rules cannot be compared, here or further up."""
    over = root_style = None
    if element != root or pseudo_type is not None:
        computed = styles.get_computed_styles()
        over, root_style = computed[parent, None], computed[root, None]
    serials = _serial_of(over), _serial_of(root_style)
    rules = styles.get_cascaded_styles().get((element, pseudo_type), {})
    key = (serials, pseudo_type, base_url, tuple([_fixed(rule) for rule in rules.items()]))
    try:
        hash(key)
    except TypeError:
        return None
    if None in serials:
        return None
    return _Place(over, root_style, rules, pseudo_type, base_url, key)


def _serial_of(style: Any) -> int | None:
    if style is None:
        return 0
    serial: int | None = getattr(style, "serial", None)
    return serial


def _fixed(rule: tuple[str, tuple[Any, Any]]) -> tuple[Any, ...]:
    """A property, its value and the weight of the rule that gives it, without lists."""
    name, (value, (origin, layer, specificity)) = rule
    return name, tuple(value) if type(value) is list else value, origin, layer, (*specificity,)


def _master(kept: Kept, styles: Any, place: _Place) -> Any:
    master = kept.styles.look(place.key)
    if master is None:
        master = _classes()[0](
            place.parent.master if place.parent is not None else None,
            dict(place.rules),
            place.pseudo_type,
            place.root.master if place.root is not None else _initial(styles),
            place.base_url,
            styles.font_config,
            styles.initial_page_sizes,
        )
        master.serial = next(_serial)
        kept.styles.keep(place.key, master)
    return master


def _initial(styles: Any) -> Any:
    from weasyprint.css import InitialStyle  # noqa: PLC0415

    return InitialStyle(styles.font_config)


def _copy_of(master: Any, place: _Place, styles: Any) -> Any:
    root = place.root if place.root is not None else master.root_style
    return _classes()[1](master, place.parent, root, styles.initial_page_sizes)


@cache
def _classes() -> tuple[Any, Any]:
    from weasyprint.css import ComputedStyle  # noqa: PLC0415

    class Copy(ComputedStyle):  # type: ignore[misc]
        def __init__(self, master: Any, parent: Any, root: Any, page_sizes: Any) -> None:
            self.update(master)
            self.__dict__.update(master.__dict__)
            self.master = master
            self.parent_style, self.root_style = parent, root
            self.initial_page_sizes = page_sizes

        def __missing__(self, key: str) -> Any:
            value = self[key] = self.master[key]
            return value

    return ComputedStyle, Copy
