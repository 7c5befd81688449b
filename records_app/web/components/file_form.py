"""A form that adds files: it posts natively, and with our script shows a bar for each file."""

from __future__ import annotations

from typing import Any

import reflex as rx

from records_app.web.components.buttons import button
from records_app.web.components.icons import Text
from records_app.web.components.post_form import PostForm

_ZONE = (
    "rounded-lg border border-dashed border-[var(--edge)] p-4 "
    "data-[over]:border-solid data-[over]:bg-[var(--sun-wash)]"
)
_PICKER = (
    "block mt-2 max-w-full file:mr-3 file:px-3 file:py-1.5 file:border file:border-[var(--edge)] "
    "file:rounded-md file:bg-[var(--card)] file:font-semibold file:cursor-pointer"
)
_LINES = (
    "small mt-3 [&>li]:py-1 [&_progress]:mx-2 [&_progress]:align-middle [&_b]:mr-2 "
    "[&_b]:wrap-anywhere [&_[data-kept=no]_span]:text-[var(--red)] empty:hidden"
)


class FileForm(PostForm):
    """The form itself. One listener on the page serves every such form."""

    def add_imports(self) -> dict[str, list[str]]:
        """Import the script that sends the files, and the hook that starts it."""
        return {"react": ["useEffect"], "$/public/add_files.js": ["watchFileForms"]}

    def add_hooks(self) -> list[str]:
        """Listen while the page is shown."""
        return ["useEffect(() => watchFileForms(), []);"]


def file_form(
    action: Text, *fields: Any, label: Text, largest_mb: Any, on_added: Any, id: str
) -> rx.Component:
    """Choose or drop files and add them to ``action``; ``fields`` go along with each of them.

    ``on_added`` is called when some were kept. ``label`` names the form to those who hear it.
    """
    reload = f"{id}-added"
    return rx.el.div(
        FileForm.create(
            *fields,
            _picker(f"{id}-picker", largest_mb),
            rx.el.p(
                "Records may name detained people. Here only your office sees them; give others "
                "a redacted copy.",
                class_name="care mt-3",
            ),
            rx.el.ul(
                class_name=_LINES,
                custom_attrs={"data-lines": "", "aria-label": "What became of each file"},
            ),
            rx.el.div(
                button("Add the files", submit=True, kind="quiet"),
                rx.el.span(role="status", class_name="small", custom_attrs={"data-said": ""}),
                class_name="row mt-4",
            ),
            action=action,
            method="post",
            enc_type="multipart/form-data",
            class_name=_ZONE,
            custom_attrs={
                "data-files": reload,
                "data-largest": (largest_mb * 1024 * 1024).to_string(),
                "aria-label": label,
            },
        ),
        rx.el.button(
            "Show what was added", id=reload, type="button", hidden=True, on_click=on_added
        ),
        class_name="no-print",
    )


def _picker(id: str, largest_mb: Any) -> rx.Component:
    return rx.el.div(
        rx.el.label("Files", html_for=id),
        rx.el.p(
            "Choose them or drop them here. Up to ",
            largest_mb.to_string(),
            " MB each. Programs and scripts are refused.",
            id=f"{id}-hint",
            class_name="hint",
        ),
        rx.el.input(
            type="file",
            name="files",
            id=id,
            multiple=True,
            class_name=_PICKER,
            custom_attrs={"aria-describedby": f"{id}-hint"},
        ),
        class_name="field mt-4",
    )
