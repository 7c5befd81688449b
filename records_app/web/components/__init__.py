"""The few components every page is made of. Semantic elements, classes of assets/look.css.

Pages import from here and use ``rx.el`` for plain text and Tailwind utilities for layout only.
Values may be plain or state values everywhere; lists of frozen dataclasses come as state lists.
"""

from records_app.web.components.bar import bar
from records_app.web.components.buttons import button, link, link_button, plain_button
from records_app.web.components.confirm import ask, confirm
from records_app.web.components.copying import copy_button
from records_app.web.components.fields import (
    care_note,
    check_box,
    date_field,
    field,
    group,
    radio,
    select_field,
    text_area,
    text_field,
    time_field,
)
from records_app.web.components.frame import app_options
from records_app.web.components.icons import icon, sun_mark
from records_app.web.components.messages import (
    empty_state,
    error_summary,
    notice,
)
from records_app.web.components.post_form import PostForm, get_form, hidden, post_form
from records_app.web.components.shell import not_found_panel, page
from records_app.web.components.shown import (
    badge,
    card,
    day_strip,
    file_row,
    lead,
    more,
    pager,
    pairs,
    pairs_of,
    section,
    timeline,
    why,
)
from records_app.web.components.tables import Column, table, two_lines

__all__ = [
    "Column",
    "PostForm",
    "app_options",
    "ask",
    "badge",
    "bar",
    "button",
    "card",
    "care_note",
    "check_box",
    "confirm",
    "copy_button",
    "date_field",
    "day_strip",
    "empty_state",
    "error_summary",
    "field",
    "file_row",
    "get_form",
    "group",
    "hidden",
    "icon",
    "lead",
    "link",
    "link_button",
    "more",
    "not_found_panel",
    "notice",
    "page",
    "pager",
    "pairs",
    "pairs_of",
    "plain_button",
    "post_form",
    "radio",
    "section",
    "select_field",
    "sun_mark",
    "table",
    "text_area",
    "text_field",
    "time_field",
    "timeline",
    "two_lines",
    "why",
]
