"""Correcting, confirming and removing contacts: who may, what is kept, what is refused."""

from datetime import date, timedelta

import pytest
from sqlmodel import select

from records_app.letters.characters import TextRefused
from records_app.office.agencies import (
    agency_page,
    confirm_contact,
    correct_contact,
    remove_contact,
)
from records_app.office.contact_values import read_contact
from records_app.office.correspondents import addressee_of
from records_app.office.refusals import ChangedElsewhere, NotAllowed, NotFound, Refused
from records_app.store.requests import agency_file
from records_app.store.tables import Contact, ContactChange
from tests.office.cast import NOW

TODAY = date(2026, 11, 23)
ADDRESS = "City Hall\n1 Oak Street\nRiverbend, MO 63000"


def contacts(store, cast):
    page = agency_page(store, cast.alice, cast.riverbend, TODAY)
    return {contact.kind: contact for contact in page.contacts}


def correct(store, actor, cast, contact=None, kind="email", value="new@riverbend.example", **more):
    given = {"reason": "Their web page", "version": contact.version if contact else None, **more}
    return correct_contact(
        store,
        actor,
        contact_id=contact.id if contact else None,
        agency_id=given.pop("agency_id", cast.riverbend),
        kind=kind,
        value=value,
        now=NOW,
        **given,
    )


def test_a_correction_is_shown_with_who_and_when_and_kept_in_the_history(store, cast):
    correct(store, cast.alice, cast, contacts(store, cast)["email"])
    page = agency_page(store, cast.vera, cast.riverbend, TODAY)
    [email] = [contact for contact in page.contacts if contact.kind == "email"]
    assert email.value == "new@riverbend.example"
    assert email.href == "mailto:new@riverbend.example"
    assert email.checked == "Last checked Nov 23, 2026 by Alice"
    [change] = page.changes
    assert change.sentence == (
        "E-mail changed from records@riverbend.example to new@riverbend.example"
    )
    assert (change.who, change.reason) == ("Alice", "Their web page")
    assert change.when == "Mon, Nov 23, 2026, 10:00 AM"


def test_a_contact_can_be_added_confirmed_and_removed(store, cast):
    new = correct(store, cast.ada, cast, kind="portal", value="https://riverbend.example/records")
    confirm_contact(store, cast.alice, contact_id=new, agency_id=cast.riverbend, version=1, now=NOW)
    remove_contact(
        store,
        cast.alice,
        contact_id=new,
        agency_id=cast.riverbend,
        reason="The portal was closed",
        version=2,
        now=NOW,
    )
    assert "portal" not in contacts(store, cast)
    with store.reading() as session:
        changes = session.exec(select(ContactChange).order_by(ContactChange.id)).all()
        kept = session.get(Contact, new)
    assert [change.action for change in changes] == ["added", "confirmed", "removed"]
    assert [change.changed_by_id for change in changes] == [
        cast.ada.id,
        cast.alice.id,
        cast.alice.id,
    ]
    assert kept.removed_at == NOW


def test_confirming_leaves_the_value_and_its_source(store, cast):
    before = contacts(store, cast)["email"]
    assert not before.is_checked
    confirm_contact(
        store,
        cast.alice,
        contact_id=before.id,
        agency_id=cast.riverbend,
        version=before.version,
        now=NOW,
    )
    after = contacts(store, cast)["email"]
    assert (after.value, after.source) == (before.value, before.source)
    assert after.checked == "Last checked Nov 23, 2026 by Alice"


def test_last_checked_is_the_day_in_missouri(store, cast):
    before = contacts(store, cast)["email"]
    late_evening = NOW.replace(hour=3)  # 9 PM on the 22nd in Missouri
    confirm_contact(
        store,
        cast.alice,
        contact_id=before.id,
        agency_id=cast.riverbend,
        version=before.version,
        now=late_evening,
    )
    assert contacts(store, cast)["email"].checked.startswith("Last checked Nov 22, 2026")


def test_the_same_value_again_is_a_confirmation(store, cast):
    email = contacts(store, cast)["email"]
    correct(store, cast.alice, cast, email, value=email.value)
    [change] = agency_page(store, cast.alice, cast.riverbend, TODAY).changes
    assert change.sentence == "E-mail confirmed: records@riverbend.example"


def test_a_corrected_address_is_the_one_in_the_letter(store, cast):
    correct(store, cast.alice, cast, kind="post", value=ADDRESS)
    with store.reading() as session:
        assert addressee_of(agency_file(session, cast.riverbend)).address_lines == tuple(
            ADDRESS.splitlines()
        )


def test_a_removed_address_does_not_come_back_in_a_letter(store, cast):
    new = correct(store, cast.alice, cast, kind="post", value=ADDRESS)
    remove_contact(
        store,
        cast.alice,
        contact_id=new,
        agency_id=cast.riverbend,
        reason="They moved",
        version=1,
        now=NOW,
    )
    with store.reading() as session:
        assert addressee_of(agency_file(session, cast.riverbend)).address_lines == ()


