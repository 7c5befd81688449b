"""What may stand in an event of a tab: junk of every kind, under names that handlers look for."""

from __future__ import annotations

import importlib
import inspect
import re
from typing import Any

from hypothesis import strategies as st
from reflex_base.event import EventHandler

LONGEST = 60_000

_numbers = st.sampled_from([0, 1, 2, 3, -1, 2**31, 2**63, 2**70, -(2**70), 1.5, 1e308, True, None])
_texts = st.one_of(
    st.sampled_from(
        [
            *("", " ", "1", "2", "3", "-1", str(2**31), str(2**63), "9" * 5000, "١٢", "²", "1e9"),
            *("\x00", "a\x00b", "\ud800", "\u202e", "🕊", "\r\n", "x" * LONGEST, "%", "_", "a:b:c"),
            *("2026-11-23", "2026-02-30", "0001-01-01", "9999-12-31", "99999-01-01", "10:00"),
            *("24:00", "1,234.56", "-0", "NaN", "Infinity", "1e999", "0.001", "$5", "admin"),
            *("riverbend-police-department", "MO-2026-0001", "us-mo", "ada@opendoors.example"),
            *("../../etc/passwd", "<script>", "'; DROP TABLE person; --", "{{ 7*7 }}", "https://x"),
        ]
    ),
    st.text(st.characters(exclude_categories=()), max_size=20),
)
_simple = _numbers | _texts


def _deep(levels: int) -> Any:
    value: Any = "deep"
    for _ in range(levels):
        value = {"value": [value]}
    return value


def _short(text: str) -> bool:
    return len(text) < 100


_any = st.one_of(
    _simple,
    st.recursive(
        _simple,
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(_texts.filter(_short), inner, max_size=3)
        ),
        max_leaves=5,
    ),
    st.just([[]] * 1000),
    st.just(_deep(100)),
)


def words_near(handler: EventHandler) -> list[str]:
    """The words in quotes in the module of the handler: names of fields are among them."""
    source = inspect.getsource(importlib.import_module(handler.fn.__module__))
    words = set(re.findall(r'"([a-z][a-z0-9_]{1,24})"', source))
    return sorted(words | {"value", "version", "id", "request_id", "form", "kind", "day", "text"})


@st.composite
def payload_for(draw: st.DrawFn, handler: EventHandler) -> dict[str, Any]:
    """Arguments for this handler: often all of them and of a likely shape, sometimes not."""
    near = st.sampled_from(words_near(handler))
    likely_text = _texts | near
    form = st.dictionaries(near, likely_text, max_size=12)
    odd_form = st.dictionaries(near | _texts.filter(_short), _any, max_size=6)
    value = st.one_of(form, form, likely_text, _numbers, odd_form, _any)
    names = list(inspect.signature(handler.fn).parameters)[1:]
    payload = {name: draw(value) for name in names}
    change = draw(st.sampled_from(["", "", "", "", "", "less", "more"]))
    if change == "less" and payload:
        payload.pop(draw(st.sampled_from(names)))
    elif change == "more":
        payload[draw(_texts.filter(_short))] = draw(_any)
    return payload
