"""The bundle on the page of a request: two choices, and the PDF or the ZIP."""

from __future__ import annotations

import reflex as rx

from records_app.web.components import button, check_box, get_form, hidden, section
from records_app.web.pages.request.state import RequestState

_view = RequestState.view


def bundle_section() -> rx.Component:
    """A form that works without any script of ours: the browser downloads what it asks for."""
    address = "/requests/" + _view.id.to_string() + "/bundle"
    return rx.el.div(
        section(
            "Bundle for court or board",
            get_form(
                address + ".pdf",
                rx.el.p(
                    "Every letter, reply and proof in one numbered PDF, with an index, the "
                    "chronology, each deadline with its days, and a draft declaration. The ZIP "
                    "holds the same and every file. It takes some seconds.",
                    class_name="soft",
                ),
                hidden("chosen", "yes"),
                rx.el.div(
                    check_box(
                        "redacted",
                        "Use redacted copies where there are any",
                        value="yes",
                        checked=True,
                    ),
                    check_box(
                        "without_notes",
                        "Leave out our own notes",
                        value="yes",
                        checked=True,
                    ),
                    class_name="mt-3",
                ),
                rx.el.div(
                    button("Bundle (PDF)", kind="quiet", submit=True),
                    button("Bundle (ZIP)", kind="quiet", submit=True, form_action=address + ".zip"),
                    class_name="row mt-4",
                ),
                class_name="mt-2",
            ),
        ),
        class_name="no-print",
    )
