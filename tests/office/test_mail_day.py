"""Mail day: which letters wait, who sees them, and how each can go."""

from __future__ import annotations

from datetime import timedelta

import pytest

from records_app.office.letter_files import LetterDamaged
from records_app.office.mail_day import MOST, item_to_send, to_go_out
from records_app.office.mail_day_address import is_whole
from records_app.office.mail_day_view import by_way
from records_app.office.missouri_time import missouri_day
from records_app.office.recording import (
    close_request,
    correct_line,
    record_follow_up_sent,
    record_sent,
)
from records_app.office.refusals import NotFound
from records_app.store.database import Store
from records_app.store.tables import LetterRow, Request
from tests.office.after_the_request import add, request_before, version, write
from tests.office.cast import NOW, Cast, filled_form, make_agency, ready_request
from tests.office.mailed import letter_row, mail_letter

TODAY = missouri_day(NOW)


def test_an_approved_letter_waits_until_it_is_recorded_as_sent(store: Store, cast: Cast) -> None:
    letter = mail_letter(store, cast.bob, cast.riverbend)
    row = letter_row(store, letter)
    (line,) = to_go_out(store, cast.alice, today=TODAY).lines
    assert (line.id, line.request_id, line.version) == (letter, row.request_id, 3)
    assert (line.number, line.what, line.agency) == (
        "MO-2026-0001",
        "Request",
        "Riverbend Police Department",
    )
    assert (line.way, line.ways, line.could_mail) == ("email", ("email", "post"), True)
    assert line.where == "records@riverbend.example"
    assert line.care == "Bob"
    assert line.waits == "Waiting since Mon, Nov 23, 2026, 10:00 AM"
    assert line.pages_words == "2 pages"
    assert line.pdf_href == f"/letters/{row.request_id}.pdf"
    raw = {"on": TODAY.isoformat(), "channel": "email"}
    record_sent(store, cast.bob, row.request_id, 3, raw, now=NOW)
    assert to_go_out(store, cast.alice, today=TODAY).lines == ()


def test_each_sees_only_what_they_may_record(store: Store, cast: Cast) -> None:
    bobs = mail_letter(store, cast.bob, cast.riverbend)
    carls = mail_letter(store, cast.carl, cast.riverbend)
    given = mail_letter(store, cast.carl, cast.riverbend)
    with store.transaction() as session:
        session.get_one(Request, letter_row(store, given).request_id).assigned_id = cast.bob.id
    seen = {
        actor.name: {line.id for line in to_go_out(store, actor, today=TODAY).lines}
        for actor in (cast.alice, cast.ada, cast.bob, cast.carl, cast.vera)
    }
    assert seen == {
        "Alice": {bobs, carls, given},
        "Ada": {bobs, carls, given},
        "Bob": {bobs, given},
        "Carl": {carls, given},
        "Vera": set(),
    }
    cares = {line.id: line.care for line in to_go_out(store, cast.alice, today=TODAY).lines}
    assert cares[given] == "Bob"
    assert to_go_out(store, cast.alice, today=TODAY).may_record
    assert not to_go_out(store, cast.vera, today=TODAY).may_record
    with pytest.raises(NotFound):
        item_to_send(store, cast.bob, carls, today=TODAY)
    with pytest.raises(NotFound):
        item_to_send(store, cast.vera, bobs, today=TODAY)


def test_drafts_and_discarded_requests_do_not_wait(store: Store, cast: Cast) -> None:
    letter = mail_letter(store, cast.bob, cast.riverbend)
    with store.transaction() as session:
        session.get_one(Request, letter_row(store, letter).request_id).discarded_at = NOW
        session.add(
            Request(
                agency_id=cast.riverbend,
                author_id=cast.bob.id,
                form=filled_form(cast.riverbend),
                created_at=NOW,
                updated_at=NOW,
                updated_by_id=cast.bob.id,
            )
        )
    assert to_go_out(store, cast.alice, today=TODAY).lines == ()


