"""A file to save, with a tick for what people wrote: free text leaves only when it is asked for."""

from __future__ import annotations

from typing import Any

from records_app.web.components.buttons import button
from records_app.web.components.fields import check_box
from records_app.web.components.post_form import get_form, hidden

WITH_WORDS = "words"


def file_with_words(action: str, chosen: Any, names: tuple[str, ...], hint: str) -> Any:
    """A form that asks for the file with the filter of the page; ``chosen`` holds its values.

    ``hint`` says what the free text is.
    """
    return get_form(
        action,
        *(hidden(name, chosen[name]) for name in names),
        check_box(
            WITH_WORDS,
            "Include what people wrote",
            hint=f"{hint} It may hold names. That it was taken out is put down in the audit.",
        ),
        button("Download (CSV)", kind="quiet", submit=True),
        class_name="mt-4 stack no-print",
    )
