"""What an answer or its time gives away of people, links and requests: nothing."""

from __future__ import annotations

import itertools
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from statistics import median

import httpx
import pytest
from pwdlib import PasswordHash
from sqlmodel import select

from records_app.office.invites import invite
from records_app.store.tables import Invite, Person, SecondFactor
from tests.e2e.grouped_app import GroupedApp
from tests.office.cast import make_person
from tests.office.signing_in import PASSWORD
from tests.web.reaching import targets

ROUNDS = 6
"""Below the eight attempts that an account has."""

TRIES = 3
ITS_OWN = re.compile(r'"(sec.websocket.key|x-forwarded-for|client_ip|session_id)":"[^"]*"')
NOWHERE = 1_999_999_983
_places = (f"198.51.100.{n}" for n in itertools.cycle(range(1, 255)))
Ask = Callable[[], httpx.Response]


def ratios(asks: dict[str, Ask], rounds: int = ROUNDS) -> dict[str, float]:
    """The median time of each question against that of the first; all by turns, in one run."""
    for ask in asks.values():  # what is only ever done once
        ask()
    taken: dict[str, list[float]] = {name: [] for name in asks}
    for _ in range(rounds):  # so that a busy machine is busy for all of them
        for name, ask in asks.items():
            start = time.perf_counter()
            ask()
            taken[name].append(time.perf_counter() - start)
    first, *_ = taken.values()
    found = {name: round(median(times) / median(first), 2) for name, times in taken.items()}
    print("ratio of medians:", found)
    return found


def words_of(answer: httpx.Response, *own: str) -> tuple[int, str]:
    """Status and text without what the question itself said."""
    text = answer.text
    for word in own:
        text = text.replace(word, "~")
    return answer.status_code, text


def accounts(grouped: GroupedApp, place: int) -> dict[str, str]:
    """The addresses of people of every kind, and one of nobody."""
    store, kept = grouped.store, grouped.kept
    nobody = f"nobody{place}@opendoors.example"
    emails = {"known": "", "nobody": nobody, "disabled": "", "second": ""}
    for name in ("known", "disabled", "second"):
        person = make_person(store, f"Told {name} {place}", kept.office.cast.bob.role)
        emails[name] = person.email
        with store.transaction() as session:
            row = session.get_one(Person, person.id)
            # As strong as the server makes them; those of other tests are cheap.
            row.password_hash = PasswordHash.recommended().hash(PASSWORD)
            if name == "disabled":
                row.disabled_at = datetime.now(UTC)
            if name == "second":
                session.add(SecondFactor(person_id=person.id, secret="J" * 32))

    return emails


def test_signing_in_tells_nobody_who_has_an_account(grouped: GroupedApp) -> None:
    def ask(email: str) -> Ask:
        def asked() -> httpx.Response:
            with grouped.client(**{"X-Forwarded-For": next(_places)}) as browser:
                form = {"email": email, "password": "wrong horse battery"}
                return browser.post("/login/", data=form)

        return asked

    # A busy machine may slow one kind down by chance; what is really slower is so every time.
    for place in range(TRIES):
        emails = accounts(grouped, place)
        asks = {name: ask(email) for name, email in emails.items()}
        answers = {name: words_of(asks[name](), emails[name]) for name in asks}
        assert set(answers.values()) == {answers["known"]}
        assert answers["known"][0] == 400
        found = ratios(asks)
        if all(0.5 < ratio < 2 for ratio in found.values()):
            return
    pytest.fail(f"told apart by time: {found}")


def test_a_link_tells_nobody_whether_it_was_one(grouped: GroupedApp) -> None:
    ada, now = grouped.kept.actor("ada"), datetime.now(UTC)
    links = {"made up": "x" * 43}
    for name in ("used", "expired"):
        link = invite(grouped.store, ada, f"{name}@opendoors.example", name, "viewer", now=now)
        links[name] = link.rstrip("/").rpartition("/")[2]
        with grouped.store.transaction() as session:
            row = session.exec(
                select(Invite).where(Invite.email == f"{name}@opendoors.example")
            ).one()
            if name == "used":
                row.used_at = now
            else:
                row.expires_at = now - timedelta(days=1)

    def ask(method: str, token: str) -> Ask:
        def asked() -> httpx.Response:
            with grouped.client(**{"X-Forwarded-For": next(_places)}) as browser:
                form = {"name": "N", "email": "n@opendoors.example", "password": "short"}
                data = form if method == "POST" else None
                return browser.request(method, f"/invite/{token}/", data=data)

        return asked

    for method in ("GET", "POST"):
        asks = {name: ask(method, token) for name, token in links.items()}
        answers = {name: words_of(asks[name](), links[name]) for name in asks}
        assert set(answers.values()) == {answers["made up"]}
        assert answers["made up"][0] == 404
        for name, ratio in ratios(asks, 15).items():
            assert 0.4 < ratio < 2.5, (method, name)


@pytest.mark.parametrize("who", ["bob", "vera", "alice"])
def test_what_is_for_others_answers_like_what_is_not_there(grouped: GroupedApp, who: str) -> None:
    kept, asks = grouped.kept, {}
    with grouped.client(grouped.session_of(who)) as browser:
        for method, path, about in targets(kept):
            if method != "GET" or about != kept.office.kept:
                continue
            numbers = re.findall(r"\d+", path)
            nowhere = re.sub(r"(?<=/)\d+", str(NOWHERE), path)
            there, gone = browser.get(path), browser.get(nowhere)
            assert words_of(there, *numbers) == words_of(gone, str(NOWHERE)), path
            assert there.status_code in (403, 404), path
            if path in (f"/letters/{kept.office.kept}.pdf", f"/files/{kept.file}"):
                asks |= {one: partial(browser.get, one) for one in (path, nowhere)}
        assert len(asks) == 4
        for name, ratio in ratios(asks, 15).items():
            assert 0.4 < ratio < 2.5, name


@pytest.mark.parametrize("page", ["/requests/{}/", "/drafts/{}/", "/requests/{}/letter/"])
def test_a_page_of_others_says_what_a_page_says_that_is_not_there(
    grouped: GroupedApp, page: str
) -> None:
    heard = []
    session = grouped.session_of("bob")
    for number in (grouped.kept.office.kept, NOWHERE):
        with grouped.tab(session, page.format(number)) as tab:
            said = tab.listen(2).replace(page.format(number), "~").replace(tab.token, "~")
            # What the socket sent itself comes back to it.
            heard.append(
                re.sub(
                    r'"(sec.websocket.key|x-forwarded-for|client_ip|session_id)":"[^"]*"', "", said
                )
            )
    assert '"not_found_rx_state_":true' in heard[0]
    assert heard[0] == heard[1]