def test_each_way_has_its_group(store: Store, cast: Cast) -> None:
    by_fax = make_agency(store, "Alder Police", contacts=(("fax", "(314) 555-0177"),))
    by_post = make_agency(store, "Birch Police", address="1 Oak Street\nBirch, MO 63001")
    for agency in (cast.riverbend, cast.fenwick, cast.maple, by_fax, by_post):
        mail_letter(store, cast.bob, agency)
    groups = by_way(to_go_out(store, cast.alice, today=TODAY).lines, {})
    assert {way: [line.agency for line in lines] for way, lines in groups.items()} == {
        "post": ["Birch Police"],
        "email": ["Riverbend Police Department"],
        "portal": ["Fenwick County Sheriff's Office"],
        "fax": ["Alder Police"],
        "": ["Maple Grove Police Department"],
    }
    (nowhere,) = groups[""]
    assert nowhere.note == "We have no address, e-mail, portal or fax number of them."
    assert nowhere.agency_href == "/agencies/maple-grove-police-department/"


def test_a_letter_goes_as_it_was_written_for_and_may_be_mailed_instead(
    store: Store, cast: Cast
) -> None:
    facts = {"delivery": "post", "to": {"address_lines": ["9 Old Road", "Riverbend, MO 63000"]}}
    posted = mail_letter(store, cast.bob, cast.riverbend, facts=facts)
    other = mail_letter(store, cast.bob, cast.riverbend)
    lines = to_go_out(store, cast.alice, today=TODAY).lines
    assert {line.id: line.way for line in lines} == {posted: "post", other: "email"}
    note = next(line.note for line in lines if line.id == posted)
    assert note == "The letter itself still shows another address."
    groups = by_way(lines, {other: "post"})
    assert [line.id for line in groups["post"]] == [posted, other]


def test_an_address_without_a_street_is_no_way(store: Store, cast: Cast) -> None:
    half = make_agency(store, "Cedar Police", address="Cedar, MO 63002")
    mail_letter(store, cast.bob, half)
    (line,) = to_go_out(store, cast.alice, today=TODAY).lines
    assert line.way == ""
    assert line.note == "The address we have lacks a street or a box: Cedar, MO 63002."


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (("100 Main Street", "Riverbend, MO 63000"), True),
        (("100 Main Street", "St. Louis MO 63000-1234"), True),
        (("100 Main Street, Riverbend, MO 63000",), True),
        (("100 Main Street Riverbend MO 63000",), True),
        (("Courthouse Square", "Riverbend, MO 63000"), True),
        (("P.O. Box 12", "Riverbend, MO"), True),
        (("Riverbend, MO 63000",), False),
        (("Riverbend, MO", "63000"), False),
        (("Riverbend", "Missouri"), False),
        (("100 Main Street",), False),
        ((), False),
    ],
)
def test_what_counts_as_a_whole_address(lines: tuple[str, ...], whole: bool) -> None:
    assert is_whole(lines) is whole


def test_a_letter_after_the_request_waits_as_well(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "demand-grounds")
    letter = write(store, cast.bob, request_id, "demand-grounds")
    (line,) = to_go_out(store, cast.alice, today=TODAY).lines
    assert (line.number, line.request_id) == ("MO-2026-0001-2", request_id)
    assert line.pdf_href == f"/letters/{request_id}/{line.id}.pdf"
    item = item_to_send(store, cast.bob, line.id, today=TODAY)
    assert item.subject == "Request for the grounds of a denial MO-2026-0001-2"
    assert (item.address, item.way, item.has_portal_text) == (
        "records@riverbend.example",
        "email",
        False,
    )
    assert "610.023" in item.text
    sent = {"letter": "demand-grounds", "number": line.number, "channel": "email"}
    raw = {"on": TODAY.isoformat(), **sent}
    record_follow_up_sent(store, cast.bob, request_id, line.version, raw, now=NOW)
    assert to_go_out(store, cast.alice, today=TODAY).lines == ()
    assert letter.number == line.number


