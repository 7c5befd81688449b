"""A request under another law from the draft to its last letter: number, clock, every kind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from records_app.letters.follow_up_kinds import kinds_for
from records_app.office.approving import approve
from records_app.office.drafting import new_draft, save_draft
from records_app.office.follow_ups import follow_up_form, letters_to_write
from records_app.office.follow_ups_approving import approve_follow_up
from records_app.office.missouri_time import missouri_day
from records_app.office.recording import record_answer, record_received, record_sent
from records_app.office.request_page import request_view
from records_app.store.database import Store
from tests.office.after_the_request import add
from tests.office.cast import NOW, Cast, filled_form, make_agency

PREFIXES = {"us-il": "IL", "us-ks": "KS", "us-fed": "US"}
TYPED = {
    "review": {"closed": "part"},
    "appeal": {"closed": "all", "reasons": "The items name nobody."},
    "cost-answer": {"wish": "itemize"},
    "narrowing": {"items": "The agreement."},
    "withdrawal": {"part": "item 4"},
}
# After this time an answer is late under each of these laws.
LATER = timedelta(days=60)


def received_request(store: Store, cast: Cast, law: str, *, answered: bool) -> int:
    agency = make_agency(
        store,
        "Elm Township Police",
        law=law,
        address="1 Elm Street\nElm 62000",
        contacts=(("email", "records@elm.example"),),
    )
    before = NOW - LATER
    draft_id = new_draft(store, cast.bob, now=before)
    form = filled_form(agency, subjects=["transfers"])
    saved = save_draft(store, cast.bob, draft_id, 1, form, now=before)
    approve(store, cast.bob, draft_id, saved.version, now=before)
    day = missouri_day(before).isoformat()
    add(store, cast.bob, draft_id, record_sent, on=day, channel="email", to="records@elm.example")
    add(store, cast.bob, draft_id, record_received, on=day, at="10:00", evidence="reply")
    if answered:
        on = (NOW - timedelta(days=3)).date().isoformat()
        add(
            store, cast.bob, draft_id, record_answer, on=on, kind="denied", detail="“It is closed.”"
        )
    return draft_id


@pytest.mark.parametrize("law", PREFIXES)
def test_a_request_has_the_number_and_the_clock_of_its_law(
    store: Store, cast: Cast, law: str
) -> None:
    request_id = received_request(store, cast, law, answered=False)
    view = request_view(store, cast.bob, request_id, today=missouri_day(NOW))
    assert view.number == f"{PREFIXES[law]}-2026-0001"
    assert view.deadline is not None
    assert view.letter is not None
    offers = letters_to_write(store, cast.bob, request_id, today=missouri_day(NOW))
    assert offers


@pytest.mark.parametrize(
    ("law", "kind"), [(law, kind) for law in PREFIXES for kind in kinds_for(law)]
)
def test_every_kind_of_letter_can_be_written_and_approved(
    store: Store, cast: Cast, law: str, kind: str
) -> None:
    request_id = received_request(store, cast, law, answered=kind != "reminder")
    form = follow_up_form(store, cast.bob, request_id, kind, now=NOW)
    typed = {"reply_on": form.values.get("reply_on") or "2026-11-20"} if kind != "reminder" else {}
    known = {field.name for field in form.fields}
    raw = {**form.values, **{k: v for k, v in typed.items() if k in known}, **TYPED.get(kind, {})}
    done = approve_follow_up(store, cast.bob, request_id, kind, raw, version=form.version, now=NOW)
    assert done.number == f"{PREFIXES[law]}-2026-0001-2"