@pytest.mark.parametrize("who", ["vera", "bob"])
def test_viewers_and_advocates_may_not(store, cast, who):
    actor, email = getattr(cast, who), contacts(store, cast)["email"]
    with pytest.raises(NotAllowed):
        correct(store, actor, cast, email)
    with pytest.raises(NotAllowed):
        confirm_contact(
            store, actor, contact_id=email.id, agency_id=cast.riverbend, version=1, now=NOW
        )
    with pytest.raises(NotAllowed):
        remove_contact(
            store,
            actor,
            contact_id=email.id,
            agency_id=cast.riverbend,
            reason="x",
            version=1,
            now=NOW,
        )
    assert contacts(store, cast)["email"] == email


def test_the_second_of_two_people_is_told_and_nothing_is_lost(store, cast):
    seen = contacts(store, cast)["email"]
    correct(store, cast.alice, cast, seen)
    with pytest.raises(ChangedElsewhere) as told:
        correct(store, cast.ada, cast, seen, value="other@riverbend.example")
    assert (told.value.by, told.value.at) == ("Alice", NOW)
    assert contacts(store, cast)["email"].value == "new@riverbend.example"


def test_a_removed_contact_cannot_be_changed_any_more(store, cast):
    email = contacts(store, cast)["email"]
    remove_contact(
        store,
        cast.alice,
        contact_id=email.id,
        agency_id=cast.riverbend,
        reason="Bounces",
        version=email.version,
        now=NOW + timedelta(minutes=1),
    )
    with pytest.raises(ChangedElsewhere):
        correct(store, cast.alice, cast, email, version=email.version + 1)


def test_a_wrong_contact_or_agency_is_not_found(store, cast):
    email = contacts(store, cast)["email"]
    with pytest.raises(NotFound):
        correct(store, cast.alice, cast, email, agency_id=cast.fenwick)
    with pytest.raises(NotFound):
        correct(store, cast.alice, cast, agency_id=2**40)
    with pytest.raises(NotFound):
        confirm_contact(
            store, cast.alice, contact_id=-1, agency_id=cast.riverbend, version=1, now=NOW
        )


def test_a_double_is_refused(store, cast):
    with pytest.raises(Refused) as refused:
        correct(store, cast.alice, cast, value="records@riverbend.example")
    assert refused.value.errors[0].field == "value"


def test_everything_wrong_is_said_at_once(store, cast):
    with pytest.raises(Refused) as refused:
        correct(store, cast.alice, cast, kind="email", value="nobody", reason="  ")
    assert [error.field for error in refused.value.errors] == ["value", "reason"]
    with pytest.raises(Refused) as refused:
        correct(store, cast.alice, cast, kind="pigeon", value="coo")
    assert refused.value.errors[0].field == "kind"
    assert agency_page(store, cast.alice, cast.riverbend, TODAY).changes == ()


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("email", "  Records@Town.Example ", "Records@town.example"),
        ("portal", "https://town.example/records?a=1", "https://town.example/records?a=1"),
        ("website", "http://town.example:8080", "http://town.example:8080"),
        ("phone", "314.555.0100", "(314) 555-0100"),
        ("fax", "1-314-555-0100", "(314) 555-0100"),
        ("post", " 1 Oak Street \r\n\r\nRiverbend, MO  63000", "1 Oak Street\nRiverbend, MO 63000"),
        ("post", "P.O. Box 1\nRiverbend, MO 63000-1234", "P.O. Box 1\nRiverbend, MO 63000-1234"),
    ],
)
def test_values_are_tidied(kind, typed, kept):
    assert read_contact(kind, typed) == (kind, kept)


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("email", ""),
        ("email", "a@b"),
        ("email", "a b@town.example"),
        ("email", "a@town.example, b@town.example"),
        ("email", "<a@town.example>"),
        ("email", ".a@town.example"),
        ("email", "a..b@town.example"),
        ("email", "a@-town.example"),
        ("email", "a" * 300 + "@town.example"),
        ("email", "a@town.example\nBcc: x@town.example"),
        ("portal", "javascript:alert(1)"),
        ("portal", "ftp://town.example"),
        ("portal", "//town.example"),
        ("portal", "https://localhost/"),
        ("portal", "https://town.example@evil.example"),
        ("portal", "https://[::1]"),
        ("portal", "https://[bad"),
        ("portal", "https://town.example/" + "x" * 10_000),
        ("website", "https://exa mple.example"),
        ("phone", "555-0100"),
        ("phone", "(314) 555-010"),
        ("fax", "none"),
        ("post", "1 Oak Street"),
        ("post", "1 Oak Street\nRiverbend"),
        ("post", "\n".join(["x"] * 9) + "\nRiverbend, MO 63000"),
        ("post", "x" * 121 + "\nRiverbend, MO 63000"),
        ("post", "1 Oak\u202e Street\nRiverbend, MO 63000"),
        ("post", "1 Oak\x07 Street\nRiverbend, MO 63000"),
        ("pigeon", "coo"),
        ("email", None),
    ],
)
def test_values_that_cannot_work_are_refused(kind, typed):
    with pytest.raises(TextRefused) as refused:
        read_contact(kind, typed)
    assert refused.value.reason.endswith(".")
