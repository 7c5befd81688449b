"""The text of a draft for the portal of its agency, before the letter is approved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from records_app.casework.people import Actor
from records_app.casework.permissions import Permission, may
from records_app.letters.own_wording_parts import PORTAL
from records_app.office.draft_form import agency_id_in, bounded
from records_app.office.drafting import law_of, preview_of
from records_app.office.refusals import NotAllowed, Refused
from records_app.office.take_along import PortalText, fitted, in_full, portal_limit
from records_app.office.wording_paper import paper_of
from records_app.store.database import Store
from records_app.store.requests import agency_file, office_row

# Without these there is nothing to ask of anybody; what else is wrong may be mended later.
_NEEDED = frozenset({"agency", "subjects", "items"})


@dataclass(frozen=True, slots=True)
class DraftPortal:
    """Both texts as the draft stands. ``full_words`` such as "1,204 characters".

    ``short`` fits the limit, or is None and ``wrong`` says why. Without any text ``missing`` says
    what the draft still lacks.
    """

    full: str = ""
    full_words: str = ""
    short: PortalText | None = None
    wrong: str = ""
    missing: str = ""
    attach: str = ""
    fee_waiver: str = ""


def draft_portal(
    store: Store, actor: Actor, form: Mapping[str, object], limit: object, *, now: datetime
) -> DraftPortal:
    """The full text for a portal, and the longest with at most ``limit`` characters."""
    if not may(actor, Permission.DRAFT):
        raise NotAllowed(Permission.DRAFT.value)
    raw = bounded(form)
    with store.reading() as session:
        file = agency_file(session, agency_id_in(raw))
        office = office_row(session)
        paper = paper_of(session, law_of(file))
    preview = preview_of(raw, file, office, actor, now, paper=paper)
    lacks = [one for one in preview.errors if one.field in _NEEDED]
    if preview.facts is None or lacks:
        first = (lacks or preview.errors)[0]
        return DraftPortal(missing=first.message.removeprefix(f"{first.label}: "))
    own = paper.own.get(PORTAL)
    full = in_full(preview.facts, own)
    whole = fitted(preview.facts, len(full), own)
    found = DraftPortal(
        full=full,
        full_words=f"{len(full):,} characters",
        attach=whole.attach,
        fee_waiver=whole.fee_waiver,
    )
    try:
        most = portal_limit(limit)
        if len(full) <= most:
            return replace(found, full_words=f"{found.full_words}: it fits {most:,}")
        return replace(found, short=fitted(preview.facts, most, own))
    except Refused as refused:
        return replace(found, wrong=refused.errors[0].message)
