"""One-time links: the first admin, invitations, new passwords."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import select

from records_app.casework.people import Role
from records_app.office.accounts import (
    add_from_terminal,
    list_people,
    password_link_from_terminal,
)
from records_app.office.attempts import Attempts
from records_app.office.devices import CameFrom
from records_app.office.invites import (
    HAS_ACCOUNT,
    first_admin_link,
    invite,
    open_invites,
    read_invite,
    revoke_invite,
)
from records_app.office.refusals import LinkExpired, NotFound, OfficeRefusal, Refused
from records_app.office.sign_in import actor_of, sign_in
from records_app.office.tokens import hash_of
from records_app.store.database import Store
from records_app.store.tables_people import Invite, Person
from tests.office.cast import NOW, Cast, make_office
from tests.office.signing_in import DORA, PASSWORD, accept


def test_the_first_link_makes_an_admin(store: Store) -> None:
    token = first_admin_link(store, now=NOW)
    assert token
    assert read_invite(store, token, now=NOW).role is Role.ADMIN
    actor = actor_of(store, accept(store, token), NOW)
    assert actor is not None
    assert (actor.name, actor.email, actor.role) == ("Dora", DORA, Role.ADMIN)
    assert first_admin_link(store, now=NOW) is None


def test_a_new_first_link_ends_the_one_before(store: Store) -> None:
    first, second = first_admin_link(store, now=NOW), first_admin_link(store, now=NOW)
    assert first
    assert second
    with pytest.raises(LinkExpired):
        accept(store, first)
    assert accept(store, second)


def test_the_first_link_lasts_a_day_and_not_beyond_the_first_person(store: Store) -> None:
    token = first_admin_link(store, now=NOW)
    assert token
    with pytest.raises(LinkExpired):
        accept(store, token, now=NOW + timedelta(hours=24))
    make_office(store)
    with pytest.raises(LinkExpired):
        accept(store, token)


def test_an_invitation_gives_its_role_and_works_once(store: Store, cast: Cast) -> None:
    token = invite(store, cast.ada, f" {DORA.upper()}", "Dora", "advocate", now=NOW)
    card = read_invite(store, token, now=NOW)
    assert (card.email, card.name, card.role, card.for_password) == (
        DORA,
        "Dora",
        Role.ADVOCATE,
        False,
    )
    session = accept(store, token, email="Dora.New@opendoors.example")
    actor = actor_of(store, session, NOW)
    assert actor is not None
    assert (actor.email, actor.role) == ("dora.new@opendoors.example", Role.ADVOCATE)
    with pytest.raises(LinkExpired):
        accept(store, token, email="other@opendoors.example")
    with pytest.raises(LinkExpired):
        read_invite(store, token, now=NOW)


def test_only_a_hash_of_the_link_is_stored(store: Store, cast: Cast) -> None:
    token = invite(store, cast.ada, DORA, "", "viewer", now=NOW)
    with store.reading() as session:
        assert [row.token_hash for row in session.exec(select(Invite))] == [hash_of(token)]


def test_two_at_the_same_time_one_wins(store: Store, cast: Cast) -> None:
    token = invite(store, cast.ada, DORA, "", "staff", now=NOW)

    def attempt(number: int) -> bool:
        try:
            accept(store, token, email=f"dora{number}@opendoors.example")
        except LinkExpired:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(attempt, range(4))) == [False, False, False, True]
    assert len(list_people(store, cast.ada)) == 6


def test_two_links_for_one_new_address_make_one_person(store: Store, cast: Cast) -> None:
    tokens = [
        invite(store, cast.ada, f"invited{n}@opendoors.example", "", "staff", now=NOW)
        for n in range(2)
    ]

    def attempt(token: str) -> bool:
        try:
            accept(store, token, email="same@opendoors.example")
        except OfficeRefusal:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(attempt, tokens)) == [False, True]


def test_an_invitation_lasts_seven_days(store: Store, cast: Cast) -> None:
    token = invite(store, cast.ada, DORA, "", "viewer", now=NOW)
    almost = NOW + timedelta(days=7) - timedelta(seconds=1)
    assert read_invite(store, token, now=almost)
    with pytest.raises(LinkExpired):
        accept(store, token, now=NOW + timedelta(days=7))


def test_revoking_and_inviting_again_end_the_link(store: Store, cast: Cast) -> None:
    first = invite(store, cast.ada, DORA, "", "viewer", now=NOW)
    second = invite(store, cast.ada, DORA, "", "staff", now=NOW)
    with pytest.raises(LinkExpired):
        accept(store, first)
    (card,) = open_invites(store, cast.ada, now=NOW)
    revoke_invite(store, cast.ada, card.id, now=NOW)
    with pytest.raises(LinkExpired):
        accept(store, second)
    with pytest.raises(NotFound):
        revoke_invite(store, cast.ada, card.id, now=NOW)
    with pytest.raises(NotFound):
        revoke_invite(store, cast.ada, "1", now=NOW)
    assert open_invites(store, cast.ada, now=NOW) == ()


@pytest.mark.parametrize("token", ["", "x", "a" * 5000, "é\ud800", "../../etc"])
def test_a_made_up_link_has_ended(store: Store, cast: Cast, token: str) -> None:
    invite(store, cast.ada, DORA, "", "viewer", now=NOW)
    with pytest.raises(LinkExpired):
        accept(store, token)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "   "}, "name"),
        ({"name": None}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "Dora\u202e"}, "name"),
        ({"name": "Do\x00ra"}, "name"),
        ({"email": ""}, "email"),
        ({"email": "dora"}, "email"),
        ({"email": "dora@example"}, "email"),
        ({"email": "do ra@opendoors.example"}, "email"),
        ({"email": "d@o@opendoors.example"}, "email"),
        ({"email": "dora@opendoors.example\r\nbcc: x@y.example"}, "email"),
        ({"email": "x" * 250 + "@opendoors.example"}, "email"),
        ({"email": ["dora@opendoors.example"]}, "email"),
        ({"email": "bob@opendoors.example"}, "email"),
        ({"password": "short"}, "password"),
        ({"password": ""}, "password"),
        ({"password": None}, "password"),
        ({"password": DORA}, "password"),
    ],
)
def test_wrong_input_is_named_and_the_link_still_works(
    store: Store, cast: Cast, changed: dict[str, object], field: str
) -> None:
    token = invite(store, cast.ada, DORA, "", "viewer", now=NOW)
    with pytest.raises(Refused) as refused:
        accept(store, token, **changed)  # type: ignore[arg-type]
    assert [error.field for error in refused.value.errors] == [field]
    assert len(list_people(store, cast.ada)) == 5
    assert accept(store, token)


def test_somebody_who_is_here_is_not_invited_again(store: Store, cast: Cast) -> None:
    for attempt in (
        lambda: invite(store, cast.ada, cast.bob.email, "", "admin", now=NOW),
        lambda: add_from_terminal(store, cast.bob.email, "admin", now=NOW),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert refused.value.errors[0].field == "email"


def test_an_address_is_one_however_its_accents_are_written(store: Store, cast: Cast) -> None:
    one, other = "ren\u00e9@opendoors.example", "RENE\u0301@opendoors.example"
    accept(store, invite(store, cast.ada, one, "René", "viewer", now=NOW), email=one)
    with pytest.raises(Refused) as refused:
        invite(store, cast.ada, other, "René", "admin", now=NOW)
    assert refused.value.errors[0].message == HAS_ACCOUNT
    signed_in = sign_in(
        store,
        Attempts(),
        email=other,
        password=PASSWORD,
        came=CameFrom("192.0.2.1"),
        session_days=14,
        now=NOW,
    )
    assert actor_of(store, signed_in.token, NOW) is not None


def test_the_terminal_invites_without_an_admin(store: Store) -> None:
    token = add_from_terminal(store, DORA, "admin", now=NOW)
    actor = actor_of(store, accept(store, token), NOW)
    assert actor is not None
    assert actor.role is Role.ADMIN
    with pytest.raises(NotFound):
        password_link_from_terminal(store, "nobody@opendoors.example", now=NOW)


def test_nothing_is_kept_when_the_transaction_fails(store: Store, cast: Cast) -> None:
    token = invite(store, cast.ada, DORA, "", "viewer", now=NOW)
    with pytest.raises(Refused):
        accept(store, token, email=cast.bob.email)
    with store.reading() as session:
        assert session.exec(select(Invite)).one().used_at is None
        assert len(session.exec(select(Person)).all()) == 5
