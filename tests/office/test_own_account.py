"""One's own name, password and sessions; and browsers that are new."""

from __future__ import annotations

from datetime import timedelta

import pytest

from records_app.casework.people import Actor
from records_app.office.attempts import Attempts
from records_app.office.devices import (
    ASK_FOR,
    CameFrom,
    answer_about,
    browser_words,
    new_browsers,
)
from records_app.office.invites import password_link, read_invite
from records_app.office.own_account import (
    SAME,
    change_name,
    change_password,
    end_other_sessions,
    end_session,
    my_sessions,
)
from records_app.office.password_again import PLEASE, WRONG
from records_app.office.refusals import LinkExpired, NotFound, Refused
from records_app.office.sign_in import Entered, actor_of, sign_in
from records_app.store.database import Store
from tests.office.cast import NOW, Cast, make_office
from tests.office.signing_in import PASSWORD, give_password, session_of

LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1"
NEW = "a garden of seven lamps"


@pytest.fixture
def cast(store: Store) -> Cast:
    made = make_office(store)
    give_password(store, made.bob)
    give_password(store, made.carl)
    return made


def enter(store: Store, who: Actor, agent: str = LAPTOP, known: str = "", now=NOW) -> Entered:
    return sign_in(
        store,
        Attempts(),
        email=who.email,
        password=PASSWORD,
        came=CameFrom("192.0.2.1", agent, known),
        session_days=14,
        now=now,
    )


def actor(store: Store, entered: Entered, now=NOW) -> Actor:
    found = actor_of(store, entered.token, now)
    assert found is not None
    return found


def change(store: Store, who: Actor, old: object, new: object) -> None:
    change_password(store, who, old, new, attempts=Attempts(), address="192.0.2.1", now=NOW)


def test_a_new_name_counts_at_once(store: Store, cast: Cast) -> None:
    bob = actor(store, entered := enter(store, cast.bob))
    change_name(store, bob, "  Robert Brown ", now=NOW)
    assert actor(store, entered).name == "Robert Brown"
    for name in ("", " ", "x" * 121, "a\x00b", None):
        with pytest.raises(Refused):
            change_name(store, bob, name, now=NOW)


def test_a_new_password_ends_every_other_session_and_link(store: Store, cast: Cast) -> None:
    there, here = enter(store, cast.bob), enter(store, cast.bob)
    link = password_link(store, cast.ada, cast.bob.id, now=NOW)
    change(store, actor(store, here), PASSWORD, NEW)
    assert actor_of(store, there.token, NOW) is None
    assert actor_of(store, here.token, NOW) == cast.bob
    with pytest.raises(LinkExpired):
        read_invite(store, link, now=NOW)
    with pytest.raises(Refused):
        enter(store, cast.bob)


@pytest.mark.parametrize(
    ("old", "new", "field", "why"),
    [
        ("wrong horse battery", NEW, "old", WRONG),
        ("", NEW, "old", WRONG),
        (None, NEW, "old", WRONG),
        (PASSWORD, "short", "password", "at least 12"),
        (PASSWORD, "password1234", "password", "Many people"),
        (PASSWORD, PASSWORD, "password", SAME),
        (PASSWORD, None, "password", "at least 12"),
    ],
)
def test_a_password_is_changed_only_with_the_old_one_for_a_good_one(
    store: Store, cast: Cast, old: object, new: object, field: str, why: str
) -> None:
    there, here = enter(store, cast.bob), enter(store, cast.bob)
    with pytest.raises(Refused, match=why) as refused:
        change(store, actor(store, here), old, new)
    assert [error.field for error in refused.value.errors] == [field]
    assert actor_of(store, there.token, NOW) == cast.bob
    assert enter(store, cast.bob)


def test_sessions_are_listed_in_plain_words(store: Store, cast: Cast) -> None:
    here = actor(store, enter(store, cast.bob))
    enter(store, cast.bob, PHONE, now=NOW + timedelta(minutes=1))
    session_of(store, cast.carl)
    listed = my_sessions(store, here, now=NOW)
    assert [(one.browser, one.address, one.is_here) for one in listed] == [
        ("Firefox on Windows", "192.0.2.1", True),
        ("Safari on an iPhone", "192.0.2.1", False),
    ]
    assert "argon2" not in repr(listed)


def test_signing_out_there(store: Store, cast: Cast) -> None:
    here, there = actor(store, enter(store, cast.bob)), enter(store, cast.bob)
    end_session(store, here, actor(store, there).session_id, now=NOW)
    assert actor_of(store, there.token, NOW) is None
    assert [one.is_here for one in my_sessions(store, here, now=NOW)] == [True]


def test_nobody_ends_a_session_of_somebody_else(store: Store, cast: Cast) -> None:
    theirs = enter(store, cast.carl)
    here = actor(store, enter(store, cast.bob))
    for number in (actor(store, theirs).session_id, 0, 999, None, "1", 2**40):
        with pytest.raises(NotFound):
            end_session(store, here, number, now=NOW)
    assert actor_of(store, theirs.token, NOW) == cast.carl


def test_signing_out_everywhere_else_asks_for_the_password(store: Store, cast: Cast) -> None:
    there, theirs, entered = enter(store, cast.bob), enter(store, cast.carl), enter(store, cast.bob)
    here = actor(store, entered)
    with pytest.raises(Refused, match=PLEASE):
        end_other_sessions(store, here, now=NOW + timedelta(minutes=10))
    assert end_other_sessions(store, here, now=NOW) == 1
    assert actor_of(store, there.token, NOW) is None
    assert actor_of(store, entered.token, NOW) == cast.bob
    assert actor_of(store, theirs.token, NOW) == cast.carl


