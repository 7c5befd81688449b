"""A campaign once letters are approved: who sees them, all in one PDF, and very many of them."""

from __future__ import annotations

import io

import pikepdf
import pytest

from records_app.office.campaigns.approving import approve_next, stop
from records_app.office.campaigns.making import campaigns_page
from records_app.office.campaigns.own import campaign_head
from records_app.office.campaigns.printing import letters_pdf
from records_app.office.campaigns.reviewing import review_part
from records_app.office.checking import differences_in
from records_app.office.letter_files import LetterDamaged
from records_app.office.refusals import NotFound
from records_app.store.database import Store
from records_app.store.tables import Agency, LetterRow
from tests.office.campaign_cast import (
    campaign_of,
    letters_of,
    many_agencies,
    requests_of,
    start,
    to_the_end,
)
from tests.office.cast import NOW, Cast, make_office


def test_others_see_what_is_approved_and_nothing_else(
    store: Store, cast: Cast, quick: None
) -> None:
    campaign_id = campaign_of(store, cast.bob, many_agencies(store, 4))
    start(store, cast.bob, campaign_id)
    approve_next(store, campaign_id, now=NOW)
    stop(store, cast.ada, campaign_id, now=NOW)
    for other in (cast.vera, cast.alice):
        assert [line.label for line in campaigns_page(store, other).lines] == ["Stopped"]
        part = review_part(store, other, campaign_id, "", 1, now=NOW)
        assert [line.number for line in part.lines] == ["MO-2026-0001"]
        assert not campaign_head(store, other, campaign_id).may_change


def test_sixty_letters_become_one_pile_in_the_order_of_their_numbers(
    sqlite_store: Store,
) -> None:
    store, cast = sqlite_store, make_office(sqlite_store)
    campaign_id = campaign_of(store, cast.bob, many_agencies(store, 60))
    start(store, cast.bob, campaign_id)
    to_the_end(store, campaign_id)
    letters = letters_of(store)
    assert len(letters) == 60
    pile = letters_pdf(store, cast.vera, campaign_id)
    content = b"".join(pile.pieces())
    assert len(content) == pile.size
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) == sum(row.pages for row in letters)
        with pdf.open_outline() as outline:
            titles = [one.title for one in outline.root]
    assert titles == [f"MO-2026-{place:04d}" for place in range(1, 61)]
    assert list(differences_in(store)) == []


def test_a_pile_of_nothing_and_of_damaged_letters_is_refused(
    store: Store, cast: Cast, quick: None
) -> None:
    campaign_id = campaign_of(store, cast.bob, (cast.riverbend,))
    with pytest.raises(NotFound):
        letters_pdf(store, cast.bob, campaign_id)
    with pytest.raises(NotFound):
        letters_pdf(store, cast.vera, campaign_id)
    start(store, cast.bob, campaign_id)
    to_the_end(store, campaign_id)
    with store.transaction() as session:
        session.get_one(LetterRow, 1).pdf = b"%PDF-1.7 something else"
    with pytest.raises(LetterDamaged):
        letters_pdf(store, cast.bob, campaign_id)


def test_two_thousand_agencies(sqlite_store: Store, quick: None) -> None:
    store, cast = sqlite_store, make_office(sqlite_store)
    with store.transaction() as session:
        rows = [
            Agency(
                slug=f"town-{place}",
                name=f"Town {place:04d} Police Department",
                kind="police",
                law="us-mo",
                county=f"County {place % 50:02d}",
                address="1 Main Street\nTown, MO 63000",
            )
            for place in range(2000)
        ]
        session.add_all(rows)
        session.flush()
        ids = tuple(row.id or 0 for row in rows)
    campaign_id = campaign_of(store, cast.bob, ids)
    part = review_part(store, cast.bob, campaign_id, "", 40, now=NOW)
    assert (part.ready, part.pages, len(part.lines)) == (2000, 40, 50)
    start(store, cast.bob, campaign_id)
    for _ in range(40):
        assert approve_next(store, campaign_id, now=NOW)
    head = campaign_head(store, cast.bob, campaign_id)
    assert (head.approved, head.left, head.percent) == (40, 1960, 2)
    assert len({row.agency_id for row in requests_of(store)}) == 40
