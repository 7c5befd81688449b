"""The sentence under an agency's name."""

from __future__ import annotations

from records_app.office.agency_views import AgencyView
from records_app.office.desk_words import number_word


def lead_words(view: AgencyView) -> str:
    """How we reach them, and how often we asked: "Two ways to reach them, one checked. ..."."""
    return f"{_ways(view)} {_asked(view)}"


def _ways(view: AgencyView) -> str:
    count = len(view.contacts)
    if not count:
        return "We know no way to reach them yet."
    checked = sum(one.is_checked for one in view.contacts)
    if count == 1:
        return f"One way to reach them, {'checked' if checked else 'never checked'}."
    ways = f"{number_word(count).capitalize()} ways to reach them"
    if checked == count:
        return f"{ways}, all checked."
    return f"{ways}, {number_word(checked)} checked." if checked else f"{ways}, none checked yet."


def _asked(view: AgencyView) -> str:
    sent = [one for one in view.requests if not one.is_draft]
    if not sent:
        return "We have not asked them anything yet."
    asked = "One request of ours" if len(sent) == 1 else f"{_capital(len(sent))} requests of ours"
    late = sum(one.is_overdue for one in sent)
    if not late:
        return f"{asked}."
    return (
        f"{asked}, {number_word(late)} of them late."
        if len(sent) > 1
        else f"{asked}, and it is late."
    )


def _capital(count: int) -> str:
    return number_word(count).capitalize()