def test_a_sending_that_was_struck_out_makes_it_wait_again(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "reminder")
    number = write(store, cast.bob, request_id, "reminder").number
    raw = {"on": TODAY.isoformat(), "channel": "email", "letter": "reminder", "number": number}
    sent = record_follow_up_sent(
        store, cast.bob, request_id, version(store, request_id), raw, now=NOW
    )
    strike = {"line": str(sent.seq), "why": "It never left.", "strike": "on"}
    correct_line(store, cast.bob, request_id, sent.version, strike, now=NOW)
    (line,) = to_go_out(store, cast.alice, today=TODAY).lines
    assert line.number == number


def test_of_a_closed_request_only_the_thanks_wait(store: Store, cast: Cast) -> None:
    reminded = request_before(store, cast, "reminder")
    write(store, cast.bob, reminded, "reminder")
    add(store, cast.bob, reminded, close_request, outcome="no_records", on=TODAY.isoformat())
    thanked = request_before(store, cast, "thanks")
    add(store, cast.bob, thanked, close_request, outcome="released", on=TODAY.isoformat())
    number = write(store, cast.bob, thanked, "thanks").number
    (line,) = to_go_out(store, cast.alice, today=TODAY).lines
    assert line.number == number


def test_a_letter_to_the_attorney_general_goes_to_their_form(store: Store, cast: Cast) -> None:
    request_id = request_before(store, cast, "complaint-summary")
    write(store, cast.bob, request_id, "complaint-summary")
    (line,) = to_go_out(store, cast.alice, today=TODAY).lines
    assert line.way == "portal"
    assert "Attorney General" in line.agency
    assert "complaint form" in line.note


def test_what_is_copied_for_an_e_mail_and_a_portal(store: Store, cast: Cast) -> None:
    mail = mail_letter(store, cast.bob, cast.riverbend)
    portal = mail_letter(store, cast.bob, cast.fenwick, facts={"delivery": "portal"})
    item = item_to_send(store, cast.alice, mail, today=TODAY)
    assert item.subject == "Records request MO-2026-0001, Open Doors Project"
    assert item.text == "The letter MO-2026-0001 as text.\n"
    assert item.mail_href == (
        "mailto:records@riverbend.example?subject="
        "Records%20request%20MO-2026-0001%2C%20Open%20Doors%20Project"
    )
    other = item_to_send(store, cast.alice, portal, today=TODAY)
    assert other.portal_href == other.address == "https://fenwick.example/records"
    assert other.has_portal_text
    assert not other.could_mail


def test_a_portal_that_is_no_web_address_is_shown_but_is_no_link(store: Store, cast: Cast) -> None:
    odd = make_agency(store, "Dogwood Police", contacts=(("portal", "javascript:alert(1)"),))
    item = item_to_send(store, cast.alice, mail_letter(store, cast.bob, odd), today=TODAY)
    assert (item.address, item.portal_href) == ("javascript:alert(1)", "")


def test_the_text_of_a_damaged_letter_is_not_handed_out(store: Store, cast: Cast) -> None:
    letter = mail_letter(store, cast.bob, cast.riverbend)
    with store.transaction() as session:
        session.get_one(LetterRow, letter).pdf = b"%PDF-1.7 something else"
    with pytest.raises(LetterDamaged):
        item_to_send(store, cast.alice, letter, today=TODAY)


@pytest.mark.parametrize("letter_id", [0, -1, 2**31, 2**70, 999])
def test_no_such_letter(store: Store, cast: Cast, letter_id: int) -> None:
    with pytest.raises(NotFound):
        item_to_send(store, cast.alice, letter_id, today=TODAY)


def test_the_oldest_waits_first_and_a_list_has_an_end(
    store: Store, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer, _ = ready_request(store, cast.bob, cast.riverbend, now=NOW)
    older, _ = ready_request(store, cast.bob, cast.maple, now=NOW - timedelta(days=3))
    day = to_go_out(store, cast.alice, today=TODAY)
    assert [line.request_id for line in day.lines] == [older, newer]
    assert (day.more, MOST) == (0, 3_000)
    monkeypatch.setattr("records_app.office.mail_day.MOST", 1)
    day = to_go_out(store, cast.alice, today=TODAY)
    assert [line.request_id for line in day.lines] == [older]
    assert day.more == 1
