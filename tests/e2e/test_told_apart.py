"""What an answer gives away of people, links and requests: nothing.

That the answers also take the same work is counted in tests/office/test_equal_time.py and
tests/web/test_alike_by_work.py; the time of a sign-in is measured by `make bench`.
"""

from __future__ import annotations

import itertools
import re
from datetime import UTC, datetime, timedelta

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

ITS_OWN = re.compile(
    r'"(sec.websocket.key|x-forwarded-for|client_ip|session_id)":"[^"]*"|asked(=|":")\d+'
)
NOWHERE = 1_999_999_983
_places = (f"198.51.100.{n}" for n in itertools.cycle(range(1, 255)))


def words_of(answer: httpx.Response, *own: str) -> tuple[int, str]:
    """Status and text without what the question itself said."""
    text = answer.text
    for word in own:
        text = text.replace(word, "~")
    return answer.status_code, text


def accounts(grouped: GroupedApp) -> dict[str, str]:
    """The addresses of people of every kind, and one of nobody."""
    store, kept = grouped.store, grouped.kept
    emails = {"nobody": "nobody@opendoors.example"}
    for name in ("known", "disabled", "second"):
        person = make_person(store, f"Told {name}", kept.office.cast.bob.role)
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
    answers = {}
    for name, email in accounts(grouped).items():
        with grouped.client(**{"X-Forwarded-For": next(_places)}) as browser:
            form = {"email": email, "password": "wrong horse battery"}
            answers[name] = words_of(browser.post("/login/", data=form), email)
    assert set(answers.values()) == {answers["known"]}
    assert answers["known"][0] == 400


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

    form = {"name": "N", "email": "n@opendoors.example", "password": "short"}
    for method, data in (("GET", None), ("POST", form)):
        answers = {}
        for name, token in links.items():
            with grouped.client(**{"X-Forwarded-For": next(_places)}) as browser:
                answer = browser.request(method, f"/invite/{token}/", data=data)
            answers[name] = words_of(answer, token)
        assert set(answers.values()) == {answers["made up"]}
        assert answers["made up"][0] == 404


@pytest.mark.parametrize("who", ["bob", "vera", "alice"])
def test_what_is_for_others_answers_like_what_is_not_there(grouped: GroupedApp, who: str) -> None:
    kept, walked = grouped.kept, 0
    with grouped.client(grouped.session_of(who)) as browser:
        for method, path, about in targets(kept):
            if method != "GET" or about != kept.office.kept:
                continue
            numbers = re.findall(r"\d+", path)
            nowhere = re.sub(r"(?<=/)\d+", str(NOWHERE), path)
            there, gone = browser.get(path), browser.get(nowhere)
            assert words_of(there, *numbers) == words_of(gone, str(NOWHERE)), path
            assert there.status_code in (403, 404), path
            walked += 1
        assert walked > 5


@pytest.mark.parametrize("page", ["/requests/{}/", "/drafts/{}/", "/requests/{}/letter/"])
def test_a_page_of_others_says_what_a_page_says_that_is_not_there(
    grouped: GroupedApp, page: str
) -> None:
    heard = []
    session = grouped.session_of("bob")
    for number in (grouped.kept.office.kept, NOWHERE):
        path = page.format(number)
        with grouped.tab(session, path) as tab:
            said = tab.settle().replace(path, "~").replace(tab.token, "~")
        heard.append(ITS_OWN.sub("", said))  # what the socket sent itself comes back to it
    assert '"not_found_rx_state_":true' in heard[0]
    assert heard[0] == heard[1]
