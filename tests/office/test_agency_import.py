"""Importing agencies of one's own: all rows or none, every bad line named."""

import pytest
from sqlmodel import select

from records_app.directory.reader import read_directory
from records_app.office.agencies import agency_page, confirm_contact, search_agencies
from records_app.office.agency_import import ImportRefused, import_agencies
from records_app.office.directory_import import load_directory
from records_app.store.tables import Agency
from tests.office.cast import NOW, make_office

TODAY = NOW.date()
HEAD = "name,kind,law,county,city,address,zip,phone,email,portal,source\n"
ROW = (
    "Elm Police Department,police,us-mo,Oak County,Elm,City Hall;1 Oak Street,63000,"
    "314-555-0100,records@elm.example,https://elm.example/records,Called them\n"
)


def imported(store, text, name="ours.csv"):
    content = text if isinstance(text, bytes) else text.encode()
    return import_agencies(store, content, name, NOW)


def test_an_imported_agency_is_found_and_can_be_written_to(store):
    cast = make_office(store)
    done = imported(store, HEAD + ROW)
    assert (done.added, done.updated) == (1, 0)
    [found] = search_agencies(store, "elm oak county")
    page = agency_page(store, cast.vera, found.id, TODAY)
    assert (page.slug, page.place) == ("mo-elm-police-department", "Elm, Oak County")
    assert {contact.kind: contact.value for contact in page.contacts} == {
        "email": "records@elm.example",
        "portal": "https://elm.example/records",
        "phone": "(314) 555-0100",
        "post": "City Hall\n1 Oak Street\nElm, MO 63000",
    }
    assert page.contacts[0].checked == "Never checked; from Called them, 2026"
    assert {change.who for change in page.changes} == {"Import"}


def test_importing_twice_changes_nothing_and_a_new_value_updates(store):
    cast = make_office(store)
    imported(store, HEAD + ROW)
    done = imported(store, "\ufeff" + HEAD + ROW.replace("records@elm", "clerk@elm"))
    assert (done.added, done.updated) == (0, 1)
    page = agency_page(store, cast.vera, "mo-elm-police-department", TODAY)
    assert [c.value for c in page.contacts if c.kind == "email"] == ["clerk@elm.example"]
    assert page.changes[0].sentence == (
        "E-mail imported: clerk@elm.example instead of records@elm.example"
    )
    assert len(page.changes) == 5


def test_what_a_person_confirmed_stays(store):
    cast = make_office(store)
    imported(store, HEAD + ROW)
    page = agency_page(store, cast.alice, "mo-elm-police-department", TODAY)
    email = page.contacts[0]
    confirm_contact(
        store,
        cast.alice,
        contact_id=email.id,
        agency_id=page.id,
        version=email.version,
        now=NOW,
    )
    imported(store, HEAD + ROW.replace("records@elm", "clerk@elm"))
    page = agency_page(store, cast.alice, "mo-elm-police-department", TODAY)
    assert page.contacts[0].value == "records@elm.example"


def test_an_agency_of_the_directory_can_be_updated_and_stays_so(store):
    cast = make_office(store)
    record = next(a for a in read_directory().agencies if a.slug == "mo-ava-police")
    load_directory(store, NOW, agencies=[record])
    text = "slug,name,kind,law,email\nmo-ava-police,Ava Police,police,us-mo,ava@ava.example\n"
    assert imported(store, text).updated == 1
    load_directory(store, NOW, agencies=[record])
    page = agency_page(store, cast.vera, "mo-ava-police", TODAY)
    assert (page.name, page.place) == ("Ava Police", "Ava, Douglas County")
    assert "ava@ava.example" in [contact.value for contact in page.contacts]
    assert len(page.contacts) == 3


@pytest.mark.parametrize(
    ("row", "line", "words"),
    [
        (",police,us-mo,,,,,,,,", 3, "name is empty"),
        ("X,pigeon,us-mo,,,,,,,,", 3, "kind 'pigeon' is none of"),
        ("X,police,us-xx,,,,,,,,", 3, "law 'us-xx' is not known"),
        ("X,police,us-mo,,,,,,not mail,,", 3, "email: Write one e-mail address"),
        ("X,police,us-mo,,,,,555,,,", 3, "phone: Write ten digits"),
        ("X,police,us-mo,,,,,,,javascript:alert(1),", 3, "portal: Write a web address"),
        ("X,police,us-mo,,,1 Oak Street,,,,,", 3, "address needs city and zip"),
        ("X,police,us-mo,,Elm,1 Oak Street,6x,,,,", 3, "zip '6x' is not a ZIP code"),
        ("X,police,us-mo", 3, "the number of values"),
        ("X,police,us-mo,,,,,,,,,,,", 3, "the number of values"),
        ("X" * 201 + ",police,us-mo,,,,,,,,", 3, "name: Write at most 200 characters"),
        ("A\u202eB,police,us-mo,,,,,,,,", 3, "name: Please remove U+202E"),
        ("警察,police,us-mo,,,,,,,,", 3, "name: |give a slug"),
        (ROW.strip(), 3, "is in the file twice"),
        ('"X,police', 3, "this is not CSV"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_imported(store, row, line, words):
    with pytest.raises(ImportRefused) as refused:
        imported(store, HEAD + ROW + row + "\n")
    [bad] = refused.value.lines
    assert bad.line == line or '"' in row
    assert any(part in bad.message for part in words.split("|"))
    with store.reading() as session:
        assert session.exec(select(Agency)).all() == []


def test_every_bad_line_is_named(store):
    with pytest.raises(ImportRefused) as refused:
        imported(store, HEAD + "X,a,us-mo,,,,,,,,\n" + ROW + "Y,b,us-mo,,,,,,,,\n")
    assert [bad.line for bad in refused.value.lines] == [2, 4]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "missing column: name, kind, law"),
        (b"name,kind\n", "missing column: law"),
        (b"name,kind,law,shoe\n", "unknown column: shoe"),
        (b"\xff\xfe\x00", "not in UTF-8"),
        (b"\x00\x00", "column"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused(store, content, words):
    with pytest.raises(ImportRefused, match=words):
        imported(store, content)
