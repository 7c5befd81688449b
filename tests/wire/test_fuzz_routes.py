"""Every route is asked for with hostile addresses, headers and bodies, by nobody and by people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.routing import Route

from records_app.office.checking import differences_in
from records_app.settings import Settings
from records_app.store.database import open_store
from records_app.web.house import House
from records_app.web.routes import ROUTES
from tests.office.cast import make_office, ready_request
from tests.office.made_files import add
from tests.wire import hostile
from tests.wire.site import Answer, Site

POSTS = [route for route in ROUTES if "POST" in (route.methods or ())]
GETS = [route for route in ROUTES if "GET" in (route.methods or ())]
WHO = ["nobody", "vera", "bob", "ada"]
ON_EVERY_ANSWER = (
    *("x-content-type-options", "referrer-policy", "x-frame-options", "permissions-policy"),
    *("cross-origin-opener-policy", "content-security-policy", "cache-control"),
)
many = settings(
    max_examples=120,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("site")
    (folder / "records.sqlite3").write_bytes(migrated_sqlite.read_bytes())
    store = open_store(f"sqlite:///{folder / 'records.sqlite3'}")
    cast = make_office(store)
    request_id, _ = ready_request(store, cast.bob, cast.riverbend)
    mine = Settings(data_dir=folder, public_url="", port=8000, trusted_proxy_hops=0, max_file_mb=1)
    house = House(mine, store)
    add(store, cast.bob, request_id, house.files, "plan.txt", b"a plan in a few words")
    people = {"vera": cast.vera, "bob": cast.bob, "ada": cast.ada}
    opened = Site(house, folder, people)
    yield opened
    opened.close()
    store.close()


def is_calm(site: Site, answer: Answer) -> None:
    """What is true of every answer, whatever was asked."""
    assert answer.status < 500, answer
    assert b"Traceback" not in answer.body
    assert site.logged.failures() == []
    assert len(site.logged.records) <= 3
    names = [name.lower().decode() for name, _ in answer.headers]
    for name, value in answer.headers:
        assert re.fullmatch(rb"[A-Za-z0-9-]+", name), name
        assert not re.search(rb"[\x00\r\n]", value), (name, value)
    assert hostile.MARK not in names
    assert [name for name in ON_EVERY_ANSWER if name not in names] == []
    place = answer.header("location")
    assert re.fullmatch(r"(/(?![/\\])[!-~]*)?", place), place
    for name, value in answer.headers:
        if name.lower() == b"set-cookie":
            assert re.match(rb'(sid|half|known)=("?"?|[\w-]{43}); ', value), value


def was_refused(answer: Answer) -> bool:
    """Whether the answer says that nothing was done."""
    return answer.status >= 400 or answer.header("location").startswith("/login/?next=")


def named(route: Route) -> str:
    return route.path


@pytest.mark.parametrize("route", POSTS, ids=named)
@many
@given(data=st.data(), who=st.sampled_from(WHO), given_=hostile.headers_of_ours)
def test_a_post_of_anything_is_answered_calmly(
    site: Site, route: Route, data: st.DataObject, who: str, given_: list[tuple[bytes, bytes]]
) -> None:
    kind, body = data.draw(hostile.bodies)
    headers = [(b"content-type", kind), *given_]
    headers += data.draw(hostile.cookies(site.session_of(who).encode()))
    pieces = [body[:17], body[17:]] if data.draw(st.booleans()) else [body]
    address = f"192.0.2.{data.draw(st.integers(1, 200))}"
    answer = site.ask("POST", data.draw(hostile.target(route)), headers, pieces, client=address)
    is_calm(site, answer)
    changed = site.changed()
    assert not (was_refused(answer) and changed), (answer, changed)


@pytest.mark.parametrize("route", POSTS, ids=named)
@settings(many, max_examples=40)
@given(data=st.data(), who=st.sampled_from(WHO), elsewhere=hostile.foreign)
def test_a_post_from_elsewhere_does_nothing(
    site: Site, route: Route, data: st.DataObject, who: str, elsewhere: list[tuple[bytes, bytes]]
) -> None:
    kind, body = data.draw(hostile.bodies)
    headers = [(b"content-type", kind), *elsewhere]
    headers += [(b"cookie", b"sid=" + site.session_of(who).encode())]
    method = data.draw(st.sampled_from(["POST", "POST", "PUT", "DELETE", "PATCH", "post", "BREW"]))
    answer = site.ask(method, data.draw(hostile.target(route)), headers, [body])
    is_calm(site, answer)
    assert answer.status == 403
    assert "set-cookie" not in [name.lower().decode() for name, _ in answer.headers]
    assert site.changed() == []


@pytest.mark.parametrize("route", GETS, ids=named)
@settings(many, max_examples=30)
@given(data=st.data(), who=st.sampled_from(WHO), given_=hostile.headers_of_ours)
def test_an_address_of_anything_is_answered_calmly(
    site: Site, route: Route, data: st.DataObject, who: str, given_: list[tuple[bytes, bytes]]
) -> None:
    headers = [*given_, (b"range", data.draw(hostile.ranges))]
    headers += data.draw(hostile.cookies(site.session_of(who).encode()))
    method = data.draw(st.sampled_from(["GET", "GET", "GET", "HEAD", "OPTIONS", "TRACE", "PUT"]))
    answer = site.ask(method, data.draw(hostile.target(route)), headers)
    is_calm(site, answer)
    if who == "nobody" or method != "GET":
        assert site.changed() == []
    else:  # what is taken out is put down in the audit, and nothing else happens
        assert set(site.changed()) <= {"audit", "audit_head"}


@settings(many, max_examples=150)
@given(data=st.data(), who=st.sampled_from(WHO))
def test_a_page_with_any_address_leads_nowhere_else(
    site: Site, data: st.DataObject, who: str
) -> None:
    anywhere = Route("/{a}/{b}/{c}", endpoint=lambda: None)
    address = b"/" * data.draw(st.integers(0, 3)) + data.draw(hostile.target(anywhere))
    headers = data.draw(hostile.cookies(site.session_of(who).encode()))
    is_calm(site, site.ask("GET", address, headers))
    assert site.changed() == []


def test_after_all_of_it_the_office_is_whole(site: Site) -> None:
    assert list(differences_in(site.house.store)) == []
    folder = site.house.settings.files_dir
    assert [path.name for path in folder.rglob("*") if path.suffix == ".new"] == []
