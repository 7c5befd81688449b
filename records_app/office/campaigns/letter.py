"""The one letter of a campaign: the form of a request, with the agency left out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from records_app.casework.people import Actor
from records_app.letters.facts import Addressee
from records_app.letters.request_form import read_form
from records_app.office.campaigns.own import changeable, mine
from records_app.office.campaigns.views import LetterPart
from records_app.office.correspondents import sender_of
from records_app.office.draft_form import RawForm, bounded
from records_app.office.draft_items import item_lists
from records_app.office.drafting import HOME_LAW
from records_app.office.missouri_time import missouri_day
from records_app.office.wording_paper import Paper, paper_of
from records_app.store.database import Store
from records_app.store.requests import office_row
from records_app.store.tables_people import Office

# Any agency will do to read the form: whose address is wrong comes out in the review.
_SOMEBODY = Addressee("Agency", address_lines=("1 Main Street", "Riverbend, MO 63000"))


def letter_part(store: Store, actor: Actor, campaign_id: int, *, now: datetime) -> LetterPart:
    """The form as it was left, and everything that is wrong with it whoever it goes to."""
    with store.reading() as session:
        row = mine(session, actor, campaign_id)
        office, paper = office_row(session), paper_of(session, HOME_LAW)
        begun = row.created_at
    return _part(bounded(row.form), office, paper, begun, actor=actor, now=now)


def save_letter(
    store: Store,
    actor: Actor,
    campaign_id: int,
    version: int,
    raw: Mapping[str, object],
    *,
    now: datetime,
) -> LetterPart:
    """Keep the form, right or wrong, and say what is wrong.

    Items that were chosen in a draft stay with their subjects. Raises ``Refused`` only for what
    cannot be kept at all, and ``ChangedElsewhere`` if another window saved a newer version.
    """
    with store.transaction() as session:
        row = changeable(session, actor, campaign_id, now, version)
        form = bounded({**raw, "agency": "", "items": row.form.get("items", "")})
        row.form = dict(form)
        office, paper = office_row(session), paper_of(session, HOME_LAW)
        begun = row.created_at
    return _part(form, office, paper, begun, actor=actor, now=now)


def _part(
    form: RawForm, office: Office, paper: Paper, begun: datetime, *, actor: Actor, now: datetime
) -> LetterPart:
    """What is wrong with the form whoever it goes to, and the items where some were chosen."""
    read = read_form(
        form,
        to=_SOMEBODY,
        sender=sender_of(office, actor.name),
        dated=missouri_day(now),
        lists=paper.lists,
    )
    news = paper.news_since(begun)
    shown = item_lists(form, HOME_LAW, paper.lists, news)
    words = tuple(f"{one.words}. {one.news}".removesuffix(". ") for one in shown)
    return LetterPart({**form}, read.errors, words if form["items"] or news else ())
