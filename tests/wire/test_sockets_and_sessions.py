"""One socket is one tab, one tab is one session, and a session that ends takes its tabs along."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import httpx
import pytest

from records_app.office.accounts import disable_person
from records_app.office.tokens import hash_of
from records_app.store.people import live_session
from records_app.store.tables_people import SignIn
from tests.office.cast import make_person
from tests.wire.conftest import Desk
from tests.wire.serving import PATIENCE_SECONDS
from tests.wire.stranger import NAMESPACE, SENT_AWAY, Stranger
from tests.wire.test_everything_on_the_wire import BOOKKEEPING

ON_EVERY_ANSWER = (
    *("x-content-type-options", "referrer-policy", "x-frame-options", "permissions-policy"),
    *("cross-origin-opener-policy", "content-security-policy", "cache-control"),
)


def opened(desk: Desk, session: str, path: str = "/agencies/") -> Stranger:
    """A tab that shows a page with what only people of the office see."""
    tab = Stranger(desk.port, cookie=f"sid={session}")
    assert "Riverbend" in tab.load(path)
    return tab


def wiped(tab: Stranger) -> str:
    """What a tab hears when it is taken from its person; it asks for nothing itself."""
    tab.heard.clear()
    return tab.until(SENT_AWAY, '"person_name_rx_state_":""')


def test_a_second_conversation_on_a_socket_ends_it(desk: Desk) -> None:
    with Stranger(desk.port) as stranger:
        for _ in range(200):
            stranger.raw(f"40{NAMESPACE},")
        heard = stranger.until_closed()
        assert "sid" not in heard
    assert desk.is_alive()


def test_signing_out_in_one_window_empties_the_others(desk: Desk) -> None:
    session = desk.session_of(desk.cast.bob)
    with opened(desk, session) as one, opened(desk, session, "/agencies/?q=river") as other:
        elsewhere = desk.session_of(desk.cast.bob)
        with opened(desk, elsewhere) as untouched:
            headers = {"Cookie": f"sid={session}", "Origin": desk.origin}
            answer = httpx.post(f"{desk.origin}/logout/", headers=headers, timeout=PATIENCE_SECONDS)
            assert answer.status_code == 303
            for tab, way in ((one, "/agencies/"), (other, "/agencies/%3Fq%3Driver")):
                heard = wiped(tab)
                assert f'"/login/?next={way}"' in heard
                assert '"person_name_rx_state_":""' in heard
                assert "Riverbend" not in heard
            # All tabs are looked after in one round.
            assert SENT_AWAY not in untouched.settle()
            assert "Riverbend" in untouched.load("/agencies/")


@pytest.mark.parametrize("how", ["disabled", "expired"])
def test_whatever_ends_a_session_empties_its_tab(desk: Desk, how: str) -> None:
    actor = make_person(desk.store, f"Nora {how}", desk.cast.bob.role)
    session = desk.session_of(actor)
    with opened(desk, session) as tab:
        now = datetime.now(UTC)
        if how == "disabled":
            disable_person(desk.store, replace(desk.cast.ada, confirmed_at=now), actor.id, now=now)
        else:
            with desk.store.transaction() as rows:
                live = live_session(rows, hash_of(session), now)
                assert live is not None
                rows.get_one(SignIn, live.id).expires_at = now
        assert "Riverbend" not in wiped(tab)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
@pytest.mark.parametrize("path", ["/", "/login/", "/files/1", "/no-such/", "/_event/"])
def test_a_preflight_gets_every_header_and_no_permission(
    desk: Desk, origin: str, path: str
) -> None:
    headers = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x"}
    headers |= {"Origin": origin} if origin else {}
    before = desk.rows()
    answer = httpx.options(desk.origin + path, headers=headers, timeout=PATIENCE_SECONDS)
    assert [name for name in ON_EVERY_ANSWER if name not in answer.headers] == []
    assert "access-control-allow-origin" not in answer.headers
    after = desk.rows()
    assert {name for name in after if after[name] != before[name]} <= BOOKKEEPING
