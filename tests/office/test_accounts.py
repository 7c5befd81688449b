"""People: the list, roles, disabling; never the last admin, never oneself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from records_app.casework.people import Actor, Role
from records_app.office.accounts import (
    LAST_ADMIN,
    ONESELF,
    change_role,
    disable_from_terminal,
    disable_person,
    enable_person,
    list_people,
)
from records_app.office.attempts import Attempts
from records_app.office.devices import CameFrom
from records_app.office.refusals import NotAllowed, NotFound, OfficeRefusal, Refused
from records_app.office.sign_in import actor_of, sign_in
from records_app.store.database import Store
from tests.office.cast import NOW, Cast, make_person
from tests.office.signing_in import PASSWORD, give_password, session_of


def test_the_list_is_by_name_and_has_no_secret(store: Store, cast: Cast) -> None:
    session_of(store, cast.bob)
    listed = list_people(store, cast.ada)
    assert [card.name for card in listed] == ["Ada", "Alice", "Bob", "Carl", "Vera"]
    assert {card.name: card.last_seen_at for card in listed}["Bob"] == NOW
    assert "argon2" not in repr(listed)


@pytest.mark.parametrize("who", ["alice", "bob", "vera"])
def test_only_an_admin_manages_people(store: Store, cast: Cast, who: str) -> None:
    actor: Actor = getattr(cast, who)
    for attempt in (
        lambda: list_people(store, actor),
        lambda: change_role(store, actor, cast.carl.id, "admin", now=NOW),
        lambda: disable_person(store, actor, cast.carl.id, now=NOW),
        lambda: enable_person(store, actor, cast.carl.id, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert {card.role for card in list_people(store, cast.ada) if card.name == "Carl"} == {
        Role.ADVOCATE
    }


def test_a_new_role_counts_from_the_next_click(store: Store, cast: Cast) -> None:
    token = session_of(store, cast.bob)
    change_role(store, cast.ada, cast.bob.id, "staff", now=NOW)
    assert actor_of(store, token, NOW) == replace(cast.bob, role=Role.STAFF)


@pytest.mark.parametrize("role", ["", "owner", "Admin", None, 3, ["admin"]])
def test_an_unknown_role_is_refused(store: Store, cast: Cast, role: object) -> None:
    with pytest.raises(Refused) as refused:
        change_role(store, cast.ada, cast.bob.id, role, now=NOW)
    assert refused.value.errors[0].field == "role"


@pytest.mark.parametrize("person", [0, 999_999, -1, 2**63, True, "1", None, [1], {"id": 1}])
def test_an_unknown_person_is_not_found(store: Store, cast: Cast, person: object) -> None:
    with pytest.raises(NotFound):
        change_role(store, cast.ada, person, "staff", now=NOW)
    with pytest.raises(NotFound):
        disable_person(store, cast.ada, person, now=NOW)


def test_disabling_ends_every_session_and_enabling_brings_none_back(
    store: Store, cast: Cast
) -> None:
    give_password(store, cast.bob)
    tokens = [session_of(store, cast.bob) for _ in range(2)]
    disable_person(store, cast.ada, cast.bob.id, now=NOW)
    assert [actor_of(store, token, NOW) for token in tokens] == [None, None]
    with pytest.raises(Refused):
        _sign_in(store, cast.bob)
    enable_person(store, cast.ada, cast.bob.id, now=NOW)
    assert [actor_of(store, token, NOW) for token in tokens] == [None, None]
    assert actor_of(store, _sign_in(store, cast.bob), NOW) == cast.bob


def test_nobody_changes_themselves(store: Store, cast: Cast) -> None:
    make_person(store, "Second Admin", Role.ADMIN)
    for attempt in (
        lambda: change_role(store, cast.ada, cast.ada.id, "viewer", now=NOW),
        lambda: disable_person(store, cast.ada, cast.ada.id, now=NOW),
    ):
        with pytest.raises(Refused, match=ONESELF):
            attempt()


def test_the_last_admin_stays(store: Store, cast: Cast) -> None:
    with pytest.raises(Refused, match=LAST_ADMIN):
        disable_from_terminal(store, cast.ada.email, now=NOW)
    # Somebody who was an admin a moment ago, as their open page still says.
    with pytest.raises(Refused, match=LAST_ADMIN):
        change_role(store, _once_admin(cast.alice), cast.ada.id, "staff", now=NOW)
    second = make_person(store, "Second Admin", Role.ADMIN)
    disable_person(store, cast.ada, second.id, now=NOW)
    with pytest.raises(Refused, match=LAST_ADMIN):
        disable_from_terminal(store, cast.ada.email, now=NOW)


def test_two_admins_cannot_remove_each_other_at_once(store: Store, cast: Cast) -> None:
    second = replace(make_person(store, "Second Admin", Role.ADMIN), confirmed_at=NOW)

    def attempt(pair: tuple[Actor, Actor]) -> bool:
        try:
            disable_person(store, pair[0], pair[1].id, now=NOW)
        except OfficeRefusal:
            return False
        return True

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(attempt, [(cast.ada, second), (second, cast.ada)]))
    assert sorted(done) == [False, True]


def test_the_terminal_disables_by_address_in_any_spelling(store: Store, cast: Cast) -> None:
    token = session_of(store, cast.bob)
    disable_from_terminal(store, f"  {cast.bob.email.upper()} ", now=NOW)
    assert actor_of(store, token, NOW) is None
    with pytest.raises(NotFound):
        disable_from_terminal(store, "nobody@opendoors.example", now=NOW)


def _sign_in(store: Store, actor: Actor) -> str:
    return sign_in(
        store,
        Attempts(),
        email=actor.email,
        password=PASSWORD,
        came=CameFrom("192.0.2.1"),
        session_days=14,
        now=NOW,
    ).token


def _once_admin(actor: Actor) -> Actor:
    return replace(actor, role=Role.ADMIN, confirmed_at=NOW)
