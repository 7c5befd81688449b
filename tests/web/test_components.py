"""The components: names and hints are wired, colors can be read, and nothing heavy comes along."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import reflex as rx

from records_app.records_app import app as desk_app
from records_app.web import components as ui
from records_app.web.components.icons import ICONS

LOOK = (Path(__file__).parents[2] / "assets" / "look.css").read_text(encoding="utf-8")
AA_TEXT, AA_EDGE = 4.5, 3.0


@dataclass(frozen=True)
class Element:
    """One element as it will be in the browser: its tag and its plain attributes."""

    tag: str
    attributes: dict[str, Any]


def elements(component: rx.Component) -> Iterator[Element]:
    yield from _walk(component.render())


def _walk(node: Any) -> Iterator[Element]:
    if not isinstance(node, dict):
        return
    if "name" in node:
        pairs = [prop.partition(":") for prop in node.get("props", [])]
        plain = {name.strip('"'): _plain(value) for name, _, value in pairs}
        yield Element(str(node["name"]).strip('"'), plain)
    for name in ("children", "true_value", "false_value"):
        inside = node.get(name)
        for child in inside if isinstance(inside, list) else [inside]:
            yield from _walk(child)


def _plain(value: str) -> Any:
    try:
        return json.loads(value)
    except ValueError:
        return value


def one(component: rx.Component, tag: str) -> Element:
    found = [element for element in elements(component) if element.tag == tag]
    assert len(found) == 1, found
    return found[0]


class Shown(rx.State):
    """State values as pages hand them to components."""

    error: str = ""
    errors: list[dict[str, str]] = []  # noqa: RUF012


@pytest.mark.parametrize(
    ("made", "tag"),
    [
        (ui.text_field("fee_cap", "Fee", hint="In dollars", error="Too much"), "input"),
        (ui.date_field("fee_cap", "Fee", hint="In dollars", error="Too much"), "input"),
        (ui.text_area("fee_cap", "Fee", hint="In dollars", error="Too much"), "textarea"),
        (ui.select_field("fee_cap", "Fee", [("1", "1")], hint="Few", error="Too much"), "select"),
    ],
)
def test_a_field_is_tied_to_its_label_hint_and_error(made: rx.Component, tag: str) -> None:
    control = one(made, tag).attributes
    ids = {element.attributes.get("id") for element in elements(made)}
    assert one(made, "label").attributes["htmlFor"] == control["id"] == "fee_cap"
    assert control["aria-describedby"].split() == ["fee_cap-hint", "fee_cap-error"]
    assert set(control["aria-describedby"].split()) <= ids
    assert control["aria-invalid"] == "true"


def test_a_field_without_hint_or_error_says_so() -> None:
    control = one(ui.text_field("city", "City", id="the_city"), "input").attributes
    assert (control["id"], control["name"]) == ("the_city", "city")
    assert control["aria-describedby"] == "the_city-error"
    assert "aria-invalid" not in control


def test_an_error_from_the_state_decides_about_invalid() -> None:
    control = one(ui.text_field("city", "City", error=Shown.error), "input").attributes
    assert '"true"' in control["aria-invalid"]
    assert '"false"' in control["aria-invalid"]


def test_boxes_of_one_name_have_ids_of_their_own() -> None:
    made = ui.group(
        "Which?",
        ui.check_box("s", "One", value="a", hint="first"),
        ui.check_box("s", "Two", value="b"),
        id="s",
        error="Choose",
    )
    boxes = [element.attributes for element in elements(made) if element.tag == "input"]
    labels = [element.attributes for element in elements(made) if element.tag == "label"]
    assert [box["id"] for box in boxes] == ["s-a", "s-b"] == [each["htmlFor"] for each in labels]
    assert boxes[0]["aria-describedby"] == "s-a-hint"
    assert one(made, "fieldset").attributes["aria-describedby"] == "s-error"


def test_a_post_form_posts() -> None:
    form = one(ui.post_form("/logout/", ui.hidden("v", "1")), "form").attributes
    assert (form["action"], form["method"]) == ("/logout/", "post")
    assert "onSubmit" not in form


def test_a_summary_leads_to_the_fields_and_can_take_the_focus() -> None:
    made = ui.error_summary(Shown.errors, attempt=1)
    section = one(made, "section").attributes
    assert section["tabIndex"] == -1
    assert section["id"] == "errors"
    assert "attempt" not in section


def test_the_title_of_a_card_may_be_a_state_value() -> None:
    assert "shown.error" in str(ui.card("inside", title=Shown.error))
    assert one(ui.card("inside", title="Plain"), "h2")
    assert not [each for each in elements(ui.card("inside")) if each.tag == "h2"]


def test_the_classes_of_buttons_may_be_a_state_value() -> None:
    for made in (
        ui.link_button("Go", "/", class_name=Shown.error, kind="quiet"),
        ui.button("Go", class_name=Shown.error, kind="quiet"),
    ):
        look = next(elements(made)).attributes["className"]
        assert '"btn quiet "' in look
        assert "shown.error" in look
    plain = next(elements(ui.link_button("Go", "/", class_name="wide", small=True)))
    assert plain.attributes["className"] == "btn small wide"


def test_cells_of_a_table_keep_their_roles_and_names() -> None:
    made = ui.table(
        "Late",
        [ui.Column("Agency"), ui.Column("Due", named=True)],
        [["A", "B"]],
        lambda r: [r[0], r[1]],
    )
    heads = [e.attributes for e in elements(made) if e.tag == "th"]
    assert [head["scope"] for head in heads[:2]] == ["col", "col"]
    assert one(made, "table").attributes["role"] == "table"
    assert one(made, "caption").attributes["className"] == "seen-by-ear"


def test_decoration_is_hidden_from_screen_readers() -> None:
    for made in (ui.icon("warning"), ui.sun_mark()):
        assert next(elements(made)).attributes["aria-hidden"] == "true"


def test_pages_bring_no_heavy_libraries(house: object) -> None:
    allowed = {"react", "react-router", "react-debounce-input", "react-error-boundary"}
    found: set[str] = set()
    for unevaluated in desk_app._unevaluated_pages.values():
        drawn = unevaluated.component
        drawn = drawn() if callable(drawn) else drawn
        found |= set(drawn._get_all_imports())
    outside = {name.rpartition("@")[0] or name for name in found if not name.startswith("$/")}
    assert len(desk_app._unevaluated_pages) > 3
    assert outside - {""} <= allowed | {"@emotion/react"}


# --- the style sheet


def tokens(dark: bool) -> dict[str, str]:
    light, _, rest = LOOK.partition("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]{6})", light.partition("@layer base")[0]))
    if dark:
        found |= dict(re.findall(r"(--[a-z-]+): (#[0-9a-f]{6})", rest.partition("@media print")[0]))
    return found


def contrast(one: str, other: str) -> float:
    def light(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


GROUNDS = ("--paper", "--card", "--grey-wash", "--hover", "--sun-wash")
TEXTS = [
    *((text, ground) for text in ("--ink", "--soft") for ground in GROUNDS),
    *((f"--{tone}", f"--{tone}-wash") for tone in ("red", "amber", "blue", "green", "grey")),
    *(("--ink", f"--{tone}-wash") for tone in ("red", "amber", "blue", "green")),
    *(("--link", ground) for ground in ("--paper", "--card", "--sun-wash")),
    *(("--red", ground) for ground in ("--paper", "--card")),
    ("--paper", "--ink"),
    ("--paper", "--press"),
    ("--sheet-ink", "--sheet"),
    ("--sheet-ink", "--sheet-mark"),
]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXTS)
def test_text_can_be_read(text: str, ground: str, dark: bool) -> None:
    colors = tokens(dark)
    assert contrast(colors[text], colors[ground]) >= AA_TEXT


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("edge", ["--edge", "--focus"])
@pytest.mark.parametrize("ground", ["--paper", "--card"])
def test_edges_of_fields_and_the_focus_can_be_seen(edge: str, ground: str, dark: bool) -> None:
    colors = tokens(dark)
    assert contrast(colors[edge], colors[ground]) >= AA_EDGE


def test_every_icon_is_drawn() -> None:
    for name in ICONS:
        assert f".i-{name} {{ --icon: var(--i-{name}); }}" in LOOK
        assert f"--i-{name}: url('data:image/svg+xml," in LOOK


def test_the_sheet_loads_nothing_from_elsewhere() -> None:
    addresses = re.findall(r"url\(['\"]?([^'\")]+)", LOOK)
    assert addresses
    assert all(address.startswith("data:") for address in addresses)
    assert "@import" not in LOOK


def test_no_class_of_ours_is_also_a_utility() -> None:
    without_data = re.sub(r"url\('[^']*'\)", "", LOOK)
    ours = set(re.findall(r"\.([a-z][a-z0-9-]*)", without_data))
    utilities = {
        *("table", "grid", "flex", "block", "inline", "contents", "hidden", "container"),
        *("static", "fixed", "absolute", "relative", "sticky", "visible", "invisible", "truncate"),
        *("underline", "italic", "uppercase", "capitalize", "border", "rounded", "shadow", "blur"),
        *("filter", "transition", "resize", "outline", "ring", "grow", "shrink", "collapse"),
    }
    assert not ours & utilities


def test_every_rule_is_in_a_layer_below_the_utilities() -> None:
    depth, outside = 0, []
    text = re.sub(r"/\*.*?\*/|url\('[^']*'\)", "", LOOK, flags=re.DOTALL)
    for line in text.splitlines():
        if depth == 0 and line.strip():
            outside.append(line.split("{")[0].strip())
        depth += line.count("{") - line.count("}")
    assert set(outside) == {
        "@layer theme, base, components, utilities;",
        "@layer theme",
        "@layer base",
        "@layer components",
        "}",
    } - {"}"}
