"""Who may make a one-time link, and which links end when somebody leaves or gets a new password."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from records_app.casework.people import Role
from records_app.office.accounts import (
    change_role,
    disable_from_terminal,
    disable_person,
    enable_person,
    password_link_from_terminal,
)
from records_app.office.deleting_people import delete_person
from records_app.office.invites import (
    invite,
    open_invites,
    password_link,
    read_invite,
    revoke_invite,
)
from records_app.office.refusals import LinkExpired, NotAllowed, Refused
from records_app.office.sign_in import actor_of
from records_app.store.database import Store
from tests.office.cast import NOW, Cast, make_person
from tests.office.signing_in import DORA, accept, give_password, session_of


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
