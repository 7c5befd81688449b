"""The office's letterhead."""

from __future__ import annotations

import pytest

from records_app.office.office_profile import change_office_profile, office_profile
from records_app.office.refusals import ChangedElsewhere, NotAllowed, Refused
from records_app.store.database import Store
from tests.office.cast import NOW, Cast

GOOD = {
    "name": "Open Doors Project",
    "address": "  200 Example Avenue \r\n\r\nRiverbend, MO 63000",
    "email": "Records@OpenDoors.example",
    "phone": "(314) 555-0100",
}


def test_everybody_reads_it_and_an_admin_changes_it(store: Store, cast: Cast) -> None:
    before = office_profile(store, cast.vera)
    after = change_office_profile(store, cast.ada, GOOD, version=before.version, now=NOW)
    assert after.address_lines == ("200 Example Avenue", "Riverbend, MO 63000")
    assert after.email == "records@opendoors.example"
    assert office_profile(store, cast.vera) == after
    assert after.version == before.version + 1


@pytest.mark.parametrize("who", ["alice", "bob", "vera"])
def test_others_do_not(store: Store, cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        change_office_profile(store, getattr(cast, who), GOOD, version=1, now=NOW)


def test_the_second_of_two_is_told(store: Store, cast: Cast) -> None:
    version = office_profile(store, cast.ada).version
    change_office_profile(store, cast.ada, GOOD, version=version, now=NOW)
    with pytest.raises(ChangedElsewhere):
        change_office_profile(
            store, cast.ada, {**GOOD, "name": "Overwritten"}, version=version, now=NOW
        )
    assert office_profile(store, cast.ada).name == GOOD["name"]


@pytest.mark.parametrize("version", [0, 99, None, "1", [1]])
def test_a_made_up_version_is_refused(store: Store, cast: Cast, version: object) -> None:
    with pytest.raises(ChangedElsewhere):
        change_office_profile(store, cast.ada, GOOD, version=version, now=NOW)


def test_an_office_without_a_row_starts_empty(store: Store) -> None:
    from records_app.casework.people import Role
    from tests.office.cast import make_person

    ada = make_person(store, "Ada", Role.ADMIN)
    empty = office_profile(store, ada)
    assert (empty.name, empty.address_lines, empty.version) == ("", (), 1)
    assert change_office_profile(store, ada, GOOD, version=1, now=NOW).version == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 161),
        ("name", "\u202eoffice"),
        ("address", ""),
        ("address", "\n".join("abcdefg")),
        ("address", "x" * 401),
        ("address", "x" * 121 + "\nRiverbend, MO 63000"),
        ("email", "not an address"),
        ("phone", "call us"),
        ("phone", "5" * 41),
        ("phone", "<script>"),
    ],
)
def test_each_field_says_what_is_wrong(store: Store, cast: Cast, field: str, value: str) -> None:
    with pytest.raises(Refused) as refused:
        change_office_profile(store, cast.ada, {**GOOD, field: value}, version=1, now=NOW)
    assert {error.field for error in refused.value.errors} == {field}
    assert office_profile(store, cast.ada).version == 1


@pytest.mark.parametrize("phone", ["", "314-555-0100", "+1 314 555 0100", "(314) 555-0100 x 12"])
def test_phones_as_people_write_them(store: Store, cast: Cast, phone: str) -> None:
    changed = change_office_profile(store, cast.ada, {**GOOD, "phone": phone}, version=1, now=NOW)
    assert changed.phone == phone