def test_a_second_browser_is_asked_about_in_the_first(store: Store, cast: Cast) -> None:
    first = enter(store, cast.bob)
    assert new_browsers(store, actor(store, first), now=NOW) == ()
    second = enter(store, cast.bob, PHONE)
    (asked,) = new_browsers(store, actor(store, first), now=NOW)
    assert (asked.browser, asked.address, asked.at) == ("Safari on an iPhone", "192.0.2.1", NOW)
    # Whoever sits in the new one is not asked, and cannot vouch for it.
    assert new_browsers(store, actor(store, second), now=NOW) == ()
    with pytest.raises(NotFound):
        answer_about(store, actor(store, second), asked.id, mine=True, now=NOW)
    answer_about(store, actor(store, first), asked.id, mine=True, now=NOW)
    assert new_browsers(store, actor(store, first), now=NOW) == ()
    assert actor_of(store, second.token, NOW) == cast.bob


def test_signing_a_new_browser_out_ends_all_its_sessions(store: Store, cast: Cast) -> None:
    first, second = enter(store, cast.bob), enter(store, cast.bob, PHONE)
    third = enter(store, cast.bob, PHONE, second.known)
    assert third.known == second.known
    # Signing in again from there makes it no better known.
    assert new_browsers(store, actor(store, third), now=NOW) == ()
    (asked,) = new_browsers(store, actor(store, first), now=NOW)
    answer_about(store, actor(store, first), asked.id, mine=False, now=NOW)
    assert actor_of(store, second.token, NOW) is None
    assert actor_of(store, third.token, NOW) is None
    enter(store, cast.bob, PHONE, second.known)
    assert len(new_browsers(store, actor(store, first), now=NOW)) == 1


def test_the_question_stays_when_the_new_browser_signs_out(store: Store, cast: Cast) -> None:
    first, second = enter(store, cast.bob), enter(store, cast.bob, PHONE)
    end_session(store, actor(store, second), actor(store, second).session_id, now=NOW)
    assert len(new_browsers(store, actor(store, first), now=NOW)) == 1
    late = NOW + ASK_FOR
    assert new_browsers(store, actor(store, first), now=late) == ()


def test_a_known_browser_is_not_asked_about(store: Store, cast: Cast) -> None:
    first = enter(store, cast.bob)
    again = enter(store, cast.bob, LAPTOP, first.known)
    assert again.known == first.known
    assert new_browsers(store, actor(store, first), now=NOW) == ()


@pytest.mark.parametrize("planted", ["made up", "x" * 128, "é", "' OR 1=1 --"])
def test_a_forged_cookie_is_no_known_browser_and_is_never_kept(
    store: Store, cast: Cast, planted: str
) -> None:
    first = enter(store, cast.bob)
    second = enter(store, cast.bob, PHONE, planted)
    assert second.known != planted
    assert len(new_browsers(store, actor(store, first), now=NOW)) == 1


def test_a_browser_planted_by_a_colleague_does_not_know_them_as_me(
    store: Store, cast: Cast
) -> None:
    """Carl gives Bob's browser his own cookie, to be known as Bob in his own later."""
    bobs = enter(store, cast.bob)
    carls = enter(store, cast.carl, PHONE)
    planted = enter(store, cast.bob, LAPTOP, carls.known)
    assert planted.known not in (carls.known, bobs.known)
    answer_about(
        store,
        actor(store, bobs),
        new_browsers(store, actor(store, bobs), now=NOW)[0].id,
        mine=True,
        now=NOW,
    )
    enter(store, cast.bob, PHONE, carls.known)
    assert len(new_browsers(store, actor(store, bobs), now=NOW)) == 1


def test_two_people_share_a_browser(store: Store, cast: Cast) -> None:
    elsewhere = {who: enter(store, who, PHONE) for who in (cast.bob, cast.carl)}
    bobs = enter(store, cast.bob)
    carls = enter(store, cast.carl, LAPTOP, bobs.known)
    assert enter(store, cast.bob, LAPTOP, carls.known).known == carls.known
    for who, entered in elsewhere.items():
        assert len(new_browsers(store, actor(store, entered), now=NOW)) == 1, who


def test_a_question_is_only_for_its_person(store: Store, cast: Cast) -> None:
    first, carls = enter(store, cast.bob), enter(store, cast.carl)
    enter(store, cast.bob, PHONE)
    (asked,) = new_browsers(store, actor(store, first), now=NOW)
    for number in (asked.id, 0, None, "1", 2**40):
        with pytest.raises(NotFound):
            answer_about(store, actor(store, carls), number, mine=False, now=NOW)
    assert len(new_browsers(store, actor(store, first), now=NOW)) == 1


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (LAPTOP, "Firefox on Windows"),
        (PHONE, "Safari on an iPhone"),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/140.0 Safari/537.36 Edg/140",
            "Edge on a Mac",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15; Pixel) Chrome/140 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/140 Safari/537.36", "Chrome on a Chromebook"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0", "Firefox on Linux"),
        ("", "A browser"),
        ("<script>alert(1)</script>", "A browser"),
        ("x" * 10_000, "A browser"),
    ],
)
def test_browsers_in_plain_words(agent: str, words: str) -> None:
    assert browser_words(agent) == words
