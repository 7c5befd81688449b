"""The shipped directory comes into the database and never runs over what people entered."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import func, select

from records_app.directory.reader import read_directory
from records_app.directory.records import ContactKind, ContactRecord, Standing287g
from records_app.office.agencies import confirm_contact, correct_contact, remove_contact
from records_app.office.contact_values import read_contact
from records_app.office.directory_import import load_directory, load_directory_once
from records_app.store.agencies import agreements_of_agency, contacts_of, find_agency
from records_app.store.tables import Agency, Agreement, Contact
from tests.office.cast import NOW, make_office

RECORD = next(a for a in read_directory().agencies if a.slug == "mo-christian-county-sheriff")
OLD = next(contact for contact in RECORD.contacts if contact.kind is ContactKind.PHONE)


def loaded(store, record=RECORD):
    return load_directory(store, NOW, agencies=[record])


def phones(store):
    with store.reading() as session:
        agency = find_agency(session, RECORD.slug)
        found = [c for c, _ in contacts_of(session, agency.id) if c.kind == "phone"]
        return agency.id, found


def with_phone(value):
    others = tuple(c for c in RECORD.contacts if c.kind is not ContactKind.PHONE)
    return replace(
        RECORD, contacts=(*others, ContactRecord(ContactKind.PHONE, value, "a newer list", "2027"))
    )


def test_the_whole_directory_goes_in_once(store):
    first = load_directory_once(store, NOW)
    assert first.added == len(read_directory().agencies)
    again = load_directory(store, NOW)
    assert (again.added, again.changed, again.unchanged) == (0, 0, first.added)
    assert load_directory_once(store, NOW).unchanged == 0
    with store.reading() as session:
        assert session.exec(select(func.count(Agency.id))).one() == first.added
        assert session.exec(select(func.count(Agreement.id))).one() == 116
        longest = session.exec(select(func.max(func.length(Agency.search_key)))).one()
        separators = {row.count(" | ") for row in session.exec(select(Agency.search_key))}
    assert longest <= 600
    assert separators == {3}


def test_a_newer_directory_updates_names_contacts_and_agreements(store):
    loaded(store)
    newer = replace(
        with_phone("(417) 555-0100"),
        name="Christian County Sheriff",
        agreements=RECORD.agreements[:1],
        g287=Standing287g.LISTED_EARLIER,
    )
    result = loaded(store, newer)
    assert (result.added, result.changed) == (0, 1)
    agency_id, [phone] = phones(store)
    assert (phone.value, phone.source) == ("(417) 555-0100", "a newer list")
    with store.reading() as session:
        agency = find_agency(session, RECORD.slug)
        assert (agency.name, agency.g287) == ("Christian County Sheriff", "listed_earlier")
        assert agency.search_key.startswith("christian county sheriff |")
        assert len(agreements_of_agency(session, agency_id)) == 1


def test_a_corrected_contact_stays(store):
    cast = make_office(store)
    loaded(store)
    agency_id, [phone] = phones(store)
    correct_contact(
        store,
        cast.alice,
        contact_id=phone.id,
        agency_id=agency_id,
        kind="phone",
        value="(417) 555-0199",
        reason="Called them",
        version=phone.version,
        now=NOW,
    )
    loaded(store, with_phone("(417) 555-0100"))
    _, [after] = phones(store)
    assert (after.value, after.checked_by_id) == ("(417) 555-0199", cast.alice.id)


def test_a_confirmed_contact_stays_and_a_removed_one_does_not_come_back(store):
    cast = make_office(store)
    loaded(store)
    agency_id, [phone] = phones(store)
    who = {"contact_id": phone.id, "agency_id": agency_id, "now": NOW}
    confirm_contact(store, cast.alice, version=1, **who)
    loaded(store, with_phone("(417) 555-0100"))
    assert [p.value for p in phones(store)[1]] == [OLD.value]
    remove_contact(store, cast.alice, version=2, reason="Dead line", **who)
    loaded(store)
    assert phones(store)[1] == []


def test_a_corrected_address_stays_in_the_letterhead_of_the_agency(store):
    cast = make_office(store)
    loaded(store)
    agency_id, _ = phones(store)
    correct_contact(
        store,
        cast.alice,
        contact_id=None,
        agency_id=agency_id,
        kind="post",
        value="1 Oak Street\nOzark, MO 65721",
        reason="Letterhead of their reply",
        version=None,
        now=NOW,
    )
    loaded(store, replace(RECORD, address_lines=("9 Elm Street",)))
    with store.reading() as session:
        assert find_agency(session, RECORD.slug).address == "1 Oak Street\nOzark, MO 65721"


def test_nothing_goes_in_when_one_agency_fails(store):
    good = read_directory().agencies[0]
    broken = replace(RECORD, contacts=(replace(OLD, value=None),))
    with pytest.raises(IntegrityError):
        load_directory(store, NOW, agencies=[good, broken])
    with store.reading() as session:
        assert session.exec(select(Agency)).all() == []
        assert session.exec(select(Contact)).all() == []


def test_every_shipped_contact_is_one_that_the_desk_would_accept():
    for agency in read_directory().agencies:
        for contact in agency.contacts:
            assert read_contact(contact.kind.value, contact.value) == (contact.kind, contact.value)
