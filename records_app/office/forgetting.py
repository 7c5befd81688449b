"""What is kept in memory to be quicker goes when something is removed for good."""

from __future__ import annotations

from records_app.letters import blocks, pdf
from records_app.office import desk, desk_rows
from records_app.store import desk as desk_store
from records_app.store.database import Store


def forget_what_is_kept(store: Store) -> None:
    """Let go of rows of the desk, lines of letters, and what people searched for.

    All of it is worked out anew when it is needed. It is a matter of this process alone.
    """
    pdf.forget_words()
    blocks.forget_lines()
    desk.forget_choices()
    desk_rows.forget_rows()
    desk_store.forget_questions()
    # The words of the first question of its kind stay in a statement that is kept.
    store.engine.clear_compiled_cache()
