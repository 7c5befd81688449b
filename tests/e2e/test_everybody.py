"""Five people against every page, handler and route of the built app, with ids of others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from simple_websocket import ConnectionError as Refused

from records_app.office.invites import invite
from records_app.office.sign_in import sign_out
from records_app.office.tokens import hash_of
from records_app.store.tables import HalfSignIn
from tests.e2e.grouped_app import GroupedApp
from tests.office.kept_from_others import NEVER, REACHED, rows_of
from tests.office.signing_in import PASSWORD, give_password
from tests.web.reaching import handlers, setters, targets
from tests.wire.stranger import SENT_AWAY, Stranger
from tests.wire.test_stranger import JUNK

FIVE = ("stranger", "vera", "bob", "dora", "carl")
"""Nobody, a viewer, somebody of another group, a colleague; whose it is comes last."""

STRANGERS = ("no cookie", "made up", "the hash", "half signed in", "signed out", "junk")


@pytest.fixture
def desk(grouped: GroupedApp) -> GroupedApp:
    return grouped


def forged(desk: GroupedApp, how: str) -> str:
    """A cookie that opens nothing, however near it comes."""
    if how == "no cookie":
        return ""
    real = desk.session_of("carl")
    if how == "signed out":
        sign_out(desk.store, real)
        return real
    if how == "half signed in":
        ada, later = desk.kept.actor("ada").id, datetime.now(UTC) + timedelta(minutes=9)
        half = HalfSignIn(
            token_hash=hash_of("half" * 11), person_id=ada, needs="code", expires_at=later
        )
        with desk.store.transaction() as session:
            session.add(half)
        return "half" * 11
    return {"made up": "x" * 43, "the hash": hash_of(real), "junk": '"; sid=%00; x="'}[how]


@pytest.mark.parametrize("who", FIVE)
def test_nobody_learns_or_changes_what_is_not_theirs(desk: GroupedApp, who: str) -> None:
    kept, log = desk.kept, desk.beginning()
    before = rows_of(desk.store, kept.guarded(who))
    everything = desk.rows()
    session = desk.session_of(who)
    pages = desk.opens_every_page(session)
    assert [word for word in REACHED.get(who, ()) if word not in pages] == []
    said = pages + desk.calls_everything(session)
    assert [word for word in NEVER.get(who, ()) if word in said] == []
    assert not session or session not in said
    if who == "stranger":
        assert desk.changed_since(everything) == []
    else:
        assert rows_of(desk.store, kept.guarded(who)) == before
    desk.assert_calm(log)


@pytest.mark.parametrize("how", STRANGERS)
def test_a_cookie_that_is_none_opens_nothing(desk: GroupedApp, how: str) -> None:
    cookie, log = forged(desk, how), desk.beginning()
    before = desk.rows()
    said = desk.calls_everything(cookie)
    with desk.tab(cookie, "/") as tab:
        for name in [name for name, _ in handlers()] + setters():
            for junk in JUNK:
                tab.call(name, junk)
        said += tab.settle()
    assert SENT_AWAY in said
    assert [word for word in (*NEVER["stranger"], "Open Doors") if word in said] == []
    with desk.client(cookie) as browser:
        for method, path, _about in targets(desk.kept):
            answer = browser.request(method, path)
            assert answer.status_code == 303, path
            assert answer.headers["location"].startswith("/login/")
    assert desk.changed_since(before) == []
    desk.assert_calm(log)


@pytest.mark.parametrize("who", ["stranger", "vera", "bob"])
def test_the_token_of_somebody_elses_tab_opens_nothing(desk: GroupedApp, who: str) -> None:
    path = f"/requests/{desk.kept.office.kept}/"
    with desk.tab(desk.session_of("carl"), path) as carl:
        assert "MO-2026-0701" in carl.settle()
        open_still = desk.calls_everything(desk.session_of(who), tab_token=carl.token)
    before = rows_of(desk.store, desk.kept.guarded(who))
    closed = desk.calls_everything(desk.session_of(who), tab_token=carl.token)
    for said in (open_still, closed):
        assert [word for word in NEVER[who] if word in said] == []
    assert rows_of(desk.store, desk.kept.guarded(who)) == before


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://localhost"])
def test_another_site_cannot_act_for_the_owner(desk: GroupedApp, origin: str | None) -> None:
    cookie, before = desk.session_of("carl"), desk.rows()
    with pytest.raises(Refused):
        Stranger(desk.port, origin=origin, cookie=f"sid={cookie}")
    with desk.client(cookie) as browser:
        del browser.headers["origin"]
        elsewhere = {"Origin": origin} if origin else {}
        for method, path, _about in [("POST", "/logout/", 0), *targets(desk.kept)]:
            if method == "GET":
                continue
            for headers in (elsewhere, {"Origin": desk.app.url, "Sec-Fetch-Site": "cross-site"}):
                answer = browser.request(method, path, headers=headers, data={"name": "x"})
                assert answer.status_code == 403, path
                assert "set-cookie" not in answer.headers
    assert desk.changed_since(before) == []
    with desk.tab(cookie, "/") as tab:
        assert "Carl" in tab.settle()


@pytest.mark.parametrize("who", FIVE)
def test_no_route_hands_out_what_is_not_theirs(desk: GroupedApp, who: str) -> None:
    kept, log = desk.kept, desk.beginning()
    before = rows_of(desk.store, kept.guarded(who))
    handed_out = set()
    with desk.client(desk.session_of(who)) as browser:
        for method, path, about in targets(kept):
            if who == "carl" and method != "GET":
                continue
            answer = browser.request(method, path, params={"ids": kept.office.kept})
            assert answer.status_code < 500, (path, answer.text)
            mine = answer.content.decode("latin-1")
            assert [word for word in NEVER.get(who, ()) if word in mine] == [], path
            if who == "stranger":
                assert answer.status_code == 303, path
            elif about and about in kept.guarded(who):
                assert answer.status_code in (303, 400, 403, 404), path
            if answer.status_code == 200 and about == kept.office.kept:
                handed_out.add(path)
    assert (len(handed_out) > 4) is (who in ("dora", "carl")), handed_out
    assert rows_of(desk.store, kept.guarded(who)) == before
    desk.assert_calm(log)


def test_a_session_that_was_planted_is_never_taken_over(desk: GroupedApp) -> None:
    give_password(desk.store, desk.kept.actor("vera"))
    form = {"email": desk.kept.actor("vera").email, "password": PASSWORD}
    for planted in ("p" * 43, desk.session_of("bob")):
        with desk.client(planted) as browser:
            answer = browser.post("/login/", data=form)
            given = answer.cookies["sid"]
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert given != planted
        with desk.client(planted) as thief:
            assert thief.get("/agencies/").status_code == 303
        with desk.client(given) as vera:
            assert vera.get("/agencies/").status_code == 200


@pytest.mark.parametrize(
    "wanted",
    [
        *("//evil.example/", "https://evil.example/", "/\\evil.example", "javascript:alert(1)"),
        *("/%0d%0aSet-Cookie: a=b", "/\r\nSet-Cookie: a=b", "\t//evil.example", "/login/../..//e"),
    ],
)
def test_signing_in_leads_to_no_other_site(desk: GroupedApp, wanted: str) -> None:
    give_password(desk.store, desk.kept.actor("vera"))
    form = {"email": desk.kept.actor("vera").email, "password": PASSWORD, "next": wanted}
    with desk.client() as browser:
        answer = browser.post("/login/", data=form)
    assert answer.status_code == 303
    place = answer.headers["location"]
    assert place.startswith("/")
    assert not place.startswith(("//", "/\\"))
    assert "a" not in answer.cookies


def test_a_one_time_link_works_once(desk: GroupedApp) -> None:
    ada, now = desk.kept.actor("ada"), datetime.now(UTC)
    link = invite(desk.store, ada, "nora@opendoors.example", "Nora", "viewer", now=now)
    form = {"name": "Nora", "email": "nora@opendoors.example", "password": "seven quiet herons fly"}
    with desk.client() as browser:
        first = browser.post(f"/invite/{link}/", data=form)
    assert (first.status_code, len(first.cookies["sid"])) == (303, 43)
    before = desk.rows()
    for again in (form, {**form, "email": "other@opendoors.example"}):
        with desk.client() as browser:
            answer = browser.post(f"/invite/{link}/", data=again)
            assert (answer.status_code, "sid" in answer.cookies) == (404, False)
            assert browser.get(f"/invite/{link}/").status_code == 404
    assert desk.changed_since(before) == []
