"""A request under another law offers the letters of that law, and no others."""

from __future__ import annotations

import pytest

from records_app.letters.follow_up_kinds import kinds_for
from records_app.office.checking import differences_in
from records_app.office.follow_ups import follow_up_form, letters_to_write
from records_app.office.refresh import derive
from records_app.office.refusals import NotFound
from records_app.office.request_page import request_view
from records_app.store.database import Store
from records_app.store.tables import Request
from tests.office.after_the_request import request_before, write
from tests.office.cast import NOW, Cast


def request_under(store: Store, cast: Cast, law: str, like: str) -> int:
    """A request with the log that comes before a Missouri letter, under another law."""
    request_id = request_before(store, cast, like)
    with store.transaction() as session:
        row = session.get_one(Request, request_id)
        row.law = law
        session.flush()
        derive(session, row)
    return request_id


@pytest.mark.parametrize(
    ("law", "like", "kind", "typed", "to"),
    [
        ("us-il", "demand-grounds", "review", {}, "Public Access Counselor"),
        ("us-fed", "demand-grounds", "appeal", {"reasons": "They are public."}, ""),
        ("us-ks", "fee-objection", "cost-answer", {}, ""),
    ],
)
def test_the_next_letter_of_another_law(
    store: Store, cast: Cast, law: str, like: str, kind: str, typed: dict[str, str], to: str
) -> None:
    request_id = request_under(store, cast, law, like)
    offers = letters_to_write(store, cast.bob, request_id, today=NOW.date()).offers
    assert {offer.kind for offer in offers} == set(kinds_for(law))
    assert (offers[0].kind, offers[0].now) == (kind, "Next step")
    form = follow_up_form(store, cast.bob, request_id, kind, now=NOW)
    assert {error.field for error in form.errors} == set(typed)
    assert form.values["reply_on"] == "2026-11-02"
    assert write(store, cast.bob, request_id, kind, **typed).number == "MO-2026-0001-2"
    sending = request_view(store, cast.bob, request_id, today=NOW.date()).to_send
    assert sending is not None
    assert to in sending.to
    assert bool(to) == bool(sending.to)
    assert list(differences_in(store)) == []


def test_a_letter_that_a_law_does_not_have_is_not_there(store: Store, cast: Cast) -> None:
    request_id = request_under(store, cast, "us-il", "fee-objection")
    for kind in ("fee-objection", "prosecutor-note", "appeal"):
        with pytest.raises(NotFound):
            follow_up_form(store, cast.bob, request_id, kind, now=NOW)
