"""One-time links: the first admin, invitations, new passwords."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import select

from records_app.casework.people import Role
from records_app.office.accounts import (
    add_from_terminal,
    change_role,
    disable_from_terminal,
    disable_person,
    enable_person,
    list_people,
    password_link_from_terminal,
)
from records_app.office.attempts import Attempts
from records_app.office.deleting_people import delete_person
from records_app.office.devices import CameFrom
from records_app.office.invites import (
    HAS_ACCOUNT,
    accept_invite,
    first_admin_link,
    invite,
    open_invites,
    password_link,
    read_invite,
    revoke_invite,
)
from records_app.office.refusals import LinkExpired, NotAllowed, NotFound, OfficeRefusal, Refused
from records_app.office.sign_in import actor_of, sign_in
from records_app.office.tokens import hash_of
from records_app.store.database import Store
from records_app.store.tables_people import Invite, Person
from tests.office.cast import NOW, Cast, make_office, make_person
from tests.office.signing_in import PASSWORD, give_password, session_of

DORA = "dora@opendoors.example"


@pytest.fixture
def cast(store: Store) -> Cast:
    return make_office(store)


def accept(
    store: Store,
    token: str,
    *,
    name: object = "Dora",
    email: object = DORA,
    password: object = PASSWORD,
    now=NOW,
) -> str:
    return accept_invite(
        store,
        token,
        name=name,
        email=email,
        password=password,
        came=CameFrom("192.0.2.1"),
        session_days=14,
        now=now,
    ).token


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


def test_an_open_laptop_makes_no_link_and_lets_nobody_back_in(store: Store, cast: Cast) -> None:
    disable_person(store, cast.ada, cast.bob.id, now=NOW)
    left_alone = replace(cast.ada, confirmed_at=NOW - timedelta(minutes=10))
    for attempt in (
        lambda: invite(store, left_alone, DORA, "", "admin", now=NOW),
        lambda: enable_person(store, left_alone, cast.bob.id, now=NOW),
    ):
        with pytest.raises(Refused) as refused:
            attempt()
        assert [error.field for error in refused.value.errors] == ["again"]
    assert open_invites(store, cast.ada, now=NOW) == ()
    assert actor_of(store, session_of(store, cast.bob), NOW) is None


LEAVING = {
    "disabled": lambda store, by, who: disable_person(store, by, who, now=NOW),
    "another role": lambda store, by, who: change_role(store, by, who, "staff", now=NOW),
    "deleted": lambda store, by, who: delete_person(
        store, by, who, {"called": "keep", "drafts": "discard"}, now=NOW
    ),
    "at the terminal": lambda store, by, who: disable_from_terminal(
        store, "eve@opendoors.example", now=NOW
    ),
}


@pytest.mark.parametrize("how", LEAVING)
def test_who_is_no_admin_any_more_leaves_no_link_to_come_back_by(
    store: Store, cast: Cast, how: str
) -> None:
    eve = replace(make_person(store, "Eve", Role.ADMIN), confirmed_at=NOW)
    tokens = (
        invite(store, eve, DORA, "", "admin", now=NOW),
        password_link(store, eve, cast.carl.id, now=NOW),
    )
    kept = invite(store, cast.ada, "nora@opendoors.example", "Nora", "viewer", now=NOW)
    LEAVING[how](store, cast.ada, eve.id)
    for token in tokens:
        with pytest.raises(LinkExpired):
            accept(store, token)
    assert read_invite(store, kept, now=NOW).name == "Nora"


@pytest.mark.parametrize("who", ["alice", "bob", "vera"])
def test_only_an_admin_makes_links(store: Store, cast: Cast, who: str) -> None:
    actor = getattr(cast, who)
    for attempt in (
        lambda: invite(store, actor, DORA, "", "admin", now=NOW),
        lambda: password_link(store, actor, cast.ada.id, now=NOW),
        lambda: open_invites(store, actor, now=NOW),
        lambda: revoke_invite(store, actor, 1, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            attempt()


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


def test_a_new_password_ends_the_old_one_and_every_session(store: Store, cast: Cast) -> None:
    give_password(store, cast.bob)
    old = session_of(store, cast.bob)
    token = password_link(store, cast.ada, cast.bob.id, now=NOW)
    assert read_invite(store, token, now=NOW).for_password
    session = accept(store, token, name="Mallory", email="m@x.example", password="another long one")
    assert actor_of(store, session, NOW) == cast.bob
    assert actor_of(store, old, NOW) is None
    with pytest.raises(LinkExpired):
        accept(store, token)


def test_a_disabled_person_gets_no_way_back_by_a_link(store: Store, cast: Cast) -> None:
    token = password_link(store, cast.ada, cast.bob.id, now=NOW)
    disable_person(store, cast.ada, cast.bob.id, now=NOW)
    with pytest.raises(LinkExpired):
        accept(store, token)
    later = password_link_from_terminal(store, cast.bob.email, now=NOW)
    with pytest.raises(LinkExpired):
        read_invite(store, later, now=NOW)


def test_an_old_invitation_never_becomes_a_new_password(store: Store, cast: Cast) -> None:
    token = invite(store, cast.ada, DORA, "", "viewer", now=NOW)
    other = invite(store, cast.ada, "other@opendoors.example", "", "viewer", now=NOW)
    accept(store, other, email=DORA)  # the same address by another way
    with pytest.raises(LinkExpired):
        accept(store, token, password="taken over now")


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
