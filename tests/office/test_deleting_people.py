"""Deleting people: what they did stays, how they came in goes, drafts go where the admin says."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from records_app.casework.people import Actor, Role
from records_app.office.accounts import LAST_ADMIN, ONESELF, enable_person, list_people
from records_app.office.attempts import Attempts
from records_app.office.calendar_addresses import make_address
from records_app.office.checking import differences_in
from records_app.office.deleting_people import delete_person
from records_app.office.devices import CameFrom
from records_app.office.drafting import new_draft
from records_app.office.invites import invite, password_link
from records_app.office.password_again import PLEASE
from records_app.office.refusals import NotAllowed, NotFound, Refused
from records_app.office.sign_in import actor_of, sign_in
from records_app.store.database import Store
from records_app.store.log import entries_of
from records_app.store.requests import name_of
from records_app.store.tables import (
    CalendarAddress,
    HalfSignIn,
    Invite,
    KnownBrowser,
    Person,
    RecoveryCode,
    RemindMe,
    Request,
    SecondFactor,
    SignIn,
    Watch,
)
from tests.office.cast import NOW, Cast, make_person, ready_request
from tests.office.phones import give_phone
from tests.office.signing_in import PASSWORD, give_password, session_of

GO = {"called": "number", "drafts": "discard"}


def row(store: Store, person_id: int) -> Person:
    with store.reading() as session:
        return session.get_one(Person, person_id)


def test_everything_that_is_theirs_goes(store: Store, cast: Cast) -> None:
    bob = cast.bob
    give_password(store, bob)
    give_phone(store, bob)
    request_id, _ = ready_request(store, bob, cast.riverbend)
    make_address(store, bob, for_office=False, own_only=True, now=NOW)
    password_link(store, cast.ada, bob.id, now=NOW)
    token = session_of(store, bob)
    sign_in(
        store,
        Attempts(),
        email=bob.email,
        password=PASSWORD,
        came=CameFrom(),
        session_days=1,
        now=NOW,
    )
    with store.transaction() as session:
        session.add(Watch(request_id=request_id, person_id=bob.id))
        session.add(
            RemindMe(request_id=request_id, person_id=bob.id, on=NOW.date(), note="", made_at=NOW)
        )
        session.add(KnownBrowser(token_hash="x", person_id=bob.id, first_at=NOW, last_seen_at=NOW))
    delete_person(store, cast.ada, bob.id, GO, now=NOW)
    assert actor_of(store, token, NOW) is None
    with store.reading() as session:
        for table in (
            *(SignIn, HalfSignIn, KnownBrowser, SecondFactor, RecoveryCode),
            *(CalendarAddress, Watch, RemindMe),
        ):
            assert session.exec(select(table).where(table.person_id == bob.id)).all() == [], table
        assert session.exec(select(Invite).where(Invite.email == bob.email)).all() == []
    gone = row(store, bob.id)
    assert (gone.password_hash, gone.deleted_at, gone.disabled_at) == ("", NOW, NOW)
    assert "@" not in gone.email


@pytest.mark.parametrize(("called", "name"), [("keep", "Bob"), ("number", "Person {}")])
def test_what_they_did_stays_under_the_name_that_was_chosen(
    store: Store, cast: Cast, called: str, name: str
) -> None:
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    expected = name.format(cast.bob.id)
    done = delete_person(store, cast.ada, cast.bob.id, {**GO, "called": called}, now=NOW)
    assert (done.name, done.drafts) == (expected, 0)
    with store.reading() as session:
        assert name_of(session, cast.bob.id) == expected
        assert len(entries_of(session, request_id)) == 1
        assert session.get_one(Request, request_id).author_id == cast.bob.id
    assert list(differences_in(store)) == []
    assert cast.bob.id not in [card.id for card in list_people(store, cast.ada)]


def test_drafts_are_handed_over_without_anybody_reading_them(store: Store, cast: Cast) -> None:
    mine = new_draft(store, cast.bob, now=NOW)
    theirs = new_draft(store, cast.alice, now=NOW)
    form = {**GO, "drafts": str(cast.carl.id)}
    assert delete_person(store, cast.ada, cast.bob.id, form, now=NOW).drafts == 1
    with store.reading() as session:
        authors = {one: session.get_one(Request, one).author_id for one in (mine, theirs)}
    assert authors == {mine: cast.carl.id, theirs: cast.alice.id}


def test_drafts_are_discarded(store: Store, cast: Cast) -> None:
    mine = new_draft(store, cast.bob, now=NOW)
    sent, _ = ready_request(store, cast.bob, cast.riverbend)
    assert delete_person(store, cast.ada, cast.bob.id, GO, now=NOW).drafts == 1
    with store.reading() as session:
        assert session.get_one(Request, mine).discarded_at == NOW
        assert session.get_one(Request, sent).discarded_at is None


@pytest.mark.parametrize("heir", ["bob", "vera", "disabled", "nobody"])
def test_drafts_go_only_to_somebody_who_writes(store: Store, cast: Cast, heir: str) -> None:
    with store.transaction() as session:
        session.get_one(Person, cast.carl.id).disabled_at = NOW
    ids = {"bob": cast.bob.id, "vera": cast.vera.id, "disabled": cast.carl.id, "nobody": 999}
    form = {**GO, "drafts": str(ids[heir])}
    with pytest.raises(Refused) as refused:
        delete_person(store, cast.ada, cast.bob.id, form, now=NOW)
    assert [error.field for error in refused.value.errors] == ["drafts"]
    assert row(store, cast.bob.id).deleted_at is None


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"called": "king", "drafts": "x"},
        {"called": ["keep"], "drafts": {"a": 1}},
        {"called": None, "drafts": "1" * 30},
        {"called": "", "drafts": "-1"},
    ],
)
def test_both_choices_have_to_be_made(store: Store, cast: Cast, raw: dict[str, object]) -> None:
    with pytest.raises(Refused) as refused:
        delete_person(store, cast.ada, cast.bob.id, raw, now=NOW)
    assert {error.field for error in refused.value.errors} == {"called", "drafts"}


def test_only_an_admin_who_gave_the_password_deletes_and_never_themselves(
    store: Store, cast: Cast
) -> None:
    for who in (cast.alice, cast.bob, cast.vera):
        with pytest.raises(NotAllowed):
            delete_person(store, replace(who, confirmed_at=NOW), cast.carl.id, GO, now=NOW)
    with pytest.raises(Refused, match=PLEASE):
        delete_person(store, cast.ada, cast.carl.id, GO, now=NOW + timedelta(minutes=10))
    with pytest.raises(Refused, match=ONESELF):
        delete_person(store, cast.ada, cast.ada.id, GO, now=NOW)
    with pytest.raises(Refused, match=LAST_ADMIN):
        delete_person(store, _once_admin(cast.alice), cast.ada.id, GO, now=NOW)
    assert [card.name for card in list_people(store, cast.ada)][:2] == ["Ada", "Alice"]


def test_who_is_deleted_is_not_found_again(store: Store, cast: Cast) -> None:
    delete_person(store, cast.ada, cast.bob.id, GO, now=NOW)
    for attempt in (
        lambda: delete_person(store, cast.ada, cast.bob.id, GO, now=NOW),
        lambda: enable_person(store, cast.ada, cast.bob.id, now=NOW),
        lambda: password_link(store, cast.ada, cast.bob.id, now=NOW),
    ):
        with pytest.raises(NotFound):
            attempt()
    with pytest.raises(Refused):
        sign_in(
            store,
            Attempts(),
            email=f"person-{cast.bob.id}",
            password="",
            came=CameFrom(),
            session_days=1,
            now=NOW,
        )


def test_their_address_can_be_invited_anew(store: Store, cast: Cast) -> None:
    delete_person(store, cast.ada, cast.bob.id, GO, now=NOW)
    assert invite(store, cast.ada, cast.bob.email, "Bob", "advocate", now=NOW)


def test_a_second_admin_can_be_deleted(store: Store, cast: Cast) -> None:
    second = make_person(store, "Second Admin", Role.ADMIN)
    delete_person(store, cast.ada, second.id, GO, now=NOW)
    assert row(store, second.id).deleted_at == NOW


def _once_admin(actor: Actor) -> Actor:
    return replace(actor, role=Role.ADMIN, confirmed_at=NOW)
