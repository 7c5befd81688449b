"""How the page of an import looks: the file, then one step after the other."""

from __future__ import annotations

import reflex as rx

from records_app.web.components import (
    error_summary,
    lead,
    link,
    link_button,
    notice,
    page,
    section,
)
from records_app.web.pages.import_requests.address import IMPORT
from records_app.web.pages.import_requests.back_view import lists_before, take_back_step
from records_app.web.pages.import_requests.columns_form import columns_form
from records_app.web.pages.import_requests.preview import preview
from records_app.web.pages.import_requests.state import ImportState
from records_app.web.pages.import_requests.upload import upload_form
from records_app.web.pages.import_requests.words_form import words_form
from records_app.web.session_state import SessionState

_STEPS = (
    ("file", "File"),
    ("columns", "Columns"),
    ("words", "Words"),
    ("preview", "Preview"),
    ("done", "Done"),
)


def import_page() -> rx.Component:
    """The page at ``/import/``."""
    return page(
        "Bring in earlier requests",
        rx.cond(
            ~SessionState.may.contains("record") & (SessionState.person_name != ""),
            lead("Your role is to look. Ask somebody of the staff to bring requests in."),
            rx.cond(ImportState.is_loaded, _content(), lead("Opening …")),
        ),
        steady=True,
    )


def _content() -> rx.Component:
    return rx.fragment(
        rx.cond(ImportState.step != "back", _steps()),
        rx.cond(
            ImportState.step != "preview",
            error_summary(ImportState.problems, attempt=ImportState.attempt),
        ),
        rx.match(
            ImportState.step,
            ("columns", rx.cond(ImportState.columns, columns_form())),
            ("words", rx.cond(ImportState.words, words_form())),
            ("preview", rx.cond(ImportState.preview, preview())),
            ("done", _done()),
            ("back", take_back_step()),
            _file(),
        ),
    )


def _steps() -> rx.Component:
    """Where we are, in words and for screen readers."""

    def step(name: str, words: str) -> rx.Component:
        here = ImportState.step == name
        return rx.el.li(
            words,
            class_name=rx.cond(here, "font-semibold", "soft"),
            custom_attrs={"aria-current": rx.cond(here, "step", "false")},
        )

    return rx.el.ol(
        *(step(name, words) for name, words in _STEPS),
        class_name="flex flex-wrap gap-x-8 gap-y-1 small list-decimal pl-5 my-3",
        custom_attrs={"aria-label": "Steps"},
    )


def _file() -> rx.Component:
    return rx.fragment(
        lead(
            "Have a list of requests you made before? Bring it in, and each of them gets its "
            "clocks and its next step. Nothing is changed until the last step."
        ),
        rx.cond(ImportState.head, _refused()),
        rx.cond(
            ImportState.missing,
            notice("Choose a file first.", tone="red", sign="warning"),
        ),
        rx.el.div(
            section(
                "A list",
                upload_form("/import/list", "Read the list", ".csv,.xlsx,text/csv", "list-file"),
                rx.el.p(
                    "CSV or an Excel workbook (.xlsx), at most 5 MB and 5,000 rows. Columns in any "
                    "order, with any headings.",
                    class_name="soft small mt-3",
                ),
                rx.el.p(
                    link(
                        "Take an empty list with the headings",
                        "/import/template.csv",
                        outside=True,
                        download=True,
                    ),
                    class_name="small mt-2",
                ),
            ),
            section(
                "Saved e-mails",
                rx.el.p(
                    "Messages you saved as .eml can be put into their requests, with their files.",
                    class_name="mb-3",
                ),
                link_button("Bring in e-mails", "/import/mail/", kind="quiet"),
            ),
            lists_before(),
            class_name="max-w-[42rem]",
        ),
    )


def _refused() -> rx.Component:
    return rx.cond(
        ImportState.head.refused != "",
        rx.el.div(
            notice(
                rx.el.b(ImportState.head.name, class_name="break-words"),
                " was not brought in. ",
                ImportState.head.refused,
                tone="red",
                sign="warning",
            ),
            role="alert",
            class_name="my-4",
        ),
    )


def _done() -> rx.Component:
    return rx.cond(
        ImportState.done,
        rx.fragment(
            lead(ImportState.done.words),
            rx.cond(
                ImportState.done.again,
                rx.el.p("They were here already: the second press did nothing."),
            ),
            rx.el.p(
                "They stand on the desk now, each where its dates put it. A wrong date is "
                "corrected on the page of its request. A wrong list can be taken back as a whole, "
                "as long as nobody has worked with its requests.",
                class_name="mt-3",
            ),
            rx.el.div(
                link_button("Go to the desk", "/"),
                link_button("Bring in another list", "/import/", kind="quiet"),
                link_button(
                    "Take this list back",
                    IMPORT + "?run=" + ImportState.done.run_id.to(str),
                    kind="quiet",
                ),
                class_name="row mt-6",
            ),
        ),
    )
